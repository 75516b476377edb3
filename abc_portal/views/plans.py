"""Every helhedsplan, and the way into each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from abc_portal.views.about import figures, links
from core.rich_text import in_short
from organisation.models import Plan
from organisation.plans import plan_for


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    context = {
        "plans": Plan.objects.visible_to(request.user),
        "edits": [Plan],
        "edit_texts": "plans",
        "section": "about",
        "crumbs": [(_("Om os"), reverse("about"))],
        "here": _("Helhedsplaner"),
        "canonical": request.build_absolute_uri(reverse("plan_list")),
    }
    return render(request, "abc_portal/plan_list.html", context)


@require_safe
def plan_detail(request: HttpRequest, plan_slug: str) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    context = {
        "plan": plan,
        "focus_areas": plan.focus_areas.with_initiatives(plan.initiatives.visible_to(request.user).ended_last()),
        "areas": [(area, plan.url("housing_area", slug=area.slug)) for area in plan.areas.all()],
        "figures": figures(plan, request.user),
        "links": links(plan, "about", "initiative_list", "money", "document_list"),
        "description": in_short(plan.vision),
        "edits": [plan],
        "edit_texts": "plan",
        "section": "about",
        "crumbs": [(_("Helhedsplaner"), reverse("plan_list"))],
        "here": plan.name,
        "canonical": request.build_absolute_uri(plan.get_absolute_url()),
    }
    return render(request, "abc_portal/plan_detail.html", context)
