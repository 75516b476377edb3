"""A row of a file read: what each column says, and what is wrong with it, all at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budget.imports.cells import Reader, shown
from budget.imports.files import Row, Sheet
from budget.imports.matching import YEAR_COLUMNS, have_no_year, no_year, years_in
from budget.imports.table import Table
from budget.imports.totals import Totals
from core.cpr import looks_like_cpr
from core.folding import fold
from core.sheets import UnreadableFileError

# So much of a cell is kept.
LONGEST_CELL = 200


@dataclass(frozen=True)
class Part:
    """Where the columns of a row stand. A row with a column for each year has a part for each."""

    places: dict[str, int]
    # Of each column, as the spreadsheet calls it.
    letters: dict[str, str]
    constants: dict[str, Any]


@dataclass
class Draft:
    """A row on its way to being an ImportRow."""

    sheet: str
    number: int
    part: Part
    cells: dict[str, str]
    values: dict[str, Any]
    errors: list[dict[str, str]] = field(default_factory=list)
    row: Any = None
    identity: str = ""
    # The row of the portal that it is.
    known: Any = None

    def refuse(self, name: str, message: str) -> None:
        value, letter = self.cells.get(name, "")[:40], self.part.letters.get(name, "")
        self.errors.append({"field": name, "column": letter, "value": value, "message": message})
        self.row = None


def parts_of(table: Table, sheet: Sheet, matched: dict[str, str]) -> list[Part]:
    """One at least. Raises UnreadableFileError."""
    at = {fold(title): place for place, title in enumerate(sheet.titles)}
    places = {name: at[fold(title)] for name, title in matched.items() if fold(title) in at}
    if matched.get("amount") != YEAR_COLUMNS:
        return [_part(sheet, places)]
    if have_no_year(table, sheet.titles, matched):
        raise UnreadableFileError(no_year(table.plan))
    years = years_in(table, sheet.titles)
    return [_part(sheet, places | {"amount": at[fold(title)]}, year=int(title)) for title in years]


def _part(sheet: Sheet, places: dict[str, int], **constants: Any) -> Part:
    letters = {name: sheet.columns[place].letter for name, place in places.items()}
    return Part(places, letters, constants)


class Drafting:
    def __init__(self, table: Table, readers: dict[str, Reader]) -> None:
        self.table, self.readers = table, readers
        self.totals = Totals(table, readers)

    def drafts(self, sheet: Sheet, row: Row, parts: list[Part]) -> list[Draft]:
        drafts = [self._draft(sheet, row, part) for part in parts]
        errors = [error for draft in drafts for error in draft.errors]
        if errors:
            # What is wrong with the row is told once, and not for each year.
            drafts[0].errors = [error for at, error in enumerate(errors) if error not in errors[:at]]
            drafts[0].row = None
            return drafts[:1]
        return [draft for draft in drafts if draft.row is not None]

    def _draft(self, sheet: Sheet, row: Row, part: Part) -> Draft:
        cells = {name: row.cells[place] for name, place in part.places.items()}
        kept = {name: shown(cell, LONGEST_CELL) for name, cell in cells.items() if cell is not None}
        draft = Draft(sheet.name[:80], row.number, part, kept, dict(part.constants))
        if row.problem:
            draft.refuse("", row.problem)
            return draft
        for name, cell in cells.items():
            self._read(draft, name, cell)
        draft.values = self.table.given(draft.values)
        for name in self._empty(draft):
            draft.refuse(name, _("Her skal stå noget."))
        for name, message in self.table.problems(draft.values):
            draft.refuse(name, message)
        # A year without an amount is no row.
        if not draft.errors and draft.values.get("amount", 0) is not None:
            draft.row = self.table.row(draft.values)
        return draft

    def _read(self, draft: Draft, name: str, cell: Any) -> None:
        place = draft.part.places[name]
        try:
            draft.values[name] = self._value(name, cell, draft)
        except ValidationError as error:
            draft.refuse(name, " ".join(error.messages))
            self.totals.spoil(place)
        else:
            self.totals.add(name, place, draft.values[name])

    def _empty(self, draft: Draft) -> Iterator[str]:
        """Columns that must hold something, and do not; of debit and credit, the first."""
        unread = {error["field"] for error in draft.errors}
        for one in self.table.fields:
            if not one.is_required or draft.values.get(one.name) is not None or one.name in unread:
                continue
            if one.name != "amount":
                yield one.name
            elif not draft.part.constants and not unread & {"debit", "credit"}:
                yield "debit" if "debit" in draft.part.places else "amount"

    def _value(self, name: str, cell: Any, draft: Draft) -> Any:
        value = self.readers[name].read(cell)
        if isinstance(value, str):
            if self.table.by_name[name].is_free and looks_like_cpr(value):
                # Nor is it kept beside the error.
                draft.cells[name] = "…"
                raise ValidationError(_("Det ligner et CPR-nummer. Slet det i filen; portalen må ikke have det."))
            longest = self.table.longest(name)
            if longest and len(value) > longest:
                raise ValidationError(
                    _("Teksten er for lang: %(length)d tegn. Der er plads til %(longest)d.")
                    % {"length": len(value), "longest": longest}
                )
        return value
