"""CSV as Danish spreadsheets read it, and texts that no spreadsheet takes for a formula."""

import re
from decimal import Decimal

from django.http import HttpResponse

# What makes a spreadsheet calculate; with the mark before it that says it is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")


def csv_response(filename: str) -> HttpResponse:
    """An empty CSV file to download; the byte order mark makes Excel read it as UTF-8."""
    return HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def csv_cell(value: str | Decimal | None) -> str:
    """A figure with decimal comma, or a text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    return escaped(value)


def escaped(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
