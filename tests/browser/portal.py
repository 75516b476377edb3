"""The real product, started as `make run` starts it: static files, gunicorn, the worker, a database of its own."""

import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
LOGIN = re.compile(r"som (?P<email>\S+@\S+) med adgangskoden (?P<password>\S+)")
LINK = re.compile(r'href="(/[^"#]*)"')
# Where a visitor's own way ends: files, logging in, and other searches of pages already seen.
NO_PAGE = ("/static/", "/medier/", "/konto/", "/admin/")


@dataclass
class Portal:
    url: str
    environment: dict[str, str] = field(repr=False)
    email: str = ""
    password: str = ""
    read: set[Path] = field(default_factory=set, repr=False)
    # The cookies of somebody of the secretariat, once one has logged in.
    session: list[Any] = field(default_factory=list, repr=False)

    def manage(self, *arguments: str) -> str:
        """Runs a management command on this portal's database: what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def mail(self, to: str = "") -> str:
        """The text of the next mail that no test has read, to anybody or to this address; the worker is waited for."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for file in sorted(set(Path(self.environment["EMAIL_FILE_PATH"]).glob("*.eml")) - self.read):
                mail = message_from_bytes(file.read_bytes(), policy=policy.default)
                if to in mail["To"]:
                    self.read.add(file)
                    return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]
            time.sleep(0.05)
        raise AssertionError(f"no mail to {to or 'anybody'}")

    def get(self, path: str) -> tuple[str, str]:
        """(content type, text) of a page, read without a browser."""
        with urllib.request.urlopen(self.url + path) as response:
            return response.headers.get_content_type(), response.read().decode(errors="replace")

    @cached_property
    def paths(self) -> list[str]:
        """Every page that a visitor can click to from the front page, without its queries."""
        seen, waiting = {"/"}, ["/"]
        while waiting:
            kind, text = self.get(path := waiting.pop())
            if kind != "text/html":
                seen.remove(path)
                continue
            found = {link.partition("?")[0] for link in LINK.findall(text) if not link.startswith(NO_PAGE)}
            waiting += found - seen
            seen |= found
        return sorted(seen)

    def first(self, pattern: str) -> str:
        """The first page below a list: `/initiativer/*/`, where * is one part of an address."""
        right = re.compile(pattern.replace("*", "[^/]+"))
        return next(path for path in self.paths if right.fullmatch(path))


def home(folder: Path) -> dict[str, str]:
    """Where a portal keeps what is its own, as settings."""
    places = {"MEDIA_ROOT": "media", "PRIVATE_ROOT": "private", "EMAIL_FILE_PATH": "mails"}
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        **{key: str(folder / name) for key, name in places.items()},
    }


def begin(shared: Path, name: str, plan: str, environment: dict[str, str]) -> tuple[Path, str]:
    """What a portal with this plan begins with, made by whoever comes first: its home, and what was printed of logins.

    The static files and the empty tables are the same for all.
    """
    shared.mkdir(exist_ok=True)
    said, empty, full = shared / "said", shared / "empty", shared / name
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            empty.mkdir()
            said.write_text(Portal("", environment | home(empty)).manage("prepare"))
        if not full.exists():
            shutil.copytree(empty, full)
            Portal("", environment | home(full)).manage("prepare", "--plan", plan)
    return full, said.read_text()


@contextmanager
def running(plan: str, folder: Path, shared: Path, **more: str) -> Iterator[Portal]:
    """A portal with this plan file loaded, for as long as the block lasts; `more` are settings of its own.

    What does not differ from portal to portal lies in `shared`.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "TMPDIR"}}
    settings = {
        "LOCAL": "true",
        "DEBUG": "false",
        "SECRET_KEY": "only-for-browser-tests",
        "STATIC_ROOT": str(shared / "static"),
        "PORT": str(port),
    }
    portal = Portal(f"http://127.0.0.1:{port}", kept | settings | home(folder) | more)
    beginning, said = begin(shared, "-".join([Path(plan).stem, *more]), plan, portal.environment)
    shutil.copytree(beginning, folder, dirs_exist_ok=True)
    login = LOGIN.search(said)
    assert login, "prepare printed no login"
    portal.email, portal.password = login["email"], login["password"]
    log = (folder / "gunicorn.log").open("w+")

    def start(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, *arguments]
        return subprocess.Popen(
            command, cwd=ROOT, env=portal.environment, stdout=subprocess.PIPE, stderr=log, text=True
        )

    server = start("-m", "gunicorn", "abc_portal.wsgi")
    worker = start("manage.py", "work", "--parent", str(os.getpid()))
    try:
        assert server.stdout
        assert server.stdout.readline().startswith("Portalen kører på"), Path(log.name).read_text()
        yield portal
    finally:
        for process in (worker, server):
            process.terminate()
            process.communicate()
        log.close()
