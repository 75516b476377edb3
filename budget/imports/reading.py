"""A file row by row: what stands in each, what is wrong with it, and which row of the portal it is.

A file is gone through twice, for a column is read in the light of all its cells (imports/cells.py). Rows come in
batches, so that a long file takes little more memory than a short one.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budget.imports.cells import shown
from budget.imports.files import Book, Row, Sheet
from budget.imports.matching import YEAR_COLUMNS, chosen, years_in
from budget.imports.tables import ROW_ID, Table, alike, stored, table_of
from budget.models import ImportRow, ImportRun
from core.cpr import looks_like_cpr
from core.folding import fold

BATCH = 1000
# So much of a cell is kept.
LONGEST_CELL = 200
Outcome = ImportRow.Outcome
Tick = Callable[[int], None]


@dataclass(frozen=True)
class Part:
    """Where the columns of a row stand. A row with a column for each year has a part for each."""

    places: dict[str, int]
    constants: dict[str, Any]


@dataclass
class Draft:
    """A row on its way to being an ImportRow."""

    sheet: str
    number: int
    cells: dict[str, str]
    values: dict[str, Any]
    errors: list[dict[str, str]] = field(default_factory=list)
    row: Any = None
    identity: str = ""
    # The row of the portal that it is.
    known: Any = None


def parts_of(table: Table, sheet: Sheet, matched: dict[str, str]) -> list[Part]:
    at = {fold(title): place for place, title in enumerate(sheet.titles)}
    places = {name: at[fold(title)] for name, title in matched.items() if fold(title) in at}
    if matched.get("amount") != YEAR_COLUMNS:
        return [Part(places, {})]
    return [Part(places | {"amount": at[fold(title)]}, {"year": int(title)}) for title in years_in(table, sheet.titles)]


class Reading:
    def __init__(self, run: ImportRun, book: Book) -> None:
        self.run = run
        self.table = table_of(run)
        self.readers = self.table.readers()
        sheets = book.alike(chosen(book, run.columns["sheet"]))
        self.sheets = [(sheet, parts_of(self.table, sheet, run.matched)) for sheet in sheets]
        # Identities of the rows that the file names by the portal's id.
        self.claimed: set[str] = set()
        # How many rows there have been with the same base; or where the only one stands.
        self.times: Counter[bytes] = Counter()
        self.places: dict[str, int] = {}
        # Rows of the portal that stand in the file, and the first and last day of those in it.
        self.targets: set[int] = set()
        self.first: Any = None
        self.last: Any = None
        self.counts: Counter[str] = Counter()
        self.totals = Totals(self)

    # The first time ---------------------------------------------------------------------

    def look(self, tick: Tick) -> int:
        """Show every cell to the reader of its column. How many rows there are."""
        count = 0
        ids: set[int] = set()
        for sheet, parts in self.sheets:
            for row in sheet.rows():
                if row.is_total:
                    continue
                count += 1
                for part in parts:
                    for name, place in part.places.items():
                        self.readers[name].look(row.cells[place])
                if ROW_ID in parts[0].places:
                    ids.add(self._id_in(row.cells[parts[0].places[ROW_ID]]))
                if count % BATCH == 0:
                    self._claim(ids)
                    tick(0)
        self._claim(ids)
        return count

    def _claim(self, ids: set[int]) -> None:
        self.claimed.update(self.table.identities(ids - {0}).values())
        ids.clear()

    def _id_in(self, cell: Any) -> int:
        try:
            return self.readers[ROW_ID].read(cell) or 0
        except ValidationError:
            return 0

    # The second time --------------------------------------------------------------------

    def batches(self) -> Iterator[tuple[int, list[ImportRow]]]:
        """All rows, staged; with how many rows of the file have been read."""
        drafts: list[Draft] = []
        count = 0
        for sheet, parts in self.sheets:
            for row in sheet.rows():
                if row.is_total:
                    self.totals.compare(sheet, row, parts)
                    continue
                count += 1
                drafts += self._drafts(sheet, row, parts)
                if len(drafts) >= BATCH:
                    yield count, self._staged(drafts)
                    drafts = []
            self.totals.next_sheet()
        yield count, self._staged(drafts)
        if not self.counts[Outcome.WRONG]:
            for rows in self._gone():
                yield count, rows

    def _drafts(self, sheet: Sheet, row: Row, parts: list[Part]) -> list[Draft]:
        drafts = [self._draft(sheet, row, part) for part in parts]
        errors = [error for draft in drafts for error in draft.errors]
        if errors:
            # What is wrong with the row is told once, and not for each year.
            drafts[0].errors = [error for at, error in enumerate(errors) if error not in errors[:at]]
            drafts[0].row = None
            return drafts[:1]
        # A year without an amount is no line.
        return [draft for draft in drafts if draft.values.get("amount") is not None] if len(parts) > 1 else drafts

    def _draft(self, sheet: Sheet, row: Row, part: Part) -> Draft:
        cells = {name: row.cells[place] for name, place in part.places.items()}
        kept = {name: shown(cell, LONGEST_CELL) for name, cell in cells.items() if cell is not None}
        draft = Draft(sheet.name[:80], row.number, kept, dict(part.constants))
        if row.problem:
            draft.errors.append({"field": "", "column": "", "value": "", "message": row.problem})
            return draft

        def wrong(name: str, message: str) -> None:
            name = "debit" if name == "amount" and "debit" in part.places else name
            letter = sheet.columns[part.places[name]].letter if name in part.places else ""
            value = draft.cells.get(name, "")[:40]
            draft.errors.append({"field": name, "column": letter, "value": value, "message": message})

        for name, cell in cells.items():
            try:
                draft.values[name] = self._value(name, cell, draft)
            except ValidationError as error:
                wrong(name, " ".join(error.messages))
                self.totals.spoil(part.places[name])
            else:
                self.totals.add(name, part.places[name], draft.values[name])
        draft.values = self.table.given(draft.values)
        for name in self._empty(draft):
            if not (part.constants and name == "amount"):
                wrong(name, _("Her skal stå noget."))
        for name, message in self.table.problems(draft.values):
            wrong(name, message)
        if not draft.errors and draft.values.get("amount", 0) is not None:
            draft.row = self.table.row(draft.values)
        return draft

    def _empty(self, draft: Draft) -> Iterator[str]:
        unread = {error["field"] for error in draft.errors}
        for one in self.table.fields:
            sides = {"debit", "credit"} if one.name == "amount" else set()
            if one.is_required and draft.values.get(one.name) is None and not unread & {one.name, *sides}:
                yield one.name

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

    # Which row of the portal it is ------------------------------------------------------

    def _staged(self, drafts: list[Draft]) -> list[ImportRow]:
        self._find_by_id([draft for draft in drafts if draft.row and draft.values.get(ROW_ID)])
        for draft in drafts:
            if draft.row and not draft.identity:
                self._identify(draft)
        known = self.table.known({draft.identity for draft in drafts if draft.row})
        for draft in drafts:
            if draft.row:
                self._meet(draft, known.get(draft.identity))
        return [self._import_row(draft) for draft in drafts]

    def _find_by_id(self, drafts: list[Draft]) -> None:
        rows = self.table.rows.in_bulk({draft.values[ROW_ID] for draft in drafts})
        identities = self.table.identities(rows)
        for draft in drafts:
            draft.known = rows.get(draft.values[ROW_ID])
            if draft.known is None:
                self._refuse(draft, ROW_ID, _("Der er ingen række med det id i den tabel, du læser ind i."))
            elif draft.known.pk in self.targets:
                self._refuse(draft, ROW_ID, _("Det id står på to rækker."))
            else:
                self.targets.add(draft.known.pk)
                self._fill(draft)
                if self.table.base(draft.row) == self.table.base(draft.known):
                    draft.identity = identities[draft.known.pk]

    def _fill(self, draft: Draft) -> None:
        """Columns that the file lacks are as they are in the portal."""
        for name in self.table.stored_fields - set(draft.values):
            attname = self.table.model._meta.get_field(name).attname
            setattr(draft.row, attname, getattr(draft.known, attname))

    def _identify(self, draft: Draft) -> None:
        table, row = self.table, draft.row
        if table.is_counted(row):
            base = hashlib.sha256(repr(table.base(row)).encode()).digest()[:12]
            number = self.times[base] + 1
            while (identity := table.identity(row, number)) in self.claimed:
                number += 1
            self.times[base] = number
        else:
            identity = table.identity(row)
            if identity in self.places:
                message = _("Den samme række står også i række %(number)d.") % {"number": self.places[identity]}
                return self._refuse(draft, table.told_apart_by, message)
            if identity in self.claimed:
                return self._refuse(draft, table.told_apart_by, _("En anden række i filen, med id, er den samme."))
            self.places[identity] = draft.number
        draft.identity = identity
        return None

    def _meet(self, draft: Draft, known: Any) -> None:
        if draft.known is None:
            if known is not None and known.pk in self.targets:
                return self._refuse(draft, self.table.told_apart_by, _("En anden række i filen er den samme."))
            draft.known = known
        elif known is not None and known.pk != draft.known.pk:
            if not self.table.is_counted(draft.row):
                return self._refuse(draft, self.table.told_apart_by, _("Der er allerede en anden række som den."))
            while self.table.known([draft.identity]):
                self._identify(draft)
        if draft.known is not None:
            self.targets.add(draft.known.pk)
        return None

    def _refuse(self, draft: Draft, name: str, message: str) -> None:
        places = self.sheets[0][1][0].places
        letter = self.sheets[0][0].columns[places[name]].letter if name in places else ""
        value = draft.cells.get(name, "")[:40]
        draft.errors.append({"field": name, "column": letter, "value": value, "message": message})
        draft.row = None

    def _import_row(self, draft: Draft) -> ImportRow:
        row = ImportRow(run=self.run, sheet=draft.sheet, number=draft.number, cells=draft.cells, errors=draft.errors)
        if draft.row is None:
            row.outcome = Outcome.WRONG
        else:
            # Of a row that is there already, columns that the file lacks stay as they are.
            names = self.table.names_in(draft.values if draft.known else self.table.stored_fields)
            if hasattr(draft.row, "identity"):
                draft.row.identity = draft.identity
            row.values = stored(draft.row, names)
            self._compare(row, draft.known, names)
            self._span(draft.row)
        self.counts[row.outcome] += 1
        return row

    def _compare(self, row: ImportRow, known: Any, names: list[str]) -> None:
        if known is None:
            row.outcome = Outcome.NEW
            return
        row.target = known.pk
        before = stored(known, names)
        row.outcome = Outcome.UNCHANGED if alike(before, row.values) else Outcome.CHANGED
        if row.outcome == Outcome.CHANGED:
            row.before = stored(known, [*names, "run"])

    # Rows of the portal that are not there ----------------------------------------------

    def _span(self, row: Any) -> None:
        day = getattr(row, self.table.span) if self.table.span else None
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def _gone(self) -> Iterator[list[ImportRow]]:
        rows = self.table.rows
        if self.table.span:
            if not self.first:
                return
            rows = rows.filter(**{f"{self.table.span}__range": (self.first, self.last)})
        batch: list[ImportRow] = []
        names = self.table.names_in(self.table.by_name)
        for row in rows.order_by("pk").iterator(chunk_size=BATCH):
            if row.pk not in self.targets:
                self.counts[Outcome.GONE] += 1
                batch.append(ImportRow(run=self.run, outcome=Outcome.GONE, values=stored(row, names), target=row.pk))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch


class Totals:
    """The rows of a sheet added up, and what stands in its totals."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.told: list[dict[str, Any]] = []
        self.next_sheet()

    def next_sheet(self) -> None:
        # By column: all rows of the sheet, and those since the last total.
        self.all: Counter[int] = Counter()
        self.since: Counter[int] = Counter()
        self.spoilt: set[int] = set()

    def add(self, name: str, place: int, value: Any) -> None:
        if value is not None and self.reading.table.by_name[name].is_summed:
            self.all[place] += value
            self.since[place] += value

    def spoil(self, place: int) -> None:
        self.spoilt.add(place)

    def compare(self, sheet: Sheet, row: Row, parts: Iterable[Part]) -> None:
        places = {(name, place) for part in parts for name, place in part.places.items()}
        for name, place in sorted(places, key=lambda one: one[1]):
            stands = self._figure(name, row.cells[place])
            if stands is None or place in self.spoilt or stands in (self.all[place], self.since[place]):
                continue
            where = {"sheet": sheet.name, "number": row.number, "column": sheet.columns[place].letter}
            self.told.append({**where, "stands": str(stands), "sum": str(self.all[place])})
        self.since = Counter()

    def _figure(self, name: str, cell: Any) -> Decimal | None:
        if not self.reading.table.by_name[name].is_summed:
            return None
        try:
            return self.reading.readers[name].read(cell)
        except ValidationError:
            return None
