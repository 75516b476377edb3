"""Two versions of a budget, side by side: what each focus area, kind, year and payer gets, and which lines differ."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget.reports.board import Board
from budget.reports.changes import Group, Stated, differing
from budget.reports.figures import Budgeted
from budget.reports.headlines import Unit


def budget_changes(before: Board, after: Board) -> list[Group]:
    """Only what differs; a line that one of them has not is nothing there. Cash and hours are told apart."""
    shared = {(line.code, line.year) for line in before.figures.budget}
    shared &= {(line.code, line.year) for line in after.figures.budget}
    return differing(*([*_amounts(board), *_places(board, shared)] for board in (before, after)))


def _amounts(board: Board) -> Iterator[Stated]:
    total = board.total.whole or Decimal()
    in_kind = sum((line.amount for line in board.in_kind_lines), Decimal())
    yield Stated(_("I alt"), "cash", _("Kontant"), total)
    yield Stated(_("I alt"), "hours", _("Arbejdstimer, kr."), in_kind)
    yield Stated(_("I alt"), "together", _("Tilsammen"), total + in_kind)
    for group, rows in (
        (_("Indsatsområder, kontant"), board.by_focus_area),
        (_("Udgiftsarter, kontant"), board.by_kind),
        (_("År for år, kontant"), board.by_year),
        (_("Hvem der betaler, kontant"), board.by_source),
    ):
        for row in rows:
            yield Stated(group, tuple(row.where.items()), row.name, row.whole)
    for line in board.figures.budget:
        name = " ".join(filter(None, (line.code, line.name, str(line.year))))
        yield Stated(_("Linjer"), (line.code, line.year), name, line.amount)


def _places(board: Board, shared: set[tuple[str, int]]) -> Iterator[Stated]:
    """Where the lines that both have belong."""
    for line in board.figures.budget:
        if (key := (line.code, line.year)) in shared:
            name = f"{line.code} {line.year}"
            yield Stated(_("Linjer, der hører et andet sted"), key, name, _place(board, line), Unit.TEXT)


def _place(board: Board, line: Budgeted) -> str:
    """Focus area, kind and payer, in words."""
    names: list[Any] = [
        next((area.name for area in board.figures.focus_areas if area.key == line.focus_area), _("Fælles")),
        next((kind.name for kind in board.figures.kinds if kind.key == line.kind), ""),
        board.sources.get(line.source) or _("ikke fordelt"),
    ]
    return ", ".join(map(str, names))
