"""Who reads what of a meeting: everything goes through one doorway."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.approval import approve, begin_correction
from meetings.models import AgendaItem, Attachment, Decision, Meeting, StandingItem
from meetings.papers import papers
from organisation.models import Member
from tests import factories
from tests.meetings.conftest import DAY, SECRET, TODAY

INSIDE = {"head", "keeper", "chair"}
SECRETARIAT = {"head", "keeper", "worker", "finance"}


def hold(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    meeting.refresh_from_db()


def read(house: Any, who: str, **kwargs: Any) -> str:
    return papers(house.held, house.readers[who], **kwargs).record.model_dump_json()


def those_who_read(house: Any, words: str) -> set[str]:
    return {who for who in house.readers if words in read(house, who)}


def test_what_is_closed_is_read_by_the_body_and_whoever_keeps_its_minutes(house: Any) -> None:
    hold(house.held)
    assert those_who_read(house, SECRET) == INSIDE
    approve(house.held, TODAY(), None)
    assert those_who_read(house, SECRET) == INSIDE
    assert {who for who in house.readers if SECRET in read(house, who, open_only=True)} == set()


def test_rows_of_a_closed_item_are_seen_by_the_same(house: Any) -> None:
    hold(house.held)
    house.closed.attachments.create(title=f"{SECRET} bilag")
    approve(house.held, TODAY(), None)
    for model, words in [(AgendaItem, "title"), (Decision, "what"), (Attachment, "title")]:
        seen = {
            who
            for who, user in house.readers.items()
            if any(SECRET in text for text in model.objects.visible_to(user).values_list(words, flat=True))
        }
        assert seen == INSIDE, model


def test_what_was_decided_is_everybodys_when_the_minutes_are_approved(house: Any) -> None:
    hold(house.held)
    assert those_who_read(house, "Åbent udfald") == SECRETARIAT | INSIDE
    assert those_who_read(house, "Åben sag") == set(house.readers)
    approve(house.held, TODAY(), None)
    assert those_who_read(house, "Åbent udfald") == those_who_read(house, "Åben opgave") == set(house.readers)


def test_who_kept_the_minutes_reads_what_is_closed_as_long_as_the_employment_lasts(house: Any) -> None:
    hold(house.held)
    keeper = house.readers["keeper"]
    factories.staff_member(user=keeper, ends_on=TODAY() - DAY)
    house.readers["keeper"] = type(keeper).objects.get(pk=keeper.pk)
    assert those_who_read(house, SECRET) == {"head", "chair"}
    assert not AgendaItem.objects.editable_by(house.readers["keeper"]).exists()


def test_before_the_call_the_agenda_is_a_draft(house: Any) -> None:
    Meeting.objects.update(called_at=None, state=Meeting.State.PLANNED)
    house.held.refresh_from_db()
    assert those_who_read(house, "Åben sag") == SECRETARIAT
    assert those_who_read(house, SECRET) == {"head", "keeper"}
    visitor = house.readers["visitor"]
    assert papers(house.held, visitor).record.entries == ()
    assert not AgendaItem.objects.visible_to(house.readers["chair"]).exists()


def test_a_meeting_that_is_not_open_is_there_for_its_body_and_the_secretariat(house: Any) -> None:
    Meeting.objects.update(is_open=False)
    seen = {who for who, user in house.readers.items() if Meeting.objects.visible_to(user).exists()}
    assert seen == SECRETARIAT | {"chair"}
    items = {who for who, user in house.readers.items() if AgendaItem.objects.visible_to(user).exists()}
    assert items == seen


def test_closing_an_item_closes_it_in_what_was_approved_before(house: Any) -> None:
    hold(house.held)
    approve(house.held, TODAY(), None)
    AgendaItem.objects.filter(pk=house.opened.pk).update(is_closed=True)
    assert those_who_read(house, "Åben sag") == INSIDE


def test_approved_minutes_stay_as_they_were_and_a_correction_is_a_new_version(house: Any) -> None:
    hold(house.held)
    first = approve(house.held, TODAY(), None)
    house.opened.refresh_from_db()
    with pytest.raises(ValidationError, match="ligger fast"):
        house.opened.full_clean()
    with pytest.raises(ValidationError, match="allerede godkendt"):
        approve(house.held, TODAY(), None)
    assert not Meeting.objects.needing(Meeting.Chore.APPROVE)
    begin_correction(house.held, "Et beløb var forkert")
    assert Meeting.objects.needing(Meeting.Chore.APPROVE).get() == house.held
    house.held.refresh_from_db()
    item = AgendaItem.objects.get(pk=house.opened.pk)
    item.outcome = "<p>Rettet udfald</p>"
    item.full_clean()
    item.save()
    assert those_who_read(house, "Rettet udfald") == {"head", "keeper"}
    assert not Decision.objects.visible_to(house.readers["visitor"]).exists()
    second = approve(house.held, TODAY(), None)
    house.held.refresh_from_db()
    assert (second.number, second.reason) == (2, "Et beløb var forkert")
    assert those_who_read(house, "Rettet udfald") == set(house.readers)
    first.refresh_from_db()
    assert first.is_untouched
    assert "Åbent udfald" in read(house, "visitor", version=first)


def test_minutes_are_approved_of_a_held_meeting_only(house: Any) -> None:
    with pytest.raises(ValidationError, match="ikke holdt endnu"):
        approve(house.held, TODAY(), None)
    hold(house.held)
    with pytest.raises(ValidationError, match="før mødet"):
        approve(house.held, house.held.date - DAY, None)
    elsewhere = factories.meeting(house.other)
    with pytest.raises(ValidationError, match="samme gruppe"):
        approve(house.held, TODAY(), None, at=elsewhere)


def test_what_is_not_done_stands_on_the_next_agenda(house: Any) -> None:
    coming = factories.meeting(house.board, date=TODAY() + DAY)
    carried = {row.what for row in papers(coming, house.readers["chair"]).record.carried}
    assert carried == {"Åben opgave", f"{SECRET} opgave"}
    Decision.objects.filter(item=house.opened).update(done_on=TODAY())
    assert [row.what for row in papers(coming, house.readers["chair"]).record.carried] == [f"{SECRET} opgave"]
    assert papers(coming, house.readers["worker"]).record.carried == ()
    elsewhere = factories.meeting(house.other, date=TODAY() + DAY)
    assert papers(elsewhere, house.readers["head"]).record.carried == ()


def test_invited_is_who_sits_there_on_the_day(house: Any) -> None:
    def invited(date: datetime.date) -> set[str]:
        meeting = Meeting(body=house.board, date=date)
        return {member.seat.post for member in meeting.members().select_related("seat")}

    assert invited(TODAY()) == {"Formand"}
    assert invited(TODAY() - DAY) == {"Formand", "Tidligere"}
    assert invited(TODAY() + DAY) == {"Formand", "Kommende"}


def test_standing_items_come_by_themselves_and_once(house: Any) -> None:
    StandingItem.objects.create(body=house.board, title="Godkendelse af dagsorden", kind="B", position=1)
    StandingItem.objects.create(body=house.board, title="Eventuelt", kind="O", position=2)
    meeting = factories.meeting(house.board, date=TODAY() + DAY)
    meeting.save()
    assert [(item.title, item.kind) for item in meeting.items.all()] == [
        ("Godkendelse af dagsorden", "B"),
        ("Eventuelt", "O"),
    ]
    assert not factories.meeting(house.other).items.exists()


def test_a_task_follows_the_chair(house: Any) -> None:
    tasks = Decision.objects.of_chairs
    assert tasks(house.readers["chair"]).count() == 2
    Member.objects.filter(user=house.readers["chair"]).update(ends_on=TODAY() - DAY)
    follower = factories.user()
    factories.member(house.seat, user=follower, starts_on=TODAY())
    assert tasks(house.readers["chair"]).count() == 0
    assert tasks(follower).count() == 2


def test_terms_that_end_before_the_meeting_are_told(house: Any) -> None:
    meeting = factories.meeting(house.board, date=TODAY() + 20 * DAY, state=Meeting.State.PLANNED, called_at=None)
    assert not Meeting.objects.needing(Meeting.Chore.TERMS)
    Member.objects.filter(seat=house.seat).update(ends_on=TODAY() + 10 * DAY)
    assert list(Meeting.objects.needing(Meeting.Chore.TERMS)) == [meeting]
    factories.member(house.seat, starts_on=TODAY() + 11 * DAY)
    assert not Meeting.objects.needing(Meeting.Chore.TERMS)


def test_the_times_are_those_of_the_clock_on_the_wall(house: Any) -> None:
    begins, ends = datetime.time(17), datetime.time(19)
    summer = factories.meeting(house.other, date=datetime.date(2031, 7, 1), begins=begins, ends=ends)
    winter = factories.meeting(house.other, date=datetime.date(2031, 12, 1), begins=begins, ends=ends)
    assert [timezone.localtime(row.starts_at).hour for row in (summer, winter)] == [17, 17]
    assert winter.ends_at
    assert winter.ends_at.utcoffset() == datetime.timedelta(hours=1)


def test_what_was_decided_in_minutes_nobody_approved_is_not_told_by_the_next(house: Any) -> None:
    hold(house.held)
    later = factories.meeting(house.board, date=TODAY() - DAY)
    hold(later)
    approve(later, TODAY(), None)
    readers = house.readers.items()
    assert {who for who, user in readers if papers(later, user).record.carried} == SECRETARIAT | INSIDE
    approve(house.held, TODAY(), None)
    assert [row.what for row in papers(later, house.readers["visitor"]).record.carried] == ["Åben opgave"]


def test_a_title_hidden_later_is_hidden_in_what_was_approved_before(house: Any) -> None:
    hold(house.held)
    AgendaItem.objects.filter(pk=house.closed.pk).update(hides_title=False)
    first = approve(house.held, TODAY(), None)
    assert f"{SECRET} titel" in read(house, "visitor", version=first)
    AgendaItem.objects.filter(pk=house.closed.pk).update(hides_title=True)
    assert {who for who in house.readers if SECRET in read(house, who, version=first)} == INSIDE


def test_minutes_are_not_approved_on_a_day_that_is_to_come(house: Any) -> None:
    hold(house.held)
    with pytest.raises(ValidationError, match="i fremtiden"):
        approve(house.held, TODAY() + DAY, None)
    house.held.date = TODAY() + DAY
    with pytest.raises(ValidationError, match="i fremtiden"):
        house.held.full_clean()
