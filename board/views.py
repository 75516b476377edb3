"""What the board sees, and nobody else: a plan's money, the rows behind it, and who sits at the table."""

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from board.doors import for_the_board
from board.downloads import FORMATS
from board.filters import RowFilter
from board.forms import Asked, PlanYear, WhatIf
from board.links import RowLinks
from board.milestone_plan import MilestonePlan, of_year
from board.models import BoardPack
from board.page import page_of
from board.pledged_rows import Pledged
from board.rows import Budgeted, Received, Rows, Spent, Worked
from budget import reports
from budget.reports import Board, Pledges
from budget.reports.cells import Sort
from core.spreadsheets import csv_cell, csv_response, csv_stream
from meetings.models import Decision
from meetings.page import ahead
from organisation.models import Body, Plan
from organisation.plans import current_plan, plan_for

SORTS: dict[str, type[Rows]] = {
    Sort.PLEDGED: Pledged,
    Sort.BUDGET: Budgeted,
    Sort.SPENT: Spent,
    Sort.RECEIVED: Received,
    Sort.WORKED: Worked,
}


@for_the_board
def board(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    # Without any plan the page still tells who sits in the board.
    plan = plan_for(request, plan_slug) if plan_slug or current_plan(request) else None
    bodies = list(Body.objects.filter(kind=Body.Kind.BOARD).visible_to(request.user).with_seats(request.user))
    context = {
        "plan": plan,
        "other_plans": [other for other in Plan.objects.visible_to(request.user) if other != plan],
        "bodies": bodies,
        "ahead": [ahead(body, request.user) for body in bodies],
        "late": Decision.objects.visible_to(request.user).of(*bodies).late().for_list().in_order(),
        "packs": BoardPack.objects.visible_to(request.user).sent().defer("document")[:3],
        "documents_url": plan and plan.url("document_list"),
        "section": "board",
        "here": _("Bestyrelsen"),
        **(money_of(plan, request) if plan else {}),
    }
    return render(request, "board/board.html", context)


def money_of(plan: Plan, request: HttpRequest) -> dict[str, Any]:
    """The plan's figures, of the year and against the version that the address asks for."""
    asked = Asked(request.GET, plan, request.user)
    whole = Board(reports.figures(plan, asked.chosen_version))
    links = RowLinks(plan, asked.chosen_version.pk if asked.chosen_version else None)
    return {
        "milestones": None if asked.chosen_year else milestones_now(plan, request.user),
        "milestones_url": plan.url("milestones"),
        "results_url": plan.url("results"),
        "statuses_url": plan.url("status_list"),
        **page_of(whole.in_year(asked.chosen_year) if asked.chosen_year else whole, links),
        "asked": asked,
        "years": [(year, links.page(year)) for year in plan.year_range],
        "versions": [(version, RowLinks(plan, version.pk).page(asked.chosen_year)) for version in asked.versions],
        "what_if": WhatIf(request.GET, whole, asked.chosen_version),
        "page_url": links.page(),
        "files": links.files(FORMATS),
        "csv_url": plan.url("board_csv"),
        "versions_url": plan.url("version_list"),
        "money_url": plan.url("money"),
    }


def milestones_now(plan: Plan, user: Any) -> MilestonePlan:
    """This year's milestones, or those of the plan's last year once it is over."""
    today = timezone.localdate()
    return of_year(plan, PlanYear(QueryDict(), plan, today).chosen, user, today)


@for_the_board
def pledged_csv(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """The page's table, row by row, with its sums."""
    plan = plan_for(request, plan_slug)
    response = csv_response(f"lovet-{plan.slug}.csv")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Bidragyder"), _("Form"), *plan.year_range, _("I alt"), _("Bemærkning")])
    for row in Pledges(reports.funding(plan)).rows:
        cells = (row.name, row.form, *row.years.values(), row.total, row.note)
        writer.writerow([csv_cell(cell) for cell in cells])
    return response


@for_the_board
def rows(request: HttpRequest, sort: str, plan_slug: str | None = None) -> HttpResponse:
    """The rows that a figure is the sum of, and their sum."""
    plan = plan_for(request, plan_slug)
    table = chosen_rows(request, plan, sort)
    page = table.chosen.page(table.rows(), table.count)
    context = {
        "plan": plan,
        "table": table,
        "sort": sort,
        "form": table.chosen,
        "page": page,
        "page_urls": table.chosen.page_urls(page),
        "lines": [list(zip(table.columns, table.cells(row), strict=True)) for row in page],
        "csv_url": table.chosen.csv_url(plan.url("board_rows_csv", sort=sort)),
        "board_url": plan.url("board"),
        "section": "board",
        "here": table.title,
        "crumbs": [(_("Bestyrelsen"), plan.url("board"))],
    }
    return render(request, "board/rows.html", context)


@for_the_board
def rows_csv(request: HttpRequest, sort: str, plan_slug: str | None = None) -> StreamingHttpResponse:
    """The same rows, all of them."""
    plan = plan_for(request, plan_slug)
    table = chosen_rows(request, plan, sort)
    return csv_stream(f"{sort}-{plan.slug}.csv", [column.name for column in table.columns], table.lines())


def chosen_rows(request: HttpRequest, plan: Plan, sort: str) -> Rows:
    if sort not in SORTS:
        raise Http404
    of_sort = SORTS[sort]
    chosen = RowFilter(request.GET, plan, request.user, of_sort.facets, plan.url("board_rows", sort=sort))
    if chosen.asks_for_unknown_version:
        raise Http404
    return of_sort(plan, request.user, chosen)
