"""A plan's time: which part of a year's amount is planned by a day. A twelfth a month, of whole months."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from budget.reports.funding import ZERO
from core.money import ØRE
from core.rounding import largest_remainder

K = TypeVar("K")


@dataclass(frozen=True)
class Period:
    starts_on: datetime.date
    ends_on: datetime.date
    as_of: datetime.date

    @property
    def years(self) -> range:
        return range(self.starts_on.year, self.ends_on.year + 1)

    @property
    def is_over(self) -> bool:
        return self.as_of >= self.ends_on

    @property
    def planned_to(self) -> datetime.date | None:
        """The last day of the last whole month: how far »planned to date« goes. None in the first month."""
        if self.is_over:
            return self.ends_on
        day = self.as_of if _ends_month(self.as_of) else self.as_of.replace(day=1) - datetime.timedelta(days=1)
        return day if day >= self.starts_on else None

    def months_of(self, year: int) -> int:
        """How many months of a year the plan runs in."""
        last = self.ends_on.month if year == self.ends_on.year else 12
        return last - self._first_month(year) + 1

    def months_passed(self, year: int) -> int:
        """How many of them are over, whole."""
        if year != self.as_of.year:
            return self.months_of(year) if year < self.as_of.year else 0
        is_whole = self.is_over or _ends_month(self.as_of)
        return self.as_of.month - self._first_month(year) + (1 if is_whole else 0)

    def months_left(self, year: int) -> int:
        return self.months_of(year) - self.months_passed(year)

    def planned(self, rows: Iterable[tuple[K, int, bool, Decimal]]) -> dict[K, Decimal]:
        """By key: what of a (key, year, is in kind, amount) is planned by the day, to the øre.

        A year's cash, and a year's hours, are rounded once each and split over their rows, so that
        the same money makes the same sum however it is divided.
        """
        alike: dict[tuple[int, bool], dict[K, Decimal]] = defaultdict(dict)
        for key, year, in_kind, amount in rows:
            alike[year, in_kind][key] = amount
        planned: dict[K, Decimal] = {}
        for (year, _in_kind), amounts in alike.items():
            planned |= zip(amounts, self._of_year(year, list(amounts.values())), strict=True)
        return planned

    def _of_year(self, year: int, amounts: list[Decimal]) -> list[Decimal]:
        if year not in self.years:
            return amounts if year < self.as_of.year else [ZERO] * len(amounts)
        passed, months = self.months_passed(year), self.months_of(year)
        return [part / months for part in largest_remainder([amount * passed for amount in amounts], ØRE * months)]

    def _first_month(self, year: int) -> int:
        return self.starts_on.month if year == self.starts_on.year else 1


def _ends_month(day: datetime.date) -> bool:
    return (day + datetime.timedelta(days=1)).day == 1
