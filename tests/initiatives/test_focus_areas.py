import datetime

import pytest
from django.test import Client

from initiatives.models import FocusArea
from organisation.models import Body, Plan
from tests import factories
from tests.pages import BAD_QUERIES, grows, leaves_no_trace, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def test_the_list_shows_each_focus_area_with_its_initiatives(client: Client, familier: FocusArea) -> None:
    factories.focus_area(familier.plan, name="Job", purpose="Flere i arbejde.")
    for place in range(5):
        factories.initiative(familier, name=f"Nr. {place}", position=place)
    factories.initiative(familier, name="Kladden", publish_from=None)
    page = text(client.get("/indsatsomraader/"))
    assert "Flere i arbejde." in page
    assert 'href="/initiativer/nr-3/"' in page
    assert 'href="/initiativer/nr-4/"' not in page
    assert "Se alle 5" in page
    assert "Kladden" not in page


def test_a_plan_without_focus_areas_says_so(client: Client, plan: Plan) -> None:
    assert "ikke skrevet nogen indsatsområder ind endnu" in text(client.get("/indsatsomraader/"))


def test_the_page_shows_both_names_people_group_and_initiatives(client: Client, plan: Plan) -> None:
    group = factories.body(name="Ressourcegruppe for job", kind=Body.Kind.RESOURCE)
    row = factories.focus_area(
        plan,
        name="Job",
        purpose="<p>Flere i arbejde.</p>",
        fund_name="Beskæftigelse",
        source_note="Navnet står i en rapport.",
        resource_group=group,
    )
    factories.responsibility(row, factories.staff_member(name="Ann Ansvar"), what="unge")
    factories.initiative(row, name="Fritidsjob")
    page = text(client.get("/indsatsomraader/job/"))
    assert "<h1>Job</h1>" in page
    assert "<p>Flere i arbejde.</p>" in page
    assert "Hos hovedfinansieringen hedder det »Beskæftigelse«." in page
    assert "Navnet står i en rapport." in page
    assert f'href="{group.get_absolute_url()}"' in page
    assert "Ann Ansvar" in page
    assert "<p>Unge</p>" in page
    assert 'href="/initiativer/fritidsjob/"' in page
    assert '<meta name="description" content="Flere i arbejde.">' in page


def test_what_may_not_be_seen_is_left_out(client: Client, plan: Plan) -> None:
    group = factories.body(name="Hemmelig gruppe", kind=Body.Kind.RESOURCE, publish_from=None)
    row = factories.focus_area(plan, name="Job", resource_group=group)
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    factories.responsibility(row, factories.staff_member(name="Rejst Person", ends_on=yesterday))
    factories.initiative(row, name="Kladden", publish_from=None)
    page = text(client.get("/indsatsomraader/job/"))
    assert "Hemmelig gruppe" not in page
    assert "Rejst Person" not in page
    assert "Kladden" not in page
    assert "Skriv til os. Så finder vi" in page


def test_a_former_address_leads_to_the_new_one(client: Client, familier: FocusArea) -> None:
    familier.slug = "boern-og-familier"
    familier.save()
    response = client.get("/indsatsomraader/familier/")
    assert (response.status_code, response["Location"]) == (301, "/indsatsomraader/boern-og-familier/")


def test_another_plans_focus_area_stands_under_its_own_address(client: Client, familier: FocusArea) -> None:
    old = factories.plan(starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31))
    row = factories.focus_area(old, name="Før", mark="key")
    row.slug = "foer-i-tiden"
    row.save()
    assert client.get("/indsatsomraader/foer-i-tiden/").status_code == 404
    response = client.get("/helhedsplaner/2001-2004/indsatsomraader/foer/")
    assert response["Location"] == "/helhedsplaner/2001-2004/indsatsomraader/foer-i-tiden/"
    assert 'id="m-key"' in text(client.get(response["Location"]))


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_pages(client: Client, familier: FocusArea, query: str) -> None:
    assert client.get(f"/indsatsomraader/?{query}").status_code == 200
    assert client.get(f"/indsatsomraader/familier/?{query}").status_code == 200


@pytest.mark.parametrize("url", ["/indsatsomraader/", "/indsatsomraader/familier/"])
def test_the_pages_ask_as_many_queries_of_many_rows_as_of_few(
    client: Client, plan: Plan, familier: FocusArea, url: str
) -> None:
    def more() -> None:
        for _ in range(3):
            factories.focus_area(plan, resource_group=factories.body(kind=Body.Kind.RESOURCE))
            factories.initiative(familier, list(plan.areas.all()), [factories.audience()])
            factories.responsibility(familier, factories.staff_member())

    factories.initiative(familier, list(plan.areas.all()), [factories.audience()])
    factories.responsibility(familier, factories.staff_member())
    before, after = grows(client, url, more)
    assert before == after
    assert leaves_no_trace(client, url)
