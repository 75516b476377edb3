"""Earlier versions of what the editors change: who, when, what. Kept by django-simple-history.

A model gets one by `history = versions()`. Everything saved in one go, such as a form with its
rows, or a deletion with all that went along, is one act and can be undone as one.

How versions are told stands in core/history/words.py and core/history/acts.py, how they come back
in core/history/undo.py, the pages in core/history/admin.py, and how long they are kept in core/history/retention.py.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoricalQuerySet, HistoryManager
from simple_history.models import HistoricalRecords

_act: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)
_author: ContextVar[str] = ContextVar("author", default="")

# Who did it, where nobody was logged in.
SYSTEM, PLAN_FILE = "systemet", "planfilen"
AUTHORS = {SYSTEM: _("systemet"), PLAN_FILE: _("planfilen")}


def current_act() -> uuid.UUID:
    return _act.get() or uuid.uuid4()


@contextmanager
def one_act(author: str = "") -> Iterator[uuid.UUID]:
    """What is saved inside belongs together; `author` is who did it when nobody is logged in."""
    act = uuid.uuid4()
    token, author_token = _act.set(act), _author.set(author)
    try:
        yield act
    finally:
        _act.reset(token)
        _author.reset(author_token)


def requests_are_acts(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: one request, one act."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with one_act():
            return get_response(request)

    return middleware


class Act(models.Model):
    """Which act a version came with."""

    act = models.UUIDField(default=current_act, editable=False, db_index=True)

    class Meta:
        abstract = True


class Versions(HistoricalRecords):
    """Writes down who did it also when nobody is logged in: a version without either is a deleted login's."""

    # Each model that has a history.
    of: dict[type[models.Model], "Versions"] = {}

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        if hasattr(sender._meta, "simple_history_manager_attribute") and self.cls is sender:
            self.of[sender] = self

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: Any) -> str | None:
        return None if self.get_history_user(instance) else _author.get() or SYSTEM


class Earlier(HistoryManager.from_queryset(HistoricalQuerySet)):  # type: ignore[misc]
    """The manager that `row.history` is; made here, once, for the library makes its class anew each time."""

    @classmethod
    def from_queryset(cls, *args: Any, **kwargs: Any) -> type["Earlier"]:
        return cls


def versions(**options: Any) -> HistoricalRecords:
    """A model's earlier versions, what it points to in `m2m_fields` included."""
    return Versions(bases=[Act], history_manager=Earlier, **options)


def versions_of(model: type[models.Model]) -> models.QuerySet:
    """All versions of all its rows, each the later the higher its `history_id`."""
    return model.history.model._base_manager.order_by("history_id")  # type: ignore[attr-defined]


@transaction.atomic
def begin() -> None:
    """Give every row without a version its first. Doing it again changes nothing."""
    with one_act():
        for model, records in Versions.of.items():
            known = versions_of(model).order_by().filter(**{model._meta.pk.attname: models.OuterRef("pk")})
            for row in model._base_manager.filter(~models.Exists(known)):
                records.create_historical_record(row, "~")


def delete_past_the_bin(rows: models.QuerySet) -> None:
    """Delete rows that a rule makes and takes away: nothing for anybody to bring back. Nothing may hang on them."""
    rows._raw_delete(rows.db)


def forget_file(row: Any, field: str) -> None:
    """No version of the row names a file any more."""
    versions = versions_of(type(row)).filter(**{row._meta.pk.attname: row.pk})
    versions.exclude(**{field: ""}).update(**{field: ""})
