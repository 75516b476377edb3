"""A preview made true, and taken back: in one transaction, which nobody else's for the same plan overlaps."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import FileField
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from budget.imports.reading import BATCH
from budget.imports.stored import alike, restore, stored
from budget.imports.table import Table
from budget.imports.tables import TABLES, table_of
from budget.models import Edition, ImportRow, ImportRun, Posting
from core.formats import long_date
from core.history import Versions
from organisation.models import Plan

Outcome = ImportRow.Outcome
State = ImportRun.State


class Stale(Exception):
    """Something has changed since the file was read."""


class Refused(Exception):
    """Why a run cannot be undone, in words."""


def lock(run: ImportRun) -> ImportRun:
    """The run as it is now, and nobody else saving or undoing one of the same plan."""
    Plan.objects.select_for_update(no_key=True).get(pk=run.plan_id)
    return ImportRun.objects.select_for_update(of=("self",)).select_related("plan", "version").get(pk=run.pk)


def batches(run: ImportRun, *outcomes: str) -> Iterator[list[ImportRow]]:
    """A run's rows, so many at a time, in the order of the file."""
    for outcome in outcomes:
        last = 0
        while rows := list(run.rows.filter(outcome=outcome, pk__gt=last).order_by("pk")[:BATCH]):
            yield rows
            last = rows[-1].pk


@transaction.atomic
def apply(run: ImportRun) -> None:
    """Save the rows of a run. Raises Stale, and has then saved nothing."""
    now = lock(run)
    # Not before: an edition that was frozen while it waited is older.
    at = timezone.now()
    if now.state != State.APPLYING:
        raise Stale
    table = table_of(now)
    if table.digest != now.basis:
        raise Stale
    for rows in batches(now, Outcome.UNCHANGED):
        _stand(table, rows)
    for rows in batches(now, Outcome.CHANGED):
        _change(table, rows, _stand(table, rows))
    for rows in batches(now, Outcome.NEW):
        _add(table, rows)
    now.state, now.applied_at, now.leased_until = State.APPLIED, at, None
    now.save(update_fields=["state", "applied_at", "leased_until"])


def _stand(table: Table, rows: list[ImportRow]) -> dict[Any, Any]:
    """The rows of the portal that these speak of, if they are as they were."""
    found = table.rows.select_for_update(of=("self",)).in_bulk([row.target for row in rows])
    for row in rows:
        stands = found.get(row.target)
        expected = row.before if row.before is not None else row.values
        if stands is None or not alike(stored(stands, expected), expected):
            raise Stale
    return found


def _change(table: Table, rows: list[ImportRow], found: dict[Any, Any]) -> None:
    for row in rows:
        restore(found[row.target], row.values | {"run": table.run.pk})
    _update(table, list(found.values()), table.run.applied_by)


def _update(table: Table, rows: list[Any], user: Any) -> None:
    fields = sorted({*table.stored_fields, *table.names_in([]), "run"})
    if not rows:
        return
    if table.model in Versions.of:
        bulk_update_with_history(rows, table.model, fields, default_user=user)
    else:
        table.model.objects.bulk_update(rows, fields)


def _add(table: Table, rows: list[ImportRow]) -> None:
    made = []
    for row in rows:
        one = table.blank()
        restore(one, row.values | {"run": table.run.pk})
        made.append(one)
    if table.are_known(made):
        raise Stale
    if table.model not in Versions.of:
        table.model.objects.bulk_create(made)
        return
    bulk_create_with_history(made, table.model, default_user=table.run.applied_by)
    for row, one in zip(rows, made, strict=True):
        row.target = one.pk
    ImportRow.objects.bulk_update(rows, ["target"])


# Taken back --------------------------------------------------------------------------


def undo(run: ImportRun, user: Any, at: datetime.datetime) -> None:
    """Everything as it was before. Raises Refused, and has then changed nothing."""
    try:
        with transaction.atomic():
            _undo(run, user, at)
            # Keys are otherwise looked at too late to say so.
            connection.check_constraints([TABLES[run.table].model._meta.db_table])
    except ValidationError as error:
        raise Refused(error.messages[0]) from None
    except IntegrityError:
        why = _("Noget, som rækkerne hørte til, er slettet siden, eller der er kommet en anden række som en af dem.")
        raise Refused(why) from None


def _undo(run: ImportRun, user: Any, at: datetime.datetime) -> None:
    now = lock(run)
    refuse_undoing(now)
    table = table_of(now)
    if table.is_typed:
        _refuse_edited(table, now)
    for rows in batches(now, Outcome.CHANGED):
        found = table.rows.in_bulk([row.target for row in rows])
        for row in rows:
            restore(found[row.target], table.before(row, found[row.target]))
        _update(table, list(found.values()), user)
    # What is still the run's own came with it.
    table.rows.filter(run=now).delete()
    now.state, now.undone_at, now.undone_by = State.UNDONE, at, user
    now.save(update_fields=["state", "undone_at", "undone_by"])


def refuse_undoing(run: ImportRun) -> None:
    """Raise Refused if something stands on what the run saved."""
    if run.state != State.APPLIED or run.applied_at is None:
        raise Refused(_("Den er ikke gemt, så der er intet at fortryde."))
    edition = Edition.objects.filter(plan=run.plan_id, frozen_at__gt=run.applied_at).order_by("frozen_at").first()
    if edition:
        raise Refused(
            _("Udgaven »%(name)s« er frosset siden og bygger på den. Så skal regnskabet kunne findes igen.")
            % {"name": edition}
        )
    later = ImportRun.objects.standing().filter(plan=run.plan_id, table=run.table, applied_at__gt=run.applied_at)
    if newest := later.order_by("-applied_at").first():
        raise Refused(
            _("»%(name)s« er gemt senere, den %(day)s. Fortryd den først; den nyeste går altid først.")
            % {"name": newest.file_name, "day": long_date(timezone.localdate(newest.applied_at))}
        )
    new = run.rows.filter(outcome=Outcome.NEW).values("target")
    standing = Posting.objects.filter(line__in=new).select_related("run").order_by("pk").first()
    if run.table == ImportRun.Table.LINES and standing:
        raise Refused(
            _("Der er posteringer på linjerne, fra »%(name)s«. Fortryd den først.") % {"name": standing.run.file_name}
        )


def _refuse_edited(table: Table, run: ImportRun) -> None:
    edited: list[str] = []
    for rows in batches(run, Outcome.CHANGED, Outcome.NEW):
        edited += _edited(table, rows)
    if edited:
        told = ", ".join(edited[:5]) + (" …" if len(edited) > 5 else "")
        raise Refused(_("Disse er rettet eller slettet siden: %(rows)s. Ret dem tilbage først.") % {"rows": told})


def _edited(table: Table, rows: list[ImportRow]) -> Iterable[str]:
    found = table.rows.select_for_update(of=("self",)).in_bulk([row.target for row in rows])
    for row in rows:
        stands = found.get(row.target)
        if stands is None:
            yield _("række %(number)s i filen") % {"number": row.number}
        elif not alike(stored(stands, row.values), row.values):
            yield str(stands)
        elif row.outcome == Outcome.NEW and _has_document(stands):
            yield _("%(row)s (har fået et dokument)") % {"row": stands}


def _has_document(row: Any) -> bool:
    return any(getattr(row, field.name) for field in row._meta.concrete_fields if isinstance(field, FileField))
