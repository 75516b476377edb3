import datetime
from decimal import Decimal

import pytest
from django.test import Client

from budget.models import FundingSource
from initiatives.models import Initiative
from organisation.models import Body, HousingArea, Plan
from tests import factories
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, leaves_no_trace, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


@pytest.fixture
def bakken() -> HousingArea:
    return factories.area(name="Bakken", pattern="rings", colour="rose")


@pytest.fixture
def plan(bakken: HousingArea) -> Plan:
    factories.partnership()
    return factories.plan([bakken], starts_on=datetime.date(2017, 1, 1), ends_on=datetime.date(2020, 12, 31))


def group(area: HousingArea, **fields: object) -> Body:
    return factories.body(kind=Body.Kind.LOCAL, area=area, **fields)


def test_the_list_shows_the_plans_areas_and_their_departments(client: Client, plan: Plan, bakken: HousingArea) -> None:
    factories.department(name="Afdeling Nord", area=bakken)
    factories.area(name="En anden by")
    page = text(client.get("/boligomraader/"))
    assert 'href="/boligomraader/bakken/"' in page
    assert "Afdeling Nord" in page
    assert "En anden by" not in page


def test_a_plan_without_areas_says_so(client: Client) -> None:
    factories.plan()
    assert "ikke skrevet nogen boligområder ind endnu" in text(client.get("/boligomraader/"))


def test_initiatives_that_are_certain_stand_before_those_that_are_not(
    client: Client, plan: Plan, bakken: HousingArea
) -> None:
    focus_area = factories.focus_area(plan)
    factories.initiative(focus_area, name="Ukendt")
    factories.initiative(focus_area, [bakken], name="På bakken")
    factories.initiative(focus_area, name="Overalt", area_scope=Initiative.AreaScope.ALL)
    factories.initiative(focus_area, [factories.area()], name="Et andet sted")
    factories.initiative(focus_area, [bakken], name="Kladden", publish_from=None)
    response = client.get("/boligomraader/bakken/")
    assert [row.name for row in response.context["initiatives"]] == ["På bakken", "Overalt"]
    assert [row.name for row in response.context["perhaps"]] == ["Ukendt"]
    page = text(response)
    assert page.index("Overalt") < page.index("I hele indsatsen: spørg, hvad der sker hos jer") < page.index("Ukendt")


def test_without_certain_initiatives_the_page_says_so(client: Client, plan: Plan) -> None:
    factories.initiative(factories.focus_area(plan))
    assert "Vi har ikke skrevet ind, hvad der sker netop her" in text(client.get("/boligomraader/bakken/"))


def test_an_area_shows_what_comes_next_there(client: Client, plan: Plan, bakken: HousingArea) -> None:
    familier = factories.focus_area(plan)
    here, anywhere = factories.initiative(familier, [bakken]), factories.initiative(familier)
    assert "Det sker her" not in text(client.get("/boligomraader/bakken/"))
    factories.activity(here, name="Her")
    factories.activity(anywhere, name="Også her", place=factories.place(area=bakken))
    factories.activity(here, name="Et andet sted", place=factories.place(area=factories.area()))
    factories.activity(anywhere, name="Hvor ved ingen")
    page = text(client.get("/boligomraader/bakken/"))
    names = ("Her", "Også her", "Et andet sted", "Hvor ved ingen")
    assert [name for name in names if f">{name}</a>" in page] == ["Her", "Også her"]
    assert 'href="/kalender/?omraade=bakken"' in page


def test_each_department_stands_with_its_company_and_what_it_gives(
    client: Client, plan: Plan, bakken: HousingArea
) -> None:
    company = factories.company(name="Selskabet")
    gives = factories.department(name="Afdeling A", company=company, area=bakken, source_note="Udledt af navnet.")
    factories.department(name="Afdeling B", company=company, area=bakken)
    factories.department(name="Afdeling C", company=company, area=factories.area())
    factories.funding_source(plan, department=gives, total=Decimal(322_944), source_note="Oplyst i planen.")
    another = factories.plan(starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2002, 12, 31))
    factories.funding_source(another, department=gives, total=Decimal(111_111))
    page = text(client.get("/boligomraader/bakken/"))
    assert "Selskabet" in page
    assert "Bidrager med 322.944\u00a0kr. i 2017–2020" in page
    assert "Udledt af navnet." in page
    assert "Oplyst i planen." in page
    assert page.count("Hvad afdelingen bidrager med, er ikke oplyst.") == 1
    assert "Afdeling C" not in page
    assert "111.111" not in page
    assert 'href="/oekonomi/"' in page


def test_a_contribution_whose_total_is_not_known_is_not_shown_as_nothing(
    client: Client, plan: Plan, bakken: HousingArea
) -> None:
    factories.funding_source(
        plan, department=factories.department(area=bakken), total=None, form=FundingSource.Form.CASH
    )
    page = text(client.get("/boligomraader/bakken/"))
    assert "Bidrager med" not in page
    assert "er ikke oplyst" in page


