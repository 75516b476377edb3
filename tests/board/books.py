"""A plan's books with odd øre in every sum, and what each sum comes to."""

import datetime
from decimal import Decimal
from typing import Any

from organisation.models import Plan
from tests import factories

YEAR = datetime.date.today().year - 1
DAY = datetime.date


def fill(plan: Plan) -> dict[str, Any]:
    """Accounts that go to the last day of last year, of a plan that began with it."""
    fund = factories.funding_source(
        plan,
        {YEAR: "100000.01", YEAR + 1: "100000.02"},
        kind="landsfond",
        name="Fonden",
        partner=factories.partner(name="Fonden"),
        total=Decimal("200000.03"),
    )
    hours = factories.hours_source(plan, {YEAR: 50_000, YEAR + 1: 50_000}, name="Kommunens timer", total=100_000)
    area = factories.focus_area(plan, name="Familier")
    kind = factories.cost_kind(name="Særlige udgifter")
    version = factories.budget_version(plan, name="Oprindeligt")
    common = {"version": version, "kind": kind}
    first = factories.budget_line(amount="120000.55", year=YEAR, focus_area=area, source=fund, code="10", **common)
    shared = factories.budget_line(amount="20000.05", year=YEAR, code="20", **common)
    second = factories.budget_line(amount="60000.40", year=YEAR + 1, focus_area=area, source=fund, code="10", **common)
    factories.budget_line(amount=50_000, year=YEAR, source=hours, code="30", **common)
    run = factories.import_run(plan, booked_to=DAY(YEAR, 12, 31))
    for line, amount in ((first, "110000.33"), (first, "-1000.11"), (shared, "19999.99"), (second, "5000.02")):
        factories.posting(line, amount, run=run)
    factories.receipt(fund, "100000.01", received_on=DAY(YEAR, 3, 1))
    factories.hourly_rate(hours, "312.50")
    factories.delivered_hours(hours, "10.25")
    factories.variance_comment(plan, source=hours, text="=HYPERLINK(1) \U0001f600 \x01 festen blev aflyst")
    return {"run": run, "line": first, "fund": fund, "area": area, "version": version, "hours": hours}


SUMS = {
    "budget": Decimal("200001.00"),
    f"budget {YEAR}": Decimal("140000.60"),
    f"budget {YEAR + 1}": Decimal("60000.40"),
    "budget Familier": Decimal("180000.95"),
    "budget Fælles": Decimal("20000.05"),
    "brugt": Decimal("134000.23"),
    f"brugt {YEAR}": Decimal("129000.21"),
    f"brugt {YEAR + 1}": Decimal("5000.02"),
    "brugt Familier": Decimal("114000.24"),
    "brugt Fælles": Decimal("19999.99"),
    "lovet": Decimal("200000.03"),
    "lovet Fonden": Decimal("200000.03"),
    "lovet i timer": Decimal("100000.00"),
    "modtaget": Decimal("100000.01"),
    "timer": Decimal("10.25"),
    "timernes værdi": Decimal("3203.13"),
}
