import datetime
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from staff.models import StaffMember
from tests import factories
from tests.pages import queries
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)


def test_people_stand_under_what_they_work_with_and_the_secretariat_last(client: Client) -> None:
    plan = factories.plan()
    area = factories.focus_area(plan, name="Naboskab")
    factories.responsibility(area, factories.staff_member(name="Nora Nabo"), what="nye naboer")
    factories.staff_member(name="Sonja Sekretær", title="sekretariatsleder", in_secretariat=True)
    factories.staff_member(name="Viggo Vikar")
    page = words(client.get("/medarbejdere/"))
    places = [
        page.index(said)
        for said in ("Naboskab", "Nora Nabo", "Arbejder med nye naboer", "Sonja Sekretær", "Viggo Vikar")
    ]
    assert places == sorted(places)
    assert "Sekretariatsleder" in page


def test_somebody_in_two_focus_areas_stands_in_both(client: Client) -> None:
    plan = factories.plan()
    person = factories.staff_member(name="To Steder")
    for name in ("Unge", "Ældre"):
        factories.responsibility(factories.focus_area(plan, name=name), person)
    assert main(client.get("/medarbejdere/")).count(">To Steder</a>") == 2
    page = words(client.get("/medarbejdere/to-steder/"))
    assert "Unge" in page
    assert "Ældre" in page


def test_what_is_not_known_has_no_row(client: Client) -> None:
    factories.staff_member(name="Kun Navn")
    for path in ("/medarbejdere/", "/medarbejdere/kun-navn/"):
        page = words(client.get(path))
        for label in ("Telefon:", "E-mail:", "Træffes:", "Taler"):
            assert label not in page
    assert "Telefonnummeret er ikke skrevet ind endnu." in page


def test_what_is_known_is_shown(client: Client) -> None:
    factories.staff_member(
        name="Kan Kontaktes",
        phone="12 34 56 78",
        email="kan@example.invalid",
        office="Huset",
        languages="dansk, arabisk",
    )
    for path in ("/medarbejdere/", "/medarbejdere/kan-kontaktes/"):
        page = client.get(path)
        assert 'href="tel:12345678"' in main(page)
        assert "kan@" not in page.content.decode()
        assert "Træffes: Huset" in words(page)
        assert "Taler dansk, arabisk" in words(page)


def test_one_can_write_to_somebody(client: Client) -> None:
    factories.staff_member(name="Lise Lund")
    assert 'href="/kontakt/skriv/?til=lise-lund"' in (page := main(client.get("/medarbejdere/")))
    assert "Skriv til Lise" in page


def test_who_begins_later_is_introduced_with_the_day(client: Client) -> None:
    begins = TODAY + 30 * DAY
    factories.staff_member(name="Ny Kollega", starts_on=begins)
    for path in ("/medarbejdere/", "/medarbejdere/ny-kollega/"):
        page = words(client.get(path))
        assert f"Begynder {begins.day}. " in page
        assert "Skriv til Ny" not in page


def test_who_has_left_is_not_there(client: Client) -> None:
    plan = factories.plan()
    gone = factories.staff_member(name="Er Rejst", ends_on=TODAY - DAY)
    factories.responsibility(factories.focus_area(plan), gone)
    assert "Er Rejst" not in words(client.get("/medarbejdere/"))
    assert "Er Rejst" not in words(client.get("/kontakt/"))
    assert client.get("/medarbejdere/er-rejst/").status_code == 404
    assert b"er-rejst" not in client.get("/sitemap.xml").content


def test_the_last_day_at_work_is_a_day_at_work(client: Client) -> None:
    factories.staff_member(name="Sidste Dag", ends_on=TODAY)
    assert client.get("/medarbejdere/sidste-dag/").status_code == 200


def test_a_draft_is_seen_by_editors_only(client: Client, editor_client: Client) -> None:
    factories.staff_member(name="Ikke Klar", publish_from=None)
    assert client.get("/medarbejdere/ikke-klar/").status_code == 404
    assert "Ikke Klar" not in words(client.get("/medarbejdere/"))
    assert "Kladde" in words(editor_client.get("/medarbejdere/ikke-klar/"))


def test_a_former_address_leads_to_the_new_one(client: Client) -> None:
    person = factories.staff_member(name="Anna Berg")
    person.slug = "anna-dal"
    person.save()
    response = client.get("/medarbejdere/anna-berg/")
    assert (response.status_code, response["Location"]) == (301, "/medarbejdere/anna-dal/")


def test_search_engines_are_told_nothing_that_is_not_known(client: Client) -> None:
    factories.staff_member(name="Mia </script>", title="leder")
    html = client.get("/medarbejdere/mia-script/").content.decode()
    blocks = [json.loads(found) for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    person = next(block for block in blocks if block["@type"] == "Person")
    assert person == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Mia </script>",
        "jobTitle": "leder",
        "url": "http://testserver/medarbejdere/mia-script/",
    }


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(file, "PNG")
    return SimpleUploadedFile("../../x.png", file.getvalue())


def test_a_picture_is_shown_while_there_is_consent(client: Client, settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path
    person = factories.staff_member(
        name="Smil Nu", picture=picture(), picture_alt="Smil foran huset", picture_consent=True
    )
    assert 'alt="Smil foran huset"' in main(client.get("/medarbejdere/smil-nu/"))
    StaffMember.objects.update(picture_consent_until=TODAY - DAY)
    page = main(client.get("/medarbejdere/smil-nu/"))
    assert "<img" not in page
    assert person.picture.name not in page


def test_more_people_cost_no_more_queries(client: Client) -> None:
    plan = factories.plan()

    def fill(times: int) -> None:
        for _ in range(times):
            factories.responsibility(factories.focus_area(plan), factories.staff_member(name="Flere Folk"))
            factories.staff_member(in_secretariat=True)

    fill(1)
    few = {path: queries(client, path) for path in ("/medarbejdere/", "/medarbejdere/flere-folk/", "/kontakt/")}
    fill(4)
    person = StaffMember.objects.get(slug="flere-folk")
    for _ in range(3):
        factories.responsibility(factories.focus_area(plan), person)
    assert {path: queries(client, path) for path in few} == few


def test_without_a_plan_everybody_is_still_listed(client: Client) -> None:
    factories.staff_member(name="Alene Hjemme")
    assert "Alene Hjemme" in words(client.get("/medarbejdere/"))


def test_without_anybody_the_page_says_so(client: Client) -> None:
    assert "Der er ikke skrevet nogen medarbejdere ind endnu." in words(client.get("/medarbejdere/"))
