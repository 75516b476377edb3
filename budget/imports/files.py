"""The tables of an uploaded spreadsheet: titles found, totals told apart, rows numbered as in the file."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from budget.imports.cells import is_empty, shown
from budget.imports.headers import LOOKED_THROUGH, header_at, is_bare_total, is_named_total
from core.folding import fold
from core.sheets import DELIMITERS, Cell, Limits, RawSheet, UnreadableFileError, raw_sheets

LIMITS = Limits(megabytes=25, unpacked=200_000_000, columns=100)
MOST_ROWS = 200_000


@dataclass(frozen=True)
class Column:
    letter: str
    title: str


@dataclass(frozen=True)
class Row:
    """A row under the titles: a cell for each column of its sheet, whatever stands beside them left out."""

    number: int
    cells: tuple[Cell, ...]
    # It adds up others, and is none of them.
    is_total: bool = False
    # What is wrong with the row as such.
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    # What stands above the titles, line by line.
    above: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    """The rows that are not empty, from the first at each call. Raises UnreadableFileError."""

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)


@dataclass(frozen=True)
class Book:
    """A file's tables, and which of its sheets hold none, with the reason."""

    sheets: tuple[Sheet, ...]
    left_out: tuple[tuple[str, str], ...]

    def alike(self, sheet: Sheet) -> tuple[Sheet, ...]:
        """Those with the same titles in any order: a sheet for each quarter is one table in parts."""
        titles = set(map(fold, sheet.titles))
        return tuple(one for one in self.sheets if set(map(fold, one.titles)) == titles)


def open_book(file: Any, name: str) -> Book:
    """The tables of an XLSX or CSV file that is open in binary mode, and stays so while rows are read.

    Raises UnreadableFileError with the reason in Danish. Hidden sheets are left out: nobody has looked at them.
    """
    sheets: list[Sheet] = []
    left_out: list[tuple[str, str]] = []
    for raw in raw_sheets(file, name, LIMITS, _delimiter):
        try:
            sheets.append(_sheet(raw))
        except NoTableError as error:
            left_out.append((raw.name, str(error)))
    if not sheets:
        reasons = [f"»{sheet}«: {why}" for sheet, why in left_out]
        raise UnreadableFileError(" ".join(reasons) or _("Der er ingen ark i filen."))
    return Book(tuple(sheets), tuple(left_out))


class NoTableError(Exception):
    """Why a sheet is left out."""


def _sheet(raw: RawSheet) -> Sheet:
    if raw.is_hidden:
        raise NoTableError(_("Arket er skjult."))
    rows = [*islice(raw.rows(), LOOKED_THROUGH)]
    if all(is_empty(cell) for row in rows for cell in row):
        raise NoTableError(_("Arket er tomt."))
    at = header_at(rows)
    if at is None:
        raise NoTableError(_("Der er ingen række med kolonnernes overskrifter blandt de første %d.") % LOOKED_THROUGH)
    titles = {place: shown_title(cell) for place, cell in enumerate(rows[at]) if not is_empty(cell)}
    if max(titles) >= LIMITS.columns:
        raise NoTableError(_("Der er flere end %d kolonner.") % LIMITS.columns)
    _refuse_same(titles)
    above = [" ".join(shown(cell) for cell in row if not is_empty(cell)) for row in rows[:at]]
    columns = tuple(Column(get_column_letter(place + 1), title) for place, title in titles.items())
    table = _Table(raw, at, titles)
    return Sheet(raw.name, columns, tuple(filter(None, above)), table.rows)


def shown_title(cell: Cell) -> str:
    return " ".join(str(cell).split())


def _refuse_same(titles: dict[int, str]) -> None:
    times = Counter(map(fold, titles.values()))
    for title in titles.values():
        if times[fold(title)] > 1:
            letters = [get_column_letter(place + 1) for place, one in titles.items() if fold(one) == fold(title)]
            raise NoTableError(
                _("Kolonne %(letters)s har samme overskrift, »%(title)s«. Giv dem hver sin.")
                % {"letters": _(" og ").join(letters), "title": title[:80]}
            )


@dataclass(frozen=True)
class _Table:
    raw: RawSheet
    header_at: int
    titles: dict[int, str]

    def rows(self) -> Iterator[Row]:
        """Each row is held back until it is known whether another follows."""
        above: list[Cell] = []
        held: tuple[int, list[Cell]] | None = None
        for count, (number, cells) in enumerate(self._filled()):
            if count == MOST_ROWS:
                raise UnreadableFileError(_("Der er flere end %d rækker. Del filen i flere.") % MOST_ROWS)
            if held:
                yield self._row(*held, is_total=is_named_total(held[1]))
                above = held[1]
            held = number, cells
        if held:
            yield self._row(*held, is_total=is_named_total(held[1]) or is_bare_total(held[1], above))

    def _filled(self) -> Iterator[tuple[int, list[Cell]]]:
        """Without empty rows, and without the titles where they stand again on a new page."""
        for number, cells in enumerate(self.raw.rows(), 1):
            if number > self.header_at + 1 and not all(map(is_empty, cells)) and not self._is_header(cells):
                yield number, cells

    def _is_header(self, cells: list[Cell]) -> bool:
        return all(place < len(cells) and shown_title(cells[place]) == title for place, title in self.titles.items())

    def _row(self, number: int, cells: list[Cell], is_total: bool) -> Row:
        kept = tuple(cells[place] if place < len(cells) else None for place in self.titles)
        # A comma too many moves all that follows; beside a table in Excel there may be notes.
        too_long = self.raw.is_csv and not all(map(is_empty, cells[max(self.titles) + 1 :]))
        problem = _("Rækken har flere celler, end der er overskrifter.") if too_long else ""
        return Row(number, kept, is_total, problem)


def _delimiter(text: str) -> str:
    """The one by which most titles are found, none of which holds another delimiter."""

    def titles(delimiter: str) -> int:
        rows = [*islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), LOOKED_THROUGH)]
        at = header_at(rows)
        filled = [] if at is None else [cell for cell in rows[at] if cell.strip()]
        return 0 if any(other in cell for cell in filled for other in ";\t") else len(filled)

    return max(DELIMITERS, key=titles)
