"""How long each kind of data is kept, and what is deleted for good when its time is over."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import SignUp
from contact.models import Enquiry
from core.history.retention import expired_choices, expired_versions
from core.models import Deletion
from mail.models import OutgoingMail
from news.models import Comment, Subscriber
from organisation.models import SearchMiss

EVERY = datetime.timedelta(days=1)
# As often as it should run, and as long again before somebody is told that it does not.
OVERDUE = 2 * EVERY

# Querysets, or what can be counted and deleted as they can.
Parts = Sequence[Any]


def delete_rows(parts: Parts) -> int:
    """How many rows went. No row is fetched: each queryset is one DELETE."""
    return sum(rows.delete()[0] for rows in parts)


def forget_people(parts: Parts) -> int:
    return sum(rows.forget() for rows in parts)


class OldCache:
    """Django leaves what has run out in its table until there is much of it; an uploaded spreadsheet holds names."""

    def __init__(self, now: datetime.datetime) -> None:
        self.now = connection.ops.adapt_datetimefield_value(now)

    def count(self) -> int:
        return self._run("SELECT count(*) FROM", lambda cursor: cursor.fetchone()[0])

    def delete(self) -> tuple[int, dict[str, int]]:
        return self._run("DELETE FROM", lambda cursor: cursor.rowcount), {}

    def _run(self, verb: str, result: Callable[[Any], int]) -> int:
        cache = caches["default"]
        if not isinstance(cache, DatabaseCache):
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"{verb} {connection.ops.quote_name(cache._table)} WHERE expires <= %s", [self.now])
            return result(cursor)


def sessions_that_are_over(now: datetime.datetime) -> Parts:
    living = Session.objects.filter(expire_date__gt=now, session_key=OuterRef("session_key"))
    return [UserSession.objects.filter(~Exists(living)), Session.objects.filter(expire_date__lte=now)]


class Kind(NamedTuple):
    """A kind of data; `rule` says in words when it goes, `setting` names the days in it."""

    name: Any
    rule: Any
    setting: str
    expired: Callable[[datetime.datetime], Parts]
    delete: Callable[[Parts], int] = delete_rows

    @property
    def key(self) -> str:
        return self.setting.lower()

    @property
    def rule_in_words(self) -> str:
        return str(self.rule) % {"days": getattr(settings, self.setting), "bin_days": settings.TRASH_DAYS}


# In the order in which the rows can go.
KINDS = [
    Kind(
        _("Tilmeldinger"),
        _("%(days)s dage efter aktiviteten. Kun tallene bliver."),
        "SIGN_UP_DAYS",
        lambda now: [SignUp.objects.expired(now)],
        forget_people,
    ),
    Kind(
        _("Henvendelser"),
        _("%(days)s dage efter, at de kom, også når de ikke er besvaret."),
        "ENQUIRY_DAYS",
        lambda now: [Enquiry.objects.expired(now)],
    ),
    Kind(
        _("Kommentarer"),
        _("Navn og e-mail %(days)s dage efter, at de blev skrevet. Det, der ikke vises, slettes helt."),
        "COMMENT_DAYS",
        lambda now: [Comment.objects.expired(now)],
        forget_people,
    ),
    Kind(
        _("Modtagere af nyhedsbrevet"),
        _("Når de melder sig fra, med det samme; når de ikke har sagt ja til den første mail, efter %(days)s dage."),
        "UNCONFIRMED_DAYS",
        lambda now: [Subscriber.objects.expired(now)],
        forget_people,
    ),
    Kind(
        _("Mails"),
        _(
            "Indholdet, så snart mailen er sendt; modtager og emne efter %(days)s dage. "
            "En mail, der ikke kunne sendes, beholder sit indhold lige så længe."
        ),
        "MAIL_DAYS",
        lambda now: [OutgoingMail.objects.expired(now)],
    ),
    Kind(
        _("Søgninger uden svar"),
        _("Når ingen har søgt på det samme i %(days)s dage."),
        "SEARCH_MISS_DAYS",
        lambda now: [SearchMiss.objects.expired(now)],
    ),
    Kind(
        _("Tidligere udgaver og papirkurven"),
        _("Udgaver efter %(days)s dage; det slettede, med alle sine udgaver, efter %(bin_days)s dage i papirkurven."),
        "HISTORY_DAYS",
        lambda now: [*expired_choices(now), *expired_versions(now)],
    ),
    Kind(
        _("Hvor nogen var logget ind"),
        _("Når der er logget ud, eller efter højst %(days)s dage."),
        "SESSION_DAYS",
        sessions_that_are_over,
    ),
    Kind(
        _("Forsøg på at logge ind, og regneark, der bliver læst ind"),
        _("Efter højst %(days)s dag."),
        "CACHE_DAYS",
        lambda now: [OldCache(now)],
    ),
]


def delete_expired(at: datetime.datetime | None = None) -> list[tuple[Kind, int]]:
    """Delete all whose time is over, each kind in a transaction of its own: how many rows of each went.

    One kind that fails does not keep the others; what failed is raised at the end.
    """
    now, gone, failures = at or timezone.now(), [], []
    for kind in KINDS:
        try:
            gone.append((kind, _delete(kind, now)))
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Not all could be deleted", failures)
    return gone


@transaction.atomic
def _delete(kind: Kind, now: datetime.datetime) -> int:
    gone = kind.delete(kind.expired(now))
    Deletion.objects.update_or_create(kind=kind.key, defaults={"ran_at": now, "gone": gone})
    return gone


def count_expired(at: datetime.datetime | None = None) -> list[tuple[Kind, int]]:
    """How many rows of each kind would go."""
    now = at or timezone.now()
    return [(kind, sum(rows.count() for rows in kind.expired(now))) for kind in KINDS]


class Line(NamedTuple):
    """What the page says of one kind: its last run, if any, and when the next is due."""

    kind: Kind
    last: Deletion | None
    next_at: datetime.datetime | None
    is_overdue: bool


def lines(at: datetime.datetime | None = None) -> list[Line]:
    now, runs = at or timezone.now(), {run.kind: run for run in Deletion.objects.all()}
    return [_line(kind, runs.get(kind.key), now) for kind in KINDS]


def _line(kind: Kind, last: Deletion | None, now: datetime.datetime) -> Line:
    overdue = last is None or last.ran_at <= now - OVERDUE
    return Line(kind, last, last.ran_at + EVERY if last else None, overdue)
