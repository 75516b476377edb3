import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from activities.models import Activity
from organisation.models import Body, Plan, SearchMiss
from tests import factories
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, leaves_no_trace, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    factories.partnership()
    return factories.plan([factories.area(name="Bakken")], name="Vores plan")


def found(client: Client, query: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in client.get("/soeg/", {"q": query}).context["found"].hits]


def test_every_kind_of_page_is_found(client: Client, plan: Plan) -> None:
    area = factories.area(name="Zebraområdet")
    plan.areas.add(area)
    focus_area = factories.focus_area(plan, name="Zebraarbejde")
    factories.initiative(focus_area, name="Zebraklub")
    factories.department(name="Zebraafdeling", area=area)
    factories.body(name="Zebragruppen", kind=Body.Kind.RESOURCE)
    factories.staff_member(name="Zebra Hansen")
    factories.plan(name="Zebraplan", starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31))
    factories.page(title="Zebraer og privatliv")
    hits = client.get("/soeg/?q=zebra").context["found"].hits
    assert {(hit.kind, hit.title, hit.url) for hit in hits} == {
        ("Indsatsområde", "Zebraarbejde", "/indsatsomraader/zebraarbejde/"),
        ("Boligområde", "Zebraområdet", "/boligomraader/zebraomraadet/"),
        ("Boligafdeling", "Zebraafdeling", "/boligomraader/zebraomraadet/"),
        ("Initiativ", "Zebraklub", "/initiativer/zebraklub/"),
        ("Medarbejder", "Zebra Hansen", "/medarbejdere/zebra-hansen/"),
        ("Ressourcegruppe", "Zebragruppen", "/organisation/zebragruppen/"),
        ("Helhedsplan", "Zebraplan", "/helhedsplaner/2001-2004/"),
        ("Om siden", "Zebraer og privatliv", "/privatliv/"),
    }
    for hit in hits:
        assert client.get(hit.url).status_code == 200


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("økonomi", "/oekonomi/"),
        ("penge", "/oekonomi/"),
        ("ORGANISATION", "/organisation/"),
        ("kontakt", "/kontakt/"),
        ("om os", "/om/"),
        ("medarbejdere", "/medarbejdere/"),
        ("helhedsplaner", "/helhedsplaner/"),
        ("initiativer", "/initiativer/"),
        ("boligomraader", "/boligomraader/"),
        ("indsatsområder", "/indsatsomraader/"),
    ],
)
def test_pages_that_are_no_row_are_found_by_their_title(client: Client, plan: Plan, query: str, url: str) -> None:
    assert url in [hit.url for hit in client.get("/soeg/", {"q": query}).context["found"].hits]
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("query", ["AELDRE", "ældre", "Ældre", "ÆLDRE  "])
def test_a_word_is_found_however_it_is_written(client: Client, plan: Plan, query: str) -> None:
    factories.initiative(factories.focus_area(plan), name="Kaffe for ældre")
    assert found(client, query) == [("Initiativ", "Kaffe for ældre")]


def test_of_what_is_to_come_the_next_date_of_each_series_is_found_the_soonest_first(
    client: Client, editor_client: Client, plan: Plan
) -> None:
    initiative = factories.initiative(factories.focus_area(plan), name="Spisning")
    hidden = factories.initiative(factories.focus_area(plan), name="Kladde", publish_from=None)
    factories.activity(initiative, name="Kaffe i haven", in_days=40)
    factories.activity(initiative, name="Kaffe i går", in_days=-1)
    factories.activity(initiative, name="Kaffe aflyst", state=Activity.State.CANCELLED)
    factories.activity(hidden, name="Hemmelig kaffe")
    place = factories.place(name="Beboerhuset")
    series = factories.series(initiative, name="Kaffe hver tirsdag", place=place)
    assert found(client, "kaffe") == [("Aktivitet", "Kaffe hver tirsdag"), ("Aktivitet", "Kaffe i haven")]
    assert ("Aktivitet", "Hemmelig kaffe") in found(editor_client, "kaffe")
    first = series.dates.upcoming()[0]
    page = text(client.get("/soeg/?q=kaffe"))
    assert f"Tirsdag den {first.day.day}." in page
    assert "kl.\N{NO-BREAK SPACE}17–19, Beboerhuset" in page
    assert f'href="/kalender/{first.slug}/"' in page


