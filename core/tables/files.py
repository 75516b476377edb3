"""Tables as files: XLSX and CSV, written for Danish Excel and read from whatever comes."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core.spreadsheets import csv_cell, csv_response, escaped, unescaped

LARGEST_FILE = 2_000_000
LARGEST_UNPACKED = 20_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 100
# A cell of Excel holds no more; what is longer is cut off there.
LONGEST_TEXT = 32_767

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Rows = Iterable[list[Any]]


class UnreadableFileError(Exception):
    """Why a file cannot be read, in words for whoever sent it."""


@dataclass(frozen=True)
class Sheet:
    """A table: its heads, and each row with its number in the file. Empty rows are left out."""

    heads: list[str]
    rows: list[tuple[int, list[Any]]]


# Out ---------------------------------------------------------------------------------


def xlsx_response(filename: str, heads: list[str], rows: Rows) -> HttpResponse:
    book = Workbook()
    sheet = book.active
    sheet.append([_xlsx_cell(head) for head in heads])
    for number, row in enumerate(rows, 2):
        sheet.append([_xlsx_cell(value) for value in row])
        for cell in sheet[number]:
            cell.number_format = _number_format(cell.value)
    for number, head in enumerate(heads, 1):
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(40, len(head) + 4))
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return HttpResponse(
        content.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def csv_table_response(filename: str, heads: list[str], rows: Rows) -> HttpResponse:
    response = csv_response(filename)
    writer = csv.writer(response, delimiter=";")
    for row in ([*heads], *rows):
        writer.writerow([csv_cell(value if isinstance(value, str | Decimal | None) else str(value)) for value in row])
    return response


def _xlsx_cell(value: Any) -> Any:
    return escaped(ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST_TEXT] if isinstance(value, str) else value


def _number_format(value: Any) -> str:
    if isinstance(value, Decimal):
        return "#,##0.00"
    return "dd-mm-yyyy" if isinstance(value, datetime.date) else "General"


# In ----------------------------------------------------------------------------------


def read(content: bytes) -> Sheet:
    """The table in a file; its kind is told by what is in it. Raises UnreadableFileError."""
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(_("Filen er for stor. Den må højst fylde 2 MB."))
    if not content.strip():
        raise UnreadableFileError(_("Filen er tom."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(
            _("Filen er et gammelt Excel-ark eller har adgangskode. Gem det som .xlsx uden adgangskode.")
        )
    rows = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    return _sheet(rows)


def _sheet(rows: Iterator[list[Any]]) -> Sheet:
    heads = [str(_tidy(value) or "").strip() for value in next(rows, [])]
    while heads and not heads[-1]:
        heads.pop()
    if not heads:
        raise UnreadableFileError(_("Filens første række er tom. Der skal kolonnernes overskrifter stå."))
    if len(heads) > MOST_COLUMNS:
        raise UnreadableFileError(_("Filen har for mange kolonner."))
    found: list[tuple[int, list[Any]]] = []
    for number, cells in enumerate(rows, 2):
        row = [_tidy(value) for value in cells]
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


def _tidy(value: Any) -> Any:
    return unescaped(value) if isinstance(value, str) else value


def _xlsx_rows(content: bytes) -> Iterator[list[Any]]:
    """Whatever is wrong in a forged file, the library may stumble over in any way."""
    try:
        _refuse_bomb(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        limits = {"max_row": MOST_ROWS * 2, "max_col": MOST_COLUMNS + 1}
        yield from ([*row] for row in list(sheet.iter_rows(values_only=True, **limits)))
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(
            _("Filen kan ikke læses som et regneark. Gem den som .xlsx eller .csv, og prøv igen.")
        ) from error


def _refuse_bomb(content: bytes) -> None:
    """No part of a packed file is read beyond the size it says it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise UnreadableFileError(_("Filen er for stor, når den pakkes ud."))
        if any(b"<!DOCTYPE" in packed.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))):
            raise UnreadableFileError(_("Filen er ikke et almindeligt regneark."))


def _csv_rows(content: bytes) -> Iterator[list[Any]]:
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableFileError(_("Filen er ikke et regneark. Vælg en .xlsx- eller .csv-fil."))
    named = re.match(r"sep=(.)\r?\n", text)
    if named:
        text = text[named.end() :]
    delimiter = named[1] if named else _delimiter(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise UnreadableFileError(
            _("Filen kan ikke læses som CSV. Åbn den i et regneark, og gem den som .xlsx.")
        ) from error


def _decoded(content: bytes) -> str:
    """As Excel saves: UTF-8 or UTF-16 with a mark, UTF-8 without, or the old Western European letters."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(_("Filen er ikke et regneark. Vælg en .xlsx- eller .csv-fil."))


def _delimiter(text: str) -> str:
    """The one that stands most often between the heads."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(";\t,", key=first.count)
