"""The front page and the search."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from abc_portal.search import SearchForm, search
from activities.models import Activity
from news.models import Post
from organisation.models import Partnership, SearchMiss
from organisation.plans import current_plan


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    plan = current_plan(request)
    context: dict[str, Any] = {
        "plan": plan,
        "edits": [Partnership, plan],
        "edit_texts": "home",
        "canonical": request.build_absolute_uri(reverse("home")),
    }
    context["news"] = Post.objects.newest(request.user)
    if plan:
        visible = plan.initiatives.visible_to(request.user)
        context["wishes"] = visible.not_ended().exclude(wish="").select_related("focus_area")[:12]
        context["coming"] = Activity.objects.visible_to(request.user).of_plan(plan).upcoming().for_list()[:6]
        context["focus_areas"] = plan.focus_areas.with_initiatives(visible.ended_last()).with_people(request.user)
    return render(request, "abc_portal/home.html", context)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    plan = current_plan(request)
    found = search(form.query, plan, request.user)
    if not found.hits:
        SearchMiss.objects.note(request, form.query)
    context = {
        "form": form,
        "found": found,
        "plan": plan,
        "edit_texts": "search",
        "section": "search",
        "here": _("Søgning"),
        "canonical": request.build_absolute_uri(reverse("search")),
    }
    return render(request, "abc_portal/search.html", context)
