"""Half-years, each called by the day its statuses are of: 1 January, or 1 July."""

import datetime
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from organisation.models import Plan

DAY = datetime.timedelta(days=1)
MONTHS = (1, 7)


class HalfYear(NamedTuple):
    """What is told as of a day, and happened in the half-year before it."""

    as_of: datetime.date

    @classmethod
    def latest(cls, day: datetime.date) -> "HalfYear":
        """The one that was over last."""
        return cls(day.replace(month=7 if day.month >= 7 else 1, day=1))

    @classmethod
    def of_plan(cls, plan: Plan, day: datetime.date) -> "list[HalfYear]":
        """Those of a plan that are over, the latest first."""
        half, found = cls.latest(day), []
        while half.last >= plan.starts_on:
            if half.first <= plan.ends_on:
                found.append(half)
            half = half.before
        return found

    @property
    def before(self) -> "HalfYear":
        return HalfYear.latest(self.as_of - DAY)

    @property
    def after(self) -> "HalfYear":
        return HalfYear(self.as_of + relativedelta(months=6))

    @property
    def first(self) -> datetime.date:
        return self.before.as_of

    @property
    def last(self) -> datetime.date:
        return self.as_of - DAY

    def __str__(self) -> str:
        half = _("første") if self.as_of.month == 7 else _("andet")
        return _("%(half)s halvår %(year)s") % {"half": half, "year": self.last.year}