def test_what_was_searched_for_is_marked_in_titles_and_in_the_text_around_it(client: Client, plan: Plan) -> None:
    long = f"<p>{'Vi mødes på torvet. ' * 30}</p><p>Og der er kage til <b>børnene</b>.</p>"
    factories.initiative(factories.focus_area(plan), name="Børneklub", summary="For de små.")
    factories.initiative(factories.focus_area(plan), name="Fællesspisning", summary="For alle.", text=long)
    for url in ("/soeg/?q=b%C3%B8rn", "/initiativer/?q=b%C3%B8rn"):
        page = text(client.get(url))
        assert "<mark>Børn</mark>eklub" in page
        assert "<p>… " in page
        assert "kage til <mark>børnene</mark>" in page
    assert "<mark>" not in text(client.get("/initiativer/"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compares letters only")
def test_what_looks_alike_is_offered_kindly_when_nothing_matches(client: Client, plan: Plan) -> None:
    focus_area = factories.focus_area(plan)
    factories.initiative(focus_area, name="Strikkecafé")
    factories.initiative(focus_area, name="Hemmelig strikkecafé", publish_from=None)
    for url in ("/soeg/?q=strikkekafe", "/initiativer/?q=strikkekafe"):
        page = text(client.get(url))
        assert "Vi fandt ikke præcis det, du skrev." in page
        assert "<mark>Strikkecafé</mark>" in page
        assert "Hemmelig" not in page
        assert "Vi fandt ikke præcis" not in text(client.get(url.replace("kekafe", "kecaf")))
    assert not SearchMiss.objects.exists()


def test_names_that_match_stand_before_texts_that_do(client: Client, plan: Plan) -> None:
    focus_area = factories.focus_area(plan)
    factories.initiative(focus_area, name="Te", summary="Uden kaffe.", position=1)
    factories.initiative(focus_area, name="Kaffe", position=2)
    factories.staff_member(name="Kaffe Jensen")
    assert found(client, "kaffe") == [
        ("Initiativ", "Kaffe"),
        ("Medarbejder", "Kaffe Jensen"),
        ("Initiativ", "Te"),
    ]


def test_a_department_is_found_by_its_other_spelling_and_its_company(client: Client, plan: Plan) -> None:
    area = plan.areas.get()
    factories.department(
        name="Bæk- og Fosgården", also_written="Bæk/Fosgården", area=area, company=factories.company(name="Selskabet")
    )
    factories.department(name="Uden område")
    assert found(client, "bæk/fos") == [("Boligafdeling", "Bæk- og Fosgården")]
    assert found(client, "selskabet") == [("Boligafdeling", "Bæk- og Fosgården")]
    assert found(client, "uden område") == []


def test_each_kind_is_limited_and_the_rest_is_a_link_away(client: Client, plan: Plan) -> None:
    focus_area = factories.focus_area(plan)
    for place in range(12):
        factories.initiative(focus_area, name=f"Kaffe {place}")
    factories.staff_member(name="Kaffe Jensen")
    assert len(found(client, "kaffe")) == 11
    page = text(client.get("/soeg/?q=kaffe"))
    assert 'href="/initiativer/?q=kaffe"' in page
    assert "Vis alle 12 initiativer" in page


def test_what_may_not_be_seen_is_not_found(client: Client, editor_client: Client, plan: Plan) -> None:
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    focus_area = factories.focus_area(plan, name="Arbejde")
    factories.initiative(focus_area, name="Hemmelig kladde", publish_from=None)
    factories.staff_member(name="Hemmelig Rejst", ends_on=yesterday)
    factories.staff_member(name="Hemmelig Kommende", publish_from=None)
    factories.body(name="Hemmelig gruppe", publish_from=None)
    seat = factories.seat(factories.body(name="Åben gruppe"), post="Formand")
    factories.member(seat, name="Hemmelig Formand")
    draft = factories.plan(name="Hemmelig plan", publish_from=None)
    factories.initiative(factories.focus_area(draft, name="Hemmelig indsats"), name="Hemmeligt initiativ")
    draft.areas.add(factories.area(name="Hemmeligt område"))
    assert found(client, "hemmelig") == []
    assert "Hemmelig" not in text(client.get("/soeg/?q=hemmelig")).replace("»hemmelig«", "")
    assert ("Initiativ", "Hemmelig kladde") in found(editor_client, "hemmelig")
    assert ("Medarbejder", "Hemmelig Rejst") not in found(editor_client, "hemmelig")
    assert "Hemmelig Formand" not in text(editor_client.get("/soeg/?q=formand"))


def test_without_a_query_the_page_says_how_to_begin(client: Client, plan: Plan) -> None:
    for query in ("", "q=", "q=%20%20"):
        page = text(client.get(f"/soeg/?{query}"))
        assert "Skriv et ord, for eksempel" in page
        assert "resultat" not in page


def test_nothing_found_offers_ways_on(client: Client, plan: Plan) -> None:
    page = text(client.get("/soeg/?q=findesikke"))
    assert "Vi fandt ikke noget" in page
    assert 'href="/initiativer/"' in page
    assert 'href="/kontakt/"' in page


def test_a_query_of_more_than_300_characters_gets_a_clear_answer(client: Client, plan: Plan) -> None:
    page = text(client.get("/soeg/", {"q": "a" * 301}))
    assert "Søgningen er for lang. Skriv højst 300 tegn." in page
    assert "aaaa" not in page
    assert "for lang" not in text(client.get("/soeg/", {"q": "a" * 300}))


def test_the_query_is_escaped(client: Client, plan: Plan) -> None:
    factories.initiative(factories.focus_area(plan), name="<script>alert(1)</script>", slug="x")
    factories.initiative(factories.focus_area(plan), name="<script>alert(2)</script>", slug="y")
    page = text(client.get("/soeg/", {"q": "<script>alert"}))
    assert "<mark>&lt;script&gt;alert</mark>(1)" in page
    assert "<script>alert" not in page
    assert 'href="/initiativer/?q=%3Cscript%3Ealert"' in page


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_page(client: Client, plan: Plan, query: str) -> None:
    response = client.get(f"/soeg/?{query}")
    assert response.status_code == 200
    assert "<script>alert" not in text(response)


@pytest.mark.parametrize("query", ["", "kaffe", "økonomi"])
def test_an_empty_database_can_be_searched(client: Client, query: str) -> None:
    assert client.get("/soeg/", {"q": query}).status_code == 200


@pytest.mark.parametrize("method", WRONG_METHODS)
def test_the_page_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/soeg/").status_code == 405


def test_the_page_asks_as_many_queries_of_many_rows_as_of_few(client: Client, plan: Plan) -> None:
    def row(place: Any) -> None:
        area = factories.area(name=f"Kaffeområde {place}")
        plan.areas.add(area)
        factories.initiative(factories.focus_area(plan, name=f"Kaffe {place}"), name=f"Kaffe {place}")
        factories.department(name=f"Kaffegården {place}", area=area)
        factories.body(name=f"Kaffegruppen {place}")
        factories.activity(plan.initiatives.all()[0], name=f"Kaffedag {place}")
        factories.staff_member(name=f"Kaffe Jensen {place}")
        factories.plan(
            name=f"Kaffeplan {place}", starts_on=datetime.date(1990, 1, 1), ends_on=datetime.date(1991, 1, 1)
        )

    row("et")
    before, after = grows(client, "/soeg/?q=kaffe", lambda: [row(place) for place in range(3)])
    assert before == after
    assert before <= 20


def test_a_visitor_leaves_no_trace(client: Client, plan: Plan) -> None:
    assert leaves_no_trace(client, "/soeg/?q=kaffe")
