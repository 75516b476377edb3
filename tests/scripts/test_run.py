"""`make run` after the packages are there: a copy of this tree, real processes, and the database of this run."""

import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.scripts.environment import inherited

ROOT = Path(__file__).resolve().parent.parent.parent
NOT_SOURCE = (".*", "__pycache__", "db.sqlite3*", "media", "staticfiles", "tests", "docs")
PATIENCE = 300  # seconds, of a machine that does much else
PASSWORD = re.compile(r"som (\S+@\S+) med adgangskoden (\S+)")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path / "clone", ignore=shutil.ignore_patterns(*NOT_SOURCE)))


def start(clone: Path, **environment: str | None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "scripts/run.py"],
        cwd=clone,
        env=inherited() | {key: value for key, value in environment.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def error(clone: Path, **environment: str) -> str:
    """The one line that it ends with."""
    process = start(clone, **environment)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert len(said.splitlines()) == 1, said
    return said.strip()


def test_the_first_run_fills_the_database_and_the_second_changes_nothing(
    clone: Path, port: int, database_url: str | None
) -> None:
    def run(ended_by: signal.Signals) -> tuple[str, str]:
        """What it says, and its front page. However it ends, no process of its own is left that holds its output."""
        process = start(clone, PORT=str(port), DATABASE_URL=database_url, PLAN="plans/eksempel.toml")
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Portalen kører på"):
                break
        else:
            pytest.fail(process.communicate()[1])
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as response:
            page = response.read().decode()
        if ended_by == signal.SIGTERM:
            forget_password(f"http://127.0.0.1:{port}", "sekretariat@portal.invalid")
            wait_for(clone / "mails", "*.eml")
        process.send_signal(ended_by)
        process.communicate(timeout=PATIENCE)
        return "".join(said), page

    def dump() -> str:
        command = [sys.executable, "manage.py", "dumpdata", "--exclude", "sessions", "--exclude", "core.deletion"]
        environment = inherited() | ({"DATABASE_URL": database_url} if database_url else {})
        return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=True).stdout

    said, page = run(ended_by=signal.SIGTERM)
    assert [email for email, _password in PASSWORD.findall(said)] == [
        "sekretariat@portal.invalid",
        "bestyrelse@portal.invalid",
    ]
    assert f"Portalen kører på http://127.0.0.1:{port}/" in said
    assert "<h1" in page
    key, data = (clone / ".env").read_text(), dump()
    assert stat.S_IMODE((clone / ".env").stat().st_mode) == 0o600
    assert (clone / "db.sqlite3").exists() == (database_url is None)

    said, again = run(ended_by=signal.SIGKILL)
    assert said == (
        f"Mails bliver ikke sendt; de lægges som filer i {clone / 'mails'}\n"
        f"Portalen kører på http://127.0.0.1:{port}/ (stop den med Ctrl-C).\n"
    )
    assert again == page
    assert ((clone / ".env").read_text(), dump()) == (key, data)


def forget_password(url: str, email: str) -> None:
    """As somebody does who wants a mail."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(f"{url}/konto/glemt-adgangskode/") as form:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.read().decode())
    assert token
    data = urlencode({"csrfmiddlewaretoken": token[1], "email": email}).encode()
    with browser.open(f"{url}/konto/glemt-adgangskode/", data) as answer:
        assert answer.url == f"{url}/konto/glemt-adgangskode/sendt/"


def wait_for(folder: Path, pattern: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not list(folder.glob(pattern)):
        assert time.monotonic() < deadline, f"no {pattern} in {folder}"
        time.sleep(0.1)


def test_a_port_in_use_is_named_before_anything_is_written(clone: Path) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert error(clone, PORT=str(port)) == (
            f"Port {port} er optaget af et andet program. Vælg en anden: make run PORT={port + 1}"
        )
    assert not (clone / ".env").exists()


@pytest.mark.parametrize("port", ["otte", "0", "65536", "-1", "8000 ", "８０００"])
def test_a_port_that_is_none_is_refused(clone: Path, port: str) -> None:
    assert error(clone, PORT=port) == f"PORT={port} er ikke et portnummer. Skriv et tal fra 1 til 65535."


@pytest.mark.parametrize("url", ["", "portal", "mysql://u@127.0.0.1/portal", "postgres://u:k@127.0.0.1:port/portal"])
def test_a_database_address_that_is_none_is_refused(clone: Path, port: int, url: str) -> None:
    assert error(clone, PORT=str(port), DATABASE_URL=url) == (
        "DATABASE_URL er forkert. Skriv den som postgres://bruger:kode@127.0.0.1:5432/portal"
    )


def test_a_database_that_does_not_answer_is_named(clone: Path, port: int) -> None:
    line = error(clone, PORT=str(port), DATABASE_URL=f"postgres://u:hemmelig@127.0.0.1:{port}/portal")
    assert line.startswith("Databasen svarer ikke, eller DATABASE_URL er forkert: ")
    assert "hemmelig" not in line


def test_a_key_file_without_a_key_is_named(clone: Path, port: int) -> None:
    (clone / ".env").write_text("LOCAL=true\n")
    assert error(clone, PORT=str(port)).startswith("SECRET_KEY mangler.")


def test_a_plan_file_that_is_not_there_is_named(clone: Path, port: int) -> None:
    process = start(clone, PORT=str(port), PLAN="plans/findes-ikke.toml")
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert said.startswith("plans/findes-ikke.toml er ikke læst ind:")
    assert "Traceback" not in said
