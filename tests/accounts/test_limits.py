"""Whose attempts are counted together: a visitor's own, by the address that our proxies saw."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

WAIT = "Der har været for mange forsøg. Vent nogle minutter, og prøv igen."


def attempt(email: str, **headers: str) -> str:
    client = Client(headers=headers)
    return text(client.post("/konto/log-ind/", {"login": email, "password": "forkert"}))


def waits(number: int, forwarded: str) -> bool:
    """Whether the last of so many attempts, each for another address, is held back."""
    pages = [attempt(f"nummer{n}@example.invalid", x_forwarded_for=forwarded.format(n)) for n in range(number)]
    return WAIT in pages[-1]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "held"),
    [
        # No proxy: the header is the visitor's own word, and counts for nothing.
        (0, "198.51.100.{}", True),
        # One proxy adds the last entry; what stands before it is the visitor's word.
        (1, "198.51.100.{}, 203.0.113.7", True),
        (1, "203.0.113.7, 198.51.100.{}", False),
        # Of two, the second last is what the outer one saw.
        (2, "198.51.100.{}, 203.0.113.7, 10.0.0.1", True),
        (2, "203.0.113.7, 198.51.100.{}, 10.0.0.1", False),
        # Past the proxies, or with fewer of them than said: all of them together.
        (2, "198.51.100.{}", True),
    ],
)
def test_an_entry_that_no_proxy_of_ours_wrote_is_not_believed(
    settings: Any, proxies: int, forwarded: str, held: bool
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert waits(31, forwarded) == held


def test_an_address_is_counted_wherever_the_attempts_come_from(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    factories.editor("anna@example.invalid")
    pages = [attempt("Anna@example.invalid ", x_forwarded_for=f"198.51.100.{n}") for n in range(6)]
    assert [WAIT in page for page in pages] == [False] * 5 + [True]


def test_a_stairwell_behind_one_network_logs_in() -> None:
    """Twenty who know their password, and each of them mistypes it once."""
    for number in range(20):
        user = factories.editor(f"nabo{number}@example.invalid")
        assert WAIT not in attempt(user.email)
        right = {"login": user.email, "password": "et-langt-kodeord-1"}
        assert Client().post("/konto/log-ind/", right).status_code == 302


@pytest.mark.parametrize("forwarded", ["x", "", "999.999.999.999", "a\0b", "' OR 1=1"])
def test_a_header_that_is_no_address_is_no_error(settings: Any, forwarded: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert "E-mail eller adgangskode passer ikke." in attempt("a@example.invalid", x_forwarded_for=forwarded)


def test_changing_the_password_is_limited_too(client: Client) -> None:
    client.force_login(factories.editor())
    sent = {"oldpassword": "gæt", "password1": "noget-helt-andet-2", "password2": "noget-helt-andet-2"}
    assert [client.post("/konto/adgangskode/", sent).status_code for _ in range(6)] == [200] * 5 + [429]


def test_the_page_that_asks_to_wait_is_kind(client: Client) -> None:
    for _ in range(30):
        client.post("/konto/invitation/x/")
    page = text(client.post("/konto/invitation/x/"))
    assert "<h1>Der har været for mange forsøg</h1>" in page
    assert "Vent nogle minutter" in page
    assert "<script" not in page
