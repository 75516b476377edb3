"""What the fictional partnership wants to reach, how that goes, and what it has measured."""

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from abc_portal.demo.links import linked
from accounts.models import User
from activities.models import Activity, Attendance, Series
from board.half_years import HalfYear
from board.models import Status
from board.status_steps import make_drafts, publish, sign
from initiatives.models import Indicator, IndicatorValue, Milestone
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")
STATUSES = DATA.with_name("statuses.toml")
NUMBERS = ("target", "baseline")


def fill(plan: Plan, now: datetime.datetime) -> None:
    data, today = tomllib.loads(DATA.read_text()), timezone.localdate(now)
    for row in data["milestones"]:
        Milestone.objects.create(**linked(_dated(row, today), plan))
    for row in data["indicators"]:
        values = row.pop("values", [])
        numbers = {name: Decimal(row[name]) for name in NUMBERS if name in row}
        indicator = Indicator.objects.create(**linked(_dated(row, today) | numbers, plan))
        for value in values:
            fields = _dated(value, today) | {"value": Decimal(value["value"])}
            IndicatorValue.objects.create(indicator=indicator, **fields)


def _dated(row: dict[str, Any], today: datetime.date) -> dict[str, Any]:
    """With days for what the file writes as so many days ahead: `due_in = -20` is `due_on` three weeks ago."""
    days = {name: value for name, value in row.items() if name.endswith("_in")}
    dates = {f"{name[:-3]}_on": today + datetime.timedelta(days=value) for name, value in days.items()}
    return {name: value for name, value in row.items() if name not in days} | dates


def write_statuses(plan: Plan, now: datetime.datetime, worker: User) -> None:
    """Of the last half-year all are published but one, which somebody has yet to write."""
    data, half = tomllib.loads(STATUSES.read_text()), HalfYear.latest(timezone.localdate(now))
    _counted_dates(plan, half)
    make_drafts(plan, half, now)
    for status in Status.objects.of_half_year(plan, half.as_of).select_related("initiative__plan"):
        words = data["statuses"].get(status.initiative.key, data["otherwise"])
        if not words:
            continue
        for name, value in words.items():
            setattr(status, name, value)
        sign(status, worker, now)
        publish(status, now)


def _counted_dates(plan: Plan, half: HalfYear) -> None:
    """A date a month of what comes again every week, with its count."""
    for which, series in enumerate(Series.objects.filter(initiative__plan=plan).order_by("pk")):
        for month in range(6):
            day = half.first.replace(month=half.first.month + month, day=10 + which)
            date = Activity(initiative=series.initiative, place=series.place)
            date.set_times(day, series.begins, series.ends)
            date.save()
            count = {
                "visits": 7 + (which * 5 + month * 3) % 14,
                "new_faces": (which + month) % 4,
                "volunteers": 1 + month % 3,
            }
            Attendance.objects.create(activity=date, **count)
