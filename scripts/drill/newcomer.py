"""What a newcomer does. Clones the last commit to an empty folder and runs it there, twice.

Needs the network, because the first `make run` fetches packages; so it is no part of `make test`.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.test import free_port

HERE = Path(__file__).resolve().parent.parent.parent
PASSWORD = re.compile(r"adgangskoden (\S+)")
LINK = re.compile(r'href="(/[^"#?]*)"')
READY = "Portalen kører på"


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as name:
        clone = Path(name) / "portal"
        subprocess.run(["git", "clone", "--quiet", str(HERE), str(clone)], check=True)
        port = free_port()
        with running(clone, port) as (said, seconds):
            print(f"First run: ready after {seconds:.1f} s")
            expect(PASSWORD.search(said), "the first run prints a password")
            pages = visit(f"http://127.0.0.1:{port}")
        data = dump(clone)
        with running(clone, port) as (said, seconds):
            print(f"Second run: ready after {seconds:.1f} s")
            expect(not PASSWORD.search(said), "the second run prints no password")
            expect(seconds < 15, "the second run starts in seconds")
            expect(visit(f"http://127.0.0.1:{port}") == pages, "the second run shows the same pages")
        expect(dump(clone) == data, "the second run changes no data")
        status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, check=True)
        expect(not status.stdout, "git sees no new file")


@contextmanager
def running(clone: Path, port: int) -> Iterator[tuple[str, float]]:
    """`make run` until it says that it is ready: (what it said, seconds). Stopped again in every case."""
    ours = {"DATABASE_URL", "SECRET_KEY", "LOCAL", "DEBUG", "PLAN", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL"}
    environment = {key: value for key, value in os.environ.items() if key not in ours}
    began, said = time.monotonic(), []
    process = subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        for line in process.stdout or ():
            print(f"    {PASSWORD.sub('adgangskoden …', line)}", end="")
            said.append(line)
            if line.startswith(READY):
                break
        else:
            sys.exit("make run ended by itself")
        yield "".join(said), time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()  # until the last of them has let go of the port


def visit(base: str) -> int:
    """Every page that can be reached from the front page, each once; how many they were."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        with urllib.request.urlopen(base + path) as response:  # noqa: S310 - the portal just started
            body = response.read().decode() if "html" in response.headers["Content-Type"] else ""
        found = {link for link in LINK.findall(body) if not link.startswith(("/static/", "/konto/", "/admin/"))}
        waiting += found - seen
        seen |= found
    print(f"    {len(seen)} pages answer")
    return len(seen)


def dump(clone: Path) -> bytes:
    command = [".venv/bin/python", "manage.py", "dumpdata", "--exclude", "sessions", "--exclude", "core.deletion"]
    return subprocess.run(command, cwd=clone, capture_output=True, check=True).stdout


def expect(true: object, what: str) -> None:
    print(f"{'ok   ' if true else 'WRONG'} {what}")
    if not true:
        sys.exit(1)
