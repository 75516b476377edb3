"""News for somebody who is signed up: by mail, or on the workers' ringeliste for who has none.

Written in the transaction of what it tells of. A mail is to one party about its own rows, and names nobody else.
"""

import datetime
from collections.abc import Callable, Sequence
from operator import attrgetter

from django.utils import timezone

from activities.bookings import address_of
from activities.ics import calendar_of
from activities.models import Call, SignUp
from activities.models.sign_ups import number_in_line
from core.ics import ATTACHED
from core.mails import absolute, compose


def booked(sign_ups: Sequence[SignUp]) -> None:
    """They come or wait: one mail for all the dates."""
    _mail("sign_up_booked", sign_ups, dated=attrgetter("is_confirmed"))


def link_again(sign_ups: Sequence[SignUp]) -> None:
    """Somebody who is signed up has tried to sign up again."""
    _mail("sign_up_link", sign_ups)


def left(sign_ups: Sequence[SignUp]) -> None:
    _mail("sign_up_left", sign_ups)


def resized(sign_up: SignUp) -> None:
    _mail("sign_up_resized", [sign_up])


def offered(sign_up: SignUp, before: datetime.datetime) -> None:
    """A place is free; an answer is wanted before then."""
    _mail("sign_up_offered", [sign_up])
    _call(sign_up, Call.Reason.OFFER, before)


def lapsed(sign_up: SignUp) -> None:
    """The offer was not answered in time."""
    _mail("sign_up_lapsed", [sign_up])


def called_off(sign_up: SignUp) -> None:
    _mail("sign_up_called_off", [sign_up], dated=attrgetter("holds_a_place"))
    _call(sign_up, Call.Reason.CANCELLED, sign_up.activity.starts_at)


def moved(sign_up: SignUp, before: datetime.datetime) -> None:
    """Time or place is another; `before` is when it would have been too late to hear of it."""
    _mail("sign_up_moved", [sign_up], dated=attrgetter("is_confirmed"))
    _call(sign_up, Call.Reason.MOVED, before)


def reminder(sign_up: SignUp) -> None:
    _mail("sign_up_reminder", [sign_up])


def thanks(sign_up: SignUp) -> None:
    """In the words of the initiative."""
    _mail("sign_up_thanks", [sign_up])


def _call(sign_up: SignUp, reason: Call.Reason, before: datetime.datetime) -> None:
    if sign_up.email:
        return
    Call.objects.update_or_create(
        sign_up=sign_up, reason=reason, done_at=None, defaults={"before": before, "made_at": timezone.now()}
    )


def _mail(name: str, sign_ups: Sequence[SignUp], dated: Callable[[SignUp], bool] | None = None) -> None:
    """`dated` says which rows' dates go along as a calendar file."""
    if not any(row.email for row in sign_ups):
        return
    rows = list(SignUp.objects.filter(pk__in=[row.pk for row in sign_ups]).of_owner())
    number_in_line(rows)
    owner = rows[0]
    dates = [row.activity for row in rows if dated and dated(row)]
    context = {
        "rows": rows,
        "owner": owner,
        "activity": owner.activity,
        "waits": any(row.is_waiting for row in rows),
        "all_wait": all(row.is_waiting for row in rows),
        "deleted_on": max(row.deleted_on for row in rows),
        "link": absolute(address_of(owner.booking)),
    }
    files = [("kalender.ics", calendar_of(dates, absolute), ATTACHED)] if dates else []
    compose(name, owner.email, context, attachments=files).send()
