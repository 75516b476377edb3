"""A small plan that several tests read."""

import pytest

from initiatives.models import FocusArea
from organisation.models import HousingArea, Plan
from tests import factories


@pytest.fixture
def bakken(db: None) -> HousingArea:
    return factories.area(name="Bakken")


@pytest.fixture
def soeen(db: None) -> HousingArea:
    return factories.area(name="Søen", pattern="waves", colour="teal")


@pytest.fixture
def plan(bakken: HousingArea, soeen: HousingArea) -> Plan:
    factories.partnership()
    return factories.plan([bakken, soeen], name="Planen")


@pytest.fixture
def familier(plan: Plan) -> FocusArea:
    return factories.focus_area(plan, name="Familier", mark="arch", colour="coral")
