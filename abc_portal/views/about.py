"""Who the partnership is: the house it is organised as, and what its plan is for."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Initiative
from meetings.models import Meeting
from organisation.models import Administrator, Body, HousingCompany, Partner, Plan, Seat
from organisation.plans import current_plan, plan_for
from staff.models import StaffMember

NEXT_MEETINGS = 4
# Keys of the texts on each floor: its name, and what those who sit there do.
FLOOR_TEXTS = {
    Body.Kind.BOARD: ("organisation.boards", "organisation.board"),
    Body.Kind.RESOURCE: ("organisation.resource_groups", "organisation.resource_lead"),
    Body.Kind.LOCAL: ("organisation.local_groups", "organisation.local_lead"),
    Body.Kind.THEME: ("organisation.theme_groups", "organisation.theme_lead"),
}


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """The same facts twice: as a drawing of a house, and as a table."""
    plan = current_plan(request)
    bodies = Body.objects.visible_to(request.user).with_seats(request.user).with_focus_areas(plan)
    context = {
        "house": house(bodies),
        "meetings": Meeting.objects.visible_to(request.user).coming().with_approval().for_list()[:NEXT_MEETINGS],
        "secretariat_count": StaffMember.objects.visible_to(request.user).begun().filter(in_secretariat=True).count(),
        "figures": figures(plan, request.user),
        "edits": [Body],
        "edit_texts": "organisation",
        "section": "about",
        "crumbs": [(_("Om os"), reverse("about"))],
        "here": _("Organisation"),
        "canonical": request.build_absolute_uri(reverse("organisation")),
    }
    return render(request, "organisation/organisation.html", context)


@require_safe
def about(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """Without a plan, the page still tells who is in the partnership."""
    plan = plan_for(request, plan_slug) if plan_slug else current_plan(request)
    context = {
        "plan": plan,
        "partners": Partner.objects.all(),
        "administrators": Administrator.objects.all(),
        "companies": (companies := HousingCompany.objects.for_list()),
        "unknown_administrator": any(company.administrator is None for company in companies),
        "figures": figures(plan, request.user),
        "links": [*links(plan, "focus_area_list", "housing_area_list", "money", "document_list"), *ways_on()],
        "edits": [plan, Partner, HousingCompany],
        "edit_texts": "about",
        "section": "about",
        "here": _("Om os"),
        "canonical": request.build_absolute_uri(plan.url("about") if plan else reverse("about")),
    }
    return render(request, "abc_portal/about.html", context)


class Floor:
    """The bodies of one kind, and what they have in common."""

    def __init__(self, kind: Body.Kind, bodies: Iterable[Body]) -> None:
        self.texts = FLOOR_TEXTS[kind]
        self.bodies = [body for body in bodies if body.kind == kind]

    @property
    def seats(self) -> list[Seat]:
        """Each sort of chair once, however many of the bodies have it."""
        seats = (seat for body in self.bodies for seat in body.seats.all())
        return list({(seat.post, seat.organisation, seat.number_unknown): seat for seat in seats}.values())

    @property
    def rhythms(self) -> list[Body]:
        """One body for each way of meeting."""
        return list({(body.meetings_per_year, body.meetings_approximate): body for body in self.bodies}.values())


def house(bodies: Iterable[Body]) -> dict[str, Floor]:
    """The floors that somebody lives on, from the roof down: board, resource, local, theme."""
    bodies = list(bodies)
    floors = {kind.name.lower(): Floor(kind, bodies) for kind in Body.Kind}
    return {name: floor for name, floor in floors.items() if floor.bodies}


def figures(plan: Plan | None, user: Any) -> dict[str, int | None]:
    """The plan in figures; None is not known. Staff are counted today, so only for the current plan."""
    if plan is None:
        return {}
    staff = StaffMember.objects.visible_to(user).begun()
    return {
        "areas": plan.areas.count(),
        "households": plan.households,
        "residents_about": plan.residents_about,
        "initiatives": Initiative.objects.visible_to(user).filter(plan=plan).count(),
        "staff": staff.count() if plan.is_current else None,
    }


def ways_on() -> list[tuple[str, str]]:
    return [(_("Sådan er vi organiseret"), reverse("organisation")), (_("Alle helhedsplaner"), reverse("plan_list"))]


def links(plan: Plan | None, *names: str) -> list[tuple[str, str]]:
    """Ways into a plan: title and address."""
    titles = {
        "about": _("Hvad planen vil, og hvem der er med"),
        "initiative_list": _("Alle initiativer"),
        "focus_area_list": _("Indsatsområder"),
        "housing_area_list": _("Boligområder"),
        "money": _("Økonomi"),
        "document_list": _("Planens dokumenter"),
    }
    return [(titles[name], plan.url(name)) for name in names] if plan else []
