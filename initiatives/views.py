"""What a plan does: its initiatives and its focus areas."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.rich_text import in_short
from core.slugs import get_by_slug
from initiatives.forms import InitiativeFilter
from initiatives.models import FocusArea, Initiative
from organisation.models import Plan, SearchMiss
from organisation.plans import plan_for


@require_safe
def initiative_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    form = InitiativeFilter(request.GET, plan, request.user)
    if form.is_missed:
        SearchMiss.objects.note(request, form.query)
    context = {
        "plan": plan,
        "form": form,
        "edits": [Initiative],
        "edit_texts": "initiatives",
        "section": "initiatives",
        "here": _("Initiativer"),
        "canonical": request.build_absolute_uri(plan.url("initiative_list")),
    }
    return render(request, "initiatives/initiative_list.html", context)


@require_safe
def focus_area_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    context = {
        "plan": plan,
        "focus_areas": plan.focus_areas.with_initiatives(plan.initiatives.visible_to(request.user).ended_last()),
        "edits": [FocusArea],
        "edit_texts": "focus_areas",
        "section": "initiatives",
        "here": _("Indsatsområder"),
        "canonical": request.build_absolute_uri(plan.url("focus_area_list")),
    }
    return render(request, "initiatives/focus_area_list.html", context)


@require_safe
def focus_area(request: HttpRequest, slug: str, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    row = get_by_slug(plan.focus_areas.with_people(request.user).with_group(request.user), slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    context = {
        **page_of(request, plan, row, (_("Indsatsområder"), plan.url("focus_area_list"))),
        "description": in_short(row.purpose),
        "edit_texts": "focus_area",
        "focus_area": row,
        "initiatives": plan.initiatives.visible_to(request.user).for_list().filter(focus_area=row).ended_last(),
    }
    return render(request, "initiatives/focus_area_detail.html", context)


def page_of(request: HttpRequest, plan: Plan, row: FocusArea | Initiative, parent: tuple[str, str]) -> dict[str, Any]:
    """What the frame of a page about one row needs."""
    return {
        "plan": plan,
        "edits": [row],
        "section": "initiatives",
        "crumbs": [parent],
        "here": row.name,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
