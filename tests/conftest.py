"""What every test may ask for."""

import gc
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db.models.signals import post_migrate
from django.test import Client

from tests import factories

ASKS_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "database_url"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a second database could answer differently; the rest is the same there, and runs once."""
    for item in items:
        asks = item.get_closest_marker("django_db") or ASKS_THE_DATABASE.intersection(item.fixturenames)  # type: ignore[attr-defined]
        if asks and not item.get_closest_marker("alike"):
            item.add_marker(pytest.mark.database)


def pytest_collection_finish() -> None:
    """What is loaded now stays until the end: looking through it for rubbish takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_use_migrations: bool, django_db_blocker: Any) -> None:
    """Making the tables from the models is ten times as quick as migrating; what migrations write is written here.

    It is written again whenever a test with transactions of its own has emptied the tables.
    """

    def add_usual_kinds(**kwargs: Any) -> None:
        import_module("budget.migrations.0004_usual_kinds").add(apps, None)

    post_migrate.connect(add_usual_kinds, sender=apps.get_app_config("budget"), weak=False)
    if not django_db_use_migrations:
        with django_db_blocker.unblock():
            add_usual_kinds()


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
