"""Asking for the newsletter: nothing is sent to who did not say yes, and nobody is told who did."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from abc_portal.retention import delete_expired
from mail.models import OutgoingMail
from news.models import Subscriber
from organisation.models import HousingArea
from tests import factories
from tests.mails import part, read, waiting
from tests.pages import grows, leaves_no_trace, typed
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
EMAIL = "fatma@example.invalid"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def nordby() -> HousingArea:
    return factories.area(name="Nordby")


def ask(client: Client, email: str = EMAIL, **more: Any) -> Any:
    return client.post("/nyhedsbrev/", typed(email=email, **more))


def page(row: Subscriber) -> str:
    return f"/nyhedsbrev/{row.key}/"


def press(row: Subscriber, button: str, **data: Any) -> Any:
    return Client(enforce_csrf_checks=True).post(f"{page(row)}{button}/", data)


def link_in(mail: OutgoingMail) -> str:
    found = re.search(r"http://[^/]+(/nyhedsbrev/\S+)", part(read(mail), "plain"))
    assert found
    return found[1]


def test_one_asks_is_written_to_and_says_yes_by_a_button(client: Client, nordby: HousingArea) -> None:
    assert 'href="/nyhedsbrev/"' in main(client.get("/soeg/?q=nyhedsbrev"))
    themes = factories.focus_area(factories.plan(areas=[nordby]), name="Børn og unge")
    factories.area(name="Sydby")
    assert "Nordby" in words(client.get("/nyhedsbrev/"))
    response = ask(client, " Fatma@Example.invalid ", areas=[nordby.slug], focus_areas=[themes.slug])
    assert response["Location"] == "/nyhedsbrev/tak/"
    assert "Se i din mail" in words(client.get("/nyhedsbrev/tak/"))
    (mail,) = waiting()
    assert (mail.recipient, mail.is_bulk) == (EMAIL, False)
    row = Subscriber.objects.get()
    assert link_in(mail) == page(row)
    for end in ("", "meld-fra/", "bekraeft/", "valg/"):  # as a mail scanner does
        for method in ("get", "head", "options"):
            getattr(client, method)(page(row) + end)
    row.refresh_from_db()
    assert not row.is_confirmed
    assert "Ja tak, send mig nyhedsbrevet" in words(client.get(page(row)))
    assert "Tak. Du får nyhedsbrevet" in words(client.get(press(row, "bekraeft")["Location"]))
    row.refresh_from_db()
    assert row.is_confirmed
    own = main(client.get(page(row)))
    assert (own.count("checked"), EMAIL in own, EMAIL in str(row)) == (2, True, False)
    press(row, "valg", areas=["sydby"])
    assert ([area.name for area in row.areas.all()], row.focus_areas.count()) == (["Sydby"], 0)
    for forged in ("findes-ikke", "a\0b"):
        assert "findes ikke mere" in words(client.get(press(row, "valg", areas=[forged])["Location"]))
    assert row.areas.count() == 1


def test_the_answer_is_the_same_whoever_is_known_and_only_a_mail_tells(client: Client, nordby: HousingArea) -> None:
    known, new = factories.subscriber(email="kendt@example.invalid"), "ny@example.invalid"
    answers = [ask(client, email, areas=[nordby.slug]) for email in (known.email, new)]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert [mail.kind for mail in waiting()] == ["newsletter_known", "newsletter_confirm"]
    # Whoever types an address does not choose for its owner.
    assert not known.areas.exists()
    assert Subscriber.objects.get(email=new).areas.count() == 1


def test_nobody_is_written_to_more_often_than_one_can_bear(client: Client, settings: Any) -> None:
    for _ in range(5):
        assert ask(client)["Location"] == "/nyhedsbrev/tak/"
    assert len(waiting()) == 3
    settings.FORM_RATE_LIMITS = settings.FORM_RATE_LIMITS | {"newsletter": "1/m/ip"}
    assert [ask(client, f"{name}@example.invalid").status_code for name in "ab"] == [302, 429]
    assert not Subscriber.objects.filter(email__startswith="b@").exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "fatma"}, "Skriv en hel e-mailadresse"),
        ({"email": ""}, "Skriv din e-mail."),
        ({"email": "a\0b@example.invalid"}, "tegn, som vi ikke kan læse"),
        ({"email": "010190-1234@example.invalid"}, "CPR"),
        ({"areas": ["findes-ikke"]}, "findes ikke mere. Vælg igen."),
        ({"areas": ["a\0b"]}, "findes ikke mere. Vælg igen."),
        ({"shown_at": ""}, "Siden har stået åben længe"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    client: Client, nordby: HousingArea, wrong: dict[str, Any], said: str
) -> None:
    response = client.post("/nyhedsbrev/", {**typed(email=EMAIL), **wrong})
    assert (response.status_code, said in words(response)) == (200, True), words(response)
    assert ask(client, website="http://spam.example").status_code == 302
    assert not Subscriber.objects.exists()
    assert not waiting()


def test_a_mail_programs_own_button_unsubscribes_with_one_post(client: Client) -> None:
    row, other = factories.subscriber(), factories.subscriber()
    for to in (row, other):
        factories.outgoing_mail(kind="newsletter_letter", recipient=to.email)
    factories.outgoing_mail(kind="sign_up_booked", recipient=row.email)
    asked = press(row, "meld-fra", **{"List-Unsubscribe": "One-Click"})
    assert (asked.status_code, asked.cookies) == (200, {})
    assert "Du er meldt fra" in words(asked)
    assert list(Subscriber.objects.all()) == [other]
    # What was on its way is not sent, and what is about something else is.
    left = [(mail.kind, mail.recipient) for mail in waiting()]
    assert left == [("newsletter_letter", other.email), ("sign_up_booked", row.email)]
    assert press(row, "meld-fra").status_code == client.get(page(row)).status_code == 410


def test_own_pages_are_kept_nowhere_and_forged_keys_are_answered_alike(client: Client) -> None:
    row = factories.subscriber()
    for end in ("", "meld-fra/"):
        response = client.get(page(row) + end)
        headers = [response[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
        assert headers == ["private, no-store", "no-referrer", "noindex"]
        assert leaves_no_trace(client, page(row) + end)
    forged = [client.get(f"/nyhedsbrev/{key}/") for key in ("x", "a%00b", str(row.key)[:-1] + "g", "😀")]
    assert {(answer.status_code, main(answer)) for answer in forged} == {(410, main(forged[0]))}


def test_who_never_said_yes_goes_with_the_mail_and_who_did_stays(settings: Any) -> None:
    settings.UNCONFIRMED_DAYS = 7
    old = {"asked_at": timezone.now() - 7 * DAY}
    silent = factories.subscriber(confirmed_at=None, **old)
    kept = {factories.subscriber(**old), factories.subscriber(confirmed_at=None, asked_at=timezone.now() - 6 * DAY)}
    factories.outgoing_mail(kind="newsletter_confirm", recipient=silent.email)
    delete_expired()
    assert set(Subscriber.objects.all()) == kept
    assert not OutgoingMail.objects.exists()


def test_the_form_and_the_own_page_ask_as_often_with_many_areas_as_with_few(client: Client) -> None:
    row = factories.subscriber([factories.area()])
    plan = factories.plan()

    def more() -> None:
        for _ in range(5):
            row.areas.add(factories.area())
            factories.focus_area(plan)

    more()
    for url in ("/nyhedsbrev/", page(row)):
        before, after = grows(client, url, more)
        assert before == after
