import datetime
import re
from typing import Any

import pytest
from django.test import Client

from core.formats import moment
from core.qr import qr_code
from initiatives.models import FocusArea, Initiative
from organisation.models import HousingArea, Plan
from tests import factories
from tests.pages import BAD_QUERIES, grows, leaves_no_trace, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)


def test_the_page_says_what_who_and_where(client: Client, familier: FocusArea, bakken: HousingArea) -> None:
    audiences = [factories.audience(name="Unge"), factories.audience(name="Ældre")]
    factories.initiative(familier, [bakken], audiences, name="Kaffe", summary="Drik kaffe.", text="Kom kl. 10.")
    page = text(client.get("/initiativer/kaffe/"))
    assert "<h1>Kaffe</h1>" in page
    assert "Unge, Ældre" in page
    assert "<p>Kom kl. 10.</p>" in page
    assert 'href="/boligomraader/bakken/"' in page
    assert 'href="/indsatsomraader/familier/"' in page
    assert "<title>Kaffe – Solbyen</title>" in page
    assert '<meta name="description" content="Drik kaffe.">' in page
    assert '<meta property="og:description" content="Drik kaffe.">' in page
    assert '<link rel="canonical" href="http://testserver/initiativer/kaffe/">' in page
    assert '"@type": "BreadcrumbList"' in page


FACTS = ["For hvem", "Hvornår", "Hvor", "Pris", "Sprog", "Kontakt", "Tilmelding"]


def facts(page: str) -> list[str]:
    return re.findall(r"<dt>(.*?)</dt>", page)


def test_the_facts_stand_in_a_fixed_order(client: Client, familier: FocusArea, bakken: HousingArea) -> None:
    factories.initiative(
        familier,
        [bakken],
        [factories.audience(name="Unge")],
        [factories.language(name="Dansk"), factories.language(name="Somali")],
        name="Kaffe",
        when="Tirsdage kl. 17–19",
        place="Kælderen",
        is_free=True,
        price="Kagen koster 5 kr.",
        sign_up="Bare mød op",
        contact=factories.staff_member(name="Eva Kontakt"),
    )
    page = text(client.get("/initiativer/kaffe/"))
    assert facts(page) == FACTS
    for said in ("Tirsdage kl. 17–19", "Kælderen", "Gratis. Kagen koster 5 kr.", "Dansk, Somali", "Bare mød op"):
        assert said in page


