"""Mails that time causes: a reminder before the date, and a thank-you after it. Doing it again changes nothing."""

import datetime
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from activities import telling
from activities.models import SignUp
from activities.models.sign_ups import SignUpQuerySet

log = logging.getLogger(__name__)

# Nobody's telephone rings at night for a thank-you.
FIRST_HOUR = 9


def remind(at: datetime.datetime | None = None) -> None:
    now = at or timezone.now()
    _once(SignUp.objects.to_remind(now), "reminded_at", telling.reminder, now)


def thank(at: datetime.datetime | None = None) -> None:
    """In the morning of the day after."""
    now = at or timezone.now()
    if timezone.localtime(now).hour >= FIRST_HOUR:
        _once(SignUp.objects.to_thank(now), "thanked_at", telling.thanks, now)


def _once(rows: SignUpQuerySet, mark: str, tell: Callable[[SignUp], None], now: datetime.datetime) -> None:
    """Of two workers only the one who marks the row writes the mail, and both together or neither.

    A row that fails is tried again next time, and the others do not wait for it.
    """
    for row in rows.select_related("activity"):
        try:
            with transaction.atomic():
                if SignUp.objects.confirmed().filter(pk=row.pk, **{mark: None}).update(**{mark: now}):
                    tell(row)
        except Exception:
            log.exception("Sign-up %s could not be told", row.pk)
