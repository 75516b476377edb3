"""A plan's time: which part of a year's amount is planned by a day. A twelfth a month, day by day."""

import datetime
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
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
    def planned_to(self) -> datetime.date:
        """How far »planned to date« goes."""
        return min(self.as_of, self.ends_on)

    def months_of(self, year: int) -> int:
        """How many months of a year the plan runs in."""
        last = self.ends_on.month if year == self.ends_on.year else 12
        return last - self._first_month(year) + 1

    def months_passed(self, year: int) -> Fraction:
        """How many of them are over; of one that has begun, the days that are."""
        if year != self.as_of.year or self.is_over:
            return Fraction(self.months_of(year) if year <= self.as_of.year else 0)
        part = Fraction(self.as_of.day, monthrange(year, self.as_of.month)[1])
        return self.as_of.month - self._first_month(year) + part

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
        part = self.months_passed(year) / self.months_of(year)
        times, parts = Decimal(part.numerator), Decimal(part.denominator)
        return [share / parts for share in largest_remainder([amount * times for amount in amounts], ØRE * parts)]

    def _first_month(self, year: int) -> int:
        return self.starts_on.month if year == self.starts_on.year else 1
