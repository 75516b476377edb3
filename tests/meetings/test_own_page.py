"""A member's own page: the answer to a call, what one has promised, and a calendar of one's own."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from meetings.feeds import token_of
from meetings.models import Decision, Meeting, Participant
from organisation.models import Member
from tests import factories
from tests.meetings.conftest import DAY, TODAY
from tests.pages import logged_in
from tests.reading import words

pytestmark = pytest.mark.django_db

PAGE = "/mine-grupper/"


@pytest.fixture
def coming(house: Any) -> Meeting:
    return factories.meeting(house.board, name="Næste gang", date=TODAY() + DAY)


@pytest.fixture
def member(house: Any) -> Client:
    return logged_in(house.readers["chair"])


def answer(client: Client, meeting: Meeting, **data: str) -> Any:
    given = {f"moede-{meeting.pk}-{name}": value for name, value in data.items()}
    return client.post(f"{PAGE}moede/{meeting.pk}/svar/", given, follow=True)


def done(client: Client, task: Decision, note: str = "") -> Any:
    return client.post(f"{PAGE}opgave/{task.pk}/gjort/", {f"opgave-{task.pk}-note": note}, follow=True)


def test_a_member_finds_the_next_meeting_the_tasks_and_the_others(house: Any, coming: Meeting, member: Client) -> None:
    factories.attachment(factories.agenda_item(coming), "budget")
    factories.member(factories.seat(house.board, post="Kasserer"), name="Kær Kollega")
    factories.decision(house.opened, what="Overskredet", seat=house.seat, due_on=TODAY() - DAY)
    page = words(member.get(PAGE))
    for said in ("Bestyrelsen", "Næste gang", "Bilag budget", "Kasserer Kær Kollega", "Hemmelighed opgave"):
        assert said in page
    assert page.index("Overskredet") < page.index("Åben opgave")
    assert "Den anden gruppe" not in page
    elsewhere = words(logged_in(house.readers["stranger"]).get(PAGE))
    assert "Den anden gruppe" in elsewhere
    assert "Næste gang" not in elsewhere
    assert "Du sidder ikke i en gruppe lige nu." in words(logged_in(house.readers["head"]).get(PAGE))


def test_a_member_says_whether_he_or_she_comes(house: Any, coming: Meeting, member: Client) -> None:
    assert "Tak. Dit svar er gemt." in words(answer(member, coming, reply="afbud", substitute="Eva Ersen"))
    row = coming.participants.get()
    assert (row.reply, row.substitute) == ("afbud", "Eva Ersen")
    answer(member, coming, reply="kommer", substitute="Eva Ersen")
    row.refresh_from_db()
    assert (row.reply, row.substitute) == ("kommer", "")
    assert "Kommer" in words(member.get(coming.get_absolute_url()))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Vælg, om du kommer."),
        ({"reply": "måske"}, "Vælg, om du kommer."),
        ({"reply": "afbud", "substitute": "x" * 121}, "Skriv højst 120 tegn."),
        ({"reply": "afbud", "substitute": "\x00"}, "Der er tegn, som vi ikke kan læse."),
    ],
)
def test_an_answer_that_makes_no_sense_is_told_and_not_kept(
    coming: Meeting, member: Client, given: dict[str, str], said: str
) -> None:
    page = answer(member, coming, **given)
    assert said in words(page)
    assert "Fejl:" in page.content.decode()
    assert not Participant.objects.exists()


def test_nobody_answers_for_a_meeting_that_does_not_ask(house: Any, coming: Meeting, member: Client) -> None:
    for state in ("planlagt", "aflyst", "holdt"):
        Meeting.objects.filter(pk=coming.pk).update(state=state)
        assert "Der kan ikke svares på mødet mere." in words(answer(member, coming, reply="kommer"))
    assert answer(logged_in(house.readers["stranger"]), coming, reply="kommer").status_code == 404
    Meeting.objects.filter(pk=coming.pk).update(state="indkaldt")
    Member.objects.filter(user=house.readers["chair"]).update(ends_on=TODAY())
    assert "Kommer du?" not in words(member.get(PAGE))
    answer(member, coming, reply="kommer")
    assert not Participant.objects.exists()
    assert "Svar, om du kommer" not in words(Client().get(coming.get_absolute_url()))


def test_what_is_done_is_told_once_with_what_came_of_it(house: Any, member: Client) -> None:
    task = Decision.objects.get(what="Åben opgave")
    too_long = done(member, task, "x" * 251)
    assert "Skriv højst 250 tegn." in words(too_long)
    assert "»Åben opgave« står nu som gjort." in words(done(member, task, "Det lykkedes."))
    done(member, task, "En gang til")
    task.refresh_from_db()
    assert (task.done_on, task.done_note) == (TODAY(), "Det lykkedes.")
    other = factories.decision(house.opened, what="En andens", seat=factories.seat(house.board))
    assert done(member, other).status_code == 404
    assert done(member, Decision(pk=10**30)).status_code == 404


def test_a_members_own_calendar_opens_without_login_as_long_as_the_member_sits_there(
    client: Client, house: Any, coming: Meeting
) -> None:
    Meeting.objects.update(is_open=False)
    user = house.readers["chair"]
    url = f"/moeder/kalender/{token_of(user, house.board)}.ics"
    own = client.get(url)
    events = Calendar.from_ical(own.content).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"Næste gang", "Møde i Bestyrelsen"}
    assert own["Cache-Control"] == "private, no-store"
    assert b"VEVENT" not in client.get("/organisation/bestyrelsen/moeder/kalender.ics").content
    for forged in ("x", "1-1-1", url[17:-5], token_of(user, house.other), f"{'9' * 40}-1-x"):
        assert client.get(f"/moeder/kalender/{forged}.ics").status_code == 410
    Member.objects.filter(user=user).update(ends_on=TODAY() - DAY)
    assert client.get(url).status_code == 410
    Member.objects.filter(user=user).update(ends_on=None)
    user.set_password("et-andet-langt-kodeord-2")
    user.save()
    assert client.get(url).status_code == 410
