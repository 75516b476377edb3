"""Ideas, offers of help, and what is written about an initiative or an area."""

from typing import Any

import pytest
from django.test import Client

from contact.models import Enquiry
from initiatives.models import Initiative
from tests import factories
from tests.pages import logged_in, typed
from tests.reading import main, words

pytestmark = pytest.mark.django_db
WRITE, IDEA, HELP = "/kontakt/skriv/", "/kontakt/ide/", "/kontakt/hjaelp/"
WHO = typed(name="Anna Beboer", reply_to="12345678")


@pytest.fixture
def initiative() -> Initiative:
    area = factories.area(name="Bakken")
    focus_area = factories.focus_area(factories.plan([area]), name="Naboer")
    return factories.initiative(focus_area, name="Nabofest", contact=factories.staff_member(name="Nora Nabo"))


def stored(response: Any) -> dict[str, str]:
    """What the one enquiry is and is about, in words."""
    assert response.status_code == 302, response.context["form"].errors
    enquiry = Enquiry.objects.get()
    names = ("kind", "initiative", "focus_area", "area", "staff_member")
    return {name: str(value) for name in names if (value := getattr(enquiry, name))}


@pytest.mark.parametrize("path", [WRITE, IDEA, HELP])
def test_about_an_initiative_only_name_and_message_are_asked(client: Client, initiative: Initiative, path: str) -> None:
    address = f"{path}?initiativ=nabofest"
    page = main(client.get(address))
    assert "Det handler om <b>Nabofest</b>" in page
    assert "<b>Nora Nabo</b>" in page
    assert "<select" not in page
    kind = {WRITE: "besked", IDEA: "ide", HELP: "hjaelp"}[path]
    assert stored(client.post(address, {**WHO, "message": "Hej"})) == {
        "kind": kind,
        "initiative": "Nabofest",
        "focus_area": "Naboer",
    }


def test_an_idea_may_be_for_an_area(client: Client, initiative: Initiative) -> None:
    page = client.post(IDEA, {**WHO, "message": ""})
    assert words(page).count("Skriv, hvad din idé er.") == 2
    answer = client.post(IDEA, {**WHO, "message": "En bænk", "area": "bakken"})
    assert stored(answer) == {"kind": "ide", "area": "Bakken"}


def test_who_wants_to_help_chooses_or_says_what(client: Client, initiative: Initiative) -> None:
    assert "Skriv et par ord om, hvad du kan lide at lave." in words(client.post(HELP, WHO))
    answer = client.post(f"{HELP}?omraade=bakken", {**WHO, "focus_area": "naboer"})
    assert stored(answer) == {"kind": "hjaelp", "focus_area": "Naboer", "area": "Bakken"}


@pytest.mark.parametrize("path", [IDEA, HELP])
def test_these_forms_are_guarded_too(client: Client, path: str) -> None:
    page = words(client.post(path, {**WHO, "message": "Mit nummer er 010190-1234"}))
    assert "Det ligner et CPR-nummer." in page
    assert "Vi sletter din besked efter 180 dage." in page
    assert client.post(path, {**WHO, "message": "Hej", "website": "x"}).status_code == 302
    assert client.post(path, {**WHO, "message": "Hej", "shown_at": "x"}).status_code == 200
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("slug", ["kladde", "gammel", "%00", "%FF", "x" * 5000])
def test_what_cannot_be_seen_cannot_be_written_about(client: Client, initiative: Initiative, slug: str) -> None:
    factories.initiative(initiative.focus_area, name="Kladde", publish_from=None)
    old = factories.plan(slug="foer", publish_from=None)
    factories.initiative(factories.focus_area(old), name="Gammel")
    page = client.get(f"{HELP}?initiativ={slug}&omraade={slug}")
    assert page.status_code == 200
    assert "Det handler om" not in words(page)


def test_pages_lead_to_these_forms(client: Client, initiative: Initiative) -> None:
    assert 'href="/kontakt/skriv/?initiativ=nabofest"' in (page := main(client.get("/initiativer/nabofest/")))
    assert 'href="/kontakt/hjaelp/?initiativ=nabofest"' in page
    page = main(client.get("/boligomraader/bakken/"))
    for path in (WRITE, IDEA, HELP):
        assert f'href="{path}?omraade=bakken"' in page
    for path in ("/", "/kontakt/"):
        assert f'href="{IDEA}"' in (page := main(client.get(path)))
        assert f'href="{HELP}"' in page


def test_an_initiatives_workers_see_what_is_written_about_it(initiative: Initiative) -> None:
    contact, colleague, other = (factories.user(role="medarbejder", name=name) for name in ("Nora", "Kim", "Ole"))
    initiative.contact.user = contact
    initiative.contact.save()
    factories.responsibility(initiative.focus_area, factories.staff_member(user=colleague))
    factories.staff_member(user=other)
    factories.enquiry(message="Om festen", initiative=initiative)
    seen = [Enquiry.objects.visible_to(user).count() for user in (contact, colleague, other)]
    assert seen == [1, 1, 0]
    assert "Om festen" not in words(logged_in(other).get("/admin/contact/enquiry/"))


def test_the_inbox_says_what_kind_it_is(editor_client: Client, initiative: Initiative) -> None:
    factories.enquiry(message="Hvornår?", initiative=initiative)
    idea = factories.enquiry(kind="ide", message="En bænk", area=factories.area(name="Engen"))
    factories.enquiry(kind="hjaelp", message="", focus_area=initiative.focus_area)
    page = words(editor_client.get("/admin/contact/enquiry/?kind__exact=ide"))
    assert "En bænk" in page
    assert "Idé · Engen" in page
    assert "Hvornår?" not in page
    assert "Uden ord" in words(editor_client.get("/admin/contact/enquiry/"))
    assert "<h1>Idé fra " in editor_client.get(f"/admin/contact/enquiry/{idea.pk}/change/").content.decode()
