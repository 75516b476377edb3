import datetime

import pytest
from django.test import Client

from organisation.models import Body, Page
from tests import factories
from tests.pages import queries
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
TODAY = datetime.date.today()


def board(**fields: object) -> Body:
    return factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD, **fields)


def test_a_body_tells_what_it_does_and_how_often_it_meets(client: Client) -> None:
    board(purpose="<p>Følger pengene.</p>", meetings_per_year=2, meetings_approximate=True, source_note="Fra planen.")
    page = words(client.get("/organisation/bestyrelsen/"))
    for said in ("Bestyrelsen", "Følger pengene.", "Cirka 2 gange om året", "Fra planen."):
        assert said in page


def test_an_exact_number_of_meetings_is_not_called_about(client: Client) -> None:
    board(meetings_per_year=1)
    assert "1 gang om året" in (page := words(client.get("/organisation/bestyrelsen/")))
    assert "Cirka" not in page


def test_what_is_not_known_about_a_body_is_said(client: Client) -> None:
    board()
    page = words(client.get("/organisation/bestyrelsen/"))
    assert "Hvor ofte gruppen mødes, er ikke oplyst." in page
    assert "Vi har ikke skrevet ind, hvem der sidder i gruppen." in page


def test_every_chair_says_who_sits_there_or_why_not(client: Client) -> None:
    body = board()
    named = factories.seat(body, post="Borgmester")
    factories.member(named, name="Vises Gerne", show_name=True)
    factories.member(factories.seat(body, post="Direktør"), name="Vil Ikke Vises")
    factories.seat(body, post="Formand", is_vacant=True)
    factories.seat(body, post="Kasserer")
    factories.seat(body, post="Beboere", number_unknown=True)
    former = factories.member(factories.seat(body, post="Sekretær"), name="Er Gået", show_name=True)
    former.ends_on = TODAY - datetime.timedelta(days=1)
    former.save()
    page = words(client.get("/organisation/bestyrelsen/"))
    assert "Borgmester Vises Gerne" in page
    assert "Direktør Besat. Navnet vises ikke" in page
    assert "Formand Ledig" in page
    assert "Kasserer Navn ikke oplyst" in page
    assert "Beboere Flere, antal ikke oplyst" in page
    assert "Sekretær Ledig" in page
    assert "Er Gået" not in page


def test_a_chair_says_for_whom_it_stands(client: Client) -> None:
    body = board()
    factories.seat(body, post="Formand", company=factories.company(name="Solbo"))
    factories.seat(body, post="Beboer", on_behalf_of="Alle områder")
    page = words(client.get("/organisation/bestyrelsen/"))
    assert "Formand Solbo" in page
    assert "Beboer Alle områder" in page


def test_votes_are_told_only_when_somebody_knows(client: Client) -> None:
    body = board()
    seat = factories.seat(body)
    assert "Stemmeret" not in words(client.get("/organisation/bestyrelsen/"))
    seat.votes = False
    seat.save()
    factories.seat(body, post="Gæst")
    page = words(client.get("/organisation/bestyrelsen/"))
    assert f"Post Hvem Stemmeret {seat.post} Navn ikke oplyst Nej Gæst Navn ikke oplyst Ikke oplyst" in page


@pytest.mark.parametrize("path", ["/organisation/bestyrelsen/", "/organisation/", "/sitemap.xml", "/soeg/?q=hemmelig"])
def test_a_name_that_may_not_be_shown_leaks_nowhere(client: Client, path: str) -> None:
    body = board()
    factories.member(factories.seat(body, post="Næstformand"), name="Hemmelig Person")
    factories.partnership()
    factories.plan()
    assert b"Hemmelig Person" not in client.get(path).content
    assert "hemmelig" not in Body.objects.get().search_text


def test_a_former_address_leads_to_the_new_one(client: Client) -> None:
    body = board()
    body.slug = "ledelsen"
    body.save()
    response = client.get("/organisation/bestyrelsen/")
    assert (response.status_code, response["Location"]) == (301, "/organisation/ledelsen/")


