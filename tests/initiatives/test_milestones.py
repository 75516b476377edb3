"""Milestones and indicators: how one stands on a day, whose it is, and what is not typed."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from initiatives.models import Indicator, IndicatorValue, Milestone
from tests import factories
from tests.html_forms import sent_by
from tests.pages import logged_in
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DUE = datetime.date(2026, 6, 30)
BEFORE, AFTER = DUE - DAY, DUE + DAY
LIST = "/admin/initiatives/milestone/"


@pytest.mark.parametrize(
    ("due", "done", "day", "state"),
    [
        (DUE, None, DUE, "På vej"),
        (DUE, None, AFTER, "Forsinket"),
        (DUE, DUE, AFTER, "Nået"),
        (DUE, BEFORE, BEFORE, "Nået"),
        (DUE, AFTER, AFTER, "Nået for sent"),
        # On a day before it was reached nobody could know.
        (DUE, AFTER + DAY, AFTER, "Forsinket"),
        (None, None, AFTER, "Uden frist"),
        (None, DUE, AFTER, "Nået"),
    ],
)
def test_how_one_stands_follows_from_its_days(due: Any, done: Any, day: datetime.date, state: str) -> None:
    row = factories.milestone(factories.focus_area(factories.plan()), due_on=due, done_on=None)
    Milestone.objects.update(done_on=done)
    row.refresh_from_db()
    assert row.state_on(day).label == state
    assert row.is_late(day) == (state == "Forsinket") == Milestone.objects.late(day).exists()


def test_a_years_plan_has_what_is_due_or_reached_in_it_and_what_earlier_years_left() -> None:
    area = factories.focus_area(factories.plan())
    days: dict[str, tuple[Any, Any]] = {
        "årets": (datetime.date(2026, 12, 31), None),
        "rest": (datetime.date(2025, 3, 1), None),
        "rest, nået i år": (datetime.date(2025, 3, 1), datetime.date(2026, 1, 1)),
        "før tid": (datetime.date(2027, 3, 1), datetime.date(2026, 2, 1)),
        "uden frist": (None, None),
        "afsluttet": (datetime.date(2025, 3, 1), datetime.date(2025, 12, 31)),
        "næste års": (datetime.date(2027, 1, 1), None),
    }
    for title, (due, done) in days.items():
        row = factories.milestone(area, title=title, due_on=due)
        Milestone.objects.filter(pk=row.pk).update(done_on=done)

    def titles(year: int) -> set[str]:
        return set(Milestone.objects.of_year(year, datetime.date(2026, 11, 25)).values_list("title", flat=True))

    assert titles(2026) == {"årets", "rest", "rest, nået i år", "før tid", "uden frist"}
    assert titles(2025) == {"rest", "rest, nået i år", "afsluttet", "uden frist"}
    # Of a year to come nobody knows yet what will be left.
    assert titles(2027) == {"næste års", "før tid"}


def test_it_belongs_to_an_initiative_or_a_focus_area_and_never_to_both_or_neither() -> None:
    area = factories.focus_area(factories.plan())
    initiative = factories.initiative(area)
    for belongs in ({}, {"initiative": initiative, "focus_area": area}):
        for model, fields in ((Milestone, {"title": "Tovholder"}), (Indicator, {"name": "Tryghed", "unit": "%"})):
            with pytest.raises(ValidationError, match="kun det ene"):
                model(**fields, **belongs).full_clean()
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.create(**fields, **belongs)
    assert factories.milestone(initiative).area == area == factories.milestone(area).area


def test_a_day_to_come_and_what_is_counted_elsewhere_are_refused_in_words() -> None:
    area = factories.focus_area(factories.plan())
    with pytest.raises(ValidationError, match="Den dag er ikke kommet endnu"):
        Milestone(focus_area=area, title="A", done_on=timezone.localdate() + DAY).full_clean()
    for name, unit in (("Besøg", "stk."), ("Aftener", "  FREMMØDE "), ("Hjælpere", "frivillige")):
        with pytest.raises(ValidationError, match="tælles på aktiviteternes lister"):
            Indicator(focus_area=area, name=name, unit=unit).full_clean()
    indicator = factories.indicator(area, {DUE: "12.34"}, name="Tryghed blandt frivillige", unit="%")
    with pytest.raises(ValidationError, match="Der er allerede en måling den dag"):
        IndicatorValue(indicator=indicator, measured_on=DUE, value=Decimal(1), source="x").full_clean()
    # Sums of floats would not be.
    factories.indicator(area, {DUE: "0.10", AFTER: "0.20"})
    values = IndicatorValue.objects.exclude(indicator=indicator)
    assert sum(row.value for row in values) == Decimal("0.30")
    assert [row.is_met_by(Decimal(80)) for row in (indicator, Indicator(target=None))] == [True, None]
    assert not Indicator(target=Decimal(5), aim="hoejst").is_met_by(Decimal("5.01"))


@pytest.fixture
def house() -> SimpleNamespace:
    """Anna works with Fritid; Familie is others'."""
    plan = factories.plan()
    user = factories.user(role=Role.WORKER)
    own_area, area = factories.focus_area(plan, name="Fritid"), factories.focus_area(plan, name="Familie")
    factories.responsibility(own_area, factories.staff_member(user=user))
    own = factories.milestone(factories.initiative(own_area, name="Cykelklub"), title="Egen", due_on=BEFORE)
    foreign = factories.milestone(area, title="Andres", due_on=BEFORE, why_late="Sygdom")
    return SimpleNamespace(anna=logged_in(user), own=own, foreign=foreign, area=area, own_area=own_area)


def saved(client: Client, path: str, **changed: Any) -> Any:
    return client.post(path, sent_by(client.get(path), "milestone_form") | changed)


def test_a_worker_changes_those_of_her_own_work_and_gives_them_to_nobody_else(house: SimpleNamespace) -> None:
    path = f"{LIST}{house.own.pk}/change/"
    assert saved(house.anna, path, title="Ny").status_code == 302
    assert saved(house.anna, path, focus_area=house.area.pk, initiative="").status_code == 200
    assert saved(house.anna, f"{LIST}add/", title="Ny", focus_area=house.area.pk).status_code == 200
    assert saved(house.anna, f"{LIST}add/", title="Ny", focus_area=house.own_area.pk).status_code == 302
    other = f"{LIST}{house.foreign.pk}/change/"
    assert "Andres" in words(house.anna.get(other))
    assert house.anna.post(other, {"title": "Nu min", "focus_area": house.area.pk}).status_code == 403
    assert set(Milestone.objects.values_list("title", flat=True)) == {"Ny", "Andres"}


def test_the_list_finds_late_ones_those_of_the_year_and_of_a_focus_area_and_the_desk_asks_why(
    house: SimpleNamespace, editor_client: Client
) -> None:
    factories.milestone(house.own_area, title="I tide")

    def listed(query: str) -> set[str]:
        return {row.title for row in editor_client.get(f"{LIST}?{query}").context["cl"].result_list}

    assert listed("hvilke=forsinkede") == {"Egen", "Andres"}
    assert listed("hvilke=i-aar") == listed("hvilke=x") == listed("indsats=x") == {"Egen", "Andres", "I tide"}
    assert listed(f"indsats={house.own_area.pk}") == {"Egen", "I tide"}
    assert listed("mangler=forklaring") == {"Egen"}
    assert "2 milepæle er forsinket" in words(editor_client.get("/admin/"))
    assert "1 milepæl er forsinket, og der mangler en forklaring" in words(house.anna.get("/admin/"))
    assert "Andres" not in words(house.anna.get(f"{LIST}?mangler=forsinket"))
