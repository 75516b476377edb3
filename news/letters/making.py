"""Drafting the letter of a month, and releasing it: from then on it is as it is."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formats import MONTHS
from news.letters.items import candidates, frozen, items_of
from news.models import Letter
from news.models.letters import first_of_month

# After that the month is too far gone for a draft that nobody asked for.
FIRST_DAYS = 7


class Empty(Exception):
    """There is nothing to tell."""


def draft(month: datetime.date, at: datetime.datetime | None = None) -> Letter:
    """The letter of the month, made if there is none yet. Raises Empty."""
    letter = Letter.objects.filter(month=month).first()
    if letter:
        return letter
    letter = Letter(month=month, subject=_("Det sker i %(month)s") % {"month": MONTHS[month.month - 1]})
    if not candidates(letter, at):
        raise Empty
    # Of two who do this at once, one finds the other's.
    return Letter.objects.get_or_create(month=month, defaults={"subject": letter.subject})[0]


def next_month_without(at: datetime.datetime | None = None) -> datetime.date:
    """This month, or the next if this one has a letter."""
    month = first_of_month(timezone.localdate(at))
    if Letter.objects.filter(month=month).exists():
        month = first_of_month(month + datetime.timedelta(days=31))
    return month


def draft_in_time(at: datetime.datetime | None = None) -> None:
    """In the first days of a month, if there is something to tell. Doing it again changes nothing."""
    day = timezone.localdate(at)
    if day.day <= FIRST_DAYS and not Letter.objects.filter(month=first_of_month(day)).exists():
        try:
            draft(first_of_month(day), at)
        except Empty:
            return


@transaction.atomic
def release(letter: Letter, user: Any, at: datetime.datetime | None = None) -> None:
    """Freeze it; the worker writes the mails. Raises Empty."""
    now = at or timezone.now()
    letter = Letter.objects.select_for_update().drafts().get(pk=letter.pk)
    items = items_of(letter, now)
    if not items:
        raise Empty
    letter.contents, letter.released_at, letter.released_by = frozen(items), now, user
    letter.save()
