"""The year's duties: the days that a rule gives, who is told and when, who says that one is done, and the wheel."""

import datetime
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from abc_portal.work import CHORES
from accounts.models import User
from accounts.roles import Role
from board import reminders
from board.models import Duty, DutyTurn
from board.wheel import wheel
from tests import factories
from tests.html_forms import sent_by
from tests.mails import part, read, waiting
from tests.pages import queries
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]


def at(day: str, hour: int = 9) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(f"{day} {hour:02}:00"))


def days_of(duty: Duty) -> list[str]:
    return [str(turn.due_on) for turn in duty.turns.all()]


@pytest.mark.parametrize(
    ("rule", "after", "days"),
    [
        ({"day": 30, "month": 6}, "2031-06-30", ["2032-06-30", "2033-06-30"]),
        ({"day": 30, "month": 6}, "2031-06-29", ["2031-06-30", "2032-06-30"]),
        ({"day": 29, "month": 2}, "2031-12-31", ["2032-02-29", "2033-02-28", "2034-02-28", "2035-02-28", "2036-02-29"]),
        ({"day": 1, "month": 1, "recurrence": "halvaarligt"}, "2031-12-31", ["2032-01-01", "2032-07-01", "2033-01-01"]),
        (
            {"day": 31, "month": 8, "recurrence": "halvaarligt"},
            "2031-08-31",
            ["2032-02-29", "2032-08-31", "2033-02-28"],
        ),
        ({}, "2031-01-01", []),
        ({"recurrence": "en-gang"}, "2031-01-01", []),
    ],
)
def test_a_rule_gives_its_days(rule: dict[str, Any], after: str, days: list[str]) -> None:
    found = Duty(title="x", **rule).days(datetime.date.fromisoformat(after))
    assert [str(day) for day in islice(found, max(len(days), 1))] == days


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"day": 31, "month": 6}, "findes ikke"),
        ({"day": 30, "month": 2}, "findes ikke"),
        ({"day": 3}, "både dag og måned"),
        ({"day": 3, "month": 3, "recurrence": "en-gang"}, "under »Frister«"),
    ],
)
def test_a_rule_that_gives_no_day_is_refused(rule: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Duty(title="x", **rule).full_clean()


def test_turns_are_made_ahead_and_roll_over_the_new_year() -> None:
    duty = factories.duty(day=30, month=6)
    duty.make_turns(at("2031-12-31"))
    assert days_of(duty) == ["2032-06-30"]
    reminders.make_turns(at("2031-12-31"))
    assert DutyTurn.objects.count() == 1
    # Half an hour before the Danish new year begins, it has not; the clock of the world does not count.
    reminders.make_turns(at("2032-01-01", 0) - datetime.timedelta(minutes=30))
    assert DutyTurn.objects.count() == 1
    reminders.make_turns(at("2032-01-01", 0))
    assert days_of(duty) == ["2032-06-30", "2033-06-30"]
    # What was missed while nobody worked is made, and is late.
    reminders.make_turns(at("2034-07-01"))
    assert days_of(duty)[2:] == ["2034-06-30", "2035-06-30"]


def test_done_makes_the_next_also_when_it_is_early_moved_or_pressed_twice() -> None:
    user, other = factories.user(), factories.user()
    duty = factories.duty(day=29, month=2)
    duty.make_turns(at("2031-06-01"))
    turn = duty.turns.get()
    turn.due_on = datetime.date(2032, 3, 15)
    turn.save()
    assert turn.mark_done(user, at("2031-12-30"))
    assert not turn.mark_done(other, at("2031-12-31"))
    turn.refresh_from_db()
    assert (turn.done_by, str(turn.done_on)) == (user, "2031-12-30")
    assert days_of(duty) == ["2032-03-15", "2033-02-28"]
    assert turn.history.count() == 3
    once = factories.duty(recurrence="en-gang")
    factories.duty_turn(once).mark_done(user)
    unknown = factories.duty()
    assert once.turns.open().count() == 0
    assert list(Duty.objects.without_date()) == [unknown]


def test_when_the_rule_changes_the_days_to_come_follow() -> None:
    duty = factories.duty(day=30, month=6, recurrence="halvaarligt")
    duty.make_turns(at("2031-05-01"))
    assert days_of(duty) == ["2031-06-30", "2031-12-30", "2032-06-30", "2032-12-30"]
    moved = duty.turns.get(due_on="2031-12-30")
    moved.due_on = datetime.date(2031, 12, 10)
    moved.save()
    duty.recurrence, duty.day = "aarligt", 15
    duty.save()
    duty.follow_rule(at("2031-07-02"))
    # The late one stays, and so does the one that was moved.
    assert days_of(duty) == ["2031-06-30", "2031-12-10", "2032-06-15"]


@pytest.fixture
def head() -> User:
    user = factories.user("leder@example.invalid", role=Role.HEAD)
    factories.staff_member(user=user)
    return user


@pytest.fixture
def worker() -> User:
    user = factories.user("anna@example.invalid", role=Role.WORKER)
    factories.staff_member(user=user, name="Anna")
    return user


def told() -> list[tuple[str, str]]:
    return [(mail.recipient, str(read(mail)["Subject"]).replace("\u00a0", " ")) for mail in waiting()]


def test_whoever_is_responsible_is_told_once_before_and_once_after(head: User, worker: User) -> None:
    duty = factories.duty(title="Regnskab", about="Send det samlet.", responsible=worker.staff_member, remind_days=14)
    turn = factories.duty_turn(duty, due_on=datetime.date(2031, 6, 30))
    factories.duty_turn(factories.duty(remind_days=None), due_on=datetime.date(2031, 7, 1))
    for moment in (at("2031-06-15"), at("2031-06-16", 7)):
        reminders.remind(moment)
        assert told() == []
    before = ("anna@example.invalid", "Husk: Regnskab, senest 30. juni 2031")
    for moment in (at("2031-06-16", 8), at("2031-06-16", 9), at("2031-06-30", 23)):
        reminders.remind(moment)
        assert told() == [before]
    body = part(read(waiting()[0]), "plain")
    assert "Send det samlet." in body
    assert "/admin/aarshjul/" in body
    # A day that was moved is told of again.
    DutyTurn.objects.filter(pk=turn.pk).update(due_on=datetime.date(2031, 7, 10))
    reminders.remind(at("2031-07-01"))
    assert told() == [before, (before[0], "Husk: Regnskab, senest 10. juli 2031")]
    for moment in (at("2031-07-11"), at("2031-07-12")):
        reminders.remind(moment)
        late = [mail for mail in told() if "Fristen er gået" in mail[1]]
        # The other has no mail beforehand, and nobody: its head is told.
        assert sorted(late)[0] == ("anna@example.invalid", "Fristen er gået: Regnskab")
        assert [to for to, _subject in late].count("leder@example.invalid") == 1
    turn.refresh_from_db()
    turn.mark_done(worker, at("2031-07-12"))
    reminders.remind(at("2031-09-01"))
    assert len(told()) == 4


def test_who_has_left_is_not_told_but_the_head_and_else_the_partnership(worker: User) -> None:
    factories.partnership(email="alle@example.invalid")
    person = worker.staff_member
    duty = factories.duty(responsible=person)
    assert reminders.addresses(duty) == ["anna@example.invalid"]
    person.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    person.save()
    assert reminders.addresses(duty) == ["alle@example.invalid"]
    head = factories.user("leder@example.invalid", role=Role.HEAD)
    factories.staff_member(user=head)
    assert reminders.addresses(duty) == ["leder@example.invalid"]


def test_the_worker_does_both() -> None:
    duty = factories.duty(day=1, month=1)
    late = factories.duty_turn(duty, -3)
    for _name, _every, task in CHORES:
        if task in (reminders.make_turns, reminders.remind):
            task(at(str(timezone.localdate()), 12))
    late.refresh_from_db()
    assert duty.turns.count() > 1
    assert late.overdue_for == late.due_on


def test_the_start_page_shows_ones_own_and_the_button_says_who_and_when(
    client: Client, head: User, worker: User
) -> None:
    own = factories.duty_turn(factories.duty(title="Min egen", responsible=worker.staff_member), -2)
    foreign = factories.duty_turn(factories.duty(title="En andens", role="revisor"), 3)
    factories.duty_turn(factories.duty(title="Langt ude", responsible=worker.staff_member), 90)
    client.force_login(worker)
    page = words(client.get("/admin/"))
    assert "Årshjul Min egen overskredet" in page
    assert "En andens" not in page
    assert "Langt ude" not in page
    assert client.post(f"/admin/board/dutyturn/{foreign.pk}/gjort/").status_code == 403
    answer = client.post(f"/admin/board/dutyturn/{own.pk}/gjort/", {"fra": "start"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/"
    assert "»Min egen« er meldt gjort." in words(answer)
    own.refresh_from_db()
    assert (own.done_by, own.done_on) == (worker, timezone.localdate())
    assert "i forvejen" in words(client.post(f"/admin/board/dutyturn/{own.pk}/gjort/", follow=True))
    foreign.refresh_from_db()
    assert foreign.done_on is None
    client.force_login(head)
    assert "En andens" in words(client.get("/admin/"))
    assert client.post(f"/admin/board/dutyturn/{foreign.pk}/gjort/").status_code == 302
    assert client.post("/admin/board/dutyturn/999999/gjort/").status_code == 404
    # Who answers for nothing sees no empty box.
    client.force_login(factories.user(role=Role.FINANCE))
    assert "Årshjul" not in words(client.get("/admin/"))


def test_the_year_stands_month_by_month_and_as_a_wheel(editor_client: Client, worker: User) -> None:
    today = timezone.localdate()
    duty = factories.duty(title="Tilsyn", day=1, month=1, responsible=worker.staff_member)
    duty.make_turns()
    done = factories.duty_turn(
        factories.duty(title="Delaftaler"), due_on=today, done_on=today, done_by=worker, note="Ok"
    )
    factories.duty(title="Bestyrelsesmøde", recurrence="halvaarligt")
    page = words(answer := editor_client.get("/admin/aarshjul/"))
    assert f"Årshjul {today.year}" in page
    assert "Delaftaler gjort Frist" in page
    assert f"af {done.done_by}" in page
    assert "Uden dato endnu" in page
    assert "Bestyrelsesmøde To gange om året" in page
    svg = answer.content.decode().partition("<svg")[2].partition("</svg>")[0]
    assert 'aria-hidden="true"' in svg
    assert svg.count('class="wheel-month') == 12
    assert svg.count('class="wheel-dot gjort') == 1
    assert "style=" not in svg
    following = words(editor_client.get(f"/admin/aarshjul/?aar={today.year + 1}"))
    assert f"Januar 1 Tilsyn kommer Senest 1. januar {today.year + 1} · Anna" in following
    for wrong in ("x", "-1", "99999", "2031²", "%C2%B2", "1900"):
        assert editor_client.get(f"/admin/aarshjul/?aar={wrong}").status_code == 404
    few = queries(editor_client, "/admin/aarshjul/")
    for number in range(4):
        person = factories.staff_member()
        factories.duty_turn(factories.duty(responsible=person), due_on=today + datetime.timedelta(days=number))
    assert queries(editor_client, "/admin/aarshjul/") == few


def test_dots_of_close_days_do_not_cover_each_other() -> None:
    duty = factories.duty()
    days = [*(datetime.date(2031, 6, 30 - number) for number in range(3)), datetime.date(2031, 7, 1)]
    turns = [DutyTurn(duty=duty, due_on=day) for day in sorted(days)]
    drawn = wheel(2031, turns, datetime.date(2031, 6, 29))
    places = [(float(dot.x), float(dot.y)) for dot in drawn.dots]
    apart = [((a - c) ** 2 + (b - d) ** 2) ** 0.5 for n, (a, b) in enumerate(places) for c, d in places[:n]]
    assert min(apart) >= 22
    assert [dot.state for dot in drawn.dots] == ["overskredet", "snart", "snart", "snart"]
    assert [len(month.turns) for month in drawn.months] == [0] * 5 + [3, 1] + [0] * 5
    # Too many are drawn all the same.
    assert len(wheel(2031, turns * 4, datetime.date(2031, 1, 1)).dots) == 16
    assert wheel(2032, [], datetime.date(2031, 6, 29)).hand == ()


def test_the_editors_change_a_rule_and_its_days_follow(editor_client: Client) -> None:
    duty = factories.duty(title="Regnskab", day=30, month=6)
    duty.make_turns()
    path = f"/admin/board/duty/{duty.pk}/change/"

    def save(**new: str) -> Any:
        return editor_client.post(path, sent_by(editor_client.get(path), "duty_form") | new)

    assert "findes ikke" in words(save(day="31"))
    assert "både dag og måned" in words(save(day=""))
    assert save(day="15", month="5").status_code == 302
    assert {day[5:] for day in days_of(duty)} == {"05-15"}
    first = duty.turns.first()
    first.done_by = factories.user()
    first.done_on = timezone.localdate()
    first.save()
    # Taking the day away takes away who.
    rows = {"turns-0-done_on": ""}
    assert save(**rows).status_code == 302
    first.refresh_from_db()
    assert (first.done_on, first.done_by) == (None, None)
    tomorrow = str(timezone.localdate() + datetime.timedelta(days=1))
    assert "ligger i fremtiden" in words(save(**{"turns-0-done_on": tomorrow}))


def test_the_standing_duties_come_with_the_plan_file_and_stay_as_edited() -> None:
    for again in range(2):
        call_command("load_plan", "plans/albertslund-2017-2020.toml", stdout=StringIO())
        assert Duty.objects.get(key="regnskab-til-fonden").day == (15 if again else 30)
        Duty.objects.filter(day=30).update(day=15)
    assert Duty.objects.get(key="bestyrelsesmoede") in Duty.objects.without_date()
