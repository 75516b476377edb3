"""The plan files that ship with the portal."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from budget.reports import funding
from initiatives.models import FocusArea, Initiative
from organisation.models import Body, Department, HousingArea, Member, Plan
from staff.models import StaffMember

pytestmark = pytest.mark.django_db

PLANS = Path(__file__).resolve().parents[2] / "plans"
REAL = PLANS / "albertslund-2017-2020.toml"


def load(path: Path) -> str:
    out = StringIO()
    call_command("load_plan", str(path), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_plan_of_ours_loads_and_loads_again_without_a_difference(path: Path) -> None:
    assert " 0 uændret, 0 afviger, 0 slettet" in load(path)
    again = load(path)
    assert again.startswith("0 oprettet")
    assert " 0 afviger, 0 slettet" in again


def test_the_sums_of_the_real_plan_are_the_published_ones() -> None:
    load(REAL)
    plan = Plan.objects.get()
    money = funding(plan)
    assert [(part.line.amount, part.line.decimals) for part in money.frame] == [
        (Decimal(15_200_000), 1),
        (Decimal(4_000_000), 1),
        (Decimal(4_000_000), 1),
    ]
    assert money.frame_total == 23_200_000
    assert (money.departments.total, money.reserves.total) == (3_156_596, 843_480)
    assert money.housing.total == money.frame[2].exact.total == 4_000_076
    assert money.municipality.total == money.frame[1].exact.total == 4_000_000
    assert money.co_financing.total == 8_000_076
    assert (money.co_financing.cash, money.co_financing.hours) == (7_192_076, 808_000)
    assert (money.all.total, money.all.cash) == (23_200_076, 22_392_076)
    assert money.fund.is_rounded
    assert money.fund.years == {2017: None, 2018: None, 2019: None, 2020: None}
    assert money.co_financing.years == dict.fromkeys(plan.year_range, Decimal(2_000_019))


def test_the_real_plan_holds_what_the_facts_hold() -> None:
    load(REAL)
    plan = Plan.objects.get()
    assert (plan.households, plan.residents_about, plan.min_share_percent) == (2_228, 5_000, 25)
    assert (plan.areas.count(), HousingArea.objects.count(), Department.objects.count()) == (4, 4, 6)
    assert sorted(Body.objects.values_list("kind", flat=True)) == sorted(
        ["bestyrelse", "temastyregruppe", *["lokal-styregruppe"] * 4, *["ressourcegruppe"] * 3]
    )
    assert [area.initiatives.count() for area in FocusArea.objects.all()] == [5, 6, 4]
    # Where, for whom and with what is not known of any initiative.
    assert not Initiative.objects.exclude(area_scope="unknown", is_provisional=True, text="", contact=None).exists()
    assert StaffMember.objects.count() == 8
    assert StaffMember.objects.filter(in_secretariat=True).count() == 3
    assert not StaffMember.objects.exclude(phone="", email="", office="", languages="").exists()
    assert Member.objects.get().staff_member.in_secretariat
