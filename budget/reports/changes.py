"""What differs between two documents of the same plan: an edition and now, or two editions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from budget.reports.board import Board
from budget.reports.cells import Cells, Sort
from budget.reports.funding import ZERO
from budget.reports.headlines import Unit, headlines
from core.formats import long_date

Value = Decimal | str | None


@dataclass(frozen=True)
class Stated:
    """A figure as one document says it. `key` finds the same one in the other."""

    group: str
    key: Any
    name: str
    value: Value
    unit: Unit = Unit.KRONER


@dataclass(frozen=True)
class Change:
    name: str
    before: Value
    after: Value
    unit: Unit

    @property
    def difference(self) -> Decimal | None:
        """What has come to it; None where one of them is not known, or is no figure."""
        if isinstance(self.before, Decimal) and isinstance(self.after, Decimal):
            return self.after - self.before
        return None


@dataclass(frozen=True)
class Group:
    name: str
    changes: tuple[Change, ...]


def changes(before: Board, after: Board) -> list[Group]:
    """What differs of all that the board's page says, in its order."""
    return differing(stated(before), stated(after))


def differing(before: Iterable[Stated], after: Iterable[Stated]) -> list[Group]:
    """Only what differs, in the order it is stated in. What one of them has no row for is nothing there."""
    old, new = ({(row.group, row.key): row for row in rows} for rows in (before, after))
    groups: dict[str, list[Change]] = {row.group: [] for row in (*new.values(), *old.values())}
    for key in {**new, **old}:
        row = new.get(key) or old[key]
        change = Change(row.name, _value(old.get(key), row.unit), _value(new.get(key), row.unit), row.unit)
        if change.before != change.after:
            groups[row.group].append(change)
    return [Group(name, tuple(rows)) for name, rows in groups.items() if rows]


def _value(row: Stated | None, unit: Unit) -> Value:
    if row:
        return row.value
    return "" if unit is Unit.TEXT else ZERO


def stated(board: Board) -> Iterator[Stated]:
    yield from _facts(board)
    for said in headlines(board):
        yield Stated(_("Nøgletal"), said.name, said.name, said.value, said.unit)
    for group, rows in (
        (_("År for år"), board.by_year),
        (_("Indsatsområder"), board.by_focus_area),
        (_("Udgiftsarter"), board.by_kind),
    ):
        for row in rows:
            key = tuple(row.where.items())
            yield Stated(group, ("budget", key), _("%s, budget") % row.name, row.whole)
            yield Stated(group, ("spent", key), _("%s, brugt") % row.name, row.actual)
    yield from _given(board)
    yield from _lines(board)


def _facts(board: Board) -> Iterator[Stated]:
    group, facts = _("Hvad tallene er målt mod"), board.figures
    percent = facts.plan.min_share_percent
    yield Stated(group, "version", _("Budgetversion"), facts.version.name if facts.version else "", Unit.TEXT)
    yield Stated(group, "as_of", _("Tal til og med"), long_date(board.as_of), Unit.TEXT)
    yield Stated(group, "min", _("Krav til lokal andel"), "" if percent is None else f"{percent} %", Unit.TEXT)


def _given(board: Board) -> Iterator[Stated]:
    group = _("Bidragydere")
    for funder in board.funders:
        name, key = funder.source.name, funder.source.key
        yield Stated(group, ("pledged", key), _("%s, lovet") % name, funder.pledged)
        yield Stated(group, ("received", key), _("%s, modtaget") % name, funder.given.actual)
        yield Stated(group, ("spent", key), _("%s, brugt") % name, funder.spent)
        decided = ", ".join(map(str, sorted(funder.decided_years)))
        yield Stated(group, ("decided", key), _("%s, besluttet for") % name, decided, Unit.TEXT)
    for work in board.work:
        name, key = str(work.source), work.source.key
        yield Stated(group, ("pledged", key), _("%s, lovet, kr.") % name, work.source.total)
        yield Stated(group, ("hours", key), _("%s, arbejdede timer") % name, work.hours, Unit.HOURS)
        yield Stated(group, ("value", key), _("%s, timernes værdi") % name, work.given.actual)


def _lines(board: Board) -> Iterator[Stated]:
    for cell in Cells(board.figures).of(Sort.BUDGET):
        name = " ".join(filter(None, (cell.code, cell.name, str(cell.year))))
        yield Stated(_("Budgetlinjer"), (cell.code, cell.year), name, cell.amount)
