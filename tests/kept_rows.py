"""Rows that are made once for a whole module: each test finds them as they were, and undoes what it does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

Made = TypeVar("Made")


@contextmanager
def kept(django_db_blocker: Any, make: Callable[[], Made]) -> Iterator[Made]:
    """What `make` makes is there as long as the block lasts; asking the database stays each test's own affair."""
    rows = transaction.atomic()
    with django_db_blocker.unblock():
        rows.__enter__()
        made = make()
    yield made
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        rows.__exit__(None, None, None)
