import datetime

import pytest
from django.test import Client

from organisation.models import Plan
from tests import factories
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, leaves_no_trace, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)


@pytest.fixture
def plan() -> Plan:
    factories.partnership(name="Solbyen", phone="12 34 56 78")
    return factories.plan([factories.area(name="Bakken")], vision="Vi vil naboskab.")


def test_an_empty_database_is_met_kindly(client: Client) -> None:
    page = text(client.get("/"))
    assert "Siden er ved at blive til" in page
    assert "Jeg vil gerne …" not in page
    assert 'role="search"' not in page


def test_a_partnership_without_a_plan_is_met_kindly(client: Client) -> None:
    factories.partnership(name="Solbyen")
    page = text(client.get("/"))
    assert "<h1>Solbyen</h1>" in page
    assert '"name": "Solbyen"' in page


def test_a_plan_with_nothing_in_it_shows_no_empty_sections(client: Client) -> None:
    factories.plan()
    page = text(client.get("/"))
    assert "Det arbejder vi med" not in page
    assert "Hvor bor du?" not in page
    assert "Jeg vil gerne …" not in page
    assert "Det sker snart" not in page


def test_the_front_page_shows_what_comes_next(client: Client, plan: Plan) -> None:
    familier = factories.focus_area(plan, name="Familier")
    party = factories.initiative(familier, name="Nabofest")
    for days in (-1, *range(1, 8)):
        factories.activity(party, in_days=days, name=f"Om {days}")
    factories.activity(factories.initiative(familier, name="Kladde", publish_from=None), in_days=1, name="Hemmelig")
    page = text(client.get("/"))
    assert "Det sker snart" in page
    assert [days for days in range(-1, 8) if f">Om {days}</a>" in page] == [1, 2, 3, 4, 5, 6]
    assert "Hemmelig" not in page
    assert 'href="/kalender/"' in page


def test_the_front_page_leads_to_all_that_matters(client: Client, plan: Plan) -> None:
    familier = factories.focus_area(plan, name="Familier")
    for place in range(5):
        factories.initiative(familier, name=f"Nr. {place}", position=place)
    factories.responsibility(familier, factories.staff_member(name="Ann Ansvar"), what="forældre")
    page = text(client.get("/"))
    assert "Hvad vil du være med i?" in page
    assert 'action="/initiativer/"' in page
    assert 'href="/indsatsomraader/familier/"' in page
    assert 'href="/initiativer/nr-3/"' in page
    assert 'href="/initiativer/nr-4/"' not in page
    assert 'href="/initiativer/?indsats=familier"' in page
    assert "Se alle 5" in page
    assert 'href="/boligomraader/bakken/"' in page
    assert 'href="/medarbejdere/ann-ansvar/"' in page
    assert 'href="/kontakt/"' in page
    assert "Vi vil naboskab." in page
    assert 'href="/om/"' in page
    assert '"@type": "Organization"' in page
    assert '"telephone": "12 34 56 78"' in page
    assert '<link rel="canonical" href="http://testserver/">' in page


def test_wishes_stand_first_when_there_are_any(client: Client, plan: Plan) -> None:
    familier = factories.focus_area(plan)
    factories.initiative(familier, name="Fritidsjob")
    assert "Jeg vil gerne …" not in text(client.get("/"))
    factories.initiative(familier, name="Kaffe", wish="drikke kaffe")
    factories.initiative(familier, wish="være hemmelig", publish_from=None)
    page = text(client.get("/"))
    assert "Jeg vil gerne …" in page
    assert "drikke kaffe" in page
    assert "være hemmelig" not in page


def test_what_may_not_be_seen_is_left_out(client: Client, plan: Plan) -> None:
    familier = factories.focus_area(plan)
    factories.initiative(familier, name="Kladden", publish_from=None)
    factories.responsibility(familier, factories.staff_member(name="Rejst Person", ends_on=YESTERDAY))
    later = factories.plan(
        name="Fremtidsplan", starts_on=datetime.date.today(), ends_on=datetime.date(2090, 1, 1), publish_from=None
    )
    factories.initiative(factories.focus_area(later, name="Hemmeligt område"), name="Hemmeligt initiativ")
    page = text(client.get("/"))
    assert "Kladden" not in page
    assert "Rejst Person" not in page
    assert "Hemmelig" not in page


def test_who_is_first_in_each_focus_area_stands_there(client: Client, plan: Plan) -> None:
    familier = factories.focus_area(plan)
    factories.responsibility(familier, factories.staff_member(name="Nummer To"), position=2)
    factories.responsibility(familier, factories.staff_member(name="Nummer Et"), position=1)
    page = text(client.get("/"))
    assert "Nummer Et" in page
    assert "Nummer To" not in page


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_page(client: Client, plan: Plan, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize("method", WRONG_METHODS)
def test_the_page_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/").status_code == 405


def test_the_page_asks_as_many_queries_of_many_rows_as_of_few(client: Client, plan: Plan) -> None:
    def row() -> None:
        focus_area = factories.focus_area(plan)
        factories.initiative(focus_area, wish="drikke kaffe")
        factories.responsibility(focus_area, factories.staff_member())
        plan.areas.add(factories.area())

    row()
    before, after = grows(client, "/", lambda: [row() for _ in range(3)])
    assert before == after
    assert before <= 13


def test_a_visitor_leaves_no_trace(client: Client, plan: Plan) -> None:
    assert leaves_no_trace(client, "/")
