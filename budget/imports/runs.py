"""What becomes of a file that was sent: it is read, and later saved whole, or not at all.

A short file is dealt with while its sender waits, a long one by the worker (`work`). Whoever is at work on one
holds a lease; when that has run out, he was killed, and another begins anew.
"""

import datetime
import logging
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from budget.imports.applying import Stale, apply
from budget.imports.files import Book, open_book
from budget.imports.matching import chosen
from budget.imports.reading import Reading
from budget.models import ImportRow, ImportRun
from core.history import one_act
from core.sheets import UnreadableFileError

log = logging.getLogger(__name__)

# More rows than these are left to the worker.
AT_ONCE = 2000
LEASE = datetime.timedelta(minutes=2)
# After so long it is told that no worker has come.
SOON = datetime.timedelta(seconds=20)
State = ImportRun.State


class LostLease(Exception):
    """Another is at work on it."""


class Lease:
    def __init__(self, run: ImportRun) -> None:
        self.run, self.until = run, timezone.now() + LEASE
        rows = free(timezone.now()).filter(pk=run.pk, state=run.state)
        if not rows.update(leased_until=self.until, rows_done=0):
            raise LostLease

    def keep(self, done: int, **fields: Any) -> None:
        """Say how far it is, and stay."""
        self._update(timezone.now() + LEASE, rows_done=done, **fields)

    def end(self, **fields: Any) -> None:
        self._update(timezone.now(), **fields)

    def _update(self, until: datetime.datetime, **fields: Any) -> None:
        mine = ImportRun.objects.filter(pk=self.run.pk, leased_until=self.until)
        if not mine.update(leased_until=until, **fields):
            raise LostLease
        self.until = until


def free(now: datetime.datetime) -> QuerySet[ImportRun]:
    """Runs that nobody is at work on."""
    return ImportRun.objects.filter(Q(leased_until=None) | Q(leased_until__lte=now))


def waits_in_vain(run: ImportRun, now: datetime.datetime) -> bool:
    """Whether no worker has come, or none any more."""
    return run.is_at_work and (run.leased_until or now) < now - SOON


def is_long(run: ImportRun) -> bool:
    with run.file.open("rb") as file:
        book = open_book(file, run.file_name)
        rows = (row for sheet in book.alike(chosen(book, run.columns["sheet"])) for row in sheet.rows())
        return len(list(islice(rows, AT_ONCE + 1))) > AT_ONCE


def start(run: ImportRun) -> None:
    """Read the file now, or leave it to the worker. Its columns are matched.

    Raises UnreadableFileError; and LostLease if another is at work on it, or has saved it.
    """
    long = is_long(run)
    run.state, run.leased_until, run.rows_done, run.rows_total = State.READING, timezone.now(), 0, None
    begun = {name: getattr(run, name) for name in ("state", "leased_until", "rows_done", "rows_total", "columns")}
    with transaction.atomic():
        if not ImportRun.objects.filter(pk=run.pk, state__in=ImportRun.OPEN).update(**begun):
            raise LostLease
        if not long:
            read(run)


def read(run: ImportRun) -> None:
    """Stage every row of the file. Raises LostLease."""
    lease = Lease(run)
    run.rows.all().delete()
    try:
        with run.file.open("rb") as file:
            _stage(run, open_book(file, run.file_name), lease)
    except UnreadableFileError as error:
        run.rows.all().delete()
        lease.end(state=State.FAILED, failure=str(error))
    run.refresh_from_db()


def _stage(run: ImportRun, book: Book, lease: Lease) -> None:
    reading = Reading(run, book)
    basis = reading.table.digest
    total = reading.look(lease.keep)
    lease.keep(0, rows_total=total)
    for done, rows in reading.batches():
        with transaction.atomic():
            lease.keep(done)
            ImportRow.objects.bulk_create(rows)
    told = {
        "sheets": [sheet.name for sheet, _parts in reading.sheets],
        "left_out": [list(one) for one in book.left_out],
        "totals": reading.totals.told,
        "span": [str(day) for day in (reading.first, reading.last) if day],
    }
    counts = {str(outcome.value): reading.counts[outcome] for outcome in ImportRow.Outcome}
    lease.end(state=State.READ, counts=counts, told=told, basis=basis, failure="")


def discard(run: ImportRun) -> bool:
    """A file of which nothing was saved goes whole, as if it had never come. False where it is not so."""
    file = run.file
    with transaction.atomic():
        mine = ImportRun.objects.select_for_update().filter(pk=run.pk, state__in=ImportRun.OPEN).first()
        if mine is None:
            return False
        mine.delete()
    file.delete(save=False)
    return True


# Saving ------------------------------------------------------------------------------


def save(run: ImportRun, user: Any) -> bool:
    """Save what was seen, now or by the worker. False where something has changed since: then it is read anew.

    Raises LostLease if another has begun to save it, or has done so.
    """
    mine = ImportRun.objects.filter(pk=run.pk, state=State.READ)
    if not mine.update(state=State.APPLYING, applied_by=user, leased_until=timezone.now()):
        raise LostLease
    run.refresh_from_db()
    if (run.rows_total or 0) > AT_ONCE:
        return True
    return finish(run)


def finish(run: ImportRun) -> bool:
    lease = Lease(run)
    try:
        with one_act():
            apply(run)
    except (Stale, IntegrityError):
        lease.end(state=State.READING)
        run.refresh_from_db()
        if (run.rows_total or 0) <= AT_ONCE:
            with transaction.atomic():
                read(run)
        return False
    run.refresh_from_db()
    return True


# What the worker does ----------------------------------------------------------------


def work(now: datetime.datetime) -> int:
    """Read and save the long files that wait. How many."""
    done = 0
    deeds: dict[str, Callable[[ImportRun], Any]] = {State.READING: read, State.APPLYING: finish}
    waiting = free(now).filter(state__in=deeds).select_related("plan", "version", "applied_by")
    for run in waiting.order_by("pk"):
        try:
            deeds[run.state](run)
        except LostLease:
            continue
        except Exception:
            log.exception("A spreadsheet could not be read or saved: %s", run.pk)
            message = _(
                "Der gik noget galt, og intet er gemt. Prøv igen, eller send filen til den, der driver portalen."
            )
            ImportRun.objects.filter(pk=run.pk).update(state=State.FAILED, failure=message, leased_until=None)
        done += 1
    return done
