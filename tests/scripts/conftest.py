"""What tests with real processes share."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what lies here first: it takes long, and at the end the other cores would wait for it."""
    items.sort(key=lambda item: not item.path.is_relative_to(HERE))


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def database_url() -> Iterator[str | None]:
    """An empty database on the server that this run of the suite uses; None for SQLite's file."""
    url = os.environ["DATABASE_URL"]
    if url.startswith("sqlite"):
        yield None
        return
    server, name = url.rpartition("/")[0], f"make_run_{os.getpid()}"
    with closing(psycopg2.connect(f"{server}/postgres".replace("postgres://", "postgresql://"))) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.cursor().execute(f"DROP DATABASE {name}")
