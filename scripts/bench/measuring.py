"""What something costs: the processors' time, ours and the database's, not the clock's; and memory."""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIMES = 40


def cost(url: str, client: Any = None, times: int = TIMES) -> float:
    """Milliseconds of work from request to answer, of many times the least."""
    from django.test import Client

    client, costs = client or Client(SERVER_NAME="127.0.0.1", headers={"accept-encoding": "gzip"}), []
    for _ in range(times):
        before = worked()
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)  # noqa: S101
        for _part in iter(response):
            pass
        costs.append(worked() - before)
    return min(costs)


def peak(work: Callable[[], object]) -> float:
    """The most memory that Python held during some work, in MB."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def worked() -> float:
    """Milliseconds that this process has worked, and the one that PostgreSQL has for us (on Linux, if it is here)."""
    from django.db import connection

    ours = time.process_time() * 1000
    if connection.vendor != "postgresql":
        return ours
    pid = connection.connection.info.backend_pid
    return ours + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1_000_000


def tidied() -> None:
    """What a database does for itself at night: it counts its rows, and PostgreSQL marks its pages as read by all."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM")
