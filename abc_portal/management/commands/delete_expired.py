"""Deletes, for good, all data whose time is over. To be run every night; doing it again changes nothing."""

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from contact.models import Enquiry
from core.history.retention import expired_choices, expired_versions


class Command(BaseCommand):
    help = "Sletter for altid de data, hvis tid er gået. Skal køres hver nat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Tæl kun, og slet ingenting.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        for kind, parts in expired(now):
            if dry_run:
                self.stdout.write(f"{kind}: {sum(rows.count() for rows in parts)} står til at blive slettet")
            else:
                self.stdout.write(f"{kind}: {delete(parts)} slettet")
        if not dry_run:
            empty_cache(now)


def expired(now: datetime.datetime) -> list[tuple[str, list[QuerySet]]]:
    """Every kind of data that is kept for a time, and the rows whose time is over, in the order they can go."""
    sessions = Session.objects.filter(expire_date__gt=now, session_key=OuterRef("session_key"))
    return [
        ("Henvendelser", [Enquiry.objects.expired(now)]),
        ("Valg i tidligere udgaver", expired_choices(now)),
        ("Tidligere udgaver", expired_versions(now)),
        ("Steder, hvor nogen var logget ind", [UserSession.objects.filter(~Exists(sessions))]),
        ("Udløbne sessioner", [Session.objects.filter(expire_date__lte=now)]),
    ]


@transaction.atomic
def delete(parts: list[QuerySet]) -> int:
    """How many rows went. No row is fetched: each queryset is one DELETE."""
    return sum(rows.delete()[0] for rows in parts)


def empty_cache(now: datetime.datetime) -> None:
    """Django leaves what has run out in its table until there is much of it; an uploaded spreadsheet holds names."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {connection.ops.quote_name(cache._table)} WHERE expires <= %s",  # noqa: S608
                [connection.ops.adapt_datetimefield_value(now)],
            )
