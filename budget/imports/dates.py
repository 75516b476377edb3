"""Columns of days and of months. Nothing is guessed: two figures for a year, or `01/02/2031`, read two ways."""

import calendar
import datetime
import re

from django.utils.translation import gettext as _

from budget.imports.cells import is_empty, plain_number, refuse, refuse_error_value, within_years
from core.formats import MONTHS, long_date
from core.sheets import Cell

_TIME = r"(?:[ T]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}|\d\d){_TIME}", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})\.? )?([a-z]+)\.? (\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)
_MONTH_LAST = re.compile(r"(\d{4})[-./]?(\d\d)", re.ASCII)
DAY_FIRST, MONTH_FIRST = "day", "month"


class Dates:
    """Days. Only between slashes may the month come first, and only where another day of the column shows it."""

    def __init__(self) -> None:
        # By order, the first day that shows it.
        self.seen: dict[str, str] = {}

    def look(self, value: Cell) -> None:
        found = _YEAR_LAST.fullmatch(value.strip()) if isinstance(value, str) else None
        if found and found[2] == "/":
            first, second = int(found[1]), int(found[3])
            if 31 >= max(first, second) > 12 >= min(first, second) > 0:
                self.seen.setdefault(DAY_FIRST if first > 12 else MONTH_FIRST, found[0])

    def read(self, value: Cell) -> datetime.date | None:
        refuse_error_value(value)
        if is_empty(value):
            return None
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            within_years(value.year, value)
            return value
        if plain_number(value):
            raise refuse(_("»%(value)s« er et tal og ikke en dato. Giv cellen datoformat i regnearket."), value)
        found = self.day_in(value) if isinstance(value, str) else None
        if found is None:
            raise refuse(_("»%(value)s« kan ikke læses som en dato. Skriv for eksempel 31-12-2031."), value)
        return found

    def day_in(self, text: str) -> datetime.date | None:
        text = " ".join(text.lower().split())
        if found := _YEAR_FIRST.fullmatch(text.upper()):
            return _day(int(found[1]), int(found[3]), int(found[4]), text)
        if (found := _NAMED.fullmatch(text)) and found[1] and (month := _month_named(found[2])):
            return _day(int(found[3]), month, int(found[1]), text)
        found = _YEAR_LAST.fullmatch(text.upper())
        if not found:
            return None
        if len(found[4]) == 2:
            raise refuse(_("Årstallet i »%(value)s« har kun to cifre. Skriv alle fire."), text)
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        month_first = found[2] == "/" and self._month_first(first, second, year, text)
        return _day(year, first, second, text) if month_first else _day(year, second, first, text)

    def _month_first(self, first: int, second: int, year: int, text: str) -> bool:
        if not (1 <= first <= 12 and 1 <= second <= 12) or first == second:
            return second > 12 >= first
        if len(self.seen) == 1:
            return MONTH_FIRST in self.seen
        within_years(year, text)
        ways = _("»%(value)s« kan læses på to måder: %(one)s eller %(other)s.")
        why = _("Intet andet i kolonnen afgør det.")
        if self.seen:
            why = _("Kolonnen selv skriver datoer på begge måder, som %(examples)s.")
        raise refuse(
            f"{ways} {why} {_('Skriv dagen først, med bindestreger, som 31-12-2031.')}",
            text,
            one=long_date(datetime.date(year, second, first)),
            other=long_date(datetime.date(year, first, second)),
            examples=" og ".join(f"»{one}«" for one in self.seen.values()),
        )


class Months:
    """Months, as their first day; a day stands for its month."""

    def __init__(self) -> None:
        self.days = Dates()

    def look(self, value: Cell) -> None:
        self.days.look(value)

    def read(self, value: Cell) -> datetime.date | None:
        refuse_error_value(value)
        if is_empty(value):
            return None
        # A fraction is none: 2031.1 may have been 2031.10.
        found = month_in(str(value)) if isinstance(value, str | int) else None
        if found is None and isinstance(value, str):
            found = self.days.day_in(value)
        elif isinstance(value, datetime.date):
            found = self.days.read(value)
        if found is None:
            raise refuse(_("»%(value)s« kan ikke læses som en måned. Skriv for eksempel 2031-03."), value)
        return found.replace(day=1)


def month_in(text: str) -> datetime.date | None:
    text = " ".join(text.lower().split())
    if found := _MONTH_LAST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), 1, text)
    if found := _MONTH_FIRST.fullmatch(text):
        return _day(int(found[2]), int(found[1]), 1, text)
    if (found := _NAMED.fullmatch(text)) and not found[1] and (month := _month_named(found[2])):
        return _day(int(found[3]), month, 1, text)
    return None


def _month_named(word: str) -> int | None:
    """By its whole name, or so much of it that Excel shows; three letters are enough for any."""
    return next((number for number, name in enumerate(MONTHS, 1) if len(word) > 2 and name.startswith(word)), None)


def _day(year: int, month: int, day: int, text: str) -> datetime.date:
    within_years(year, text)
    if not 1 <= month <= 12:
        raise refuse(_("»%(value)s« findes ikke: et år har 12 måneder."), text)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{MONTHS[month - 1]} {year}"
        raise refuse(_("»%(value)s« findes ikke: %(month)s har %(days)d dage."), text, month=name, days=last)
    return datetime.date(year, month, day)
