"""CSV as Danish spreadsheets read it."""

from decimal import Decimal

from django.http import HttpResponse


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
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
