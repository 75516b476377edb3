"""CSV as Danish spreadsheets read it, and texts that no spreadsheet takes for a formula."""

import csv
import datetime
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# What makes a spreadsheet calculate; with the mark before it that says it is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def csv_response(filename: str) -> HttpResponse:
    """An empty CSV file to download; the byte order mark makes Excel read it as UTF-8."""
    return HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


class _Line:
    """What csv writes to: gives the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_stream(filename: str, titles: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """The same of rows that are written as they are read, however many they are."""

    def lines() -> Iterator[str]:
        writer = csv.writer(_Line(), delimiter=";")
        yield "\ufeff" + writer.writerow([csv_cell(str(title)) for title in titles])
        for row in rows:
            yield writer.writerow([csv_cell(cell) for cell in row])

    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers=headers)


def csv_cell(value: str | Decimal | datetime.date | None) -> str:
    """A figure with decimal comma, a day as 31-12-2031, or a text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return escaped(value)


def escaped(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def xlsx_text(text: str) -> str:
    """Without what a workbook cannot hold, and nothing that it takes for a formula."""
    return escaped(ILLEGAL_CHARACTERS_RE.sub("", text))


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
