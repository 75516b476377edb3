"""Who gets which place, and in which order. Everything here locks the activity, so that two never get the same place.

The rule, as the pages say it: first come, first served, and nobody overtakes. A party waits until there are
places for all of it. A freed place is offered to the first in line, with a deadline; then to the next. Who has
no e-mail is rung: as long as nobody has, no deadline runs.
"""

import datetime
import uuid
from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from activities import telling
from activities.models import Activity, Call, SignUp
from activities.models.sign_ups import new_code, number_in_line
from core.folding import fold
from core.reachable import comparable_email, comparable_phone

State = SignUp.State
# An offer ends at the latest so long before the activity begins.
LAST_ANSWER = datetime.timedelta(hours=1)


class Closed(Exception):
    """The activity has begun, is cancelled, or takes no sign-ups."""


class NoRoom(Exception):
    """There are not so many places left."""


class TooMany(NoRoom):
    """There are not so many places at all, so waiting would be in vain. `places` says how many there are."""

    def __init__(self, places: int) -> None:
        self.places = places


class Booked(NamedTuple):
    """What came of it: rows that were made, and those under which the same person stood there already."""

    new: list[SignUp]
    known: list[SignUp]


@transaction.atomic
def book(
    activities: Collection[Activity],
    at: datetime.datetime | None = None,
    booking: uuid.UUID | None = None,
    **person: Any,
) -> Booked:
    """Sign a party up for each of the activities: one row per date, confirmed or waiting.

    `person` is name, phone, email, party, area and note. `booking` is the new rows' id, unless others have it.
    Raises Closed if none of them is open, and TooMany if one of them never has room for all of the party.
    """
    dates, booked = locked(activities), Booked([], [])
    # Only now is it this party's turn.
    now, code = at or timezone.now(), new_code()
    if booking is None or SignUp.objects.filter(booking=booking).exists():
        booking = uuid.uuid4()
    _refuse_too_many(dates, person["party"])
    same = _same_person(dates, person)
    for activity in dates:
        if not activity.is_open(now):
            continue
        if activity.pk in same:
            booked.known.append(same[activity.pk])
            continue
        fits = activity.free is None or person["party"] <= activity.free
        state = State.CONFIRMED if fits else State.WAITING
        row = SignUp(activity=activity, booking=booking, code=code, state=state, created_at=now, **person)
        row.save()
        booked.new.append(row)
    if not (booked.new or booked.known):
        raise Closed
    telling.booked(booked.new)
    return booked


def leave(sign_up: SignUp, at: datetime.datetime | None = None) -> None:
    """Cancel: the places go to the next in line. Who has left already has left."""
    leave_all([sign_up], at)


@transaction.atomic
def leave_all(sign_ups: Collection[SignUp], at: datetime.datetime | None = None) -> None:
    """Cancel several dates of one booking, with one receipt."""
    telling.left(_leave(_fresh_all(sign_ups), at))


def _leave(found: list[tuple[Activity, SignUp]], at: datetime.datetime | None) -> list[SignUp]:
    left = [(activity, row) for activity, row in found if row.is_alive]
    for activity, row in left:
        _move(row, State.CANCELLED)
        offer_free_places(activity, at)
    return [row for _activity, row in left]


@transaction.atomic
def accept(sign_up: SignUp, at: datetime.datetime | None = None) -> None:
    """Take the offered place. Raises Closed if the offer is over, or the activity has begun or is cancelled."""
    _activity, row = _fresh(sign_up)
    if row.is_confirmed:
        return
    if not row.may_accept(at):
        raise Closed
    _move(row, State.CONFIRMED)
    telling.booked([row])


@transaction.atomic
def resize(sign_up: SignUp, party: int, at: datetime.datetime | None = None) -> None:
    """Be more or fewer. Raises NoRoom if there are not so many places free, or for who waits, not so many at all."""
    now = at or timezone.now()
    activity, row = _fresh(sign_up)
    if not row.is_alive or not activity.is_open(now):
        raise Closed
    _refuse_too_many([activity], party)
    more = party - row.party
    if more > 0 and not row.is_waiting and activity.free is not None and more > activity.free:
        raise NoRoom
    if not more:
        return
    row.party = party
    row.save(update_fields=["party"])
    offer_free_places(activity, now)
    telling.resized(row)


@transaction.atomic
def erase_all(sign_ups: Collection[SignUp], at: datetime.datetime | None = None) -> None:
    """Leave, and delete the name for good. Of what has begun the count stays."""
    found = _fresh_all(sign_ups)
    begun = [row.pk for activity, row in found if activity.has_begun(at)]
    SignUp.objects.filter(pk__in=begun).forget()
    coming = [(activity, row) for activity, row in found if row.pk not in begun]
    _leave(coming, at)
    SignUp.objects.filter(pk__in=[row.pk for _activity, row in coming]).wipe()


def offer_free_places(activity: Activity, at: datetime.datetime | None = None) -> None:
    """Offer what is free to the first in line, and on. The caller holds the lock on the activity."""
    now = at or timezone.now()
    if not activity.is_open(now):
        return
    free = None if activity.capacity is None else activity.capacity - _taken(activity)
    for row in SignUp.objects.waiting().filter(activity=activity).in_line():
        if free is not None and row.party > free:
            return
        free = None if free is None else free - row.party
        _offer(row, activity, now)


def _offer(row: SignUp, activity: Activity, now: datetime.datetime) -> None:
    row.state = State.OFFERED
    row.offer_ends_at = _answer_by(activity, now) if row.email else None
    row.save(update_fields=["state", "offer_ends_at"])
    telling.offered(row, before=_answer_by(activity, now))


