"""What the plan has come to, for the board: the year's milestones, and what each focus area has given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from board.doors import for_the_board
from board.forms import PlanYear
from board.links import RowLinks
from board.milestone_plan import MilestonePlan, of_year
from board.results import results as results_of
from core.facets import address_with
from core.formats import decimals
from core.tables.files import xlsx_book_response, xlsx_response
from organisation.models import Plan
from organisation.plans import plan_for


@for_the_board
def milestones(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    asked = PlanYear(request.GET, plan, timezone.localdate())
    context = {
        **page_of(plan),
        "asked": asked,
        "year": asked.chosen,
        "years": [(year, address_with(plan.url("milestones"), [("aar", year)])) for year in plan.year_range],
        "milestones": of_year(plan, asked.chosen, request.user, timezone.localdate()),
        "xlsx_url": address_with(plan.url("milestones_xlsx"), [("aar", asked.chosen)]),
        "here": _("Milepæle"),
    }
    return render(request, "board/milestones.html", context)


@for_the_board
def milestones_xlsx(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """The same lines in the same order, as real cells."""
    plan, today = plan_for(request, plan_slug), timezone.localdate()
    year = PlanYear(request.GET, plan, today).chosen
    table = of_year(plan, year, request.user, today)
    return xlsx_response(f"milepaele-{year}-{plan.slug}.xlsx", MilestonePlan.heads(), table.rows())


@for_the_board
def results(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    context = {
        **page_of(plan),
        "results": results_of(plan, request.user, timezone.localdate()),
        "links": RowLinks(plan),
        "milestones_url": plan.url("milestones"),
        "xlsx_url": plan.url("results_xlsx"),
        "here": _("Resultater"),
    }
    context["decimals"] = decimals(chain.spent for chain in context["results"].chains)
    return render(request, "board/results.html", context)


@for_the_board
def results_xlsx(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """The same figures: a sheet of focus areas, and one of what was measured."""
    plan = plan_for(request, plan_slug)
    found = results_of(plan, request.user, timezone.localdate())
    sheets = [
        (_("Indsatsområder"), found.heads(), found.rows()),
        (_("Indikatorer"), found.measured_heads(), found.measured_rows()),
    ]
    return xlsx_book_response(f"resultater-{plan.slug}.xlsx", sheets)


def page_of(plan: Plan) -> dict[str, Any]:
    board_url = plan.url("board")
    return {"plan": plan, "section": "board", "crumbs": [(_("Bestyrelsen"), board_url)], "board_url": board_url}
