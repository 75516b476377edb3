"""The tests' database for other processes: PostgreSQL's by its address, SQLite's memory as a copy in a file."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection


def shared_database(folder: Path) -> str:
    """Its address; what is in it now is what the other processes find."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        login = f"{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
        return f"postgres://{login}/{settings['NAME']}"
    with sqlite3.connect(folder / "db.sqlite3") as file:
        connection.connection.backup(file)
    return f"sqlite:///{folder / 'db.sqlite3'}"


def ask(folder: Path, query: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """What the others' database answers; of a change, nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall() if cursor.description else []
    with sqlite3.connect(folder / "db.sqlite3", timeout=20) as file:
        return file.execute(query.replace("%s", "?"), parameters).fetchall()
