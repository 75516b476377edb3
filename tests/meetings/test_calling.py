"""A meeting is called, told of anew, cancelled and held; mails and calendar files say nothing that is closed."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from core.mails import absolute
from meetings.calling import call, cancel, hold, invited, is_news, tell_changes, unasked
from meetings.changes import changes
from meetings.ics import calendar_of
from meetings.models import Meeting
from meetings.papers import papers
from organisation.models import Member
from tests import factories
from tests.meetings.conftest import DAY, SECRET, TODAY
from tests.pages import logged_in

State = Meeting.State


@pytest.fixture
def planned(house: Any) -> Meeting:
    """A meeting in a week, with an open item, one that is closed, and one whose title is hidden, too."""
    meeting = factories.meeting(
        house.board,
        date=TODAY() + 7 * DAY,
        begins=datetime.time(16),
        state=State.PLANNED,
        called_at=None,
        place="Fælleshuset",
        secretary=house.readers["keeper"],
    )
    factories.agenda_item(meeting, title="Budget", recommendation="<p>At vi siger ja &amp; tak</p>", position=1)
    hidden = {"is_closed": True, "case": f"<p>{SECRET}</p>", "recommendation": f"<p>{SECRET}</p>"}
    factories.agenda_item(meeting, title=f"{SECRET} sag", position=2, **hidden)
    factories.agenda_item(meeting, title=f"{SECRET} person", position=3, hides_title=True, **hidden)
    factories.member(factories.seat(house.board, post="Uden login"), name="Ringes Op")
    return meeting


def words(mail: Any) -> str:
    """All that a mail says: text, HTML, subject and the calendar file."""
    files = [content if isinstance(content, str) else content.decode() for _name, content, _kind in mail.attachments]
    return "\n".join([mail.subject, mail.body, *(str(part.content) for part in mail.alternatives), *files])


def event(mail: Any) -> Any:
    (found,) = Calendar.from_ical(mail.attachments[0][1]).walk("VEVENT")
    return found


def test_the_call_reaches_who_sits_there_on_the_day_and_says_nothing_closed(
    house: Any, planned: Meeting, mailoutbox: Any
) -> None:
    reached = call(planned)
    chair, coming = house.readers["chair"], house.readers["coming"]
    assert {mail.to[0] for mail in mailoutbox} == {chair.email, coming.email}
    assert [member.name for member in reached.others] == ["Ringes Op"]
    assert {row.seat.post for row in invited(planned)} == {"Formand", "Kommende", "Uden login"}
    mail = mailoutbox[0]
    assert "1. Budget (orientering)\nIndstilling: At vi siger ja & tak\n\n2. Lukket punkt\n\n3. Lukket" in mail.body
    assert absolute(planned.get_absolute_url()) in mail.body
    assert f"skriv til {house.readers['keeper'].email}" in mail.body
    assert not [sent for sent in mailoutbox if SECRET in words(sent)]
    planned.refresh_from_db()
    assert planned.agenda_is_out
    assert papers(planned, chair).reads_all
    assert SECRET in str(planned.told)
    with pytest.raises(ValidationError, match="allerede indkaldt"):
        call(planned)


def test_a_meeting_is_called_before_it_is_over(planned: Meeting) -> None:
    Meeting.objects.filter(pk=planned.pk).update(date=TODAY() - DAY)
    with pytest.raises(ValidationError, match="dato er gået"):
        call(planned)


def test_what_is_new_is_told_to_each_as_far_as_he_may_read(house: Any, planned: Meeting, mailoutbox: Any) -> None:
    call(planned)
    mailoutbox.clear()
    planned.refresh_from_db()
    with pytest.raises(ValidationError, match="intet nyt"):
        tell_changes(planned)
    planned.begins, planned.place = datetime.time(17), "Biblioteket"
    planned.save()
    budget, closed, _hidden = planned.items.order_by("position")
    budget.recommendation = "<p>At vi siger nej</p>"
    budget.save()
    closed.case = f"<p>{SECRET} igen</p>"
    closed.save()
    factories.agenda_item(planned, title="Ny sag", position=4)
    factories.agenda_item(planned, title=f"{SECRET} ny", position=5, is_closed=True, hides_title=True)
    assert is_news(planned)
    same = ["Tid: kl. 17.00 i stedet for kl. 16.00.", "Sted: Biblioteket i stedet for Fælleshuset."]
    same += ["Ændret er punkt 1: Budget (indstilling)"]
    outside = changes(planned, house.readers["visitor"])
    assert outside == [*same, "Nyt punkt 4: Ny sag", "Nyt punkt 5: Lukket punkt"]
    inside = changes(planned, house.readers["chair"])
    assert inside == [
        *same,
        f"Ændret er punkt 2: {SECRET} sag (sagen)",
        "Nyt punkt 4: Ny sag",
        f"Nyt punkt 5: {SECRET} ny",
    ]
    tell_changes(planned)
    mail = next(mail for mail in mailoutbox if mail.to == [house.readers["chair"].email])
    assert "- Ændret er punkt 2: Lukket punkt\n- Nyt punkt 4: Ny sag" in mail.body
    assert not [sent for sent in mailoutbox if SECRET in words(sent)]
    planned.refresh_from_db()
    assert changes(planned, house.readers["chair"]) == []
    assert not is_news(planned)


def test_closing_and_deleting_an_item_gives_its_title_away_to_nobody(house: Any, planned: Meeting) -> None:
    call(planned)
    planned.refresh_from_db()
    planned.items.filter(title="Budget").update(is_closed=True, hides_title=True, title=f"{SECRET} budget")
    for reader in ("visitor", "worker", "stranger"):
        assert SECRET not in str(changes(planned, house.readers[reader]))
    assert f"{SECRET} budget" in str(changes(planned, house.readers["chair"]))
    planned.items.filter(title=f"{SECRET} person").delete()
    assert changes(planned, house.readers["visitor"]) == ["Det tidligere punkt 3 udgår."]


def test_who_sits_there_on_another_day_is_asked_and_who_does_not_is_told(
    house: Any, planned: Meeting, mailoutbox: Any
) -> None:
    call(planned)
    Member.objects.filter(user=house.readers["chair"]).update(ends_on=TODAY() + 10 * DAY)
    late = factories.user()
    factories.member(house.seat, user=late, starts_on=TODAY() + 11 * DAY)
    planned.refresh_from_db()
    assert unasked(planned) == []
    planned.date = TODAY() + 14 * DAY
    planned.save()
    assert [member.user for member in unasked(planned)] == [late]
    assert list(Meeting.objects.needing(Meeting.Chore.MEMBERS)) == [planned]
    mailoutbox.clear()
    tell_changes(planned)
    subjects = {mail.to[0]: mail for mail in mailoutbox}
    assert subjects[late.email].subject.startswith("Indkaldelse")
    assert subjects[house.readers["coming"].email].subject.startswith("Ændret")
    gone = subjects[house.readers["chair"].email]
    assert gone.subject.startswith("Du skal ikke med")
    assert str(event(gone)["status"]) == "CANCELLED"
    assert not Meeting.objects.needing(Meeting.Chore.MEMBERS)
    assert {row.user for row in invited(planned)} == {late, house.readers["coming"], None}


def test_who_was_there_stays_in_the_list_whatever_happens_to_the_chair(house: Any) -> None:
    house.held.participants.create(member=Member.objects.get(user=house.readers["former"]), was_there=True)
    house.held.participants.create(member=Member.objects.get(user=house.readers["coming"]))
    Member.objects.filter(user=house.readers["former"]).update(ends_on=house.held.date - DAY)
    hold(house.held)
    assert {row.user for row in invited(house.held)} == {house.readers["former"], house.readers["chair"]}
    house.held.refresh_from_db()
    assert house.held.is_held
    with pytest.raises(ValidationError, match="i forvejen"):
        hold(house.held)


def test_a_cancelled_meeting_leaves_the_calendars_and_can_be_called_again(
    house: Any, planned: Meeting, mailoutbox: Any
) -> None:
    call(planned)
    first = event(mailoutbox[0])
    mailoutbox.clear()
    cancel(planned, "For mange har meldt afbud.")
    assert len(mailoutbox) == 2
    assert "For mange har meldt afbud." in mailoutbox[0].body
    last = event(mailoutbox[0])
    assert (str(first["uid"]), str(first["status"])) == (str(last["uid"]), "CONFIRMED")
    assert str(last["status"]) == "CANCELLED"
    assert last["sequence"] > first["sequence"]
    with pytest.raises(ValidationError, match="i forvejen"):
        cancel(planned, "")
    mailoutbox.clear()
    call(planned)
    assert len(mailoutbox) == 2
    assert event(mailoutbox[0])["sequence"] > last["sequence"]


def test_a_plan_that_is_dropped_is_told_to_nobody(planned: Meeting, mailoutbox: Any) -> None:
    cancel(planned, "")
    assert mailoutbox == []


def test_a_meeting_is_held_when_its_day_has_come(planned: Meeting) -> None:
    with pytest.raises(ValidationError, match="i fremtiden"):
        hold(planned)
    Meeting.objects.filter(pk=planned.pk).update(date=TODAY() - DAY)
    hold(planned)
    planned.refresh_from_db()
    assert planned.agenda_is_out
    assert planned.participants.count() == 3


def test_the_calendar_knows_meetings_with_and_without_a_time_and_no_items(house: Any, planned: Meeting) -> None:
    factories.meeting(house.other, date=datetime.date(2031, 7, 1), begins=datetime.time(17), ends=datetime.time(19))
    factories.meeting(house.other, date=datetime.date(2031, 12, 1), name="Temadag")
    content = calendar_of(Meeting.objects.for_list().order_by("date"), absolute, name="Møder")
    found = {str(part["summary"]): part for part in Calendar.from_ical(content).walk("VEVENT")}
    assert found["Temadag"]["dtstart"].dt == datetime.date(2031, 12, 1)
    summer = found["Møde i Den anden gruppe"]
    assert (summer["dtstart"].dt.hour, summer["dtend"].dt.hour) == (17, 19)
    assert summer["dtstart"].dt.utcoffset() == datetime.timedelta(hours=2)
    assert summer["dtstart"].params["TZID"] == "Europe/Copenhagen"
    mine = next(part for part in found.values() if str(part["uid"]) == str(planned.uid))
    assert (str(mine["status"]), str(mine["location"])) == ("TENTATIVE", "Fælleshuset")
    assert "dtend" not in mine
    assert SECRET not in content.decode()


def test_a_new_day_asks_again_and_the_link_of_the_first_mail_leads_on(house: Any, planned: Meeting) -> None:
    call(planned)
    planned.refresh_from_db()
    chair, first = house.readers["chair"], planned.get_absolute_url()
    planned.answer(chair, "afbud", "En anden")
    planned.place = "Biblioteket"
    planned.save()
    tell_changes(planned)
    assert planned.participants.filter(reply="afbud", substitute="En anden").exists()
    planned.refresh_from_db()
    planned.date += DAY
    planned.save()
    tell_changes(planned)
    assert not planned.participants.exclude(reply="", substitute="").exists()
    assert logged_in(chair).get(first).url == planned.get_absolute_url()
    Meeting.objects.filter(pk=planned.pk).update(is_open=False)
    assert logged_in(house.readers["stranger"]).get(first).status_code == 404


def test_a_term_that_ends_before_the_meeting_alarms_until_somebody_sits_there_that_day(house: Any) -> None:
    meeting = factories.meeting(house.other, date=TODAY() + 30 * DAY, state=State.PLANNED)
    seat = factories.seat(house.other, post="Næstformand")
    factories.member(seat, ends_on=TODAY() + 5 * DAY)
    late = factories.member(seat, starts_on=meeting.date + DAY)
    assert meeting in Meeting.objects.needing(Meeting.Chore.TERMS)
    Member.objects.filter(pk=late.pk).update(starts_on=meeting.date)
    assert meeting not in Meeting.objects.needing(Meeting.Chore.TERMS)
