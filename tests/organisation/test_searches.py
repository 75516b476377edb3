"""What people searched for in vain is counted, and nothing about who they are."""

import datetime
from typing import Any

import pytest
from django.test import Client

from organisation.models import Plan, SearchMiss, searches
from tests import factories
from tests.pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.plan([factories.area(name="Bakken")])
    factories.initiative(factories.focus_area(plan, name="Fritid"), name="Kaffe")
    return plan


def misses() -> dict[str, int]:
    return dict(SearchMiss.objects.values_list("query", "times"))


def test_searches_that_find_nothing_are_counted_on_both_pages(client: Client, plan: Plan) -> None:
    for url in ("/soeg/", "/initiativer/"):
        for query in ("Svømning", " SVOEMNING ", "kaffe"):
            client.get(url, {"q": query})
    assert misses() == {"svoemning": 4}
    row = SearchMiss.objects.get()
    assert row.first_on == row.last_on == datetime.date.today()


def test_nothing_found_because_of_a_filter_is_no_lack(client: Client, plan: Plan) -> None:
    factories.focus_area(plan, name="Job")
    client.get("/initiativer/?q=kaffe&indsats=job")
    client.get("/initiativer/?indsats=job")
    assert misses() == {}


def test_only_a_page_that_is_read_counts(client: Client, plan: Plan) -> None:
    client.head("/soeg/?q=svoemning")
    client.get("/soeg/")
    client.get("/soeg/", {"q": "a" * 301})
    assert misses() == {}


@pytest.mark.parametrize(
    "query",
    [
        "010203-1234",
        "0102031234",
        "12 34 56 78",
        "ring 12345",
        "rosa@example.invalid",
        "rosa regnbue paa tredje sal",
        "r" * 41,
        "!!!",
    ],
)
def test_what_may_tell_of_a_person_is_not_kept(client: Client, plan: Plan, query: str) -> None:
    assert "Vi fandt ikke noget" in text(client.get("/soeg/", {"q": query}))
    assert misses() == {}


def test_a_row_holds_the_words_their_number_and_two_days() -> None:
    assert [field.name for field in SearchMiss._meta.fields] == ["id", "query", "times", "first_on", "last_on"]


def test_what_is_asked_again_stays_when_the_list_is_full(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searches, "MOST_ROWS", 2)
    for query in ("svoemning", "svoemning", "et", "to", "tre"):
        client.get("/soeg/", {"q": f"{query}x"})
    assert misses() == {"svoemningx": 2, "trex": 1}


def test_the_page_comes_also_when_somebody_else_asked_first_in_the_same_moment(
    client: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked_meanwhile(rows: Any) -> None:
        factories.search_miss(query="svoemning")

    monkeypatch.setattr(searches.SearchMissQuerySet, "_make_room", asked_meanwhile)
    response = client.get("/soeg/?q=svoemning")
    assert "Vi fandt ikke noget" in text(response)
    assert response.status_code == 200


def test_the_editors_read_and_delete_them_and_change_nothing(editor_client: Client) -> None:
    row = factories.search_miss(query="svoemning", times=7)
    page = text(editor_client.get("/admin/organisation/searchmiss/?q=svømning"))
    assert "svoemning" in page
    assert ">7<" in page
    assert editor_client.get("/admin/organisation/searchmiss/add/").status_code == 403
    assert editor_client.post(f"/admin/organisation/searchmiss/{row.pk}/change/", {"query": "x"}).status_code == 403
    editor_client.post(f"/admin/organisation/searchmiss/{row.pk}/delete/", {"post": "yes"})
    assert misses() == {}


def test_what_nobody_asks_for_any_more_goes(settings: Any) -> None:
    settings.SEARCH_MISS_DAYS = 365
    now = datetime.datetime(2031, 3, 1, 12, tzinfo=datetime.UTC)
    day = datetime.date(2030, 3, 1)
    gone = factories.search_miss(last_on=day)
    factories.search_miss(last_on=day + datetime.timedelta(days=1))
    assert list(SearchMiss.objects.expired(now)) == [gone]
