"""Tables as files: XLSX and CSV, written for Danish Excel and read from whatever comes."""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core.sheets import DELIMITERS, Cell, Limits, UnreadableFileError, raw_sheets
from core.spreadsheets import csv_cell, csv_response, xlsx_text

LIMITS = Limits(megabytes=2, unpacked=20_000_000, columns=100)
LARGEST_FILE = LIMITS.megabytes * 1_000_000
MOST_ROWS = 2_000
# A cell of Excel holds no more; what is longer is cut off there.
LONGEST_TEXT = 32_767

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[list[Any]]


@dataclass(frozen=True)
class Sheet:
    """A table: its heads, and each row with its number in the file. Empty rows are left out."""

    heads: list[str]
    rows: list[tuple[int, list[Any]]]


# Out ---------------------------------------------------------------------------------


def xlsx_response(filename: str, heads: list[str], rows: Rows) -> HttpResponse:
    return xlsx_book_response(filename, [("", heads, rows)])


def xlsx_book_response(filename: str, sheets: Iterable[tuple[str, list[str], Rows]]) -> HttpResponse:
    """A workbook with a table on each sheet: its name, heads and rows."""
    book = Workbook()
    book.remove(book.active)
    for name, heads, rows in sheets:
        _fill(book.create_sheet(name or None), heads, rows)
    content = io.BytesIO()
    book.save(content)
    return HttpResponse(
        content.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def _fill(sheet: Any, heads: list[str], rows: Rows) -> None:
    sheet.append([_xlsx_cell(head) for head in heads])
    for number, row in enumerate(rows, 2):
        sheet.append([_xlsx_cell(value) for value in row])
        for cell in sheet[number]:
            cell.number_format = _number_format(cell.value)
    for number, head in enumerate(heads, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(40, len(head) + 4))
    sheet.freeze_panes = "A2"


def csv_table_response(filename: str, heads: list[str], rows: Rows) -> HttpResponse:
    response = csv_response(filename)
    writer = csv.writer(response, delimiter=";")
    for row in ([*heads], *rows):
        writer.writerow([csv_cell(value if isinstance(value, str | Decimal | None) else str(value)) for value in row])
    return response


def _xlsx_cell(value: Any) -> Any:
    return xlsx_text(value)[:LONGEST_TEXT] if isinstance(value, str) else value


def _number_format(value: Any) -> str:
    if isinstance(value, Decimal):
        return "#,##0.00"
    return "dd-mm-yyyy" if isinstance(value, datetime.date) else "General"


# In ----------------------------------------------------------------------------------


def read(content: bytes) -> Sheet:
    """The table in a file's first sheet. Raises UnreadableFileError."""
    sheets = raw_sheets(io.BytesIO(content), "", LIMITS, _delimiter)
    if not sheets:
        raise UnreadableFileError(_("Filen er tom."))
    return _sheet(sheets[0].rows())


def _sheet(rows: Iterator[list[Cell]]) -> Sheet:
    heads = [str(value or "").strip() for value in next(rows, [])]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise UnreadableFileError(_("Filens første række er tom. Der skal kolonnernes overskrifter stå."))
    if len(heads) > LIMITS.columns:
        raise UnreadableFileError(_("Filen har for mange kolonner."))
    found: list[tuple[int, list[Any]]] = []
    for number, row in enumerate(rows, 2):
        if all(value in (None, "") for value in row):
            continue
        if len(found) == MOST_ROWS:
            raise UnreadableFileError(_("Filen har for mange rækker. Der kan højst læses %d ad gangen.") % MOST_ROWS)
        if any(value not in (None, "") for value in row[len(heads) :]):
            raise UnreadableFileError(_("Række %d har flere celler, end der er overskrifter.") % number)
        found.append((number, [*row, *[None] * len(heads)][: len(heads)]))
    if not found:
        raise UnreadableFileError(_("Der er ingen rækker under overskrifterne."))
    return Sheet(heads, found)


def _delimiter(text: str) -> str:
    """The one that stands most often between the heads."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(DELIMITERS, key=first.count)
