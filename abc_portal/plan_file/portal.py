"""What the portal already holds: rows by key, and the marks of rows that a plan file once made."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from abc_portal.plan_file.problems import nearest
from abc_portal.plan_file.rows import key_rows
from abc_portal.plan_file.spec import Row, Rows, Table
from abc_portal.plan_file.tables import BY_NAME
from abc_portal.plan_file.values import Ref, shortened
from core.models import LoadedKey


class LoadedKeys:
    """The keys that plan files have made rows of. A row that is gone, while its key is here, was deleted."""

    def __init__(self) -> None:
        self._kept = set(LoadedKey.objects.values_list("table", "key"))
        self._new: dict[tuple[str, str], LoadedKey] = {}

    def __contains__(self, row: Row) -> bool:
        return (row.table.name, joined_key(identity(row))) in self._kept

    def has(self, ref: Ref, plan_key: str) -> bool:
        parts = (plan_key, ref.key) if BY_NAME[ref.table].of_plan else (ref.key,)
        return (ref.table, joined_key(parts)) in self._kept

    def add(self, row: Row) -> None:
        name = (row.table.name, joined_key(identity(row)))
        if name not in self._kept:
            self._new[name] = LoadedKey(table=name[0], key=name[1])

    def save(self) -> None:
        LoadedKey.objects.bulk_create(self._new.values())


def identity(row: Row) -> tuple[str, ...]:
    """What a row is known by, from the outermost row it belongs to and in."""
    return tuple(part for field in row.table.match for part in _parts(row.values[field]))


def _parts(value: Any) -> tuple[str, ...]:
    if isinstance(value, Row):
        return identity(value)
    return (value.key,) if isinstance(value, Ref) else (str(value),)


def joined_key(parts: tuple[str, ...]) -> str:
    """A sum of the parts, none of which holds a line break: keys are often names, and outlive their rows."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def with_key(table: Table, key: str, plan: models.Model | None) -> models.Model | None:
    rows = _rows(table, plan)
    return None if rows is None else rows.filter(key=key).first()


def unknown(ref: Ref, rows: Rows, plan: models.Model | None) -> str:
    """What to say about a key that no row has."""
    in_portal = _rows(BY_NAME[ref.table], plan)
    known = [] if in_portal is None else in_portal.exclude(key="").values_list("key", flat=True)
    return _("«{key}» findes ikke i tabellen {table}. {hint}").format(
        key=shortened(ref.key), table=ref.table, hint=nearest(ref.key, sorted({*key_rows(rows, ref.table), *known}))
    )


def _rows(table: Table, plan: models.Model | None) -> models.QuerySet | None:
    """The portal's rows of a table; None where they hang on a plan that does not exist."""
    rows = table.model._default_manager.all()
    if not table.of_plan:
        return rows
    return None if plan is None else rows.filter(plan=plan)
