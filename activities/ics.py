"""Dates as calendars read them (iCalendar, RFC 5545)."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from activities.models import Activity

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar that subscribes should ask again.
REFRESH = datetime.timedelta(hours=6)


def calendar_of(
    activities: Iterable[Activity], absolute: Callable[[str], str], method: str = "PUBLISH", name: str = ""
) -> bytes:
    """A calendar file of activities fetched `for_list`. `absolute` makes a whole address of a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//Helhedsplan//Kalender//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH, {"VALUE": "DURATION"})
    events = [_event(activity, absolute) for activity in activities]
    for event in events:
        calendar.add_component(event)
    if events:
        _add_timezone(calendar, events)
    return calendar.to_ical()


def _add_timezone(calendar: Calendar, events: list[Event]) -> None:
    """What local time means in the years of the events."""
    years = [event["dtstart"].dt.year for event in events]
    first, last = datetime.date(min(years) - 1, 1, 1), datetime.date(max(years) + 1, 12, 31)
    calendar.add_missing_timezones(first_date=first, last_date=last)


def _event(activity: Activity, absolute: Callable[[str], str]) -> Event:
    url = absolute(activity.get_absolute_url())
    title = _("Aflyst: %(title)s") if activity.is_cancelled else "%(title)s"
    facts: dict[str, Any] = {
        "uid": str(activity.uid),
        "sequence": activity.sequence,
        "status": "CANCELLED" if activity.is_cancelled else "CONFIRMED",
        "summary": title % {"title": activity.title},
        "dtstart": timezone.localtime(activity.starts_at),
        "dtend": timezone.localtime(activity.ends_at),
        "dtstamp": activity.changed_at,
        "last-modified": activity.changed_at,
        "location": activity.place.in_one_line if activity.place else "",
        "description": "\n\n".join(filter(None, [*_told(activity), url])),
        "url": url,
    }
    event = Event()
    for name, value in facts.items():
        if value != "":
            event.add(name, value)
    return event


def _told(activity: Activity) -> list[str]:
    told = [activity.instead] if activity.is_cancelled else []
    access = activity.place.access if activity.place else ""
    return [*told, activity.note, activity.initiative.summary, access]
