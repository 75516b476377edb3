"""Signing up without an account: little is asked, everything is said before, and bad input is refused kindly."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities import queue
from activities.models import Activity, SignUp
from initiatives.models import Initiative
from tests import factories
from tests.mails import part, read, waiting
from tests.pages import WRONG_METHODS, grows, typed
from tests.reading import main, words

pytestmark = pytest.mark.usefixtures("outbox")
WORDS = {"name": "Fatma Ny", "email": "fatma@example.invalid", "party": "1"}
GOOD = typed(**WORDS)
PHONE = typed(name="Fatma Ny", phone="12 34 56 78", party="1")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def activity(initiative: Initiative) -> Activity:
    return factories.activity(initiative, joining="tilmelding", capacity=3)


@pytest.fixture
def series(initiative: Initiative) -> list[Activity]:
    tomorrow = timezone.localdate() + DAY
    rule = factories.series(
        initiative, weekdays="1234567", starts_on=tomorrow, ends_on=tomorrow + 2 * DAY, joining="tilmelding", capacity=2
    )
    return list(rule.dates.order_by("starts_at"))


def address(activity: Activity, end: str = "tilmeld/") -> str:
    return f"/kalender/{activity.slug}/{end}"


def sent(client: Client, activity: Activity, data: dict[str, Any], end: str = "tilmeld/") -> Any:
    """What somebody comes to who signs up."""
    response = client.post(address(activity, end), data)
    assert response.status_code == 302, words(response)
    return client.get(response["Location"])


def refused(client: Client, activity: Activity, **changes: Any) -> Any:
    response = client.post(address(activity), {**GOOD, **changes})
    assert response.status_code == 200
    assert not SignUp.objects.exists()
    assert "<title>Fejl: " in response.content.decode()
    assert 'role="alert"' in main(response)
    return response


def test_before_sending_it_is_said_what_for_until_when_and_how_one_waits(client: Client, activity: Activity) -> None:
    page = client.get(address(activity))
    assert "Der er ledige pladser." not in words(page)
    assert "Der er få pladser tilbage." in words(page)
    assert "Først til mølle. Ingen springer over. Er I tre, venter I, til der er tre pladser." in words(page)
    day = activity.day + datetime.timedelta(days=30)
    assert re.search(rf"Vi sletter det igen den {day.day}\. \w+ {day.year}", words(page))
    assert set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', main(page))) == {
        *("csrfmiddlewaretoken", "name", "phone", "email", "party", "area", "note"),
        *("website", "shown_at", "booking"),
    }
    factories.sign_up(activity, party=3)
    full = client.get(address(activity))
    assert "Alle pladser er optaget." in words(full)
    assert "Skriv mig på venteliste til aktiviteten" in words(full)


def test_who_signs_up_has_a_page_and_a_mail(client: Client, activity: Activity) -> None:
    page = sent(client, activity, {**GOOD, "phone": "12345678", "party": "2", "note": "Vi tager kage med"})
    row = SignUp.objects.values("name", "email", "phone", "party", "note", "state").get()
    assert row == {
        **WORDS,
        "phone": "12345678",
        "party": 2,
        "note": "Vi tager kage med",
        "state": SignUp.State.CONFIRMED,
    }
    assert "Tak. Du er tilmeldt" in words(page)
    assert "I har 2 pladser." in words(page)
    (mail,) = waiting()
    assert mail.recipient == "fatma@example.invalid"
    assert part(read(mail), "plain").startswith("Hej Fatma\n\nTak for din tilmelding til Strikkecafé.")


def test_without_email_there_is_a_code_which_leads_back(client: Client, activity: Activity) -> None:
    page = sent(client, activity, PHONE)
    code = SignUp.objects.get().code
    assert f"{code[:4]} {code[4:]}" in words(page)
    assert not waiting()
    typed_in = typed(code=f" {code[:4].lower()} {code[4:]}", digits="56 78")
    found = client.post("/tilmelding/", typed_in)
    assert found["Location"] == page.request["PATH_INFO"]
    wrong = [
        words(client.post("/tilmelding/", typed(**{"code": code, "digits": "5678", **change})))
        for change in ({"code": "AAAAAAAA"}, {"digits": "5679"}, {"digits": "8"}, {"code": "\U0001d7d8" * 8})
    ]
    assert all("Vi kan ikke finde en tilmelding med den kode og det nummer." in page for page in wrong)
    SignUp.objects.update(phone="")
    assert client.post("/tilmelding/", typed(code=code, digits="5678")).status_code == 200


def test_guessing_codes_is_slowed_down(client: Client, activity: Activity, settings: Any) -> None:
    settings.FORM_RATE_LIMITS = {**settings.FORM_RATE_LIMITS, "sign_up_code": "2/m/ip"}
    answers = [client.post("/tilmelding/", typed(code="AAAAAAAA", digits="0000")).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_a_series_is_signed_up_for_as_a_whole(client: Client, series: list[Activity]) -> None:
    queue.cancel_activity(series[1], "")
    factories.sign_up(series[2], party=2)
    page = client.get(address(series[0], "tilmeld-alle/"))
    assert main(page).count('<li class="ev">') == 2
    assert "Hvor alle pladser er optaget, kommer du på venteliste til aktiviteten." in words(page)
    page = sent(client, series[0], GOOD, "tilmeld-alle/")
    assert "Du har plads." in words(page)
    assert "Du er nr. 1 på ventelisten til aktiviteten." in words(page)
    (mail,) = waiting()
    text = part(read(mail), "plain")
    assert text.count("\n- ") == 2
    assert "Du er nr. 1 på ventelisten til aktiviteten." in text
    assert len({row.booking for row in SignUp.objects.filter(name="Fatma Ny")}) == 1


def test_the_same_person_twice_is_told_so_and_gets_the_link_again(client: Client, activity: Activity) -> None:
    sent(client, activity, GOOD)
    again = client.post(address(activity), {**GOOD, "name": " FATMA ny", "email": "Fatma@example.invalid"})
    assert "Du er allerede tilmeldt" in words(again)
    assert SignUp.objects.count() == 1
    first, second = waiting()
    assert [first.kind, second.kind] == ["sign_up_booked", "sign_up_link"]
    link = re.search(r"/tilmelding/\S+", part(read(second), "plain"))
    assert link
    assert link[0] not in again.content.decode()
    for _ in range(8):
        client.post(address(activity), GOOD)
    assert len(waiting()) == 7


def test_who_knows_a_name_and_a_number_does_not_come_to_that_page(client: Client, activity: Activity) -> None:
    """The link goes to the address of then; without one, to nobody."""
    sent(client, activity, {**GOOD, "phone": "12345678", "note": "Hemmelig besked"})
    mine = {**PHONE, "email": "anden@example.invalid"}
    page = client.post(address(activity), mine)
    assert {mail.recipient for mail in waiting()} == {"fatma@example.invalid"}
    assert "fatma@" not in page.content.decode()
    assert "Hemmelig besked" not in page.content.decode()
    SignUp.objects.update(email="")
    page = client.post(address(activity), mine)
    assert "med den kode, du fik" in words(page)
    assert SignUp.objects.get().code not in page.content.decode()
    assert len(waiting()) == 2


def test_a_form_sent_twice_leads_to_the_same_page(client: Client, activity: Activity) -> None:
    form = client.get(address(activity))
    booking = re.search(r'name="booking" value="([^"]+)"', main(form))
    assert booking
    twice = [client.post(address(activity), {**PHONE, "booking": booking[1]})["Location"] for _ in range(2)]
    assert twice[0] == twice[1]
    assert SignUp.objects.count() == 1
    other = client.post(address(activity), {**PHONE, "booking": booking[1], "name": "Næste ved skærmen"})
    assert other["Location"] != twice[0]
    assert SignUp.objects.values("booking").distinct().count() == 2


def test_whoever_was_on_some_dates_already_is_put_on_the_others(client: Client, series: list[Activity]) -> None:
    sent(client, series[1], GOOD)
    page = sent(client, series[0], GOOD, "tilmeld-alle/")
    assert "Nogle af datoerne var du tilmeldt før." in words(page)
    assert main(page).count('<li class="ev">') == 2
    assert [mail.kind for mail in waiting()] == ["sign_up_booked", "sign_up_booked", "sign_up_link"]


def test_what_takes_no_sign_up_says_why(client: Client, initiative: Initiative, series: list[Activity]) -> None:
    begun = timezone.now() - datetime.timedelta(minutes=5)
    said = {
        "Du skal ikke tilmelde dig. Bare mød op.": factories.activity(initiative),
        "Den er i gang nu.": factories.activity(
            initiative, starts_at=begun, ends_at=begun + DAY, joining="tilmelding", name="I gang"
        ),
        "Den er slut.": factories.activity(initiative, -7, joining="tilmelding"),
    }
    for sentence, activity in said.items():
        for answer in (client.get(address(activity)), client.post(address(activity), GOOD)):
            assert answer.status_code == 200
            assert sentence in words(answer)
            assert "<form" not in main(answer)
    for date in series:
        queue.cancel_activity(date, "Kom på tirsdag")
    for end in ("tilmeld/", "tilmeld-alle/"):
        assert "Aflyst . Kom på tirsdag" in words(client.get(address(series[0], end)))
    assert not SignUp.objects.exists()


def test_a_draft_has_no_sign_up_page(client: Client, activity: Activity) -> None:
    Initiative.objects.update(publish_from=None)
    assert client.get(address(activity)).status_code == 404
    assert client.post(address(activity), GOOD).status_code == 404
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Skriv dit navn."),
        ({"email": ""}, "Skriv din telefon eller din e-mail, så vi kan nå dig."),
        ({"email": "navn@"}, "Skriv en hel e-mailadresse"),
        ({"email": "a@b.dk\nBcc: c@d.dk"}, "Skriv en hel e-mailadresse"),
        ({"phone": "1234"}, "Skriv et telefonnummer med mindst 8 tal."),
        *[
            ({"party": party}, "Skriv, hvor mange I kommer: et tal fra 1 til 10.")
            for party in ("", "0", "11", "-1", "1,5", "to", "9" * 6000, "\x00", "1e1")
        ],
        *[({field: "Jeg er 010190-1234"}, "Det ligner et CPR-nummer.") for field in ("name", "phone", "email", "note")],
        ({"phone": "0101901234"}, "Det ligner et CPR-nummer."),
        ({"email": "010190-1234@example.invalid"}, "Det ligner et CPR-nummer."),
        ({"area": "findes-ikke"}, "Det kan ikke vælges mere."),
        *[({field: "x\x00y"}, "tegn, som vi ikke kan læse") for field in ("name", "phone", "email", "note")],
        *[({field: "x" * 5000}, "Skriv højst") for field in ("name", "phone", "email", "note")],
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(
    client: Client, activity: Activity, changes: dict[str, str], message: str
) -> None:
    assert message in words(refused(client, activity, **changes))


@pytest.mark.parametrize("booking", ["", "x", "\x00", "😀" * 40, "00000000-0000-0000-0000-000000000000"])
def test_a_forged_id_does_no_harm(client: Client, activity: Activity, booking: str) -> None:
    sent(client, activity, {**GOOD, "booking": booking})
    assert SignUp.objects.count() == 1


def test_programs_and_crowds_are_stopped(client: Client, activity: Activity, settings: Any) -> None:
    trapped = client.post(address(activity), {**GOOD, "website": "x"})
    assert client.get(trapped["Location"]).status_code == 410
    settings.FORM_RATE_LIMITS = {**settings.FORM_RATE_LIMITS, "sign_up": "1/m/ip"}
    sent(client, activity, GOOD)
    refused = client.post(address(activity), {**GOOD, "name": "En anden"})
    assert refused.status_code == 429
    assert SignUp.objects.count() == 1


def test_the_form_is_protected_against_forgery_and_kept_nowhere(activity: Activity) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(activity), GOOD).status_code == 403
    assert "no-store" in strict.get(address(activity))["Cache-Control"]
    for method in set(WRONG_METHODS) - {"post"}:
        assert getattr(Client(), method)(address(activity)).status_code == 405


def test_a_page_asks_no_more_when_there_are_more_dates_and_people(client: Client, series: list[Activity]) -> None:
    def more() -> None:
        rule = series[0].series
        assert rule
        rule.ends_on += 10 * DAY
        rule.save()
        for date in rule.dates.all():
            factories.sign_up(date, state=SignUp.State.WAITING)

    before, after = grows(client, address(series[0], "tilmeld-alle/"), more)
    assert after == before
