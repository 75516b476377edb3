"""A partnership with one initiative, for tests of its dates."""

from typing import Any

import pytest

from initiatives.models import Initiative
from organisation.models import HousingArea, Plan
from tests import factories


@pytest.fixture
def nordby(db: None) -> HousingArea:
    return factories.area(name="Nordby")


@pytest.fixture
def plan(nordby: HousingArea) -> Plan:
    return factories.plan(areas=[nordby])


@pytest.fixture
def initiative(plan: Plan, nordby: HousingArea) -> Initiative:
    return factories.initiative(factories.focus_area(plan), areas=[nordby], name="Strikkecafé")


@pytest.fixture
def person() -> dict[str, Any]:
    return {"name": "Fatma Ny", "email": "fatma@example.invalid", "party": 1}
