"""News for somebody who is signed up: by mail, or on the workers' ringeliste for who has none."""

import datetime

from django.utils import timezone

from activities.models import Call, SignUp


def offered(sign_up: SignUp, before: datetime.datetime) -> None:
    """A place is free; an answer is wanted before then."""
    _tell(sign_up, Call.Reason.OFFER, before)


def called_off(sign_up: SignUp, at: datetime.datetime | None = None) -> None:
    _tell(sign_up, Call.Reason.CANCELLED, sign_up.activity.starts_at)


def moved(sign_up: SignUp, at: datetime.datetime | None = None) -> None:
    _tell(sign_up, Call.Reason.MOVED, sign_up.activity.starts_at)


def lapsed(sign_up: SignUp) -> None:
    """The offer was not answered in time. Only by mail: no deadline runs for who has none."""


def _tell(sign_up: SignUp, reason: Call.Reason, before: datetime.datetime) -> None:
    if sign_up.email:
        return
    Call.objects.update_or_create(
        sign_up=sign_up, reason=reason, done_at=None, defaults={"before": before, "made_at": timezone.now()}
    )
