"""The money page and the table behind it as a spreadsheet file."""

import csv
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budget import charts, reports
from budget.editions import board_of
from budget.models import Edition, FrameLine, FundingSource
from core import formats
from core.spreadsheets import csv_cell, csv_response
from organisation.models import Plan
from organisation.plans import plan_for


@require_safe
def money(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """Who pays what: the frame as published, and every row of the co-financing."""
    plan = plan_for(request, plan_slug)
    funding = reports.funding(plan)
    amounts = (amount for line in funding.all.lines for amount in (line.total, *line.years.values()))
    context = {
        "plan": plan,
        "funding": funding,
        "decimals": formats.decimals(amounts),
        "squares": charts.squares(funding),
        "used": used_of(plan),
        "csv_url": plan.url("money_csv"),
        "edits": [FundingSource, FrameLine],
        "edit_texts": "money",
        "section": "money",
        "here": _("Økonomi"),
        "canonical": request.build_absolute_uri(plan.url("money")),
    }
    return render(request, "budget/money.html", context)


def used_of(plan: Plan) -> dict[str, Any] | None:
    """What residents may know of spending: the newest edition that is open to them, by focus area, and nothing else."""
    edition = Edition.objects.of_plan(plan).open_to_residents().first()
    if edition is None or not (board := board_of(edition)).has_postings:
        return None
    rows = [row for row in board.by_focus_area if row.actual]
    return {
        "edition": edition,
        "board": board,
        "rows": rows,
        "largest": max((row.actual for row in rows), default=Decimal()),
        "decimals": formats.decimals(row.actual for row in rows),
    }


@require_safe
def co_financing_csv(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """The co-financing, row by row: UTF-8 with BOM, semicolons, decimal commas, as Danish Excel reads it."""
    plan = plan_for(request, plan_slug)
    table = reports.funding(plan).co_financing
    response = csv_response(f"medfinansiering-{plan.slug}.csv")
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Kilde"), _("Art"), _("Form"), *plan.year_range, _("I alt"), _("Bemærkning")])
    for line in table.lines:
        source = line.source
        words = (source.name, source.get_kind_display(), source.get_form_display())
        figures = (*line.years.values(), line.total)
        writer.writerow([csv_cell(cell) for cell in (*words, *figures, source.source_note)])
    sums = (*map(table.years.get, plan.year_range), table.total)
    writer.writerow([csv_cell(cell) for cell in (_("I alt"), "", "", *sums, "")])
    return response
