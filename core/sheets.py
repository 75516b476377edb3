"""What stands in an XLSX or CSV file, sheet by sheet and row by row.

A file is read where it lies, so that a long one takes little more memory than a short one: of XLSX,
only the list of its different texts is held.
"""

import codecs
import csv
import datetime
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.packed_files import is_packed_too_hard
from core.spreadsheets import unescaped

# As a file keeps it; XLSX knows numbers and days, CSV only texts.
Cell = str | int | float | datetime.date | datetime.time | datetime.timedelta | None

DELIMITERS = ";\t,"
LAST_ROW = 1_048_576  # of Excel
_PART = 64 * 1024
_SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n")
# In UTF-8, and in both kinds of UTF-16.
_DOCTYPE = re.compile(rb"<!DOCTYPE|!\0D\0O\0C\0T\0Y\0P\0E")


class UnreadableFileError(Exception):
    """Why a file cannot be read, in words for whoever sent it."""


@dataclass(frozen=True)
class Limits:
    megabytes: int
    unpacked: int
    columns: int


@dataclass(frozen=True)
class RawSheet:
    """`rows` begins anew at each call; a file's passes come after each other, not at once.

    Rows left out in a file come as empty ones, so that they can be counted. XLSX gives one column
    more than the limit, where it has that many.
    """

    name: str
    is_hidden: bool
    is_csv: bool
    rows: Callable[[], Iterator[list[Cell]]]


def raw_sheets(file: Any, name: str, limits: Limits, delimiter: Callable[[str], str]) -> list[RawSheet]:
    """The sheets of a file open in binary mode; its kind is told by what is in it.

    `delimiter` finds CSV's in how the file begins. Raises UnreadableFileError, as `rows` does.
    """
    file.seek(0, os.SEEK_END)
    if file.tell() > limits.megabytes * 1_000_000:
        raise UnreadableFileError(_("Filen er for stor. Den må højst fylde %(most)d MB.") % {"most": limits.megabytes})
    file.seek(0)
    start = file.read(_PART)
    if not start.strip():
        raise UnreadableFileError(_("Filen er tom."))
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFileError(
            _("Filen er et gammelt Excel-ark eller har adgangskode. Gem det som .xlsx uden adgangskode.")
        )
    if start.startswith(b"PK"):
        return _xlsx_sheets(file, limits)
    return [_csv_sheet(file, name, delimiter)]


def tidy(value: Any) -> Any:
    return unescaped(value) if isinstance(value, str) else value


# XLSX --------------------------------------------------------------------------------


def _xlsx_sheets(file: Any, limits: Limits) -> list[RawSheet]:
    with _stumbling():
        _refuse_bomb(file, limits.unpacked)
        book = load_workbook(file, read_only=True, data_only=True)
        return [
            RawSheet(sheet.title, sheet.sheet_state != "visible", False, partial(_xlsx_rows, sheet, limits.columns))
            for sheet in book.worksheets
        ]


def _xlsx_rows(sheet: Any, columns: int) -> Iterator[list[Cell]]:
    with _stumbling():
        sheet.reset_dimensions()
        for row in islice(sheet.iter_rows(values_only=True, max_col=columns + 1), LAST_ROW):
            yield [tidy(value) for value in row[: _width(row)]]


def _width(row: tuple[Any, ...]) -> int:
    """Every row comes as wide as the widest may be; most of that is nothing."""
    width = len(row)
    while width and row[width - 1] is None:
        width -= 1
    return width


@contextmanager
def _stumbling() -> Iterator[None]:
    """Whatever is wrong in a forged file, the library may stumble over in any way."""
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception as error:
        raise UnreadableFileError(
            _("Filen kan ikke læses som et regneark. Gem den som .xlsx eller .csv, og prøv igen.")
        ) from error


def _refuse_bomb(file: Any, unpacked: int) -> None:
    """No part of a packed file is read beyond the size it says it has."""
    with zipfile.ZipFile(file) as packed:
        parts = packed.infolist()
        if is_packed_too_hard(parts, unpacked):
            raise UnreadableFileError(_("Filen er for stor, når den pakkes ud."))
        for part in parts:
            with packed.open(part) as content:
                if _has_doctype(iter(partial(content.read, _PART), b"")):
                    raise UnreadableFileError(_("Filen er ikke et almindeligt regneark."))


def _has_doctype(chunks: Iterable[bytes]) -> bool:
    tail = b""
    for chunk in chunks:
        if _DOCTYPE.search(tail + chunk):
            return True
        tail = chunk[-32:]
    return False


# CSV ---------------------------------------------------------------------------------


def _csv_sheet(file: Any, name: str, delimiter: Callable[[str], str]) -> RawSheet:
    encoding = _encoding(file)
    with _text(file, encoding) as text:
        start = text.read(_PART)
    named = _SEPARATOR_LINE.match(start)
    found = named[1] if named else delimiter(start)
    return RawSheet(name, False, True, partial(_csv_rows, file, encoding, found, skip=bool(named)))


def _csv_rows(file: Any, encoding: str, delimiter: str, skip: bool) -> Iterator[list[Cell]]:
    """Excel hides the line that names the delimiter, and does not count it."""
    with _text(file, encoding) as text:
        if skip:
            text.readline()
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                yield [tidy(value) for value in row]
        except csv.Error as error:
            raise UnreadableFileError(
                _("Filen kan ikke læses som CSV; det går galt i linje %d. Åbn den i et regneark, og gem den som .xlsx.")
                % (reader.line_num + skip)
            ) from error


@contextmanager
def _text(file: Any, encoding: str) -> Iterator[io.TextIOWrapper]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _encoding(file: Any) -> str:
    """As Excel saves: UTF-8 or UTF-16 with a mark, UTF-8 without, or the old Western European letters."""
    file.seek(0)
    wide = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "cp1252"]:
        if _decodes(file, encoding):
            return encoding
    raise UnreadableFileError(_("Filen er ikke et regneark. Vælg en .xlsx- eller .csv-fil."))


def _decodes(file: Any, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_PART):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