def test_the_steering_group_shows_a_name_only_when_it_may(client: Client, plan: Plan, bakken: HousingArea) -> None:
    body = group(bakken, name="Styregruppen", purpose="Følger området.")
    factories.member(factories.seat(body, post="Formand"), name="Vist Person", show_name=True)
    factories.member(factories.seat(body, post="Næstformand"), name="Skjult Person")
    factories.seat(body, post="Ledig stol", is_vacant=True)
    factories.seat(body, post="Flere stole", number_unknown=True)
    factories.seat(body, post="Ukendt stol")
    page = text(client.get("/boligomraader/bakken/"))
    assert "Følger området." in page
    assert "Vist Person" in page
    assert "Skjult Person" not in page
    assert page.count("Ledig") == 2
    assert "Besat. Navnet vises ikke" in page
    assert "Flere, antal ikke oplyst" in page
    assert "Navn ikke oplyst" in page
    assert 'href="/organisation/styregruppen/"' in page


def test_another_areas_group_and_a_draft_are_left_out(client: Client, plan: Plan, bakken: HousingArea) -> None:
    group(factories.area(), name="Naboernes gruppe")
    group(bakken, name="Gruppe på vej", publish_from=None)
    page = text(client.get("/boligomraader/bakken/"))
    assert "Naboernes gruppe" not in page
    assert "Gruppe på vej" not in page


def test_an_area_outside_the_plan_is_not_found(client: Client, plan: Plan) -> None:
    factories.area(name="En anden by")
    assert client.get("/boligomraader/en-anden-by/").status_code == 404
    assert client.get(f"/helhedsplaner/{plan.slug}/boligomraader/en-anden-by/").status_code == 404


def test_another_plans_area_stands_under_its_address(client: Client, plan: Plan) -> None:
    area = factories.area(name="Fortiden", pattern="steps", colour="blue")
    old = factories.plan(
        [area], name="Gammel", starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31)
    )
    factories.initiative(factories.focus_area(old), [area], name="Gammelt")
    assert client.get("/boligomraader/fortiden/").status_code == 404
    page = text(client.get("/helhedsplaner/2001-2004/boligomraader/fortiden/"))
    assert 'href="/helhedsplaner/2001-2004/initiativer/gammelt/"' in page
    assert 'href="/helhedsplaner/2001-2004/oekonomi/"' in page
    assert 'id="p-steps-blue"' in page
    assert "anden helhedsplan" in page
    assert 'href="/helhedsplaner/2001-2004/boligomraader/fortiden/"' in text(
        client.get("/helhedsplaner/2001-2004/boligomraader/")
    )


def test_a_former_address_leads_to_the_new_one_in_the_same_plan(
    client: Client, plan: Plan, bakken: HousingArea
) -> None:
    old = factories.plan([bakken], starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31))
    bakken.slug = "hoejen"
    bakken.save()
    response = client.get("/boligomraader/bakken/")
    assert (response.status_code, response["Location"]) == (301, "/boligomraader/hoejen/")
    response = client.get(f"/helhedsplaner/{old.slug}/boligomraader/bakken/")
    assert response["Location"] == "/helhedsplaner/2001-2004/boligomraader/hoejen/"


def test_the_area_is_a_place_for_search_engines(client: Client, plan: Plan) -> None:
    page = text(client.get("/boligomraader/bakken/"))
    assert '"@type": "Place", "name": "Bakken", "url": "http://testserver/boligomraader/bakken/"' in page


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_pages(client: Client, plan: Plan, query: str) -> None:
    assert client.get(f"/boligomraader/?{query}").status_code == 200
    assert client.get(f"/boligomraader/bakken/?{query}").status_code == 200


@pytest.mark.parametrize("slug", ["findes-ikke", "%00", "%ff", "a" * 10_000, "'; DROP TABLE x;--", "<b>"])
def test_an_unknown_address_is_not_found(client: Client, plan: Plan, slug: str) -> None:
    assert client.get(f"/boligomraader/{slug}/").status_code == 404


@pytest.mark.parametrize("method", WRONG_METHODS)
@pytest.mark.parametrize("url", ["/boligomraader/", "/boligomraader/bakken/"])
def test_the_pages_are_only_read(client: Client, plan: Plan, url: str, method: str) -> None:
    assert getattr(client, method)(url).status_code == 405


@pytest.mark.parametrize("url", ["/boligomraader/", "/boligomraader/bakken/"])
def test_the_pages_ask_as_many_queries_of_many_rows_as_of_few(
    client: Client, plan: Plan, bakken: HousingArea, url: str
) -> None:
    def row() -> None:
        focus_area = factories.focus_area(plan)
        factories.initiative(focus_area, [bakken], [factories.audience()])
        factories.initiative(focus_area)
        factories.funding_source(plan, {2017: 100}, department=factories.department(area=bakken))
        factories.member(factories.seat(group(bakken)), show_name=True)
        factories.seat(group(bakken), company=factories.company())
        plan.areas.add(area := factories.area())
        factories.department(area=area)

    row()
    before, after = grows(client, url, lambda: [row() for _ in range(3)])
    assert before == after
    assert before <= 22
    assert leaves_no_trace(client, url)
