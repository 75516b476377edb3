"""What the page of a run shows: in one sentence, and row by row as an editor reads it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budget.imports.table import Field, Table
from budget.imports.tables import table_of
from budget.models import ImportRow, ImportRun
from core.formats import amount

PER_PAGE = 100
Outcome = ImportRow.Outcome

# In the order of the page; the first that there is any of is shown.
TABS: list[tuple[ImportRow.Outcome, Any]] = [
    (Outcome.WRONG, gettext_lazy("Fejl")),
    (Outcome.CHANGED, gettext_lazy("Ændret")),
    (Outcome.NEW, gettext_lazy("Ny")),
    (Outcome.GONE, gettext_lazy("Mangler i filen")),
    (Outcome.UNCHANGED, gettext_lazy("Uændret")),
]


def sentence(run: ImportRun) -> str:
    """»4 ændret, 1 ny, 2 fejl«: what there is none of is left out."""
    words = [
        (Outcome.CHANGED, ngettext("%(number)s ændret", "%(number)s ændret", run.count(Outcome.CHANGED))),
        (Outcome.NEW, ngettext("%(number)s ny", "%(number)s nye", run.count(Outcome.NEW))),
        (Outcome.WRONG, ngettext("%(number)s fejl", "%(number)s fejl", run.count(Outcome.WRONG))),
        (Outcome.UNCHANGED, ngettext("%(number)s uændret", "%(number)s uændrede", run.count(Outcome.UNCHANGED))),
        (Outcome.GONE, _("%(number)s mangler i filen")),
    ]
    parts = [text % {"number": amount(run.count(outcome))} for outcome, text in words if run.count(outcome)]
    return ", ".join(parts) or _("Ingen rækker")


@dataclass(frozen=True)
class Line:
    """A row of the page; of a changed one, what each column was and will be."""

    sheet: str
    number: int | None
    cells: list[tuple[str, str, bool]] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[dict[str, str]] = field(default_factory=list)


class Preview:
    def __init__(self, run: ImportRun, outcome: str, page: str | None) -> None:
        self.run = run
        there = [one for one, _label in TABS if run.count(one)]
        self.outcome = outcome if outcome in there else (there or [Outcome.NEW])[0]
        self.asked_page = page

    @cached_property
    def table(self) -> Table:
        return table_of(self.run)

    @property
    def tabs(self) -> list[tuple[str, Any, int]]:
        return [(str(one.value), label, self.run.count(one)) for one, label in TABS if self.run.count(one)]

    @cached_property
    def page(self) -> Page:
        return Paginator(self.run.rows.filter(outcome=self.outcome).order_by("pk"), PER_PAGE).get_page(self.asked_page)

    @property
    def has_sheets(self) -> bool:
        return len(self.run.told.get("sheets", [])) > 1

    @cached_property
    def fields(self) -> list[Field]:
        """Those that stand in the file, in the table's order."""
        return [one for one in self.table.fields if one.name in self.run.matched or one.name == self._follows]

    @property
    def _follows(self) -> str:
        return "amount" if {"debit", "credit"} & set(self.run.matched) else ""

    @property
    def columns(self) -> list[tuple[str, bool]]:
        return [(str(one.label), one.is_summed) for one in self._shown]

    @property
    def _shown(self) -> list[Field]:
        return [one for one in self.fields if one.name not in ("debit", "credit")]

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.page]

    def _line(self, row: ImportRow) -> Line:
        line = Line(row.sheet, row.number, errors=[self._error(error) for error in row.errors])
        if self.outcome == Outcome.CHANGED:
            line.changes.extend(self._changes(row))
        if self.outcome != Outcome.WRONG:
            line.cells.extend((str(one.label), self._cell(one, row), one.is_summed) for one in self._shown)
        return line

    def _error(self, error: dict[str, str]) -> dict[str, str]:
        known = self.table.by_name.get(error["field"])
        return {**error, "label": self.run.matched.get(error["field"]) or (str(known.label) if known else "")}

    def _cell(self, one: Field, row: ImportRow) -> str:
        if one.name in row.values:
            return self.shown(one.name, row.values[one.name])
        return row.cells.get(one.name, "")

    def _changes(self, row: ImportRow) -> Iterable[tuple[str, str, str]]:
        for one in self.table.fields:
            before, after = (columns.get(one.name) for columns in (row.before or {}, row.values))
            if before != after:
                yield str(one.label), self.shown(one.name, before), self.shown(one.name, after)

    def shown(self, name: str, value: Any) -> str:
        """A stored value in words."""
        one = self.table.by_name[name]
        if value is None or value == "":
            return ""
        if isinstance(one.reader, str):
            return str(getattr(self.table.books, one.reader).labels.get(value, _("slettet")))
        if name == "line":
            line = self.table.books.lines_by_pk.get(value)
            return f"{line.code} ({line.year})" if line else _("slettet")
        if one.is_summed:
            return amount(Decimal(value), 2)
        if name == self.table.span:
            day = datetime.date.fromisoformat(value)
            return f"{day:%m-%Y}" if name == "month" else f"{day:%d-%m-%Y}"
        return str(value)

    @property
    def totals(self) -> list[dict[str, Any]]:
        """Totals of the file that are not the sum of its rows."""
        figures = ("stands", "sum")
        return [
            {**told, **{name: amount(Decimal(told[name]), 2) for name in figures}}
            for told in self.run.told.get("totals", [])
        ]
