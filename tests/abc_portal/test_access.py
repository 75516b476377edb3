"""Every address × every reader: who gets what, and that no answer tells a secret."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings

from abc_portal import access
from abc_portal.access import ENDED, READERS, VISITOR, Line
from accounts.roles import Role
from tests.access_world import SECRETS, World
from tests.kept_rows import kept
from tests.pictures import png
from tests.settings import without_zeal

pytestmark = pytest.mark.django_db
LINES = {line.address: line for line in access.table()}
# Pages with a form, which is protected against forgery by a cookie.
FORMS = {
    "kontakt/skriv/",
    "kalender/<slug:slug>/tilmeld/",
    "kalender/<slug:slug>/tilmeld-alle/",
    "tilmelding/",
    "nyheder/<slug:slug>/kommentar/",
    "nyheder/<slug:slug>/kommentar/<int:pk>/meld/",
    "nyhedsbrev/",
    "kontakt/ide/",
    "kontakt/hjaelp/",
    "konto/log-ind/",
    "konto/glemt-adgangskode/",
    "konto/ny-adgangskode/<base36:uidb36>-<str:key>/",
    "konto/invitation/<str:token>/",
    "konto/totrin/kode/",
}
POSTS = {address: line for address, line in LINES.items() if line.post}
# The admin's are drawn on every database by tests/abc_portal/test_admin_every_model.py.
DRAWN = [pytest.param(one, marks=pytest.mark.alike) if one.startswith("admin/") else one for one in LINES]
# Who may is the same on every database; that every address answers is not, and the head sees most.
ASKING = READERS if connection.vendor == "sqlite" else (Role.HEAD,)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A refusal is what is asked for here, and no news."""
    caplog.set_level("CRITICAL", "django.request")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """The rows are made once for all the tests here."""
    media: Path = tmp_path_factory.mktemp("medier")
    (media / "proeve.png").write_bytes(png())
    # How many queries a page asks is tested with each page; looking for it here takes as long as all the rest.
    with override_settings(MEDIA_ROOT=media, MIDDLEWARE=without_zeal()), kept(django_db_blocker, World) as world:
        yield world


def test_of_every_address_it_is_said_who_gets_what() -> None:
    assert set(access.addresses()) - set(LINES) == set(), "say in abc_portal/access.py who may"
    assert set(LINES) - set(access.addresses()) == set(), "these addresses are gone"
    assert len(access.table()) == len(LINES)


def answer(method: str, url: str, response: HttpResponse) -> str:
    """In the words of abc_portal/access.py."""
    location = response.headers.get("Location", "")
    if location.startswith("/konto/log-ind/"):
        return "login"
    if method == "get" and location == "/admin/" and url.startswith("/admin/"):
        return "none"
    words = {200: "yes", 301: "elsewhere", 302: "elsewhere", 403: "no", 404: "none", 405: "post", 410: "gone"}
    return words.get(response.status_code, str(response.status_code))


def expected(word: str, seen: bool) -> str:
    return {"own": "yes" if seen else "no", "seen": "yes" if seen else "none", "link": "yes" if seen else "gone"}.get(
        word, word
    )


def faults(reader: str, method: str, address: str, response: HttpResponse) -> set[str]:
    """What an answer does that it should not, whatever it says."""
    kept = response.headers.get("Cache-Control", "") != "private, no-store"
    personal = reader not in (VISITOR, ENDED)
    followed = bool(response.cookies) or "cookie" in response.headers.get("Vary", "").lower()
    found = told(reader, response)
    if personal and kept:
        found.add("may stay in a cache")
    if reader == VISITOR and method == "get" and followed and address not in FORMS:
        found.add("gives a visitor a cookie, or depends on one")
    return found


def told(reader: str, response: HttpResponse) -> set[str]:
    """Secrets in an answer, its headers included, that this reader may not know."""
    text = readable(response) + str(response.headers)
    return {secret for secret, readers in SECRETS.items() if reader not in readers and secret in text}


def readable(response: HttpResponse) -> str:
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as workbook:
        return "".join(workbook.read(name).decode(errors="replace") for name in workbook.namelist())


def differing(answers: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    return [f"{reader}: {found}, not {wanted[reader]}" for reader, found in answers.items() if found != wanted[reader]]


def ask(world: World, reader: str, method: str, url: str, address: str, **data: Any) -> tuple[str, set[str]]:
    """The answer, and what is wrong with it; whatever it did is undone."""
    with transaction.atomic():
        response = world.ask(reader, method, url, **data)
        found = answer(method, url, response), faults(reader, method, address, response)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("address", DRAWN)
def test_every_reader_gets_what_the_table_says_and_no_secret(world: World, address: str) -> None:
    line: Line = LINES[address]
    for url, seen in world.samples(address):
        answers = {reader: ask(world, reader, "get", url, address) for reader in ASKING}
        wanted = {reader: (expected(word, seen), set()) for reader, word in line.get.items()}
        assert differing(answers, wanted) == [], url


@pytest.mark.alike
@pytest.mark.parametrize("address", POSTS)
def test_every_reader_can_save_what_the_table_says_and_no_more(world: World, address: str) -> None:
    line: Line = LINES[address]
    for url, seen in world.samples(address):
        answers = {reader: ask(world, reader, "post", url, address, post="yes") for reader in ASKING}
        for reader, (found, wrong) in answers.items():
            wanted = expected((line.post or {})[reader], seen)
            # Whoever may is shown the form again, or sent on.
            assert found in ("yes", "elsewhere") if wanted == "yes" else found == wanted, (reader, url, found, wanted)
            assert wrong == set(), (reader, url)
