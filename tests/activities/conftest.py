"""A partnership with one initiative, for tests of its dates."""

from typing import Any

import pytest

from initiatives.models import Initiative
from tests import factories


@pytest.fixture
def initiative(db: None) -> Initiative:
    area = factories.area(name="Nordby")
    focus_area = factories.focus_area(factories.plan(areas=[area]))
    return factories.initiative(focus_area, areas=[area], name="Strikkecafé")


@pytest.fixture
def person() -> dict[str, Any]:
    return {"name": "Fatma Ny", "email": "fatma@example.invalid", "party": 1}
