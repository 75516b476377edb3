"""Meetings of the fictional bodies: held and approved, held just now, called, and planned."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from abc_portal.demo.papers import page
from accounts.models import User
from core.slugs import danish_slug
from meetings.approval import approve
from meetings.calling import call, hold
from meetings.models import Meeting, StandingItem
from organisation.models import Body, Seat

DATA = Path(__file__).with_suffix(".toml")
TUESDAY = 1
CALLED_BEFORE = datetime.timedelta(days=14)


def fill(now: datetime.datetime, keeper: User) -> None:
    """`keeper` writes the minutes of the groups; the board's are the head of the secretariat's."""
    data = tomllib.loads(DATA.read_text())
    for position, row in enumerate(data["standing"], start=1):
        StandingItem.objects.create(body=Body.objects.get(key=row.pop("body")), position=position, **row)
    for row in data["meetings"]:
        _meet(row, now, keeper)


def _meet(row: dict[str, Any], now: datetime.datetime, keeper: User) -> None:
    items, away = row.pop("items"), row.pop("away", [])
    is_called, approved_after = row.pop("called", False), row.pop("approved_after", None)
    about = timezone.localdate(now) + datetime.timedelta(days=row.pop("days"))
    date = about + datetime.timedelta(days=(TUESDAY - about.weekday()) % 7)
    body = Body.objects.get(key=row.pop("body"))
    secretary = None if body.kind == Body.Kind.BOARD else keeper
    meeting = Meeting.objects.create(body=body, date=date, secretary=secretary, **row)
    # Between the first standing item and the last.
    for position, item in enumerate(items, start=11):
        _deal_with(meeting, {**item, "position": position})
    if date < timezone.localdate(now):
        hold(meeting)
        meeting.participants.update(was_there=True)
        meeting.participants.filter(member__seat__key__in=away).update(was_there=False, reply="afbud")
    elif is_called:
        call(meeting)
    Meeting.objects.filter(pk=meeting.pk, called_at__isnull=False).update(called_at=now - CALLED_BEFORE)
    if approved_after:
        approve(meeting, date + datetime.timedelta(days=approved_after), None)


def _deal_with(meeting: Meeting, row: dict[str, Any]) -> None:
    decisions, paper = row.pop("decisions", []), row.pop("paper", None)
    item = meeting.items.create(**row)
    for decision in decisions:
        days = {name: datetime.timedelta(days=decision.pop(name)) for name in ("due", "done") if name in decision}
        dates = {f"{name}_on": meeting.date + after for name, after in days.items()}
        seat = Seat.objects.get(key=decision.pop("seat")) if "seat" in decision else None
        item.decisions.create(seat=seat, **dates, **decision)
    if paper:
        file = ContentFile(page(paper["title"], paper["text"]), f"{danish_slug(paper['title'])}.pdf")
        item.attachments.create(title=paper["title"]).add_version(file)
