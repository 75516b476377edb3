"""Word forms and slips of a letter (PostgreSQL), names first (both), and what a migration adds for it."""

from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.db import connection

from core.models import Searchable
from core.search import stems, words_of
from core.search_index import name_on_first_line
from initiatives.models import FocusArea, Initiative
from tests import factories

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compares letters only")


@pytest.fixture
def focus_area(db: None) -> FocusArea:
    return factories.focus_area(factories.plan())


def test_a_query_is_at_most_ten_words_each_once() -> None:
    assert words_of("Kaffe KAFFE  og te") == ["kaffe", "og", "te"]
    assert len(words_of(" ".join(map(str, range(50))))) == 10


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("boernene", ["boern"]),
        ("cykler", ["cykl", "cykel"]),
        ("cykel", ["cykel", "cykl"]),
        ("job", ["job"]),
        ("s", ["s"]),
    ],
)
def test_the_forms_of_a_word_begin_alike(word: str, begins: list[str]) -> None:
    assert stems(word) == begins


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("børnene", "Børn i klubben"),
        ("børnene", "Småbørnsgruppen"),
        ("BOERNENE", "Børn i klubben"),
        ("børn", "For børnenes skyld"),
        ("mødrene", "Mødre på tværs"),
        ("cykler", "Lån en cykel"),
        ("cyklerne", "Lån en cykel"),
        ("cykel", "Vi samler cykler"),
        ("aktiviteterne", "Aktivitet i gården"),
        ("aktivitet", "Aktiviteterne i gården"),
        pytest.param("unges", "Unge i job", marks=postgresql),
        pytest.param("turene", "En tur i byen", marks=postgresql),
        ("fritidsjobbet", "Find et fritidsjob"),
        ("festerne børn", "En fest for børnene"),
    ],
)
def test_a_word_is_found_in_its_other_forms(focus_area: FocusArea, query: str, name: str) -> None:
    found = factories.initiative(focus_area, name=name)
    factories.initiative(focus_area, name="Noget helt andet")
    assert list(Initiative.objects.matching(query)) == [found]


@pytest.mark.parametrize("query", ["skabe", "værkstedet", "SKABEVÆRK"])
def test_a_part_of_a_compound_is_found_on_every_database(focus_area: FocusArea, query: str) -> None:
    found = factories.initiative(focus_area, name="Skabeværkstedet")
    assert list(Initiative.objects.matching(query)) == [found]


@postgresql
@pytest.mark.parametrize("query", ["strikkekafe", "strikecafe", "Strikkecafeer", "strikkekafé i parken"])
def test_a_name_is_found_in_spite_of_a_slip(focus_area: FocusArea, query: str) -> None:
    factories.initiative(focus_area, name="Stribet kaffe", position=1)
    found = factories.initiative(focus_area, name="Strikkecaféen", summary="Vi ses i parken.", position=2)
    assert Initiative.objects.resembling(query)[0] == found
    assert not Initiative.objects.resembling("zzzzz").exists()


def test_letters_alone_are_compared_without_postgresql(focus_area: FocusArea) -> None:
    factories.initiative(focus_area, name="Strikkecafé")
    assert Initiative.objects.resembling("strikkekafe").exists() == (connection.vendor == "postgresql")


def test_a_word_in_the_name_stands_before_one_in_the_text(focus_area: FocusArea) -> None:
    texts = factories.initiative(focus_area, name="Te", text="<p>Kaffen er varm.</p>", position=1)
    names = factories.initiative(focus_area, name="Kaffe", position=2)
    rows = Initiative.objects.matching("kaffe")
    assert list(rows) == [texts, names]
    assert list(rows.named_first("kaffe")) == [names, texts]
    # Not all that was asked for is in the name of either.
    assert list(rows.named_first("kaffe varm")) == [texts, names]


def test_names_saved_before_they_had_a_line_of_their_own_get_one(focus_area: FocusArea) -> None:
    row = factories.initiative(focus_area, name="Kaffe", summary="Og kage.")
    Initiative.objects.update(search_text="kaffe og kage.")
    name_on_first_line(Initiative)
    row.refresh_from_db()
    assert row.search_text == "kaffe\nog kage."


def searchable() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Searchable)]


@postgresql
@pytest.mark.django_db
def test_every_table_that_is_searched_has_its_stems_and_indexes() -> None:
    """A new one is given `AddSearchIndex` in a migration of its room."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%%USING gin (search_%%'")
        found = {name for (name,) in cursor.fetchall()}
    tables = [model._meta.db_table for model in searchable()]
    assert {f"{table}_{column}" for table in tables for column in ("search_vector", "search_text")} <= found


@postgresql
def test_a_text_too_long_for_its_stems_is_saved_and_found(focus_area: FocusArea) -> None:
    words = " ".join(f"ord{number}x" for number in range(150_000))
    row = factories.initiative(focus_area, name="Langt", text=f"<p>{words} aflangt</p>")
    assert list(Initiative.objects.matching("aflangt")) == [row]


@postgresql
@pytest.mark.django_db
def test_who_owns_a_database_may_prepare_it_for_search() -> None:
    """Who runs the portal is rarely a superuser of the server."""
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    name = f"owned_{connection.settings_dict['NAME']}"[:60]
    with closing(psycopg2.connect(**parameters)) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone() != (True,):
                pytest.skip("this user may not make users")
            cursor.execute(f'CREATE ROLE "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
            try:
                with closing(psycopg2.connect(**parameters | {"dbname": name})) as owned, owned.cursor() as asked:
                    asked.execute(f'SET SESSION AUTHORIZATION "{name}"')
                    asked.execute("CREATE EXTENSION pg_trgm")
                    asked.execute("SELECT similarity('kafe', 'kaffe') > 0.5")
                    assert asked.fetchone() == (True,)
            finally:
                cursor.execute(f'DROP DATABASE "{name}"')
                cursor.execute(f'DROP ROLE "{name}"')
