"""What everybody may see of spending: the newest edition that is open to residents, and nothing beside it."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import Plan
from tests import factories
from tests.budget.test_money_page import words
from tests.pages import leaves_no_trace, text

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def plan() -> Plan:
    row = factories.plan()
    factories.funding_source(row)
    version = factories.budget_version(row)
    area = factories.focus_area(row, name="Familier")
    row.line = factories.budget_line(version, 5000, focus_area=area, name="Hemmelig linje")
    factories.posting(row.line, "1000.50", text="Hemmelig regning")
    factories.posting(factories.budget_line(version, 900), 800)
    return row


def shown(client: Client, path: str = "/oekonomi/") -> str:
    return words(text(client.get(path)))


def test_an_open_edition_says_what_the_money_was_used_for(client: Client, plan: Plan) -> None:
    factories.edition(plan, publish_from=NOW - DAY, note="Hemmelig bemærkning", presented_on=plan.starts_on)
    page = shown(client)
    assert "Hvad er pengene brugt til?" in page
    assert "er der brugt 1.800,50 kr." in page
    assert "Familier 1.000,50 Fælles 800,00 I alt 1.800,50" in page
    assert "Hvad der er brugt, er ikke oplyst her." not in page
    assert "Hemmelig" not in text(client.get("/oekonomi/"))
    assert leaves_no_trace(client, "/oekonomi/")


@pytest.mark.parametrize(
    "dates", [{}, {"publish_from": NOW + DAY}, {"publish_from": NOW - 2 * DAY, "publish_until": NOW - DAY}]
)
def test_what_is_not_open_stays_with_the_board(client: Client, plan: Plan, dates: dict[str, datetime.datetime]) -> None:
    factories.edition(plan, **dates)
    page = shown(client)
    assert "Hvad der er brugt, er ikke oplyst her." in page
    assert "1.000" not in page


def test_the_newest_open_one_counts_whatever_the_board_saw_later(client: Client, plan: Plan) -> None:
    today = timezone.localdate()
    factories.edition(plan, publish_from=NOW - DAY, presented_on=today - 30 * DAY)
    factories.posting(plan.line, Decimal("99.07"))
    factories.edition(plan, publish_from=NOW - DAY, presented_on=today - 10 * DAY)
    factories.posting(plan.line, Decimal("500.11"))
    factories.edition(plan, presented_on=today)
    page = shown(client)
    assert "I alt 1.899,57" in page
    assert "2.399" not in page


def test_another_plans_edition_is_told_on_its_own_page_only(client: Client, plan: Plan) -> None:
    factories.edition(plan, publish_from=NOW - DAY)
    other = factories.plan(slug="anden", starts_on=datetime.date(2010, 1, 1), ends_on=datetime.date(2013, 12, 31))
    factories.funding_source(other)
    assert "1.800,50" not in shown(client, "/helhedsplaner/anden/oekonomi/")
    assert "1.800,50" in shown(client)
