"""How a column of a spreadsheet is read, and the plainest kinds: texts and years.

A column is gone through twice: first every cell is looked at, then each is read in the light of them all.
"""

import datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.sheets import Cell
from core.tables import cells

# What a budget can be about; also keeps out the days that Excel makes of small numbers.
YEARS = range(1990, 2101)
_ERRORS = {
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#I/T",
    "#VÆRDI!",
    "#DIVISION/0!",
    "#NAVN?",
    "#REFERENCE!",
}


class Reader(Protocol):
    def look(self, value: Cell) -> None:
        """Take in one more cell, before any is read."""

    def read(self, value: Cell) -> Any:
        """What a cell says; None if it is empty. Raises ValidationError that names the value."""


def is_empty(value: Cell) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Cell, longest: int = 40) -> str:
    """A cell in an error: as it looks in the spreadsheet, and short."""
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return " ".join(str(value).replace("\0", "").split())[:longest]


def refuse(message: str | Promise, value: Cell, **params: Any) -> ValidationError:
    return ValidationError(str(message), params={"value": shown(value), **params})


def refuse_error_value(value: Cell) -> None:
    """What a formula that fails shows in place of its result."""
    if isinstance(value, str) and value.strip().upper() in _ERRORS:
        raise refuse(_("»%(value)s« er en fejl fra en formel i regnearket. Ret formlen, eller skriv værdien."), value)


class Text:
    """Text in one line; its field says how long it may be."""

    def look(self, value: Cell) -> None:
        pass

    def read(self, value: Cell) -> str | None:
        refuse_error_value(value)
        if is_empty(value):
            return None
        try:
            return cells.Text().clean(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class Year:
    def look(self, value: Cell) -> None:
        pass

    def read(self, value: Cell) -> int | None:
        refuse_error_value(value)
        if is_empty(value):
            return None
        year = None if isinstance(value, bool | datetime.date | datetime.time) else cells.number_of(value)
        if year is None:
            raise refuse(_("»%(value)s« kan ikke læses som et årstal. Skriv for eksempel 2031."), value)
        return within_years(year, value)


class RowId:
    """The portal's own number of a row, as an exported table has it."""

    def look(self, value: Cell) -> None:
        pass

    def read(self, value: Cell) -> int | None:
        if is_empty(value):
            return None
        number = None if isinstance(value, bool | datetime.date | datetime.time) else cells.number_of(value)
        if number is None:
            raise refuse(_("»%(value)s« er ikke et af portalens id. Lad feltet stå tomt, hvis rækken er ny."), value)
        return number


def within_years(year: int, value: Cell) -> int:
    if year not in YEARS:
        raise refuse(
            _("Året i »%(value)s« ligger ikke mellem %(first)d og %(last)d."), value, first=YEARS[0], last=YEARS[-1]
        )
    return year


def plain_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
