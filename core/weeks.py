"""Weeks as Danes count them (ISO 8601): Monday to Sunday, numbered, written `2026-W48` in an address."""

import datetime
import re
from typing import NamedTuple

DAY = datetime.timedelta(days=1)
_WRITTEN = re.compile(r"(\d{4})-?W(\d{2})", re.ASCII | re.IGNORECASE)


class Week(NamedTuple):
    """By its Monday, so that weeks compare and add as days do."""

    monday: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "Week":
        return cls(day - day.weekday() * DAY)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Raises ValueError when the text is no week, or one that year does not have."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(datetime.date.fromisocalendar(int(found[1]), int(found[2]), 1))

    def after(self, weeks: int) -> "Week":
        """So many weeks later; earlier when below zero."""
        return Week(self.monday + 7 * weeks * DAY)

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * DAY

    @property
    def days(self) -> list[datetime.date]:
        return [self.monday + number * DAY for number in range(7)]

    def __str__(self) -> str:
        year, number, _weekday = self.monday.isocalendar()
        return f"{year}-W{number:02}"
