"""The list of news, and the page of one piece of it. What programs read is in feeds.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.models import Activity
from core.slugs import get_by_slug
from news.forms import PostFilter
from news.models import Post
from organisation.plans import current_plan


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    plan = current_plan(request)
    context = {
        "plan": plan,
        "form": PostFilter(request.GET, plan, request.user),
        "edits": [Post],
        "edit_texts": "news",
        "section": "news",
        "here": _("Nyheder"),
        "canonical": request.build_absolute_uri(reverse("post_list")),
    }
    return render(request, "news/post_list.html", context)


@require_safe
def post(request: HttpRequest, slug: str) -> HttpResponse:
    visible = Post.objects.visible_to(request.user)
    row = get_by_slug(visible.for_page(request.user), slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    coming = Activity.objects.visible_to(request.user).planned().upcoming().for_list()
    context = {
        "post": row,
        "in_areas": row.areas.all(),
        "comments": row.comments.shown(),
        "takes_comments": row.takes_comments(),
        "next_time": coming.filter(initiative__in=row.initiatives.all()).first(),
        "older": visible.before(row).first(),
        "newer": visible.after(row).first(),
        "newest": visible.exclude(pk=row.pk).newest(request.user),
        "description": row.lead,
        "edits": [row],
        "edit_texts": "news",
        "section": "news",
        "crumbs": [(_("Nyheder"), reverse("post_list"))],
        "here": row.title,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "news/post_detail.html", context)
