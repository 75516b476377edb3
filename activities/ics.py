"""Dates as calendars read them (iCalendar, RFC 5545)."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from activities.models import Activity

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar that subscribes should ask again.
REFRESH = datetime.timedelta(hours=6)

# The rule, and not a list of days: programs that know no time zones but the file's read only that rightly.
DANISH_TIME = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(activities: Iterable[Activity], absolute: Callable[[str], str], name: str = "") -> bytes:
    """A calendar file of activities fetched `for_list`. `absolute` makes a whole address of a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//Helhedsplan//Kalender//DA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH, {"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_ical(DANISH_TIME))
    for activity in activities:
        calendar.add_component(_event(activity, absolute))
    return calendar.to_ical()


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
