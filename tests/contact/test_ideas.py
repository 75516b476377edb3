"""Ideas that became something: told by the editors, and without whoever had them."""

import datetime
import re

import pytest
from django.test import Client

from contact.models import Enquiry, Idea
from tests import factories
from tests.html_forms import sent_by
from tests.pages import grows, logged_in
from tests.reading import main, words

pytestmark = pytest.mark.django_db
ADD = "/admin/contact/idea/add/"


def test_the_newest_stands_first_with_what_came_of_it(client: Client) -> None:
    area = factories.area(name="Bakken")
    initiative = factories.initiative(factories.focus_area(factories.plan([area])), name="Nabofest")
    factories.idea(title="Bænk", realised_on=datetime.date(2031, 5, 1), area=area)
    factories.idea(title="Fest", realised_on=datetime.date(2031, 8, 1), initiative=initiative, page="/om/")
    factories.idea(title="Kladde", publish_from=None)
    page = client.get("/ideer/")
    assert re.findall(r"<h2>(\w+)</h2>", main(page)) == ["Fest", "Bænk"]
    assert "1. maj 2031" in words(page)
    assert "Det blev foreslået En bænk i solen. Det kom der ud af det Der står en bænk." in words(page)
    assert 'href="/initiativer/nabofest/"' in main(page)
    assert 'href="/om/"' in main(page)
    found = client.get("/soeg/?q=bænk").context["found"]
    urls = {hit.url for hit in found.hits if hit.kind.startswith("Idé")}
    assert urls == {idea.get_absolute_url() for idea in Idea.objects.published()}


def test_without_ideas_the_page_asks_for_the_first(client: Client) -> None:
    page = client.get("/ideer/")
    assert "Måske bliver din den første." in words(page)
    assert 'href="/kontakt/ide/"' in main(page)


def test_an_initiative_that_cannot_be_seen_is_not_named(client: Client) -> None:
    hidden = factories.initiative(factories.focus_area(factories.plan()), name="Hemmelig fest", publish_from=None)
    factories.idea(title="Fest", initiative=hidden)
    assert "Hemmelig fest" not in words(client.get("/ideer/"))


def test_an_initiative_tells_that_it_began_as_an_idea(client: Client) -> None:
    initiative = factories.initiative(factories.focus_area(factories.plan()), name="Nabofest")
    idea = factories.idea(title="En fest for os alle", initiative=initiative)
    factories.idea(title="Kladden", initiative=initiative, publish_from=None)
    page = client.get("/initiativer/nabofest/")
    assert "Det begyndte som en idé" in words(page)
    assert f'href="/ideer/#ide-{idea.pk}"' in main(page)
    assert "Kladden" not in words(page)


def test_more_ideas_cost_no_more_queries(client: Client) -> None:
    area = factories.area()
    focus_area = factories.focus_area(factories.plan([area]))

    def more() -> None:
        for _ in range(5):
            factories.idea(area=area, initiative=factories.initiative(focus_area))

    more()
    before, after = grows(client, "/ideer/", more)
    assert before == after


def test_an_enquiry_becomes_an_idea_without_its_words(editor_client: Client) -> None:
    area = factories.area(name="Bakken")
    enquiry = factories.enquiry(kind="ide", name="Aja Hansen", message="Jeg, Aja, vil have en bænk", area=area)
    path = f"{ADD}?fra={enquiry.pk}"
    assert f'href="{path}"' in editor_client.get(f"/admin/contact/enquiry/{enquiry.pk}/change/").content.decode()
    page = editor_client.get(path)
    assert "Jeg, Aja, vil have en bænk" in words(page)
    sent = sent_by(page, "idea_form")
    assert (sent["title"], sent["proposal"], sent["area"]) == ("", "", str(area.pk))
    told = {"title": "En bænk", "proposal": "En bænk.", "outcome": "Den står der.", "realised_on": "1.5.2031"}
    assert editor_client.post(path, {**sent, **told}).status_code == 302
    idea = Idea.objects.get()
    assert (idea.area, idea.is_hidden) == (area, True)
    Enquiry.objects.all().delete()
    assert "Aja" not in editor_client.get(f"/admin/contact/idea/{idea.pk}/history/").content.decode()


def test_only_an_idea_that_one_may_see_is_shown_beside_the_form(editor_client: Client) -> None:
    worker = factories.user(role="medarbejder")
    factories.staff_member(user=worker)
    foreign = factories.enquiry(kind="ide", message="Min hemmelighed", staff_member=factories.staff_member())
    plain = factories.enquiry(message="En besked")
    for number in (foreign.pk, plain.pk, "9" * 30, "x", "", "-1", "%C2%B2"):
        page = logged_in(worker).get(f"{ADD}?fra={number}")
        assert page.status_code == 200
        assert "Det skrev beboeren" not in words(page)
    link = f"{ADD}?fra={plain.pk}"
    assert link not in editor_client.get(f"/admin/contact/enquiry/{plain.pk}/change/").content.decode()


@pytest.mark.parametrize("page", ["findes ikke", "https://example.invalid/", "//example.invalid", "/x/"])
def test_a_link_that_leads_nowhere_is_refused(editor_client: Client, page: str) -> None:
    told = {"title": "T", "proposal": "P", "outcome": "O", "realised_on": "1.5.2031", "page": page}
    response = editor_client.post(ADD, {**sent_by(editor_client.get(ADD), "idea_form"), **told})
    assert "Siden findes ikke her." in words(response)
    assert not Idea.objects.exists()
