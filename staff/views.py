"""Whom residents can ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.slugs import get_by_slug
from organisation.plans import current_plan
from staff.models import StaffMember


@require_safe
def staff_list(request: HttpRequest) -> HttpResponse:
    """By focus area, so that one finds the right person by what one wants to talk about."""
    plan = current_plan(request)
    people = StaffMember.objects.visible_to(request.user)
    focus_areas = plan.focus_areas.with_people(request.user) if plan else []
    context = {
        "focus_areas": [focus_area for focus_area in focus_areas if focus_area.responsibilities.all()],
        "secretariat": people.filter(in_secretariat=True),
        "others": people.without_focus_area(plan),
        "edits": [StaffMember],
        "edit_texts": "staff",
        "section": "contact",
        "crumbs": [(_("Kontakt"), reverse("contact"))],
        "here": _("Medarbejdere"),
        "canonical": request.build_absolute_uri(reverse("staff_list")),
    }
    return render(request, "staff/staff_list.html", context)


@require_safe
def staff_member(request: HttpRequest, slug: str) -> HttpResponse:
    plan = current_plan(request)
    person = get_by_slug(StaffMember.objects.visible_to(request.user), slug)
    if person.slug != slug:
        return redirect(person, permanent=True)
    context = {
        "person": person,
        "focus_areas": plan.focus_areas.of_person(person) if plan else [],
        "edits": [person],
        "edit_texts": "staff",
        "section": "contact",
        "crumbs": [(_("Medarbejdere"), reverse("staff_list"))],
        "here": person.name,
        "canonical": request.build_absolute_uri(person.get_absolute_url()),
    }
    context["person_ld"] = _for_search_engines(person, context["canonical"])
    return render(request, "staff/staff_detail.html", context)


def _for_search_engines(person: StaffMember, url: str) -> dict[str, str]:
    return {
        "@type": "Person",
        "name": person.name,
        "jobTitle": person.title,
        "telephone": person.phone,
        "url": url,
    }
