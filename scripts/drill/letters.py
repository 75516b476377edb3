"""A newsletter to 5,000 over a real mail server, while the worker is killed again and again: none lost, and of what was
in its hands when it was killed, none more than twice. On SQLite and on PostgreSQL, in databases thrown away afterwards.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts.test import free_port, postgresql

HERE = Path(__file__).resolve().parent.parent.parent
SUBSCRIBERS = 5_000
# The worker is killed as it brings these mails: the first two while others are still being written, every second one
# at the worst of moments, when the server has taken the mail and not said so yet.
KILLED_AT = (150, 600, 1_500, 2_500, 3_500, 4_500)
# And when it has brought this one, somebody asks for the newsletter.
ASKED_AT = 2_000
NEWCOMER = "ny@example.invalid"
PATIENCE_SECONDS = 1_800


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as folder, postgresql() as server:
        servers = {"SQLite": {"DATABASE_URL": f"sqlite:///{folder}/drill.sqlite3"}, "PostgreSQL": server}
        held = [tried_on(name, environment) for name, environment in servers.items()]
    if not all(held):
        sys.exit(1)


def tried_on(name: str, environment: dict[str, str] | None) -> bool:
    """In a process of its own, which has that database."""
    if environment is None:
        print(f"\n{name}: NOT TRIED, there is no server here")
        return True
    print(f"\n{name}", flush=True)
    settings = {"LOCAL": "true", "SECRET_KEY": "drill", "DJANGO_SETTINGS_MODULE": "abc_portal.settings"}
    command = [sys.executable, "-m", "scripts.drill.letters"]
    process = subprocess.Popen(command, env={**os.environ, **settings, **environment})
    try:
        return process.wait() == 0
    finally:
        # Asked, and not killed, it stops its worker.
        process.terminate()
        process.wait()


def here() -> bool:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    import django
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_drill"
    databases = setup_databases(verbosity=0, interactive=False)
    # Mails become rows, as in the product; a test database would keep them in memory.
    call_command("createcachetable", verbosity=0)
    try:
        return report(*sent(f"{os.environ['DATABASE_URL']}_drill"))
    finally:
        teardown_databases(databases, verbosity=0)


class Server:
    """Takes every mail, notes who it was for, and does what is to be done as some of them come."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.when: dict[str, float] = {}
        self.deeds: dict[int, Callable[[], Any]] = {}

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        from email.parser import BytesHeaderParser

        to, identity = envelope.rcpt_tos[0], BytesHeaderParser().parsebytes(envelope.content)["Message-ID"]
        self.taken.append((to, identity))
        self.when[to] = time.monotonic()
        if deed := self.deeds.pop(len(self.taken), None):
            deed()
        return "250 OK"


class Worker:
    """`manage.py work`, begun anew each time it is killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = {**os.environ, **environment}
        self.kills = 0
        self.begin()

    def begin(self) -> None:
        self.process = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=HERE, env=self.environment)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.kills += 1


@contextmanager
def serving(server: Server) -> Iterator[str]:
    from aiosmtpd.controller import Controller

    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def sent(database: str) -> tuple[Server, int, float, float]:
    """The server with what came; how often the worker was killed; seconds in all; and for how long somebody waited."""
    from news.letters.making import release

    server, asked = Server(), []
    letter = fill()
    began = time.monotonic()
    with serving(server) as url:
        release(letter, None)
        worker = Worker({"DATABASE_URL": database, "EMAIL_URL": url})
        server.deeds[ASKED_AT] = lambda: asked.append(time.monotonic())
        for at in KILLED_AT[::2]:
            server.deeds[at] = worker.kill
        at_once = list(KILLED_AT[1::2])
        try:
            while not is_over() and time.monotonic() < began + PATIENCE_SECONDS:
                time.sleep(0.05)
                if at_once and len(server.taken) >= at_once[0]:
                    at_once.pop(0)
                    worker.kill()
                if len(asked) == 1:
                    ask()
                    asked.append(time.monotonic())
                if worker.process.poll() is not None:
                    worker.begin()
        finally:
            worker.process.kill()
            worker.process.wait()
    waited = server.when.get(NEWCOMER, float("inf")) - asked[1]
    return server, worker.kills, time.monotonic() - began, waited


def is_over() -> bool:
    from mail.models import OutgoingMail
    from news.models import Letter

    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    return not Letter.objects.being_written().exists() and not waiting.exists()


def ask() -> None:
    """As the sign-up form does."""
    from core.mails import compose

    compose("newsletter_confirm", NEWCOMER, {"link": "http://127.0.0.1/", "days": 7}).send()


def report(server: Server, kills: int, seconds: float, waited: float) -> bool:
    """Print what came, and whether that is what must hold."""
    letters = [(to, identity) for to, identity in server.taken if to != NEWCOMER]
    times = Counter(to for to, _identity in letters)
    lost, doubled = SUBSCRIBERS - len(times), len(letters) - len(times)
    alike = len(set(letters)) == len(times)
    for number, what in (
        (SUBSCRIBERS, "subscribers"),
        (len(letters), "mails received"),
        (len(times), "distinct recipients"),
        (lost, "lost"),
        (doubled, f"doubled, of {kills} in the worker's hands when it was killed{' (alike)' if alike else ''}"),
        (round(seconds), "seconds, with the five minutes' lease of what was in the hands of the last one killed"),
    ):
        print(f"  {number:>6,} {what}")
    print(f"  {waited:>6.2f} seconds until somebody who asked for it meanwhile had a mail", flush=True)
    return lost == 0 and doubled <= kills and max(times.values()) <= 2 and alike and kills == len(KILLED_AT)


def fill() -> Any:
    """A letter of this month, and 5,000 who chose an area, a theme, both or nothing."""
    from django.conf import settings
    from django.utils import timezone

    from initiatives.models import Initiative
    from news.letters.making import draft
    from news.models import Subscriber
    from tests import factories

    settings.EMAIL_BACKEND = "mail.backends.OutboxBackend"
    factories.partnership()
    areas = [factories.area() for _ in range(6)]
    themes = [factories.focus_area(factories.plan(areas))]
    factories.initiative(themes[0], area_scope=Initiative.AreaScope.ALL)
    for number in range(30):
        factories.post([areas[number % 6]] if number % 3 else [], themes if number % 2 else [])
    now = timezone.now()
    rows = [Subscriber(email=f"laeser{n}@example.invalid", confirmed_at=now) for n in range(SUBSCRIBERS)]
    for number, row in enumerate(Subscriber.objects.bulk_create(rows)):
        row.choose([areas[number % 6]] if number % 4 else [], themes if number % 5 == 0 else [])
    return draft(timezone.localdate().replace(day=1))


if __name__ == "__main__":
    sys.exit(not here())
