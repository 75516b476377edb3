"""Calendar files (iCalendar, RFC 5545): what all of ours have in common."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Of a file that goes along with a mail.
ATTACHED = "text/calendar"
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


def calendar_file(events: Iterable[Event], name: str = "") -> bytes:
    """A calendar; one with a name is subscribed to."""
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
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def event_of(row: Any, url: str, told: Iterable[str], facts: dict[str, Any]) -> Event:
    """Of a row that is InCalendars; `told` and `url` are its description. Facts that are empty are left out."""
    title = _("Aflyst: %(title)s") if row.is_cancelled else "%(title)s"
    common = {
        "uid": str(row.uid),
        "sequence": row.sequence,
        "summary": title % {"title": row.title},
        "dtstamp": row.changed_at,
        "last-modified": row.changed_at,
        "description": "\n\n".join(filter(None, [*told, url])),
        "url": url,
    }
    event = Event()
    for name, value in (common | facts).items():
        if value not in ("", None):
            event.add(name, value)
    return event
