"""A table as a spreadsheet that comes back through the same preview: with the id of each row, and live sums."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from budget.imports.dates import Months
from budget.imports.reading import BATCH
from budget.imports.table import ID, Field, Table
from budget.imports.tables import table_of
from budget.models import BudgetVersion, ImportRun
from core.spreadsheets import xlsx_text
from organisation.models import Plan

MONEY, DAY, MONTH = "#,##0.00", "dd-mm-yyyy", "mm-yyyy"
SIDES = ("debit", "credit")


def table_for(kind: str, plan: Plan, version: BudgetVersion | None = None) -> Table:
    return table_of(ImportRun(table=kind, plan=plan, version=version))


def write_book(table: Table, rows: QuerySet, file: IO[bytes]) -> None:
    """Write an XLSX file of these rows of the table, row by row, so that a long one takes no more memory."""
    fields = [field for field in (ID, *table.fields) if field.name not in SIDES]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(table.kind.label))
    sheet.freeze_panes = "B2"
    for number, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 34 if field.is_free else 16
    sheet.append([_bold(sheet, str(field.label)) for field in fields])
    last = 1
    for last, row in enumerate(_ordered(table, rows), 2):  # noqa: B007  the last number is used after the rows
        sheet.append([_cell(sheet, table, field, row) for field in fields])
    if last > 1:
        sheet.append([_bold(sheet, _sum(field, number, last)) for number, field in enumerate(fields, 1)])
    book.save(file)
    file.seek(0)


def _ordered(table: Table, rows: QuerySet) -> Iterator[Any]:
    """As they were made, so that equal rows come back in the same order."""
    return rows.select_related(*table.related).order_by("pk").iterator(chunk_size=BATCH)


def _sum(field: Field, number: int, last: int) -> str | None:
    letter = get_column_letter(number)
    if field.is_summed:
        return f"=SUM({letter}2:{letter}{last})"
    return _("I alt") if number == 2 else None


def _bold(sheet: Any, value: str | None) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.font = Font(bold=True)
    if value and value.startswith("="):
        cell.number_format = MONEY
    return cell


def _cell(sheet: Any, table: Table, field: Field, row: Any) -> Any:
    value = _value(table, field, row)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, Decimal):
        cell.number_format = MONEY
    elif isinstance(value, datetime.date):
        cell.number_format = MONTH if field.reader is Months else DAY
    return cell


def _value(table: Table, field: Field, row: Any) -> Any:
    if field is ID:
        return row.pk
    value = getattr(table.seen(row), field.name)
    if isinstance(field.reader, str) and value is not None:
        value = getattr(table.books, field.reader).labels[value.pk]
    return xlsx_text(value) if isinstance(value, str) else value
