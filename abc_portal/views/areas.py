"""Housing areas: what happens there, who pays and who decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.models import Activity
from budget.reports import area_contributions
from core.rich_text import in_short
from core.slugs import get_by_slug
from news.models import Post
from organisation.models import Body, HousingArea, Plan
from organisation.plans import plan_for


@require_safe
def housing_area_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    context = {
        "plan": plan,
        "areas": plan.areas.prefetch_related("departments"),
        "edits": [HousingArea],
        "edit_texts": "areas",
        "section": "areas",
        "here": _("Boligområder"),
        "canonical": request.build_absolute_uri(plan.url("housing_area_list")),
    }
    return render(request, "abc_portal/housing_area_list.html", context)


@require_safe
def housing_area(request: HttpRequest, slug: str, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    area = get_by_slug(plan.areas.all(), slug)
    url = plan.url("housing_area", slug=area.slug)
    if area.slug != slug:
        return redirect(url, permanent=True)
    context = {
        **_of_area(plan, area, request.user),
        "description": in_short(area.text),
        "edits": [area],
        "edit_texts": "area",
        "section": "areas",
        "crumbs": [(_("Boligområder"), plan.url("housing_area_list"))],
        "here": area.name,
        "canonical": request.build_absolute_uri(url),
    }
    return render(request, "abc_portal/housing_area_detail.html", context)


def _of_area(plan: Plan, area: HousingArea, user: Any) -> dict[str, Any]:
    """What happens in an area, who pays there, and who decides."""
    initiatives = plan.initiatives.visible_to(user).for_list().ended_last()
    groups = Body.objects.visible_to(user).filter(kind=Body.Kind.LOCAL, area=area)
    return {
        "plan": plan,
        "area": area,
        "in_areas": [area],
        "initiatives": initiatives.in_area(area),
        "perhaps": initiatives.of_unknown_area(),
        "coming": Activity.objects.visible_to(user).of_plan(plan).in_area(area).upcoming().for_list()[:6],
        "news": Post.objects.in_area(area).newest(user),
        "departments": area_contributions(plan, area),
        "groups": groups.with_seats(user),
    }
