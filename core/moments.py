"""Reading several tables as they stood at one moment, while others write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Model


@contextmanager
def one_moment(*still: type[Model]) -> Iterator[None]:
    """A transaction that sees what was saved when it began, and nothing later; nobody waits for it.

    Only with rows of `still` others wait, and whoever has one locked is waited for: of what they do it sees all or
    nothing. SQLite's transactions are so always. Inside another transaction it is as that one is.
    """
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                # A lock on a row would be waited for with the moment chosen already.
                for model in still:
                    cursor.execute(f"LOCK TABLE {connection.ops.quote_name(model._meta.db_table)} IN EXCLUSIVE MODE")
        yield
