"""The figures as an Excel workbook: an overview, a sheet for each table, and one for the rows behind each sort.

Kroner and hours are numbers, to the øre; sums are formulas over the rows above them.
"""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from budget.exports.heading import Heading
from budget.exports.tables import Column, Table, Value, tables
from budget.reports import Board
from budget.reports.cells import Cells, Sort
from budget.reports.headlines import Unit, headlines
from core.spreadsheets import xlsx_text

NUMBERS = {Unit.KRONER: "#,##0.00;[Red]-#,##0.00", Unit.HOURS: "#,##0.00", Unit.PERCENT: "0.0%"}
WIDTHS = {Unit.TEXT: 34, Unit.KRONER: 18, Unit.HOURS: 14, Unit.PERCENT: 14}
INK = "1B1740"
TITLE = {"font": Font(bold=True, size=18, color=INK)}
HEAD = {
    "font": Font(bold=True, color="FFFFFF"),
    "fill": PatternFill("solid", fgColor=INK),
    "alignment": Alignment(wrap_text=True, vertical="top"),
}
TOTAL = {"font": Font(bold=True), "border": Border(top=Side("medium", color=INK))}


def workbook(board: Board, heading: Heading) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = xlsx_text(heading.title), "da"
    _front(book.create_sheet(_("Overblik")), board, heading)
    for table in tables(board):
        sheet = _sheet(book, table.name, table.columns, table.rows)
        if table.total:
            sheet.append(_totals(sheet, table, table.total))
    for sort in Sort:
        _cells(book, Cells(board.figures), sort)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _front(sheet: Any, board: Board, heading: Heading) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 30
    sheet.append([_styled(sheet, xlsx_text(heading.title), TITLE)])
    sheet.append([xlsx_text(heading.plan)])
    for name, value in heading.facts:
        sheet.append([xlsx_text(name), xlsx_text(value)])
    sheet.append([])
    for row in headlines(board):
        sheet.append([xlsx_text(row.name), _cell(sheet, row.value, row.unit)])


def _sheet(book: Any, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[column.unit]
    sheet.append([_styled(sheet, column.head, HEAD) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, column.unit) for value, column in zip(row, columns, strict=True)])
    return sheet


def _totals(sheet: Any, table: Table, total: Sequence[Value]) -> list[Any]:
    """A sum is a formula; what is not known, and a percentage, are the report's."""
    last, cells = len(table.rows) + 1, []
    for number, (value, column) in enumerate(zip(total, table.columns, strict=True), 1):
        letter = get_column_letter(number)
        is_sum = isinstance(value, Decimal) and column.unit in (Unit.KRONER, Unit.HOURS)
        found = f"=SUM({letter}2:{letter}{last})" if is_sum else value
        cells.append(_styled(sheet, found if is_sum else _plain(found), TOTAL, column.unit))
    return cells


# The rows behind the tables ------------------------------------------------------------

FORM, AMOUNT, HOURS = "A", "H", "I"


def _cells(book: Any, cells: Cells, sort: Sort) -> None:
    heads = (_("Form"), _("År"), _("Indsatsområde"), _("Art"), _("Kilde"), _("Linje"), _("Tekst"))
    columns = (*map(Column, heads), Column(_("Beløb, kr."), Unit.KRONER), Column(_("Timer"), Unit.HOURS))
    found = [
        (
            cells.form(cell),
            "" if cell.year is None else str(cell.year),
            *(cells.focus_area(cell), cells.kind(cell), cells.source(cell), cell.code, cell.name),
            cell.amount,
            "" if cell.hours is None else cell.hours,
        )
        for cell in cells.of(sort)
    ]
    sheet = _sheet(book, _("%(sort)s, række for række") % {"sort": sort.label}, columns, found)
    if found:
        for row in _sums(len(found) + 1, sort):
            cells_of_row = zip(row, columns, strict=True)
            sheet.append([_styled(sheet, value, TOTAL, column.unit) for value, column in cells_of_row])


def _sums(last: int, sort: Sort) -> Iterable[list[str]]:
    """Money and hours apart, and never together without saying so."""

    def row(name: str, condition: str = "") -> list[str]:
        amounts = f"{AMOUNT}2:{AMOUNT}{last}"
        amount = f'=SUMIF({FORM}2:{FORM}{last},"{condition}",{amounts})' if condition else f"=SUM({amounts})"
        hours = f"=SUM({HOURS}2:{HOURS}{last})" if sort is Sort.WORKED else ""
        return [name, "", "", "", "", "", "", amount, hours]

    if sort is Sort.WORKED:
        yield row(_("Arbejdstimer i alt"))
        return
    yield row(_("Penge i alt"), _("Penge"))
    if sort in (Sort.PLEDGED, Sort.BUDGET):
        yield row(_("Arbejdstimer i alt"), _("Arbejdstimer"))
        yield row(_("Penge og arbejdstimer tilsammen"))


def _cell(sheet: Any, value: Value, unit: Unit) -> Any:
    return _styled(sheet, _plain(value), {}, unit)


def _plain(value: Value) -> str | Decimal:
    if isinstance(value, Decimal):
        return value
    return _("ikke kendt") if value is None else xlsx_text(value)


def _styled(sheet: Any, value: Any, styles: dict[str, Any], unit: Unit = Unit.TEXT) -> Any:
    cell = WriteOnlyCell(sheet, value)
    for name, style in styles.items():
        setattr(cell, name, style)
    if unit in NUMBERS:
        cell.number_format = NUMBERS[unit]
    return cell
