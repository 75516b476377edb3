"""The list of a date and the ringeliste: who comes, how many came, and what is done on the spot."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import User
from activities import queue
from activities.models import Activity, Attendance, Call, SignUp
from initiatives.models import Initiative
from tests import factories
from tests.activities.test_admin import client, colleague, worker  # noqa: F401
from tests.pages import grows
from tests.reading import main, words

State = SignUp.State


@pytest.fixture
def date(initiative: Initiative) -> Activity:
    return factories.activity(initiative, joining="tilmelding", capacity=3)


@pytest.fixture
def today(initiative: Initiative) -> Activity:
    return factories.activity(initiative, -1, joining="tilmelding")


def people(date: Activity, rest: str = "") -> str:
    return f"/admin/activities/activity/{date.pk}/deltagere/{rest}"


def sent(client: Client, address: str, **data: Any) -> str:  # noqa: F811
    return words(client.post(address, data, follow=True))


def test_the_list_says_who_comes_who_waits_and_how_to_reach_them(client: Client, date: Activity) -> None:  # noqa: F811
    factories.sign_up(date, name="Bodil", phone="12 34 56 78", party=3, note="Har en rollator")
    factories.sign_up(date, name="Carl", state=State.WAITING)
    factories.sign_up(date, name="Dina", state=State.WAITING, email="dina@example.invalid")
    page = client.get(people(date))
    seen = words(page)
    assert "3 af 3 pladser er taget." in seen
    assert seen.index("Bodil") < seen.index("Venteliste") < seen.index("1. Carl") < seen.index("2. Dina")
    assert "Har en rollator" in seen
    assert 'href="tel:12345678"' in main(page)
    assert 'href="mailto:dina@example.invalid"' in main(page)


def test_the_list_asks_as_often_for_many_as_for_few(client: Client, date: Activity) -> None:  # noqa: F811
    def more(number: int = 8) -> None:
        for _ in range(number):
            factories.call(factories.sign_up(date, area=factories.area()), reason="flyttet")

    more(2)
    assert len(set(grows(client, people(date), more))) == 1
    assert len(set(grows(client, "/admin/ringeliste/", more))) == 1


def test_three_numbers_are_typed_and_corrected(client: Client, today: Activity) -> None:  # noqa: F811
    assert "Fremmødet er gemt." in sent(client, people(today, "antal/"), visits="12", new_faces="3", volunteers="2")
    assert "Fremmødet er gemt." in sent(client, people(today, "antal/"), visits="14", new_faces="", volunteers="2")
    assert list(Attendance.objects.values_list("visits", "new_faces", "volunteers")) == [(14, None, 2)]
    assert "flere nye ansigter end besøg" in sent(client, people(today, "antal/"), visits="1", new_faces="3")
    for wrong in ("-1", "99999", "9" * 400, "a\0b", "tolv"):
        sent(client, people(today, "antal/"), visits=wrong)
    assert Attendance.objects.get().visits == 14


def test_who_came_is_ticked_and_is_the_count_until_somebody_types_another(
    client: Client,  # noqa: F811
    today: Activity,
) -> None:
    came, stayed = factories.sign_up(today, party=3), factories.sign_up(today)
    foreign = factories.sign_up(factories.activity(today.initiative, -2))
    data = {"kom": [came.pk, foreign.pk, "x", "9" * 40]}
    assert "3 kom af de tilmeldte." in words(client.post(people(today, "kom/"), data, follow=True))
    assert [SignUp.objects.get(pk=row.pk).came for row in (came, stayed, foreign)] == [True, False, None]
    assert Attendance.objects.get().visits == 3
    sent(client, people(today, "kom/"), kom=[came.pk, stayed.pk])
    assert Attendance.objects.get().visits == 4
    sent(client, people(today, "antal/"), visits="20")
    sent(client, people(today, "kom/"))
    assert Attendance.objects.get().visits == 20


def test_somebody_at_the_counter_needs_no_more_than_a_name(client: Client, date: Activity) -> None:  # noqa: F811
    assert "Tilmeldt. Der er plads." in sent(client, people(date, "tilmeld/"), name="Bodil", party="3")
    told = sent(client, people(date, "tilmeld/"), name="Carl", party="1")
    assert "Skrevet på venteliste til aktiviteten som nummer 1." in told
    assert list(SignUp.objects.order_by("pk").values_list("name", "state")) == [
        ("Bodil", State.CONFIRMED),
        ("Carl", State.WAITING),
    ]
    assert "ligner et CPR-nummer" in sent(client, people(date, "tilmeld/"), name="A 010190-1234", party="1")
    for wrong in ("0", "11", "9" * 400, "x", ""):
        sent(client, people(date, "tilmeld/"), name="Dina", party=wrong)
    sent(client, people(date, "tilmeld/"), name="a\0b", party="1")
    assert SignUp.objects.count() == 2
    assert not LogEntry.objects.exists()


def test_a_worker_cancels_for_somebody_and_the_next_is_rung(client: Client, date: Activity, worker: User) -> None:  # noqa: F811
    first = factories.sign_up(date, party=3)
    waiting = factories.sign_up(date, name="Carl", phone="12345678", state=State.WAITING)
    page = sent(client, f"/admin/activities/signup/{first.pk}/meld-fra/")
    assert "1 skal ringes op." in page
    listed = words(client.get("/admin/ringeliste/"))
    assert "Carl Der er blevet plads inden" in listed
    call = Call.objects.get()
    sent(client, f"/admin/activities/call/{call.pk}/ringet/", svar="venter")
    waiting.refresh_from_db()
    assert waiting.offer_ends_at
    assert "Ingen skal ringes op lige nu." in words(client.get("/admin/ringeliste/"))
    assert "Pladsen er taget." in sent(client, f"/admin/activities/signup/{waiting.pk}/tag-pladsen/")
    waiting.refresh_from_db()
    assert waiting.is_confirmed
    call.refresh_from_db()
    assert call.done_by == worker
    assert "ringet" in words(client.get(people(date)))


def test_a_mail_address_that_no_mail_can_be_written_to_is_not_taken(client: Client, date: Activity) -> None:  # noqa: F811
    page = sent(client, people(date, "tilmeld/"), name="Bodil", party="1", email=f"a@{'ø' * 60}.dk")
    assert "Skriv en hel e-mailadresse" in page
    assert not SignUp.objects.exists()


def test_who_was_deleted_meanwhile_is_said_kindly(
    client: Client,  # noqa: F811
    date: Activity,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = factories.sign_up(date, state=State.OFFERED)
    call, locked = factories.call(row), queue.locked

    def after_the_resident(dates: Any) -> list[Activity]:
        SignUp.objects.all().delete()
        return locked(dates)

    monkeypatch.setattr(queue, "locked", after_the_resident)
    accept, called = f"/admin/activities/signup/{row.pk}/tag-pladsen/", f"/admin/activities/call/{call.pk}/ringet/"
    assert "Tilbuddet gælder ikke længere." in sent(client, accept)
    assert "tilmeldingen er slettet" in sent(client, called, svar="ja")


@pytest.mark.parametrize(("answer", "state"), [("ja", State.CONFIRMED), ("nej", State.CANCELLED)])
def test_an_answer_on_the_phone_decides(client: Client, date: Activity, answer: str, state: str) -> None:  # noqa: F811
    row = factories.sign_up(date, state=State.OFFERED)
    sent(client, f"/admin/activities/call/{factories.call(row).pk}/ringet/", svar=answer)
    row.refresh_from_db()
    assert row.state == state


def test_news_of_another_kind_does_not_start_the_deadline_of_an_offer(client: Client, date: Activity) -> None:  # noqa: F811
    row = factories.sign_up(date, state=State.OFFERED)
    offer, moved = factories.call(row), factories.call(row, reason="flyttet")
    sent(client, f"/admin/activities/call/{moved.pk}/ringet/", svar="ringet")
    row.refresh_from_db()
    assert row.offer_ends_at is None
    assert list(Call.objects.open()) == [offer]


def test_who_has_answered_otherwise_need_not_be_rung(client: Client, date: Activity) -> None:  # noqa: F811
    gone = factories.sign_up(date, state=State.CANCELLED)
    took = factories.sign_up(date, state=State.CONFIRMED)
    factories.call(gone, reason="flyttet")
    factories.call(took)
    assert not Call.objects.open()
    waits = factories.call(factories.sign_up(date), reason="flyttet")
    assert list(Call.objects.open()) == [waits]
    date.state = Activity.State.CANCELLED
    date.save()
    assert not Call.objects.open()


def test_a_date_is_called_off_with_what_to_do_instead_and_leads_to_whom_to_ring(
    client: Client,  # noqa: F811
    date: Activity,
) -> None:
    factories.sign_up(date, email="a@example.invalid")
    factories.sign_up(date, name="Carl", phone="12345678")
    address = f"/admin/activities/activity/{date.pk}/aflys/"
    asked = words(client.get(address))
    assert "1 tilmelding får besked på mail." in asked
    assert "1 skal ringes op" in asked
    response = client.post(address, {"instead": "Kom på torsdag"}, follow=True)
    assert response.redirect_chain[-1][0] == "/admin/ringeliste/"
    assert "Carl Aktiviteten er aflyst" in words(response)
    assert "Kom på torsdag" in words(response)
    date.refresh_from_db()
    assert date.is_cancelled
    assert "overstået eller aflyst i forvejen" in sent(client, address, instead="Igen")
    assert Activity.objects.get().instead == "Kom på torsdag"


def test_a_colleague_of_other_initiatives_sees_and_does_nothing(
    colleague: Client,  # noqa: F811
    date: Activity,
) -> None:
    row = factories.sign_up(date, name="Bodil", state=State.OFFERED)
    call = factories.call(row)
    assert "Bodil" not in words(colleague.get("/admin/ringeliste/"))
    for address, status in (
        (people(date, "antal/"), 403),
        (people(date, "kom/"), 403),
        (people(date, "tilmeld/"), 403),
        (f"/admin/activities/activity/{date.pk}/aflys/", 403),
        (f"/admin/activities/signup/{row.pk}/meld-fra/", 404),
        (f"/admin/activities/signup/{row.pk}/tag-pladsen/", 404),
        (f"/admin/activities/call/{call.pk}/ringet/", 404),
    ):
        assert colleague.post(address, {"name": "X", "party": "1"}).status_code == status
    row.refresh_from_db()
    assert row.is_offered
    assert not date.is_cancelled
