"""Whoever reads a log finds no way in."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from abc_portal import access
from core.secret_addresses import KEY

pytestmark = pytest.mark.django_db


def test_every_address_that_holds_a_key_is_known() -> None:
    keyed = [address for address in access.addresses() if "<str:token>" in address or "<str:key>" in address]
    assert keyed
    assert not [address for address in keyed if not KEY.search(f"/{address}")]


@pytest.mark.parametrize(
    "url", ["/tilmelding/abc~nøgle/", "/konto/invitation/abc~noegle/", "/kladde/abc~noegle/?a=/kladde/abc~b"]
)
def test_an_address_that_is_refused_is_logged_without_its_key(client: Client, url: str) -> None:
    formatter = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]["()"]
    log, written = logging.getLogger("django.request"), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(import_string(formatter)())
    log.addHandler(handler)
    try:
        assert client.get(url).status_code in (404, 410)
        log.error("Failed", exc_info=ValueError(f"no row at {url}"))
    finally:
        log.removeHandler(handler)
    assert "abc~" not in written.getvalue()
    assert f"{url[: url.index('abc~')]}…/" in written.getvalue()


def test_gunicorn_writes_no_key_either() -> None:
    found: dict[str, Any] = {}
    with open(settings.BASE_DIR / "gunicorn.conf.py") as file:
        exec(file.read(), found)
    handler = logging.StreamHandler(io.StringIO())

    class Server:
        class log:
            error_fmt, datefmt = "%(message)s", None
            error_log = logging.Logger("gunicorn")

    Server.log.error_log.addHandler(handler)
    found["on_starting"](Server)
    Server.log.error_log.error("Error handling request /tilmelding/abc~noegle/")
    assert handler.stream.getvalue() == "Error handling request /tilmelding/…/\n"
