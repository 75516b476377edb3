import datetime

import pytest
from django.test import Client

from organisation.models import Plan
from tests import factories
from tests.pages import queries
from tests.reading import main, words

pytestmark = pytest.mark.django_db


def plan_of(first: int, last: int, **fields: object) -> Plan:
    dates = {"starts_on": datetime.date(first, 1, 1), "ends_on": datetime.date(last, 12, 31)}
    return factories.plan(name=f"Plan {first}", **dates, **fields)


def test_every_plan_is_listed_with_its_period_and_its_state(client: Client) -> None:
    year = datetime.date.today().year
    for first, last in ((2001, 2004), (year, year + 1), (year + 2, year + 3)):
        plan_of(first, last)
    page = words(client.get("/helhedsplaner/"))
    assert f"Kommer Plan {year + 2} 1. januar {year + 2} til 31. december {year + 3}" in page
    assert f"Gælder nu Plan {year}" in page
    assert "Slut Plan 2001" in page


def test_a_plan_that_has_ended_says_so_even_when_it_is_the_last(client: Client) -> None:
    plan_of(2001, 2004)
    assert "Slut Plan 2001" in words(client.get("/helhedsplaner/"))
    assert words(client.get("/helhedsplaner/2001-2004/")).count("Slut") == 1


def test_a_plan_shows_what_is_in_it(client: Client) -> None:
    area = factories.area(name="Engen")
    plan = plan_of(2001, 2004, areas=[area], vision="<p>Et godt sted.</p>", households=12)
    focus_area = factories.focus_area(plan, name="Naboer")
    factories.initiative(focus_area)
    factories.initiative(focus_area, publish_from=None)
    page = words(client.get("/helhedsplaner/2001-2004/"))
    for said in ("Plan 2001", "Et godt sted.", "Husstande 12", "Naboer 1 initiativ", "Engen"):
        assert said in page


def test_a_plan_links_to_its_own_pages(client: Client) -> None:
    factories.plan()
    plan = plan_of(2001, 2004, areas=[factories.area(name="Engen")])
    factories.focus_area(plan, name="Naboer")
    page = main(client.get("/helhedsplaner/2001-2004/"))
    for path in ("om/", "oekonomi/", "initiativer/", "indsatsomraader/naboer/", "boligomraader/engen/"):
        assert f'href="/helhedsplaner/2001-2004/{path}"' in page


def test_the_current_plan_links_to_short_addresses(client: Client) -> None:
    plan = factories.plan([factories.area(name="Engen")])
    page = main(client.get(plan.get_absolute_url()))
    assert 'href="/boligomraader/engen/"' in page
    assert 'href="/oekonomi/"' in page


def test_the_patterns_of_another_plan_are_on_its_page(client: Client) -> None:
    factories.plan()
    plan_of(2001, 2004, areas=[factories.area(pattern="rays", colour="rose")])
    html = client.get("/helhedsplaner/2001-2004/").content.decode()
    assert 'id="p-rays-rose"' in html
    assert 'id="t-rays"' in html


def test_a_former_address_leads_to_the_new_one(client: Client) -> None:
    plan = plan_of(2001, 2004)
    plan.slug = "den-foerste"
    plan.save()
    response = client.get("/helhedsplaner/2001-2004/")
    assert (response.status_code, response["Location"]) == (301, "/helhedsplaner/den-foerste/")


def test_a_draft_plan_is_invisible_with_all_its_pages(client: Client, editor_client: Client) -> None:
    plan = plan_of(2001, 2004, publish_from=None)
    factories.focus_area(plan, name="Naboer")
    assert "Plan 2001" not in words(client.get("/helhedsplaner/"))
    for path in ("", "om/", "oekonomi/", "initiativer/", "indsatsomraader/naboer/"):
        assert client.get(f"/helhedsplaner/2001-2004/{path}").status_code == 404
    assert "Kladde" in words(editor_client.get("/helhedsplaner/2001-2004/"))


def test_without_plans_the_list_says_so(client: Client) -> None:
    assert "Der er ikke skrevet nogen helhedsplan ind endnu." in words(client.get("/helhedsplaner/"))


def test_more_of_everything_costs_no_more_queries(client: Client) -> None:
    area = factories.area()
    plan = plan_of(2001, 2004, areas=[area])
    factories.initiative(factories.focus_area(plan))
    few = [queries(client, path) for path in ("/helhedsplaner/", "/helhedsplaner/2001-2004/")]
    for year in range(2005, 2009):
        plan_of(year, year)
        plan.areas.add(factories.area())
        factories.initiative(factories.focus_area(plan))
    # The current plan is another one now, so its frame is fetched beside the plan's own marks and areas.
    many = [queries(client, path) for path in ("/helhedsplaner/", "/helhedsplaner/2001-2004/")]
    for year in range(2010, 2014):
        plan_of(year, year)
        plan.areas.add(factories.area())
        factories.initiative(factories.focus_area(plan))
    assert many[0] == few[0]
    assert [queries(client, path) for path in ("/helhedsplaner/", "/helhedsplaner/2001-2004/")] == many
