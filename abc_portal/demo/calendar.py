"""What goes on in the fictional areas: dates behind us with their counts, dates to come with people on them."""

import datetime
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from abc_portal.demo.links import linked
from abc_portal.demo.people import people
from activities import queue
from activities.models import Activity, Attendance, Call, Joining, Place, Series
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")
WEEKS_BACK = datetime.timedelta(weeks=5)
DAY = datetime.timedelta(days=1)


def fill(plan: Plan, now: datetime.datetime) -> None:
    data = tomllib.loads(DATA.read_text())
    places = {key: Place.objects.create(**linked(row, plan)) for key, row in data["places"].items()}
    for row in data["series"]:
        starts_on = _first_day(timezone.localdate(now - WEEKS_BACK), row.pop("which", None))
        series = Series(starts_on=starts_on, **_fields(row, plan, places))
        series.save()
        series.make_dates(now - WEEKS_BACK)
    for row in data["single"]:
        day = timezone.localdate(now) + row.pop("in_days") * DAY
        _single(day, **_fields(row, plan, places))
    _count_what_is_over(now)
    _come(people(), now)
    _something_happens(now)


def _first_day(day: datetime.date, which: int | None) -> datetime.date:
    """The day, or for a monthly series one of its month from which the rhythm reads which one of the month it is."""
    if which is None:
        return day
    return day.replace(day=1 + 7 * (which - 1) if which > 0 else monthrange(day.year, day.month)[1])


def _fields(row: dict[str, Any], plan: Plan, places: dict[str, Place]) -> dict[str, Any]:
    price = {"price": Decimal(row["price"])} if "price" in row else {}
    return linked(row, plan) | {"place": places[row["place"]]} | price


def _single(day: datetime.date, begins: datetime.time, ends: datetime.time, **fields: Any) -> None:
    date = Activity(**fields)
    date.set_times(day, begins, ends)
    date.save()


def _count_what_is_over(now: datetime.datetime) -> None:
    """All but those of the last two days, which still wait for their numbers."""
    for number, date in enumerate(Activity.objects.past(now - 2 * DAY)):
        Attendance.objects.create(
            activity=date, visits=6 + number * 5 % 17, new_faces=number * 3 % 4, volunteers=1 + number % 3
        )


def _come(crowd: Iterator[dict[str, Any]], now: datetime.datetime) -> None:
    """The next date of each initiative is full, and some wait; the one after is half full."""
    seen: dict[int, int] = {}
    for date in Activity.objects.upcoming(now + DAY / 2).filter(joining=Joining.SIGN_UP)[:12]:
        times = seen[date.initiative_id] = seen.get(date.initiative_id, 0) + 1
        places = date.capacity or 10
        taken, wanted = 0, places + 6 if times == 1 else places // 2 if times == 2 else 0
        while taken < wanted:
            person = next(crowd)
            queue.book([date], now - 2 * DAY + taken * DAY / 40, **person)
            taken += person["party"]


def _something_happens(now: datetime.datetime) -> None:
    """People leave until somebody must be rung about a place; one date is called off, another moved."""
    first, second, third = Activity.objects.upcoming(now + DAY / 2).filter(initiative__key="taghaven")[:3]
    for leaving in first.sign_ups.confirmed().in_line():
        if Call.objects.filter(reason=Call.Reason.OFFER).exists():
            break
        queue.leave(leaving, now)
    queue.cancel_activity(second, "Kom ugen efter.")
    third.set_times(third.day + DAY, *third.wall_times)
    third.save()
    queue.activity_changed(third, moved=True, at=now)
