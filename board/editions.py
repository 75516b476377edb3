"""What the board was shown, as it was; what has changed since; and the rows its figures were made of."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from board.doors import for_the_board
from board.downloads import FORMATS
from board.frozen_rows import FrozenRows
from board.page import page_of
from budget import reports
from budget.editions import board_of
from budget.models import Edition, ImportRun
from budget.reports import Board
from budget.reports.cells import Cell, Cells, Sort
from budget.reports.changes import changes
from budget.reports.funding import sum_or_none
from core.facets import address_with


@dataclass(frozen=True)
class FrozenLinks:
    """From a frozen figure to the frozen rows it is the sum of, never to today's."""

    edition: Edition

    def url(self, sort: str, where: dict[str, str]) -> str:
        query = where | {"form": "kontant"} if sort == Sort.BUDGET else where
        address = reverse("edition_rows", kwargs={"pk": self.edition.pk, "sort": sort})
        return address_with(address, query.items())


@for_the_board
def edition_list(request: HttpRequest) -> HttpResponse:
    editions = seen(request).defer("figures").order_by("-plan__starts_on", "-presented_on", "-pk")
    context = {"editions": editions, "crumbs": _crumbs()[:1], **_frame(_("Udgaver"))}
    return render(request, "board/edition_list.html", context)


@for_the_board
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(seen(request), pk=pk)
    frozen = board_of(shown)
    context = {
        "edition": shown,
        **page_of(frozen, FrozenLinks(shown)),
        "groups": changes(frozen, Board(reports.figures(shown.plan))),
        "imports": ImportRun.objects.of_plan(shown.plan).standing().filter(applied_at__gt=shown.frozen_at),
        "others": seen(request).filter(plan=shown.plan).exclude(pk=pk).defer("figures"),
        "files": [(kind.upper(), reverse(f"edition_{kind}", args=[pk])) for kind in FORMATS],
        "crumbs": _crumbs(),
        **_frame(shown.name),
    }
    return render(request, "board/edition.html", context)


@for_the_board
def compare(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two editions of one plan, the one in the address first as what came before."""
    before = get_object_or_404(seen(request), pk=pk)
    after = get_object_or_404(seen(request).filter(plan=before.plan_id), pk=other_pk)
    groups = changes(board_of(before), board_of(after))
    context = {"before": before, "after": after, "groups": groups, "crumbs": _crumbs(before)}
    context |= _frame(_("Sammenlignet"))
    return render(request, "board/edition_compare.html", context)


@for_the_board
def edition_rows(request: HttpRequest, pk: int, sort: str) -> HttpResponse:
    """The frozen rows of one sort, of those the address asks for."""
    shown = get_object_or_404(seen(request), pk=pk)
    if sort not in list(Sort):
        raise Http404
    frozen = board_of(shown)
    cells = Cells(frozen.figures)
    form = FrozenRows(request.GET, cells)
    rows = form.selection(Sort(sort))
    planned = [_planned(frozen, cell) for cell in rows.cells]
    context = {
        "edition": shown,
        "form": form,
        "rows": rows,
        "named": [
            (cell, cells.focus_area(cell), cells.kind(cell), cells.source(cell), to_date)
            for cell, to_date in zip(rows.cells, planned, strict=True)
        ],
        "planned": sum_or_none(planned),
        "is_planned": sort in (Sort.PLEDGED, Sort.BUDGET) and not frozen.is_closing,
        "is_hours": sort == Sort.WORKED,
        "crumbs": _crumbs(shown),
        **_frame(Sort(sort).label),
    }
    return render(request, "board/edition_rows.html", context)


def _planned(frozen: Board, cell: Cell) -> Decimal | None:
    """What of a frozen row was planned by the day of the figures."""
    if cell.sort is Sort.BUDGET:
        return frozen.planned_lines.get((cell.code, cell.year))
    return frozen.planned_pledges.get((cell.source, cell.year)) if cell.sort is Sort.PLEDGED else None


def seen(request: HttpRequest) -> Any:
    return Edition.objects.visible_to(request.user).select_related("plan", "frozen_by", "version")


def _crumbs(shown: Edition | None = None) -> list[tuple[str, str]]:
    crumbs = [(_("Bestyrelsen"), reverse("board")), (_("Udgaver"), reverse("edition_list"))]
    return [*crumbs, (shown.name, shown.get_absolute_url())] if shown else crumbs


def _frame(here: str) -> dict[str, Any]:
    return {"section": "board", "here": here}
