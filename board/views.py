"""What the board sees, and nobody else: what is pledged, whether it is enough, and who sits at the table."""

import csv
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import SEE_BOARD
from budget import charts, reports
from budget.reports import Pledges
from core.spreadsheets import csv_cell, csv_response
from organisation.models import Body, Plan
from organisation.plans import current_plan, plan_for


@require_safe
@login_required
@permission_required(SEE_BOARD, raise_exception=True)
def board(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    # Without any plan the page still tells who sits in the board.
    plan = plan_for(request, plan_slug) if plan_slug or current_plan(request) else None
    bodies = Body.objects.filter(kind=Body.Kind.BOARD).visible_to(request.user).with_seats(request.user)
    context = {
        "plan": plan,
        "other_plans": [other for other in Plan.objects.visible_to(request.user) if other != plan],
        "bodies": bodies,
        "section": "board",
        "here": _("Bestyrelsen"),
        **(figures(plan) if plan else {}),
    }
    return render(request, "board/board.html", context)


def figures(plan: Plan) -> dict[str, Any]:
    pledges = Pledges(reports.funding(plan))
    return {
        "funding": pledges.funding,
        "pledges": pledges,
        "share_bars": [charts.share_bar(pledges, width) for width in (charts.WIDE, charts.NARROW)],
        "year_bars": [charts.year_bars(pledges, width) for width in (charts.WIDE, charts.NARROW)],
        "csv_url": plan.url("board_csv"),
        "money_url": plan.url("money"),
    }


@require_safe
@login_required
@permission_required(SEE_BOARD, raise_exception=True)
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