def _answer_by(activity: Activity, now: datetime.datetime) -> datetime.datetime:
    """A day from now, but while there is time to come; in the last hour until it begins."""
    latest = activity.starts_at - LAST_ANSWER
    return min(now + datetime.timedelta(hours=settings.OFFER_HOURS), latest if latest > now else activity.starts_at)


def end_offers(at: datetime.datetime | None = None) -> None:
    """Pass on what was offered and not answered in time. Doing it again changes nothing."""
    now = at or timezone.now()
    due = SignUp.objects.offers_over(now).order_by().values("activity").distinct()
    for pk in due.values_list("activity", flat=True):
        _end_offers_of(pk, now)


@transaction.atomic
def _end_offers_of(activity_pk: int, now: datetime.datetime) -> None:
    (activity,) = locked([Activity(pk=activity_pk)])
    for row in activity.sign_ups.offers_over(now).in_line():
        _move(row, State.LAPSED)
        if not activity.has_begun(now):
            telling.lapsed(row)
    offer_free_places(activity, now)


@transaction.atomic
def called(call: Call, user: Any, answer: str, at: datetime.datetime | None = None) -> None:
    """Somebody has rung. `answer` is »ja«, »nej« or »venter« (told, and now the deadline runs).

    Of an offer the answer decides; of other news there is nothing to answer.
    """
    now = at or timezone.now()
    activity, row = _fresh(call.sign_up)
    is_first = Call.objects.filter(pk=call.pk, done_at=None).update(done_at=now, done_by=user)
    if is_first and call.is_offer and row.is_offered:
        if answer == "ja":
            accept(row, now)
        elif answer == "nej":
            leave(row, now)
        else:
            row.offer_ends_at = _answer_by(activity, now)
            row.save(update_fields=["offer_ends_at"])


@transaction.atomic
def cancel_activity(activity: Activity, instead: str) -> None:
    """Call a date off, and tell those on it. Its address goes on saying so, and what to do instead."""
    (row,) = locked([activity])
    if row.is_cancelled:
        return
    row.state, row.instead = Activity.State.CANCELLED, instead
    row.save()
    for sign_up in row.sign_ups.alive().in_line():
        telling.called_off(sign_up)


@transaction.atomic
def activity_changed(activity: Activity, moved: bool, at: datetime.datetime | None = None) -> None:
    """After an editor has changed a date: tell those on it if it was moved, and offer what places are new."""
    (row,) = locked([activity])
    if moved and not (row.is_cancelled or row.is_over(at)):
        row.sign_ups.update(reminded_at=None)
        for sign_up in row.sign_ups.alive().in_line():
            # Who is not told would come on the day it was.
            telling.moved(sign_up, before=min(activity.former_start or row.starts_at, row.starts_at))
    offer_free_places(row, at)


def position(sign_up: SignUp) -> int | None:
    """Which number in line, 1 for the first; None for who does not wait."""
    number_in_line([sign_up])
    return sign_up.position


def locked(activities: Collection[Activity]) -> list[Activity]:
    """As they are now, with their people, held until the transaction ends, in one order for all."""
    pks = [activity.pk for activity in activities]
    list(Activity.objects.filter(pk__in=pks).lock().values_list("pk"))
    return list(Activity.objects.filter(pk__in=pks).for_list().order_by("starts_at", "pk"))


def _fresh(sign_up: SignUp) -> tuple[Activity, SignUp]:
    """The activity, locked, and the entry as it is now. Raises SignUp.DoesNotExist if it was deleted meanwhile."""
    for found in _fresh_all([sign_up]):
        return found
    raise SignUp.DoesNotExist


def _fresh_all(sign_ups: Collection[SignUp]) -> list[tuple[Activity, SignUp]]:
    """Those that are there still, with their activities, which are locked all at once."""
    activities = {row.pk: row for row in locked([Activity(pk=sign_up.activity_id) for sign_up in sign_ups])}
    rows = SignUp.objects.filter(pk__in=[sign_up.pk for sign_up in sign_ups]).select_related("activity").in_line()
    return [(activities[row.activity_id], row) for row in rows]


def _move(row: SignUp, state: SignUp.State) -> None:
    """With the calls that are out of date by that: nobody is rung about what he or she has answered."""
    row.state, row.offer_ends_at = state, None
    row.save(update_fields=["state", "offer_ends_at"])
    stale = row.calls.filter(done_at=None)
    if row.is_alive:
        stale = stale.filter(reason=Call.Reason.OFFER)
    stale.update(done_at=timezone.now())


def _refuse_too_many(activities: Collection[Activity], party: int) -> None:
    places = min((activity.capacity for activity in activities if activity.capacity), default=party)
    if party > places:
        raise TooMany(places)


def _taken(activity: Activity) -> int:
    return activity.sign_ups.holding().aggregate(n=Sum("party", default=0))["n"]


def _same_person(activities: Collection[Activity], person: dict[str, Any]) -> dict[int, SignUp]:
    """By activity: who is on it already under the same name and the same phone or e-mail."""

    def contacts(phone: str, email: str) -> set[str]:
        return {comparable_phone(phone), comparable_email(email)} - {""}

    wanted = contacts(person.get("phone", ""), person.get("email", ""))
    return {
        row.activity_id: row
        for row in SignUp.objects.filter(activity__in=activities).alive()
        if fold(row.name) == fold(person["name"]) and contacts(row.phone, row.email) & wanted
    }
