"""From a draft to what the board is given: made, signed by whoever works with it, published by the head."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from board.half_years import HalfYear
from board.models import Status, running
from board.status_document import document_of
from core.frozen import checksum
from core.history import one_act
from organisation.models import Plan

# How long after its day the worker makes the drafts of a half-year; later somebody asks for them by a button.
MADE_WITHIN = datetime.timedelta(days=31)


@transaction.atomic
def make_drafts(plan: Plan, half: HalfYear, at: datetime.datetime | None = None) -> int:
    """A draft for each initiative that runs and has none; how many. Doing it again makes none."""
    if half not in HalfYear.of_plan(plan, timezone.localdate(at)):
        return 0
    rows = running(plan, at).exclude(statuses__as_of=half.as_of)
    return sum(Status.objects.get_or_create(initiative=row, as_of=half.as_of)[1] for row in rows)


def make_due_drafts(now: datetime.datetime) -> int:
    """The worker's chore. What somebody has deleted of a half-year that was begun on does not come back."""
    half, made = HalfYear.latest(timezone.localdate(now)), 0
    if timezone.localdate(now) > half.as_of + MADE_WITHIN:
        return made
    for plan in Plan.objects.published(now):
        if not Status.objects.of_half_year(plan, half.as_of).exists():
            with one_act():
                made += make_drafts(plan, half, now)
    return made


def sign(status: Status, by: Any, at: datetime.datetime | None = None) -> None:
    """Raises ValueError for one that lacks something, or is published."""
    if status.is_published or not status.is_complete:
        raise ValueError(status)
    status.signed_at, status.signed_by = at or timezone.now(), by
    status.save()


@transaction.atomic
def publish(status: Status, at: datetime.datetime | None = None) -> None:
    """What the board is given is frozen as it stands. Raises ValueError for one that nobody has signed."""
    Status.objects.select_for_update().get(pk=status.pk)
    status.refresh_from_db()
    if status.state != Status.State.SIGNED:
        raise ValueError(status)
    status.document = document_of(status).model_dump(mode="json")
    status.checksum = checksum(status.document)
    status.published_at = at or timezone.now()
    status.save()
