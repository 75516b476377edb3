"""A series makes its dates ahead, and never loses one on which somebody comes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.models import Activity, Series, SkippedDay
from activities.models.series import extend
from activities.rhythm import Rhythm, days, in_words
from initiatives.models import Initiative
from tests import factories

DAY = datetime.timedelta(days=1)
TUESDAY = datetime.date(2031, 9, 2)


def series(initiative: Initiative, **fields: object) -> Series:
    return factories.series(initiative, **{"starts_on": TUESDAY, "ends_on": TUESDAY + 27 * DAY, **fields})


def on(series: Series) -> list[str]:
    return [f"{timezone.localtime(date.starts_at):%a %d-%m %H.%M}" for date in series.dates.order_by("starts_at")]


@pytest.mark.parametrize(
    ("rhythm", "chosen", "first", "until", "expected", "words"),
    [
        (Rhythm.WEEKLY, "24", (2031, 9, 2), (2031, 9, 12), ["2/9", "4/9", "9/9", "11/9"], "tirsdage og torsdage"),
        (Rhythm.WEEKLY, "1", (2031, 9, 2), (2031, 9, 16), ["8/9", "15/9"], "mandage"),
        (Rhythm.FORTNIGHTLY, "2", (2031, 9, 2), (2031, 10, 1), ["2/9", "16/9", "30/9"], "hver anden tirsdag"),
        (Rhythm.MONTHLY, "2", (2031, 9, 9), (2031, 11, 30), ["9/9", "14/10", "11/11"], "den 2. tirsdag i måneden"),
        (
            Rhythm.MONTHLY,
            "2",
            (2031, 9, 30),
            (2031, 11, 30),
            ["30/9", "28/10", "25/11"],
            "den sidste tirsdag i måneden",
        ),
    ],
)
def test_a_rhythm_falls_on_these_days(
    rhythm: str, chosen: str, first: tuple, until: tuple, expected: list[str], words: str
) -> None:
    begin = datetime.date(*first)
    found = days(rhythm, chosen, begin, begin, datetime.date(*until))
    assert [f"{day.day}/{day.month}" for day in found] == expected
    assert in_words(rhythm, chosen, begin) == words


def test_five_o_clock_stays_five_o_clock_when_the_clocks_change(initiative: Initiative) -> None:
    autumn = series(initiative, starts_on=datetime.date(2031, 10, 21), ends_on=datetime.date(2031, 10, 28))
    assert on(autumn) == ["Tue 21-10 17.00", "Tue 28-10 17.00"]
    before, after = autumn.dates.order_by("starts_at")
    assert after.starts_at - before.starts_at == datetime.timedelta(days=7, hours=1)


def test_a_changed_series_takes_its_dates_along(initiative: Initiative) -> None:
    rule = series(initiative, capacity=10)
    rule.begins, rule.capacity, rule.name = datetime.time(16, 30), 12, "Strik sammen"
    rule.save()
    assert on(rule) == ["Tue 02-09 16.30", "Tue 09-09 16.30", "Tue 16-09 16.30", "Tue 23-09 16.30"]
    assert {(date.capacity, date.title) for date in rule.dates.all()} == {(12, "Strik sammen")}


def test_what_a_date_says_itself_stays(initiative: Initiative) -> None:
    rule = series(initiative, capacity=10)
    moved, larger, *_others = rule.dates.order_by("starts_at")
    moved.set_times(TUESDAY + DAY, datetime.time(10), datetime.time(11))
    moved.save()
    larger.capacity = 40
    larger.save()
    rule.capacity, rule.begins, rule.note = 12, datetime.time(16), "Tag garn med"
    rule.save()
    assert on(rule) == ["Wed 03-09 10.00", "Tue 09-09 16.00", "Tue 16-09 16.00", "Tue 23-09 16.00"]
    assert [date.capacity for date in rule.dates.order_by("starts_at")] == [12, 40, 12, 12]
    assert {date.note for date in rule.dates.all()} == {"Tag garn med"}


def test_a_date_on_which_somebody_comes_is_never_dropped(initiative: Initiative) -> None:
    rule = series(initiative)
    busy = rule.dates.order_by("starts_at")[1]
    factories.sign_up(busy)
    rule.weekdays = "4"
    rule.save()
    assert on(rule) == ["Thu 04-09 17.00", "Tue 09-09 17.00", "Thu 11-09 17.00", "Thu 18-09 17.00", "Thu 25-09 17.00"]
    assert [date.pk for date in rule.kept] == [busy.pk]
    rule.delete()
    assert list(Activity.objects.all()) == [busy]


def test_a_deleted_date_does_not_come_back_and_an_exception_makes_none(initiative: Initiative) -> None:
    rule = series(initiative)
    rule.dates.order_by("starts_at")[0].delete()
    SkippedDay.objects.create(series=rule, day=TUESDAY + 14 * DAY)
    rule.make_dates()
    assert on(rule) == ["Tue 09-09 17.00", "Tue 23-09 17.00"]


def test_a_series_without_an_end_is_always_made_some_weeks_ahead(initiative: Initiative, settings: object) -> None:
    settings.SERIES_WEEKS_AHEAD = 3  # type: ignore[attr-defined]
    today = timezone.localdate()
    rule = factories.series(initiative, weekdays=str(today.isoweekday()), ends_on=None)
    assert rule.dates.count() == 4
    extend(timezone.now() + datetime.timedelta(days=7))
    assert rule.dates.count() == 5
    extend(timezone.now() + datetime.timedelta(days=7))
    assert rule.dates.count() == 5


def test_a_series_makes_no_more_dates_when_its_initiative_or_plan_is_over(initiative: Initiative) -> None:
    today = timezone.localdate()
    rule = factories.series(initiative, weekdays=str(today.isoweekday()), ends_on=None)
    made, in_a_year = rule.dates.count(), timezone.now() + 365 * DAY
    initiative.stage = Initiative.Stage.ENDED
    initiative.save()
    extend(in_a_year)
    assert rule.dates.count() == made
    initiative.stage = ""
    initiative.save()
    factories.plan(slug="naeste", starts_on=today - DAY, ends_on=today + 4000 * DAY)
    initiative.plan.ends_on = today - DAY
    initiative.plan.save()
    extend(in_a_year)
    assert rule.dates.count() == made
    initiative.plan.ends_on = today + 4000 * DAY
    initiative.plan.save()
    extend(in_a_year)
    assert rule.dates.count() > made


def test_a_new_time_moves_nothing_into_the_past(initiative: Initiative, monkeypatch: pytest.MonkeyPatch) -> None:
    at_four = timezone.make_aware(datetime.datetime.combine(TUESDAY, datetime.time(16)))
    monkeypatch.setattr(timezone, "now", lambda: at_four)
    rule = series(initiative)
    rule.begins, rule.ends = datetime.time(10), datetime.time(12)
    rule.save()
    assert on(rule) == ["Tue 02-09 17.00", "Tue 09-09 10.00", "Tue 16-09 10.00", "Tue 23-09 10.00"]


def test_a_change_that_calendars_show_raises_the_sequence(initiative: Initiative) -> None:
    date = factories.activity(initiative)
    uid, slug = date.uid, date.slug
    date.save()
    Activity.objects.get(pk=date.pk).save()
    assert Activity.objects.get(pk=date.pk).sequence == 0
    date.starts_at -= datetime.timedelta(hours=1)
    date.save()
    assert (date.sequence, date.uid, date.slug) == (1, uid, slug)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": ""},
        {"weekdays": "8"},
        {"begins": datetime.time(19), "ends": datetime.time(19)},
        {"ends_on": TUESDAY - DAY},
        {"ends_on": TUESDAY.replace(year=2036)},
        {"capacity": 0},
    ],
)
def test_a_rule_that_cannot_be_is_refused(initiative: Initiative, wrong: dict) -> None:
    with pytest.raises(ValidationError):
        series(initiative, **wrong)
    assert not Activity.objects.exists()
