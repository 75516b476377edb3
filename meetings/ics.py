"""Meetings as calendars read them: when, where and a link. What is on the agenda stands on the page alone."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from icalendar import Event

from core.ics import calendar_file, event_of
from meetings.models import Meeting

STATUS = {
    Meeting.State.PLANNED: "TENTATIVE",
    Meeting.State.CALLED: "CONFIRMED",
    Meeting.State.HELD: "CONFIRMED",
    Meeting.State.CANCELLED: "CANCELLED",
}


def calendar_of(meetings: Iterable[Meeting], absolute: Callable[[str], str], name: str = "") -> bytes:
    """A calendar file of meetings fetched `for_list`. `absolute` makes a whole address of a path."""
    return calendar_file((_event(meeting, absolute) for meeting in meetings), name)


def taken_out(meeting: Meeting, absolute: Callable[[str], str]) -> bytes:
    """For somebody who is not to come any more: the meeting leaves that calendar alone."""
    event = _event(meeting, absolute)
    event["status"] = "CANCELLED"
    return calendar_file([event])


def _event(meeting: Meeting, absolute: Callable[[str], str]) -> Event:
    return event_of(
        meeting,
        absolute(meeting.get_absolute_url()),
        [meeting.cancelled_because if meeting.is_cancelled else "", meeting.access],
        {"status": STATUS[Meeting.State(meeting.state)], **_times(meeting), "location": meeting.place},
    )


def _times(meeting: Meeting) -> dict[str, Any]:
    """A meeting without a time takes the whole day; one without an end has just its beginning."""
    begins, ends = meeting.starts_at, meeting.ends_at
    if begins is None:
        return {"dtstart": meeting.date}
    return {"dtstart": timezone.localtime(begins), "dtend": ends and timezone.localtime(ends)}
