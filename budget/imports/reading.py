"""A file gone through, row by row, and every row of it staged.

Twice, for a column is read in the light of all its cells (imports/cells.py). Rows come in batches, so that a long
file takes little more memory than a short one.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError

from budget.imports.drafts import Draft, Drafting, parts_of
from budget.imports.files import Book
from budget.imports.finding import Finding
from budget.imports.matching import chosen
from budget.imports.stored import alike, stored
from budget.imports.table import ROW_ID
from budget.imports.tables import table_of
from budget.models import ImportRow, ImportRun

BATCH = 1000
Outcome = ImportRow.Outcome
Tick = Callable[[int], None]


class Reading:
    def __init__(self, run: ImportRun, book: Book) -> None:
        self.run = run
        self.table = table_of(run)
        self.readers = self.table.readers()
        self.drafting = Drafting(self.table, self.readers)
        self.totals = self.drafting.totals
        self.finding = Finding(self.table)
        sheets = book.alike(chosen(book, run.columns["sheet"]))
        self.sheets = [(sheet, parts_of(self.table, sheet, run.matched)) for sheet in sheets]
        self.counts: Counter[str] = Counter()
        # The first and last day of the rows in it.
        self.first: Any = None
        self.last: Any = None

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
                    self.finding.claim(ids)
                    ids.clear()
                    tick(0)
        self.finding.claim(ids)
        return count

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
                    columns = (column for part in parts for column in part.places.items())
                    self.totals.compare(sheet, row, columns)
                    continue
                count += 1
                drafts += self.drafting.drafts(sheet, row, parts)
                if len(drafts) >= BATCH:
                    yield count, self._staged(drafts)
                    drafts = []
            self.totals.next_sheet()
        yield count, self._staged(drafts)
        if not self.counts[Outcome.WRONG]:
            for rows in self._gone():
                yield count, rows

    def _staged(self, drafts: list[Draft]) -> list[ImportRow]:
        self.finding.find(drafts)
        return [self._import_row(draft) for draft in drafts]

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
            if row.pk not in self.finding.targets:
                self.counts[Outcome.GONE] += 1
                batch.append(ImportRow(run=self.run, outcome=Outcome.GONE, values=stored(row, names), target=row.pk))
            if len(batch) == BATCH:
                yield batch
                batch = []
        yield batch
