"""A plan with a budget in force, and somebody who keeps its accounts."""

import datetime

import pytest
from django.test import Client

from budget.models import BudgetVersion, FundingSource
from organisation.models import Plan
from tests import factories
from tests.pages import logged_in


@pytest.fixture
def plan(db: None) -> Plan:
    return factories.plan(starts_on=datetime.date(2031, 1, 1), ends_on=datetime.date(2034, 12, 31))


@pytest.fixture
def version(plan: Plan) -> BudgetVersion:
    """Lines 1001 and 1002, in 2031 and 2032."""
    version = factories.budget_version(plan, name="Oprindeligt")
    for code in ("1001", "1002"):
        for year in (2031, 2032):
            factories.budget_line(version, 50_000, code=code, year=year)
    return version


@pytest.fixture
def fund(plan: Plan) -> FundingSource:
    return factories.funding_source(plan, name="Fonden", kind="landsfond")


@pytest.fixture
def client(db: None) -> Client:
    """Of somebody with the role Økonomi."""
    return logged_in(factories.user("penge@example.invalid", role="oekonomi"))
