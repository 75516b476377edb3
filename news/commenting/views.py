"""Writing a comment, and reporting one: on pages of their own, so that those one reads need no cookie."""

import uuid

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from news.commenting import mails
from news.commenting.forms import CommentForm, ReportForm
from news.commenting.keys import address_of
from news.models import Comment, Post


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    post = _post(request, slug)
    if not post.takes_comments():
        return _page(request, "news/comment_closed.html", post, _("Skriv en kommentar"))
    form = CommentForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(address_of(uuid.uuid4()))
        return redirect(f"{address_of(_store(request, post, form).key)}?nyt=tak")
    here = _("Skriv en kommentar")
    return _page(request, "news/comment.html", post, here, form.status, form=form, days_kept=settings.COMMENT_DAYS)


@transaction.atomic
def _store(request: HttpRequest, post: Post, form: CommentForm) -> Comment:
    """The same words sent twice are one comment; other words from the same form are another."""
    fields = {"post": post, **form.words}
    row, is_new = Comment.objects.get_or_create(key=form.cleaned_data["comment"], defaults=fields)
    if not is_new and any(getattr(row, name) != value for name, value in fields.items()):
        row, is_new = Comment.objects.create(**fields), True
    if is_new:
        mails.tell_of_new(row)
        mails.send_key(request, row)
    return row


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    post = _post(request, slug)
    row = get_object_or_404(post.comments.shown(), pk=pk)
    form = ReportForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        if not form.is_trapped:
            _report(row, form)
        return redirect("comment_reported", post.slug)
    return _page(request, "news/report.html", post, _("Meld kommentaren"), form.status, form=form, comment=row)


@transaction.atomic
def _report(row: Comment, form: ReportForm) -> None:
    """Whoever looks after is told of the first; the rest are counted."""
    is_first = not row.reports
    row.report(form.cleaned_data["why"])
    if is_first:
        mails.tell_of_report(row)


@require_safe
def reported(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, "news/reported.html", _post(request, slug), _("Tak"))


def _post(request: HttpRequest, slug: str) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.user), slug=slug)


def _page(
    request: HttpRequest, template: str, post: Post, here: str, status: int = 200, **more: object
) -> HttpResponse:
    context = {
        "post": post,
        "edit_texts": "comment",
        "section": "news",
        "crumbs": [(_("Nyheder"), reverse("post_list")), (post.title, post.get_absolute_url())],
        "here": here,
        **more,
    }
    return render(request, template, context, status=status)