def test_what_is_not_known_is_left_out(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe", is_provisional=True)
    page = text(client.get("/initiativer/kaffe/"))
    assert facts(page) == []
    assert "Gratis" not in page
    assert "Vi har ikke skrevet mere om det her endnu" in page
    assert "Mangler tekst" not in page


def test_the_next_time_that_is_not_cancelled_is_said_beside_the_usual_time(client: Client, familier: FocusArea) -> None:
    row = factories.initiative(familier, name="Kaffe", when="Tirsdage")
    factories.activity(row, in_days=1, state="aflyst")
    coming = factories.activity(row, in_days=8)
    page = text(client.get("/initiativer/kaffe/"))
    assert f"<dd><p>Tirsdage</p><p>Næste gang: {moment(coming.starts_at)}</p></dd>" in page


@pytest.mark.parametrize(
    ("price", "said"),
    [
        ({"is_free": True}, "Gratis"),
        ({"is_free": False}, "Det koster noget. Spørg os."),
        ({"is_free": False, "price": "20 kr."}, "20 kr."),
        ({"price": "20 kr."}, "20 kr."),
    ],
)
def test_the_price_is_said_as_far_as_it_is_known(
    client: Client, familier: FocusArea, price: dict[str, Any], said: str
) -> None:
    factories.initiative(familier, name="Kaffe", **price)
    assert f"<dt>Pris</dt><dd>{said}</dd>" in text(client.get("/initiativer/kaffe/"))


def test_a_pause_and_an_end_are_said_and_what_one_can_join_instead(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe", stage=Initiative.Stage.ENDED, wish="drikke kaffe")
    factories.initiative(familier, name="Te", stage=Initiative.Stage.PAUSED)
    factories.initiative(familier, name="Vand", stage=Initiative.Stage.RUNNING)
    ended, paused, running = (text(client.get(f"/initiativer/{slug}/")) for slug in ("kaffe", "te", "vand"))
    assert '<span class="stage">Slut</span>' in ended
    assert "Her kan du være med i stedet</h2>" in ended
    assert '<span class="stage">Holder pause</span>' in paused.partition("<h1>")[0]
    assert "i stedet" not in paused
    assert 'class="stage"' not in running.partition("<h1>")[0]
    assert "Kaffe" not in paused
    assert "drikke kaffe" not in text(client.get("/"))


def test_on_paper_a_code_leads_back_to_the_page(client: Client, familier: FocusArea) -> None:
    row = factories.initiative(familier, name="Kaffe")
    page = text(client.get(f"/helhedsplaner/{row.plan.slug}/initiativer/kaffe/"))
    assert str(qr_code("http://testserver/initiativer/kaffe/", "QR-kode til siden")) in page
    assert "<p>testserver/initiativer/kaffe/</p>" in page


def test_all_areas_is_another_thing_than_unknown(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe", area_scope=Initiative.AreaScope.ALL)
    page = text(client.get("/initiativer/kaffe/"))
    assert "I alle boligområderne" in page


def test_one_asks_the_contact(client: Client, familier: FocusArea) -> None:
    factories.responsibility(familier, factories.staff_member(name="Ansvarlig Person"))
    eva = factories.staff_member(name="Eva Kontakt", title="vejleder", phone="12 34 56 78")
    factories.initiative(familier, name="Kaffe", contact=eva)
    page = text(client.get("/initiativer/kaffe/"))
    assert "Eva Kontakt" in page
    assert 'href="tel:12345678"' in page
    assert 'href="/kontakt/skriv/?til=eva-kontakt&amp;initiativ=kaffe"' in page
    assert "Ansvarlig Person" not in page


def test_without_a_contact_one_asks_those_responsible_for_the_focus_area(client: Client, familier: FocusArea) -> None:
    left = factories.staff_member(name="Eva Rejst", ends_on=YESTERDAY)
    factories.responsibility(familier, factories.staff_member(name="Ann Ansvar"), what="forældre")
    factories.responsibility(familier, left)
    factories.responsibility(familier, factories.staff_member(name="Kladde Kurt", publish_from=None))
    factories.initiative(familier, name="Kaffe", contact=left)
    page = text(client.get("/initiativer/kaffe/"))
    assert "Ann Ansvar" in page
    assert "Forældre" in page
    assert "Rejst" not in page
    assert "eva-rejst" not in page
    assert "Kladde Kurt" not in page


def test_without_anybody_one_writes_to_all(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    page = text(client.get("/initiativer/kaffe/"))
    assert "Skriv til os. Så finder vi den, der ved mest om det." in page
    assert 'href="/kontakt/skriv/?initiativ=kaffe"' in page


def test_others_of_the_focus_area_stand_below(client: Client, plan: Plan, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    factories.initiative(familier, name="Te")
    factories.initiative(familier, name="Kladden", publish_from=None)
    factories.initiative(factories.focus_area(plan, name="Job"), name="Arbejde")
    page = client.get("/initiativer/kaffe/")
    assert [row.name for row in page.context["related"]] == ["Te"]


def test_a_draft_is_there_for_editors_only(client: Client, editor_client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe", publish_from=None)
    assert client.get("/initiativer/kaffe/").status_code == 404
    page = text(editor_client.get("/initiativer/kaffe/"))
    assert "Kladde</span>" in page
    assert "Mangler tekst</span>" in page


def test_a_former_address_leads_to_the_new_one(client: Client, familier: FocusArea) -> None:
    row = factories.initiative(familier, name="Kaffe")
    row.slug = "kaffe-og-kage"
    row.save()
    response = client.get("/initiativer/kaffe/?x=1")
    assert (response.status_code, response["Location"]) == (301, "/initiativer/kaffe-og-kage/")
    row.publish_from = None
    row.save()
    assert client.get("/initiativer/kaffe/").status_code == 404


def test_an_initiative_answers_under_its_own_plan_only(client: Client, familier: FocusArea) -> None:
    old = factories.plan(starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31))
    factories.initiative(factories.focus_area(old), name="Gammelt")
    factories.initiative(familier, name="Kaffe")
    assert client.get("/initiativer/gammelt/").status_code == 404
    assert client.get("/helhedsplaner/2001-2004/initiativer/kaffe/").status_code == 404
    page = text(client.get("/helhedsplaner/2001-2004/initiativer/gammelt/"))
    assert 'href="/helhedsplaner/2001-2004/initiativer/"' in page
    assert '<link rel="canonical" href="http://testserver/helhedsplaner/2001-2004/initiativer/gammelt/">' in page


def test_the_long_address_of_the_current_plan_names_the_short_one(client: Client, familier: FocusArea) -> None:
    row = factories.initiative(familier, name="Kaffe")
    page = text(client.get(f"/helhedsplaner/{row.plan.slug}/initiativer/kaffe/"))
    assert '<link rel="canonical" href="http://testserver/initiativer/kaffe/">' in page


def test_what_editors_write_is_escaped(client: Client, familier: FocusArea) -> None:
    nasty = "</script><script>alert(1)</script>"
    factories.initiative(familier, name=nasty, slug="x", summary=nasty, text=f"<p>{nasty}</p>")
    for url in ("/initiativer/x/", "/initiativer/", "/indsatsomraader/familier/", "/"):
        assert "<script>alert" not in text(client.get(url))


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_page(client: Client, familier: FocusArea, query: str) -> None:
    factories.initiative(familier, name="Kaffe")
    assert client.get(f"/initiativer/kaffe/?{query}").status_code == 200


@pytest.mark.parametrize("slug", ["findes-ikke", "%00", "%ff", "a" * 10_000, "'; DROP TABLE x;--", "<b>"])
def test_an_unknown_address_is_not_found(client: Client, plan: Plan, slug: str) -> None:
    assert client.get(f"/initiativer/{slug}/").status_code == 404
    assert client.get(f"/indsatsomraader/{slug}/").status_code == 404


def test_the_page_asks_as_many_queries_of_many_rows_as_of_few(
    client: Client, plan: Plan, familier: FocusArea, bakken: HousingArea
) -> None:
    row = factories.initiative(familier, [bakken], [factories.audience()], [factories.language()], name="Kaffe")
    factories.initiative(familier, [bakken], [factories.audience()])
    factories.responsibility(familier, factories.staff_member())

    def more() -> None:
        row.areas.set(plan.areas.all())
        for _ in range(3):
            row.audiences.add(factories.audience())
            row.languages.add(factories.language())
            factories.responsibility(familier, factories.staff_member())
            factories.initiative(familier, list(plan.areas.all()), [factories.audience()])

    before, after = grows(client, "/initiativer/kaffe/", more)
    assert before == after
    assert before <= 19


def test_a_visitor_leaves_no_trace(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    assert leaves_no_trace(client, "/initiativer/kaffe/")
