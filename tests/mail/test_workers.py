"""Real workers and a real mail server: one worker is killed, two run at once, one is asked to stop."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from mail.models import OutgoingMail
from tests import factories
from tests.mail.server import Server
from tests.shared_database import ask, shared_database
from tests.test_architecture import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 20
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def identities() -> set[str]:
    """Mails that wait."""
    found = {f"<{number}@example.invalid>" for number in range(MAILS)}
    for identity in found:
        factories.outgoing_mail(body=f"Message-ID: {identity}\nFrom: portal@example.invalid\n\nHej".encode())
    return found


@pytest.fixture
def start(identities: set[str], server: Server, tmp_path: Path) -> Iterator[Start]:
    """Begins `manage.py work` on the database of this test; whatever still runs at the end is killed."""
    settings = {
        "LOCAL": "true",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": shared_database(tmp_path),
        "EMAIL_URL": server.url,
        "CACHE_URL": "locmemcache://",
    }
    workers: list[subprocess.Popen[str]] = []

    def begin(*options: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "abc_portal.settings"}
        command = [sys.executable, "manage.py", "work", *options]
        workers.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True))
        return workers[-1]

    yield begin
    for worker in workers:
        worker.kill()
        worker.communicate()


def states(folder: Path) -> Counter[str]:
    return Counter(state for (state,) in ask(folder, "SELECT state FROM mail_outgoingmail"))


def test_a_killed_worker_loses_nothing_and_two_at_once_send_each_mail_once(
    start: Start, identities: set[str], server: Server, tmp_path: Path
) -> None:
    together = Event()
    server.gates = {3: Event(), 4: together, 5: together}
    killed = start()
    assert server.held.acquire(timeout=30)
    killed.kill()
    killed.wait()
    held = server.identities[2]
    assert states(tmp_path) == {"sendt": 2, "paa-vej": MAILS - 2}
    # As when the lease is over.
    ask(tmp_path, "UPDATE mail_outgoingmail SET next_try_at = created_at")
    workers = start("--once"), start("--once")
    for _ in workers:
        assert server.held.acquire(timeout=30)
    # Each has one in its hands: from here they race for the rest.
    together.set()
    for worker in workers:
        said = worker.communicate(timeout=60)[1]
        assert (worker.returncode, said) == (0, "")
    times = Counter(server.identities)
    assert set(times) == identities
    assert {identity for identity, number in times.items() if number > 1} == {held}
    assert times[held] == 2
    assert states(tmp_path) == {"sendt": MAILS}


def test_a_worker_that_is_asked_to_stop_finishes_the_mail_in_its_hands(
    start: Start, server: Server, tmp_path: Path
) -> None:
    server.gates = {1: Event()}
    worker = start()
    assert server.held.acquire(timeout=30)
    worker.terminate()
    server.gates[1].set()
    said = worker.communicate(timeout=60)[1]
    assert (worker.returncode, said) == (0, "")
    assert states(tmp_path) == {OutgoingMail.State.SENT: 1, OutgoingMail.State.WAITING: MAILS - 1}
