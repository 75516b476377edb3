"""From a released letter to mails in the outbox: each subscriber's own, with what she or he chose, written once.

The worker writes some at a time. Which subscriber was the last is kept with the letter, in the transaction that
wrote the mails: a worker that dies has written all of them, or none and begins where that one began.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from core.mails import Mail, absolute, compose, us
from mail.models import OutgoingMail
from news.letters.items import Item, items_of, parts
from news.models import Letter, Subscriber
from organisation.models import Plan

BATCH = 200


class Choice(NamedTuple):
    """What somebody asked for, by address. A theme that the current plan has no more is none that was chosen."""

    areas: frozenset[str]
    themes: frozenset[str]

    def of(self, items: Iterable[Item]) -> list[Item]:
        return [item for item in items if item.is_for(*self)]


def choices(subscribers: Iterable[Subscriber]) -> list[tuple[Subscriber, Choice]]:
    """Each with what to send; of subscribers fetched `with_choices`."""
    plan = Plan.objects.published().current()
    themes = set(plan.focus_areas.values_list("slug", flat=True)) if plan else set()
    slug = attrgetter("slug")
    return [
        (row, Choice(frozenset(map(slug, row.areas.all())), frozenset(map(slug, row.focus_areas.all())) & themes))
        for row in subscribers
    ]


def number_of_readers(items: Sequence[Item]) -> int:
    """How many would get a letter of these: who would get an empty one gets none."""
    found: dict[Choice, int] = {}
    for _subscriber, choice in choices(Subscriber.objects.confirmed().with_choices()):
        found[choice] = found.get(choice, 0) + 1
    return sum(number for choice, number in found.items() if choice.of(items))


def write(now: datetime.datetime) -> None:
    """The next mails of each letter that not everybody has yet."""
    for pk in Letter.objects.being_written().values_list("pk", flat=True):
        write_batch(pk, now)


@transaction.atomic
def write_batch(pk: int, now: datetime.datetime) -> None:
    """Of two workers the second one waits, and goes on where the first one came to."""
    letter = Letter.objects.select_for_update(of=("self",)).being_written().filter(pk=pk).first()
    if letter is None:
        return
    waiting = Subscriber.objects.confirmed().filter(confirmed_at__lte=letter.released_at, pk__gt=letter.reached)
    # Locked, so that who unsubscribes meanwhile deletes this mail, too.
    batch = list(waiting.order_by("pk").select_for_update(of=("self",)).with_choices()[:BATCH])
    mails = letter.mails + OutgoingMail.objects.write_many(_mails(letter, batch), now)
    reached = batch[-1].pk if batch else letter.reached
    written_at = None if len(batch) == BATCH else now
    Letter.objects.filter(pk=pk).update(mails=mails, reached=reached, written_at=written_at)


def _mails(letter: Letter, batch: Collection[Subscriber]) -> Iterable[Mail]:
    items, we = items_of(letter), us()
    for subscriber, choice in choices(batch):
        if chosen := choice.of(items):
            yield mail(letter, chosen, subscriber, we)


def mail(letter: Letter, items: Iterable[Item], subscriber: Subscriber, we: str) -> Mail:
    """With what mail programs need for a button of their own that unsubscribes (RFC 8058)."""
    context = {
        "us": we,
        "letter": letter,
        "parts": parts(items),
        "site": absolute(""),
        "own_page": absolute(subscriber.get_absolute_url()),
    }
    written = compose("newsletter_letter", subscriber.email, context)
    written.extra_headers |= {
        "List-Unsubscribe": f"<{absolute(reverse('subscriber_leave', args=[subscriber.key]))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return written
