"""The figures of a plan like the first one: rounded frame, exact rows, hours beside cash."""

import datetime

import pytest

from budget.models import FundingSource
from organisation.models import HousingArea, Plan
from tests import factories

Kind = FundingSource.Kind


@pytest.fixture
def area(db: None) -> HousingArea:
    return factories.area(name="Solkvarteret")


@pytest.fixture
def plan(area: HousingArea) -> Plan:
    """Two years; 1.000.000 kr. from a fund, 300.076 from the homes, 300.000 from the municipality."""
    plan = factories.plan(
        [area],
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2026, 12, 31),
        households=50,
    )
    published = [("Fonden", 1_000_000), ("Kommunen", 300_000), ("Boligerne", 300_000)]
    fund, town, homes = (
        factories.frame_line(plan, name=name, amount=amount, decimals=1, position=position)
        for position, (name, amount) in enumerate(published)
    )
    factories.partnership()
    municipality = factories.partner(name="Solby Kommune")
    department = factories.department(name="Solparken", area=area)

    def source(**fields: object) -> None:
        factories.funding_source(plan, **fields)  # type: ignore[arg-type]

    source(name="Fonden", kind=Kind.FUND, frame_line=fund, total=1_000_000, total_is_rounded=True, position=1)
    source(
        name="Solparken",
        department=department,
        frame_line=homes,
        total="200.076",
        position=2,
        per_year={2025: "100038.00", 2026: "100038.00"},
    )
    source(
        name="Reserven",
        kind=Kind.RESERVE,
        frame_line=homes,
        total=100_000,
        position=3,
        per_year={2025: 40_000, 2026: 60_000},
    )
    source(
        name="Kommunen",
        kind=Kind.MUNICIPALITY,
        partner=municipality,
        frame_line=town,
        total=250_000,
        position=4,
        per_year={2025: 125_000, 2026: 125_000},
    )
    source(
        name="Kommunen",
        kind=Kind.MUNICIPALITY,
        partner=municipality,
        frame_line=town,
        total=50_000,
        position=5,
        form=FundingSource.Form.HOURS,
        per_year={2025: 25_000, 2026: 25_000},
    )
    return plan
