"""What every test may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    """Rate limits count in the cache; no test inherits another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor(db: None) -> object:
    """Somebody of the secretariat."""
    return factories.editor()


@pytest.fixture
def editor_client(editor: object) -> Client:
    client = Client()
    client.force_login(editor)  # type: ignore[arg-type]
    return client


@pytest.fixture
def outbox(db: None, settings: Any) -> None:
    """Mails become rows, as in the product; without this, Django keeps them in `django.core.mail.outbox`."""
    settings.EMAIL_BACKEND = "mail.backends.OutboxBackend"
