"""Earlier versions of what the editors change: who, when, what. Kept by django-simple-history.

A model gets one by `history = versions()`. Everything saved in one go, such as a form with its
rows, or a deletion with all that went along, is one act and can be undone as one.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.models import HistoricalRecords

_act: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)


def current_act() -> uuid.UUID:
    return _act.get() or uuid.uuid4()


@contextmanager
def one_act() -> Iterator[uuid.UUID]:
    """What is saved inside belongs together."""
    act = uuid.uuid4()
    token = _act.set(act)
    try:
        yield act
    finally:
        _act.reset(token)


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


def versions(**options: Any) -> HistoricalRecords:
    """A model's earlier versions, what it points to in `m2m_fields` included."""
    return HistoricalRecords(bases=[Act], **options)
