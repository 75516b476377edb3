"""The figures as one long CSV file, a cell a row."""

import csv
import io

from django.utils.translation import gettext as _

from budget.reports import Board
from budget.reports.cells import Cells
from core.spreadsheets import csv_cell


def table(board: Board) -> str:
    """As Danish spreadsheets read it: the mark at its start says UTF-8. An empty amount is not known."""
    file = io.StringIO("\ufeff", newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, delimiter=";")
    heads = (_("År"), _("Indsatsområde"), _("Art"), _("Kilde"), _("Linje"), _("Tekst"))
    writer.writerow([_("Slags"), _("Form"), *heads, _("Beløb, kr."), _("Timer"), _("Rækker")])
    cells = Cells(board.figures)
    for cell in cells:
        names = (cells.focus_area(cell), cells.kind(cell), cells.source(cell), cell.code, cell.name)
        year = "" if cell.year is None else str(cell.year)
        row = (cell.sort.label, cells.form(cell), year, *names, cell.amount, cell.hours, str(cell.rows))
        writer.writerow([csv_cell(value) for value in row])
    return file.getvalue()
