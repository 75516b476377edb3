"""Who gets which place: first come, first served, nobody overtakes, and nobody without e-mail loses for it."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities import queue
from activities.models import Activity, Attendance, Call, SignUp
from initiatives.models import Initiative
from tests import factories

State = SignUp.State
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def activity(initiative: Initiative) -> Activity:
    return factories.activity(initiative, joining="tilmelding", capacity=3)


def come(activity: Activity, name: str, party: int = 1, **contact: Any) -> SignUp:
    contact = contact or {"email": f"{name.lower()}@example.invalid"}
    return queue.book([activity], name=name, party=party, **contact).new[0]


def line(activity: Activity) -> dict[str, str]:
    return {row.name: row.state for row in activity.sign_ups.in_line()}


def taken(activity: Activity) -> int:
    return sum(row.party for row in activity.sign_ups.holding())


def test_who_comes_first_has_a_place_and_who_comes_later_waits_in_order(activity: Activity) -> None:
    come(activity, "Anna", party=2)
    come(activity, "Bo")
    waiting = [come(activity, "Carl"), come(activity, "Dina")]
    assert line(activity) == {
        "Anna": State.CONFIRMED,
        "Bo": State.CONFIRMED,
        "Carl": State.WAITING,
        "Dina": State.WAITING,
    }
    assert [queue.position(row) for row in waiting] == [1, 2]


def test_a_party_waits_for_as_many_places_and_nobody_overtakes_it(activity: Activity) -> None:
    anna = come(activity, "Anna", party=2)
    family = come(activity, "Familien", party=3)
    single = come(activity, "Bo")
    assert (family.state, single.state) == (State.WAITING, State.WAITING)
    queue.leave(anna)
    assert line(activity) == {"Anna": State.CANCELLED, "Familien": State.OFFERED, "Bo": State.WAITING}


def test_a_freed_place_is_offered_to_the_next_and_then_to_the_one_after(activity: Activity) -> None:
    anna = come(activity, "Anna", party=3)
    carl, dina = come(activity, "Carl"), come(activity, "Dina", party=2)
    queue.resize(anna, 2)
    carl.refresh_from_db()
    assert carl.is_offered
    assert carl.offer_ends_at is not None
    queue.end_offers(carl.offer_ends_at - HOUR)
    assert line(activity)["Carl"] == State.OFFERED
    queue.end_offers(carl.offer_ends_at)
    assert line(activity) == {"Anna": State.CONFIRMED, "Carl": State.LAPSED, "Dina": State.WAITING}
    queue.leave(anna)
    dina.refresh_from_db()
    queue.accept(dina)
    queue.accept(dina)
    assert line(activity)["Dina"] == State.CONFIRMED
    with pytest.raises(queue.Closed):
        queue.accept(carl)


def test_an_offer_ends_while_there_is_time_to_come(initiative: Initiative) -> None:
    soon = factories.activity(initiative, in_days=1, joining="tilmelding", capacity=1)
    now = soon.starts_at - 5 * HOUR
    queue.book([soon], now, name="Anna", email="anna@example.invalid", party=1)
    (bo,), _known = queue.book([soon], now, name="Bo", email="bo@example.invalid", party=1)
    queue.leave(soon.sign_ups.get(name="Anna"), now)
    bo.refresh_from_db()
    assert bo.offer_ends_at == soon.starts_at - HOUR


def test_no_deadline_runs_for_who_has_no_email_until_somebody_has_rung(activity: Activity) -> None:
    anna = come(activity, "Anna", party=3)
    bo, carl = come(activity, "Bo", party=3, phone="12 34 56 78"), come(activity, "Carl")
    queue.leave(anna)
    bo.refresh_from_db()
    assert (bo.state, bo.offer_ends_at) == (State.OFFERED, None)
    queue.end_offers(timezone.now() + datetime.timedelta(days=6))
    assert line(activity)["Bo"] == State.OFFERED
    worker = factories.editor()
    (call,) = Call.objects.open()
    assert (call.reason, call.sign_up) == (Call.Reason.OFFER, bo)
    queue.called(call, worker, "venter")
    bo.refresh_from_db()
    assert bo.offer_ends_at is not None
    queue.end_offers(bo.offer_ends_at)
    assert line(activity)["Bo"] == State.LAPSED
    call.refresh_from_db()
    assert (call.done_by, bool(call.done_at)) == (worker, True)
    assert not Call.objects.open()
    carl.refresh_from_db()
    assert carl.is_offered


@pytest.mark.parametrize(("answer", "state"), [("ja", State.CONFIRMED), ("nej", State.CANCELLED)])
def test_the_answer_on_the_telephone_decides(activity: Activity, answer: str, state: str) -> None:
    anna = come(activity, "Anna", party=3)
    bo = come(activity, "Bo", phone="12345678")
    queue.leave(anna)
    queue.called(Call.objects.get(), factories.editor(), answer)
    assert line(activity)["Bo"] == state
    assert bo.calls.get().done_at


def test_a_cancelled_date_tells_everybody_on_it_and_only_them(activity: Activity, initiative: Initiative) -> None:
    come(activity, "Anna", phone="12345678")
    gone = come(activity, "Bo", phone="22345678")
    queue.leave(gone)
    come(activity, "Carl")
    other = factories.activity(initiative, joining="tilmelding")
    come(other, "Dina", phone="32345678")
    queue.cancel_activity(activity, "Kom på tirsdag")
    assert [(call.sign_up.name, call.reason) for call in Call.objects.open()] == [("Anna", Call.Reason.CANCELLED)]
    activity.refresh_from_db()
    assert (activity.is_cancelled, activity.instead, activity.sequence) == (True, "Kom på tirsdag", 1)
    with pytest.raises(queue.Closed):
        come(activity, "Emma")


def test_more_places_are_offered_and_a_moved_date_is_told(activity: Activity) -> None:
    come(activity, "Anna", party=3, phone="12345678")
    come(activity, "Bo")
    activity.capacity = 4
    activity.save()
    queue.activity_changed(activity, moved=True)
    assert line(activity)["Bo"] == State.OFFERED
    assert {(call.sign_up.name, call.reason) for call in Call.objects.open()} == {("Anna", Call.Reason.MOVED)}


def test_nobody_becomes_more_than_there_are_places(activity: Activity) -> None:
    anna = come(activity, "Anna")
    queue.resize(anna, 3)
    with pytest.raises(queue.NoRoom):
        queue.resize(anna, 4)
    come(activity, "Bo", party=2)
    queue.resize(anna, 2)
    with pytest.raises(queue.NoRoom):
        queue.resize(anna, 3)
    assert taken(activity) == 2


def test_the_same_person_twice_is_recognised(activity: Activity) -> None:
    first = come(activity, "Fatma Ny", phone="+45 12 34 56 78", email="Fatma@example.invalid")
    for contact in ({"phone": "12345678"}, {"email": "fatma@EXAMPLE.invalid"}):
        assert queue.book([activity], name=" fatma  ny", party=1, **contact) == ([], [first])
    come(activity, "Søster", phone="12345678")
    assert activity.sign_ups.count() == 2


def test_a_series_is_booked_as_one_row_per_open_date(initiative: Initiative) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    rule = factories.series(
        initiative, weekdays="1234567", starts_on=tomorrow, ends_on=tomorrow + datetime.timedelta(4)
    )
    dates = list(rule.dates.order_by("starts_at"))
    Activity.objects.update(joining="tilmelding")
    queue.cancel_activity(dates[1], "")
    booked = queue.book(dates, dates[0].starts_at, name="Anna", phone="12345678", party=1)
    assert [row.activity for row in booked.new] == dates[2:]
    assert len({(row.booking, row.code) for row in booked.new}) == 1


def test_what_is_not_open_takes_nobody(initiative: Initiative) -> None:
    drop_in = factories.activity(initiative)
    begun = factories.activity(initiative, joining="tilmelding")
    for activity, at in ((drop_in, None), (begun, begun.starts_at)):
        with pytest.raises(queue.Closed):
            queue.book([activity], at, name="Anna", party=1)


def test_names_go_after_their_days_and_counts_stay(activity: Activity, settings: Any) -> None:
    settings.SIGN_UP_DAYS = 30
    anna = come(activity, "Anna", party=2)
    come(activity, "Bo", phone="12345678")
    come(activity, "Carl", party=3)
    anna.came = True
    anna.save()
    over = activity.ends_at + datetime.timedelta(days=30)
    assert SignUp.objects.expired(over - HOUR).forget() == 0
    assert SignUp.objects.expired(over).forget() == 3
    assert not SignUp.objects.exists()
    kept = Attendance.objects.get()
    assert (kept.activity, kept.signed_up, kept.came) == (activity, 3, 2)


def test_erased_is_gone_and_the_place_is_free(activity: Activity) -> None:
    anna = come(activity, "Anna", party=3)
    come(activity, "Bo")
    queue.erase_all([anna])
    assert line(activity) == {"Bo": State.OFFERED}


def test_only_workers_of_the_initiative_and_the_head_see_names(activity: Activity) -> None:
    come(activity, "Anna", party=3)
    come(activity, "Bo", phone="12345678")
    queue.leave(activity.sign_ups.get(name="Anna"))
    own, other = factories.user(role="medarbejder"), factories.user(role="medarbejder")
    for user, focus_area in ((own, activity.initiative.focus_area), (other, factories.focus_area(factories.plan()))):
        factories.responsibility(focus_area, factories.staff_member(user=user))
    finance, head = factories.user(role="oekonomi"), factories.editor()
    for user, seen in ((own, (2, 1)), (other, (0, 0)), (finance, (0, 0)), (head, (2, 1))):
        assert (SignUp.objects.visible_to(user).count(), Call.objects.visible_to(user).count()) == seen
    assert "Anna" not in str(activity.sign_ups.first())


def test_a_party_that_can_never_have_room_is_refused_and_shuts_nobody_out(activity: Activity) -> None:
    with pytest.raises(queue.TooMany) as refused:
        come(activity, "Klassen", party=4)
    assert refused.value.places == 3
    bo = come(activity, "Bo")
    assert bo.is_confirmed
    waiting = come(activity, "Familien", party=3)
    with pytest.raises(queue.TooMany):
        queue.resize(waiting, 4)
    activity.capacity = 2
    with pytest.raises(ValidationError, match="En gruppe på 3 venter"):
        activity.full_clean()


def test_an_offer_by_telephone_stays_on_the_list_until_the_activity_begins(activity: Activity) -> None:
    come(activity, "Anna", party=3)
    come(activity, "Bo", phone="12345678")
    queue.leave(activity.sign_ups.get(name="Anna"))
    assert [call.sign_up.name for call in Call.objects.open(activity.starts_at - HOUR)] == ["Bo"]
    assert not Call.objects.open(activity.starts_at)


def test_nothing_lapses_on_a_date_that_is_called_off(activity: Activity) -> None:
    come(activity, "Anna", party=3)
    bo = come(activity, "Bo", phone="12345678")
    queue.leave(activity.sign_ups.get(name="Anna"))
    queue.called(Call.objects.get(), factories.editor(), "venter")
    queue.cancel_activity(activity, "")
    bo.refresh_from_db()
    queue.end_offers(bo.offer_ends_at)
    assert [(call.sign_up, call.reason) for call in Call.objects.open()] == [(bo, Call.Reason.CANCELLED)]


def test_news_of_a_date_moved_ahead_must_come_before_the_day_it_was(activity: Activity) -> None:
    anna = come(activity, "Anna", phone="12345678")
    SignUp.objects.update(reminded_at=timezone.now())
    was = activity.starts_at
    activity.starts_at, activity.ends_at = was + 21 * 24 * HOUR, was + 21 * 24 * HOUR + HOUR
    activity.save()
    queue.activity_changed(activity, moved=activity.was_moved)
    assert Call.objects.get().before == was
    anna.refresh_from_db()
    assert anna.reminded_at is None


def test_nobody_who_waits_is_stranded_by_a_drop_in(activity: Activity) -> None:
    activity.joining = "drop-in"
    come(Activity.objects.get(), "Anna", party=3)
    activity.full_clean()
    come(Activity.objects.get(), "Bo")
    with pytest.raises(ValidationError, match="Nogen venter"):
        activity.full_clean()
    # One that is a drop-in already, by whatever way, can still be called off.
    Activity.objects.update(joining="drop-in")
    activity.full_clean()
