"""Calendar files (iCalendar, RFC 5545): what all of ours have in common."""

import datetime
from collections.abc import Iterable
from typing import Any

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


def event_of(facts: dict[str, Any]) -> Event:
    """An event; facts that are empty are left out."""
    event = Event()
    for name, value in facts.items():
        if value not in ("", None):
            event.add(name, value)
    return event
