import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from organisation.models import Partnership, Plan
from tests import factories

day = datetime.date


@pytest.fixture
def first(db: None) -> Plan:
    return factories.plan(name="Første", starts_on=day(2017, 1, 1), ends_on=day(2020, 12, 31))


@pytest.fixture
def second(first: Plan) -> Plan:
    return factories.plan(name="Anden", starts_on=day(2022, 1, 1), ends_on=day(2025, 12, 31))


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (day(2016, 6, 1), "Første"),  # nothing has begun: the first to come
        (day(2017, 1, 1), "Første"),
        (day(2020, 12, 31), "Første"),
        (day(2021, 6, 1), "Første"),  # between two plans: the latest begun
        (day(2022, 1, 1), "Anden"),
        (day(2030, 1, 1), "Anden"),
    ],
)
def test_the_current_plan_holds_today_else_it_is_the_latest_begun(second: Plan, today: day, name: str) -> None:
    current = Plan.objects.current(today)
    assert current is not None
    assert current.name == name


def test_of_two_plans_that_are_over_the_latest_begun_is_current(first: Plan) -> None:
    later = factories.plan(name="Kort", starts_on=day(2018, 1, 1), ends_on=day(2019, 12, 31))
    assert Plan.objects.current(day(2026, 1, 1)) == later


def test_a_plan_that_runs_goes_before_one_that_began_later_and_is_over(first: Plan) -> None:
    factories.plan(name="Kort", starts_on=day(2018, 1, 1), ends_on=day(2019, 12, 31))
    assert Plan.objects.current(day(2020, 6, 1)) == first


def test_a_draft_is_never_current_to_readers(second: Plan) -> None:
    second.publish_from = None
    second.save()
    current = Plan.objects.published().current(day(2023, 1, 1))
    assert current is not None
    assert current.name == "Første"


def test_a_plan_to_be_published_tomorrow_is_a_draft_today(first: Plan) -> None:
    first.publish_from = timezone.now() + datetime.timedelta(days=1)
    first.save()
    assert first.state == first.State.SCHEDULED
    assert not Plan.objects.published().exists()
    assert Plan.objects.published(at=timezone.now() + datetime.timedelta(days=2)).exists()


def test_pages_of_the_current_plan_have_short_addresses(second: Plan, first: Plan) -> None:
    assert second.url("initiative_list") == "/initiativer/"
    assert first.url("initiative_list") == "/helhedsplaner/2017-2020/initiativer/"
    assert second.get_absolute_url() == "/helhedsplaner/2022-2025/"


def test_two_plans_of_the_same_years_have_two_addresses(first: Plan) -> None:
    twin = factories.plan(name="Tvilling", starts_on=day(2017, 1, 1), ends_on=day(2020, 12, 31))
    assert (first.slug, twin.slug) == ("2017-2020", "tvilling")


def test_a_period_does_not_end_before_it_starts(db: None) -> None:
    with pytest.raises(ValidationError, match="Slutdatoen ligger før startdatoen"):
        factories.plan(starts_on=day(2020, 1, 1), ends_on=day(2019, 1, 1))
    with pytest.raises(IntegrityError):
        Plan.objects.create(name="x", slug="x", starts_on=day(2020, 1, 1), ends_on=day(2019, 1, 1))


def test_there_is_one_partnership_and_saving_another_replaces_it(db: None) -> None:
    factories.partnership(name="En")
    factories.partnership(name="To")
    assert [row.name for row in Partnership.objects.all()] == ["To"]