def test_a_draft_is_seen_by_editors_only(client: Client, editor_client: Client) -> None:
    board(publish_from=None)
    assert client.get("/organisation/bestyrelsen/").status_code == 404
    assert "Kladde" in words(editor_client.get("/organisation/bestyrelsen/"))


def test_a_body_links_to_its_area_and_its_focus_area(client: Client) -> None:
    area = factories.area(name="Engen")
    plan = factories.plan([area])
    factories.body(name="Engens styregruppe", kind=Body.Kind.LOCAL, area=area)
    group = factories.body(name="Ressourcegruppen", kind=Body.Kind.RESOURCE)
    factories.focus_area(plan, name="Naboer", resource_group=group)
    assert 'href="/boligomraader/engen/"' in main(client.get("/organisation/engens-styregruppe/"))
    assert 'href="/indsatsomraader/naboer/"' in main(client.get("/organisation/ressourcegruppen/"))


def test_an_area_outside_the_plan_is_named_without_a_link(client: Client) -> None:
    factories.plan()
    factories.body(name="Styregruppen", kind=Body.Kind.LOCAL, area=factories.area(name="Engen"))
    page = main(client.get("/organisation/styregruppen/"))
    assert "Engen" in page
    assert "/boligomraader/engen/" not in page


def test_a_focus_area_of_another_plan_is_not_shown(client: Client) -> None:
    factories.plan()
    old = factories.plan(name="Gammel", starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31))
    group = factories.body(name="Ressourcegruppen", kind=Body.Kind.RESOURCE)
    factories.focus_area(old, name="Fortid", resource_group=group)
    assert "Fortid" not in words(client.get("/organisation/ressourcegruppen/"))
    assert "Fortid" not in words(client.get("/organisation/"))


def test_more_chairs_cost_no_more_queries(client: Client) -> None:
    body = board()
    factories.member(factories.seat(body, partner=factories.partner()))
    few = queries(client, "/organisation/bestyrelsen/")
    for _ in range(5):
        factories.member(factories.seat(body, company=factories.company()))
    assert queries(client, "/organisation/bestyrelsen/") == few


@pytest.mark.parametrize("slug", ["findes-ikke", "A" * 300])
def test_an_unknown_body_is_not_found(client: Client, slug: str) -> None:
    board()
    assert client.get(f"/organisation/{slug}/").status_code == 404


@pytest.mark.parametrize(("path", "kind"), [("/privatliv/", "privatliv"), ("/tilgaengelighed/", "tilgaengelighed")])
def test_a_page_about_the_site_shows_its_text_and_when_it_was_changed(client: Client, path: str, kind: str) -> None:
    row = factories.page(kind=kind, title="Vores løfte", text="<p>Vi passer på.</p><script>alert(1)</script>")
    page = client.get(path)
    assert "Vi passer på." in words(page)
    assert f"Sidst ændret {row.updated_at.day}." in words(page)
    assert "alert(1)" not in main(page)


@pytest.mark.parametrize("path", ["/privatliv/", "/tilgaengelighed/"])
def test_a_page_that_nobody_wrote_says_so_kindly(client: Client, path: str) -> None:
    assert "Teksten er ikke skrevet endnu." in words(client.get(path))


@pytest.mark.parametrize("path", ["/was", "/was/"])
def test_was_leads_to_the_statement_or_to_our_own_page(client: Client, path: str) -> None:
    assert client.get(path)["Location"] == "/tilgaengelighed/"
    partnership = factories.partnership()
    assert client.get(path)["Location"] == "/tilgaengelighed/"
    partnership.statement_url = "https://was.example.invalid/vores"
    partnership.save()
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, "https://was.example.invalid/vores")


def test_the_page_kinds_are_those_that_have_an_address() -> None:
    assert [Page(kind=kind).get_absolute_url() for kind in Page.Kind] == ["/privatliv/", "/tilgaengelighed/"]


def test_a_group_whose_area_no_plan_covers_still_has_its_mark(client: Client, db: None) -> None:
    factories.plan()
    area = factories.area(name="Udenfor", pattern="rays")
    body = factories.body(kind=Body.Kind.LOCAL, area=area)
    page = client.get(body.get_absolute_url()).content.decode()
    assert 'href="#t-rays"' in page
    assert 'id="t-rays"' in page
