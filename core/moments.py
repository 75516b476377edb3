"""Reading several tables as they stood at one moment, while others write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees what was saved when it began, and nothing later; nobody waits for it.

    SQLite's transactions are so always. Inside another transaction it is as that one is.
    """
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
