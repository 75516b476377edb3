"""Limits hold over several workers: gunicorn with three of them, and the cache they share."""

import http.cookiejar
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.scripts.environment import inherited
from tests.shared_database import shared_database

ROOT = Path(__file__).resolve().parent.parent.parent
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
WRONG, WAIT = "E-mail eller adgangskode passer ikke.", "Der har været for mange forsøg."


@pytest.fixture
def portal(tmp_path: Path, port: int, transactional_db: None) -> Iterator[str]:
    environment = inherited() | {
        **{"LOCAL": "true", "DEBUG": "true", "SECRET_KEY": "only-for-tests"},
        **{"PORT": str(port), "WEB_CONCURRENCY": "3"},
        "DATABASE_URL": shared_database(tmp_path),
    }
    subprocess.run([sys.executable, "manage.py", "createcachetable", "-v0"], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "abc_portal.wsgi"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    assert server.stdout.readline().startswith("Portalen kører på")
    yield f"http://127.0.0.1:{port}/konto/log-ind/"
    server.terminate()
    server.communicate()


def attempt(url: str, number: int) -> str:
    """One visitor with a browser of their own, and an address that each makes up."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    browser.addheaders = [("X-Forwarded-For", f"198.51.100.{number}"), ("X-Forwarded-Proto", "https")]
    for _ in range(50):
        try:
            page = browser.open(url).read().decode()
            break
        except urllib.error.URLError:  # no worker is up yet
            time.sleep(0.1)
    token = TOKEN.search(page)
    assert token
    sent = {"csrfmiddlewaretoken": token[1], "login": "anna@example.invalid", "password": "forkert"}
    try:
        answer = browser.open(url, urllib.parse.urlencode(sent).encode()).read().decode()
    except urllib.error.HTTPError as error:  # 429, where the workers wait too long for each other's count
        answer = error.read().decode()
    return WRONG if WRONG in answer else WAIT if WAIT in answer else answer


def test_three_workers_allow_as_many_attempts_as_one(portal: str) -> None:
    with ThreadPoolExecutor(4) as visitors:
        answers = Counter(visitors.map(lambda number: attempt(portal, number), range(24)))
    assert answers == {WRONG: 5, WAIT: 19}
