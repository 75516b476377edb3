"""What stands in the totals of a sheet, beside what its rows add up to."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from budget.imports.cells import Reader
from budget.imports.files import Row, Sheet
from budget.imports.table import Table


class Totals:
    """The columns of one sheet added up, row by row."""

    def __init__(self, table: Table, readers: dict[str, Reader]) -> None:
        self.table, self.readers = table, readers
        self.told: list[dict[str, Any]] = []
        self.next_sheet()

    def next_sheet(self) -> None:
        # By column: all rows of the sheet, and those since the last total.
        self.all: Counter[int] = Counter()
        self.since: Counter[int] = Counter()
        self.spoilt: set[int] = set()

    def add(self, name: str, place: int, value: Any) -> None:
        if value is not None and self.table.by_name[name].is_summed:
            self.all[place] += value
            self.since[place] += value

    def spoil(self, place: int) -> None:
        """A cell of the column cannot be read, so that its sum is not known."""
        self.spoilt.add(place)

    def compare(self, sheet: Sheet, row: Row, columns: Iterable[tuple[str, int]]) -> None:
        """Tell of a total that is neither the sum of all above it nor of those since the total before."""
        for name, place in sorted(set(columns), key=lambda one: one[1]):
            stands = self._figure(name, row.cells[place])
            if stands is None or place in self.spoilt or stands in (self.all[place], self.since[place]):
                continue
            where = {"sheet": sheet.name, "number": row.number, "column": sheet.columns[place].letter}
            self.told.append({**where, "stands": str(stands), "sum": str(self.all[place])})
        self.since = Counter()

    def _figure(self, name: str, cell: Any) -> Decimal | None:
        if not self.table.by_name[name].is_summed:
            return None
        try:
            return self.readers[name].read(cell)
        except ValidationError:
            return None
