"""The page of one's own sign-ups: its address is the key, only its buttons change anything, and it ends."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities import queue
from activities.bookings import address_of, token_of
from activities.models import Activity, Attendance, SignUp
from initiatives.models import Initiative
from tests import factories
from tests.mails import waiting
from tests.pages import grows, leaves_no_trace
from tests.reading import main, words

pytestmark = pytest.mark.usefixtures("outbox")
State = SignUp.State
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def activity(initiative: Initiative) -> Activity:
    return factories.activity(initiative, joining="tilmelding", capacity=3)


def come(activity: Activity, name: str = "Fatma Ny", party: int = 1, **contact: str) -> SignUp:
    contact = contact or {"email": f"{name.split()[0].lower()}@example.invalid"}
    return queue.book([activity], name=name, party=party, **contact).new[0]


def page(row: SignUp) -> str:
    return address_of(row.booking)


def press(row: SignUp, button: str, **data: str) -> str:
    """What the page says afterwards."""
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"{page(row)}{row.pk}/{button}/", data)
    assert response.status_code == 302
    return words(client.get(response["Location"]))


def state(row: SignUp) -> str:
    return SignUp.objects.get(pk=row.pk).state


def test_each_state_is_said_in_plain_words_with_what_one_can_do(client: Client, activity: Activity) -> None:
    anna = come(activity, "Anna", 3)
    bo, carl = come(activity, "Bo", 2), come(activity, "Carl", phone="12345678")
    assert "I har 3 pladser." in words(client.get(page(anna)))
    assert "I er nr. 1 på ventelisten til aktiviteten, og I venter på 2 pladser." in words(client.get(page(bo)))
    waits = words(client.get(page(carl)))
    assert "Du er nr. 2 på ventelisten til aktiviteten." in waits
    assert "Bliver der plads, ringer vi til dig." in waits
    assert "Først til mølle. Ingen springer over." in waits
    assert "Du er meldt fra. Tak, fordi du sagde til." in press(anna, "meld-fra")
    offered = words(client.get(page(bo)))
    assert "Vi har 2 pladser til jer. Svar inden" in offered
    assert "Ja tak, jeg kommer" in offered
    assert "Svar her, eller vent, til vi ringer." in words(client.get(page(carl)))
    assert "Godt. Pladsen er din." in press(bo, "ja")
    assert "Tak, fordi du sagde til" in press(carl, "meld-fra")
    assert [state(row) for row in (anna, bo, carl)] == [State.CANCELLED, State.CONFIRMED, State.CANCELLED]
    assert not carl.calls.filter(done_at=None)
    assert "Tilmeld dig igen" in words(client.get(page(anna)))


def test_opening_every_link_changes_nothing(client: Client, activity: Activity) -> None:
    row = come(activity, phone="12345678")
    before, mails = SignUp.objects.values().get(), len(waiting())
    for end in ("", "slet/", "meld-alle-fra/", f"{row.pk}/ja/", f"{row.pk}/meld-fra/", f"{row.pk}/antal/"):
        for method in ("get", "head", "options"):
            assert getattr(client, method)(page(row) + end).status_code in (200, 405)
    assert (SignUp.objects.values().get(), len(waiting())) == (before, mails)
    for method in ("put", "patch", "delete", "post"):
        assert getattr(client, method)(page(row)).status_code == 405


def test_the_page_is_kept_nowhere_and_sets_no_cookie(client: Client, activity: Activity) -> None:
    row = come(activity)
    for end in ("", "slet/"):
        response = client.get(page(row) + end)
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"
        assert leaves_no_trace(client, page(row) + end)


@pytest.mark.parametrize("end", ["", "slet/"])
def test_a_key_that_opens_nothing_says_so_kindly_and_always_alike(client: Client, activity: Activity, end: str) -> None:
    row, deleted = come(activity), come(activity, "Bo")
    queue.erase_all([deleted])
    true = token_of(row.booking)
    forged = [
        true[:-1],
        true.replace("~", "x"),
        f"{deleted.booking.hex}~{true.partition('~')[2]}",
        "😀",
        "x" * 3000,
        "~",
    ]
    answers = [client.get(f"/tilmelding/{token}/{end}") for token in (token_of(deleted.booking), *forged)]
    assert {answer.status_code for answer in answers} == {410}
    assert len({main(answer) for answer in answers}) == 1
    assert "Her er ikke noget mere" in words(answers[0])


def test_a_button_for_somebody_elses_row_does_nothing(client: Client, activity: Activity) -> None:
    mine, other = come(activity), come(activity, "Zenobia")
    for pk in (other.pk, 0, 10**30):
        assert client.post(f"{page(mine)}{pk}/meld-fra/").status_code == 404
    assert state(other) == State.CONFIRMED
    assert "Zenobia" not in main(client.get(page(mine)))


def test_how_many_come_is_changed_within_what_there_is(activity: Activity) -> None:
    row = come(activity)
    assert "Vi har skrevet det nye antal." in press(row, "antal", party="3")
    assert "Der er ikke så mange ledige pladser." in press(row, "antal", party="4")
    for party in ("0", "11", "x", "", "9" * 6000, "\x00"):
        assert "Vælg et antal fra 1 til 10." in press(row, "antal", party=party)
    assert SignUp.objects.get().party == 3
    assert [mail.kind for mail in waiting()] == ["sign_up_booked", "sign_up_resized"]


def test_pressed_twice_or_after_going_back_it_is_done_once(activity: Activity) -> None:
    anna, bo = come(activity, "Anna", 3), come(activity, "Bo")
    for _ in range(2):
        press(anna, "meld-fra")
        assert "Pladsen er din." in press(bo, "ja")
        press(bo, "antal", party="1")
    assert [state(anna), state(bo)] == [State.CANCELLED, State.CONFIRMED]
    assert "Det kan ikke ændres mere." in press(anna, "ja")
    assert "Det kan ikke ændres mere." in press(anna, "antal", party="2")
    assert sum(mail.kind == "sign_up_left" for mail in waiting()) == 1


def test_an_offer_that_is_over_cannot_be_taken(activity: Activity) -> None:
    anna, bo = come(activity, "Anna", 3), come(activity, "Bo")
    queue.leave(anna)
    SignUp.objects.filter(pk=bo.pk).update(offer_ends_at=timezone.now())
    assert "Det kan ikke ændres mere." in press(bo, "ja")
    queue.end_offers()
    assert "Pladsen er gået til den næste" in words(Client().get(page(bo)))


def test_once_it_has_begun_one_can_only_read_and_delete(client: Client, activity: Activity) -> None:
    row = come(activity, party=2)
    Activity.objects.update(starts_at=timezone.now() - HOUR)
    assert "Meld fra" not in words(client.get(page(row)))
    for button, data in (("meld-fra", {}), ("antal", {"party": "1"}), ("ja", {})):
        press(row, button, **data)
    assert SignUp.objects.values_list("state", "party").get() == (State.CONFIRMED, 2)
    assert "Det kan ikke ændres mere." in words(client.post(f"{page(row)}meld-alle-fra/", follow=True))
    left = factories.sign_up(factories.activity(activity.initiative), booking=row.booking, state=State.CANCELLED)
    assert "Det kan ikke ændres mere." in words(client.post(f"{page(row)}meld-alle-fra/", follow=True))
    left.delete()
    come_too = factories.sign_up(activity)
    client.post(f"{page(row)}slet/")
    SignUp.objects.filter(pk=come_too.pk).forget()
    assert Attendance.objects.get().signed_up == 3


def test_deleting_is_asked_about_and_then_for_good(client: Client, activity: Activity) -> None:
    row = come(activity, "Anna", 3, phone="12345678", email="anna@example.invalid")
    waits = come(activity, "Bo")
    asked = client.get(f"{page(row)}slet/")
    assert "Det kan ikke gøres om. Så er du også meldt fra" in words(asked)
    done = client.post(f"{page(row)}slet/", follow=True)
    assert "Dine oplysninger er slettet" in words(done)
    assert list(SignUp.objects.values_list("name", "state")) == [("Bo", State.OFFERED)]
    assert client.get(page(row)).status_code == 410
    assert client.post(f"{page(row)}slet/").status_code == 410
    assert waits.activity == activity


def test_when_the_days_are_over_the_page_is_gone_before_the_rows_are(client: Client, activity: Activity) -> None:
    row = come(activity)
    over = timezone.now() - datetime.timedelta(days=30)
    Activity.objects.update(starts_at=over - HOUR, ends_at=over)
    assert client.get(page(row)).status_code == 410


def test_a_cancelled_date_says_so_and_what_instead(client: Client, activity: Activity) -> None:
    row = come(activity)
    queue.cancel_activity(activity, "Kom på tirsdag")
    assert "Aflyst. Kom på tirsdag" in words(client.get(page(row)))
    assert "Meld fra" not in words(client.get(page(row)))


def test_all_dates_are_left_at_once_with_one_receipt_and_the_same_queries(
    client: Client, initiative: Initiative
) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    rule = factories.series(
        initiative, weekdays="1234567", starts_on=tomorrow, ends_on=tomorrow + datetime.timedelta(1)
    )
    Activity.objects.update(joining="tilmelding", capacity=2)
    booking = queue.book(rule.dates.all(), name="Fatma", email="fatma@example.invalid", party=2).new[0].booking

    def more() -> None:
        rule.ends_on += datetime.timedelta(days=7)
        rule.save()
        for date in rule.dates.filter(sign_ups=None):
            Activity.objects.filter(pk=date.pk).update(joining="tilmelding", capacity=2)
            factories.sign_up(date, booking=booking, state=State.WAITING, email="fatma@example.invalid")

    before, after = grows(client, address_of(booking), more)
    assert after <= before + 1  # the line is only counted if somebody waits
    mails = len(waiting())
    client.post(f"{address_of(booking)}meld-alle-fra/")
    assert set(SignUp.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert [mail.kind for mail in waiting()[mails:]] == ["sign_up_left"]


def test_no_name_stands_where_the_public_or_a_log_sees_it(client: Client, activity: Activity, caplog: Any) -> None:
    row = come(activity, "Hemmelig Person", phone="98765432", email="hemmelig@example.invalid")
    SignUp.objects.update(note="Hemmelig besked")
    caplog.set_level("DEBUG")
    seen = [
        words(client.get(url))
        for url in (
            "/",
            "/kalender/",
            activity.get_absolute_url(),
            f"{activity.get_absolute_url()}tilmeld/",
            f"{activity.get_absolute_url()}kalender.ics",
            "/kalender/kalender.ics",
            "/soeg/?q=hemmelig+person",
            f"{page(row)}9/x/",
        )
    ]
    text = "".join(seen).replace("»hemmelig person«", "") + repr(row) + str(row)
    assert not [word for word in ("Hemmelig", "98765432", "hemmelig@") if word in text]
    logged = "".join(record.getMessage() for record in caplog.records if record.name.startswith("django.request"))
    assert "Hemmelig" not in logged
