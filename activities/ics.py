"""Dates as calendars read them."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from icalendar import Event

from activities.models import Activity
from core.ics import calendar_file, event_of


def calendar_of(activities: Iterable[Activity], absolute: Callable[[str], str], name: str = "") -> bytes:
    """A calendar file of activities fetched `for_list`. `absolute` makes a whole address of a path."""
    return calendar_file((_event(activity, absolute) for activity in activities), name)


def _event(activity: Activity, absolute: Callable[[str], str]) -> Event:
    return event_of(
        activity,
        absolute(activity.get_absolute_url()),
        _told(activity),
        {
            "status": "CANCELLED" if activity.is_cancelled else "CONFIRMED",
            "dtstart": timezone.localtime(activity.starts_at),
            "dtend": timezone.localtime(activity.ends_at),
            "location": activity.place.in_one_line if activity.place else "",
        },
    )


def _told(activity: Activity) -> list[str]:
    told = [activity.instead] if activity.is_cancelled else []
    access = activity.place.access if activity.place else ""
    return [*told, activity.note, activity.initiative.summary, access]
