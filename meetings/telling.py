"""Mails to the members of a body. A mail leaves the house: of what is closed it says that it is there.

Each returns whom it could write to; the others have no login with an address.
"""

from collections.abc import Iterable
from typing import Any

from core.ics import ATTACHED
from core.mails import absolute, compose
from core.rich_text import plain_text
from meetings.ics import calendar_of, taken_out
from meetings.models import Meeting
from meetings.models.agenda import Kind
from meetings.models.meetings import KEEP
from meetings.papers import Entry, for_mail, record_of
from organisation.models import Member, Partnership


def called(meeting: Meeting, members: Iterable[Member]) -> list[Member]:
    return _mail("meeting_called", meeting, members, agenda=agenda_of(meeting))


def changed(meeting: Meeting, members: Iterable[Member], sentences: list[str]) -> list[Member]:
    return _mail("meeting_changed", meeting, members, sentences=sentences, agenda=agenda_of(meeting))


def cancelled(meeting: Meeting, members: Iterable[Member]) -> list[Member]:
    return _mail("meeting_cancelled", meeting, members)


def left(meeting: Meeting, members: Iterable[Member]) -> list[Member]:
    """Who does not sit in the body on the day any more."""
    return _mail("meeting_left", meeting, members, file=taken_out(meeting, absolute))


def agenda_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Items as a mail prints them."""
    return [_item(entry) for entry in for_mail(record_of(meeting)).entries]


def _item(entry: Entry) -> dict[str, Any]:
    kind = "" if entry.is_stub else Kind(entry.kind).label
    words = plain_text(entry.recommendation)
    return {"number": entry.number, "title": entry.title, "kind": kind, "recommendation": words}


def _mail(
    name: str, meeting: Meeting, members: Iterable[Member], file: bytes | None = None, **context: Any
) -> list[Member]:
    reached = [member for member in members if address_of(member)]
    files = [("moede.ics", file or calendar_of([meeting], absolute), ATTACHED)]
    link, write_to = absolute(meeting.get_absolute_url()), _who_answers(meeting)
    for member in reached:
        words = {"meeting": meeting, "link": link, "member": member, "write_to": write_to, **context}
        compose(name, address_of(member), words, attachments=files).send()
    return reached


def _who_answers(meeting: Meeting) -> str:
    """To whom members send apologies."""
    if meeting.secretary and meeting.secretary.has_perm(KEEP):
        return meeting.secretary.email
    return Partnership.objects.values_list("email", flat=True).first() or ""


def address_of(member: Member) -> str:
    return member.user.email if member.user and member.user.is_active else ""
