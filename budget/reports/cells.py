"""The document's figures as one long list: a row for each sort, year, focus area, kind of cost and source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.reports.figures import Figures
from budget.reports.funding import ZERO


class Sort(StrEnum):
    """As addresses and files name them."""

    PLEDGED = "lovet"
    BUDGET = "budget"
    RECEIVED = "indbetalinger"
    SPENT = "forbrug"
    WORKED = "timer"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    Sort.PLEDGED: gettext_lazy("Lovet"),
    Sort.BUDGET: gettext_lazy("Budget"),
    Sort.RECEIVED: gettext_lazy("Modtaget"),
    Sort.SPENT: gettext_lazy("Brugt"),
    Sort.WORKED: gettext_lazy("Arbejdstimer"),
}


@dataclass(frozen=True)
class Cell:
    """Kroner of one sort, and hours where it is hours. None is not known: an amount, or which year it falls in.

    `rows` is how many rows of the books it is the sum of.
    """

    sort: Sort
    year: int | None
    focus_area: int | None = None
    kind: int | None = None
    source: int | None = None
    code: str = ""
    name: str = ""
    amount: Decimal | None = None
    hours: Decimal | None = None
    rows: int = 1


@dataclass(frozen=True)
class Cells:
    figures: Figures

    def __iter__(self) -> Iterator[Cell]:
        for of_sort in READ.values():
            yield from of_sort(self.figures)

    def of(self, sort: Sort) -> list[Cell]:
        return list(READ[sort](self.figures))

    # What the keys are called ----------------------------------------------------------

    @cached_property
    def focus_areas(self) -> dict[int | None, str]:
        return {area.key: area.name for area in self.figures.focus_areas} | {None: _("Fælles")}

    @cached_property
    def kinds(self) -> dict[int | None, str]:
        return {kind.key: kind.name for kind in self.figures.kinds} | {None: ""}

    @cached_property
    def sources(self) -> dict[int | None, str]:
        return {source.key: source.name for source in self.figures.sources} | {None: _("Ikke fordelt")}

    def focus_area(self, cell: Cell) -> str:
        """Pledges and receipts belong to no focus area."""
        return "" if cell.sort in (Sort.PLEDGED, Sort.RECEIVED) else self.focus_areas.get(cell.focus_area, "")

    def form(self, cell: Cell) -> str:
        """Money or hours, so that nobody adds the two up without knowing."""
        return _("Arbejdstimer") if self.is_in_kind(cell) else _("Penge")

    def is_in_kind(self, cell: Cell) -> bool:
        return cell.sort is not Sort.SPENT and cell.source in self._in_kind

    @cached_property
    def _in_kind(self) -> set[int]:
        return {source.key for source in self.figures.sources if source.gives_hours}

    def kind(self, cell: Cell) -> str:
        return self.kinds.get(cell.kind, "")

    def source(self, cell: Cell) -> str:
        return self.sources.get(cell.source, "")


@dataclass(frozen=True)
class Selection:
    """Some cells, and what they come to."""

    cells: tuple[Cell, ...]

    @property
    def amount(self) -> Decimal:
        """Kroner, without what is not known."""
        return sum((cell.amount for cell in self.cells if cell.amount is not None), ZERO)

    @property
    def unknown(self) -> int:
        return sum(cell.amount is None for cell in self.cells)

    @property
    def hours(self) -> Decimal:
        return sum((cell.hours for cell in self.cells if cell.hours is not None), ZERO)


def _pledged(figures: Figures) -> Iterator[Cell]:
    """Year by year, or in one where the years are not known."""
    by_year = {row.source for row in figures.pledged}
    for row in figures.pledged:
        yield Cell(Sort.PLEDGED, row.year, source=row.source, amount=row.amount)
    for source in figures.sources:
        if source.key not in by_year:
            yield Cell(Sort.PLEDGED, None, source=source.key, amount=source.total)


def _budget(figures: Figures) -> Iterator[Cell]:
    for row in figures.budget:
        yield Cell(Sort.BUDGET, row.year, row.focus_area, row.kind, row.source, row.code, row.name, row.amount)


def _received(figures: Figures) -> Iterator[Cell]:
    for row in figures.received:
        yield Cell(Sort.RECEIVED, row.year, source=row.source, amount=row.amount, rows=row.rows)


def _spent(figures: Figures) -> Iterator[Cell]:
    for row in figures.spent:
        place = (row.year, row.focus_area, row.kind, row.source, row.code)
        yield Cell(Sort.SPENT, *place, amount=row.amount, rows=row.rows)


def _worked(figures: Figures) -> Iterator[Cell]:
    for row in figures.worked:
        place = (row.year, row.focus_area, None, row.source)
        yield Cell(Sort.WORKED, *place, amount=row.value, hours=row.hours, rows=row.rows)


READ: dict[Sort, Callable[[Figures], Iterator[Cell]]] = {
    Sort.PLEDGED: _pledged,
    Sort.BUDGET: _budget,
    Sort.RECEIVED: _received,
    Sort.SPENT: _spent,
    Sort.WORKED: _worked,
}
