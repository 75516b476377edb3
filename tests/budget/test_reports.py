from decimal import Decimal

import pytest

from budget import charts, reports
from budget.models import FundingSource
from organisation.models import HousingArea, Plan
from tests import factories


@pytest.fixture
def funding(plan: Plan) -> reports.Funding:
    return reports.funding(plan)


def test_the_frame_is_the_sum_of_its_published_lines(funding: reports.Funding) -> None:
    assert funding.frame_total == Decimal(1_600_000)


def test_sums_are_named_for_what_they_hold(funding: reports.Funding) -> None:
    assert funding.departments.total == Decimal("200076")
    assert funding.reserves.total == Decimal(100_000)
    assert funding.housing.total == Decimal("300076")
    assert funding.municipality.total == Decimal(300_000)
    assert funding.co_financing.total == Decimal("600076")
    assert funding.co_financing.cash == Decimal("550076")
    assert funding.co_financing.hours == Decimal(50_000)
    assert funding.all.total == Decimal("1600076")


def test_the_rounding_is_shown_where_it_lies(funding: reports.Funding) -> None:
    assert [part.difference for part in funding.frame] == [0, 0, 76]
    assert funding.difference == 76


def test_the_share_counts_hours_and_the_cash_share_does_not(funding: reports.Funding) -> None:
    assert funding.share == Decimal("600076") / Decimal("1600076")
    assert funding.cash_share == Decimal("550076") / Decimal("1550076")


def test_a_year_that_one_source_does_not_know_is_not_known_for_the_sum(funding: reports.Funding) -> None:
    assert funding.co_financing.years == {2025: Decimal("290038"), 2026: Decimal("310038")}
    assert funding.all.years == {2025: None, 2026: None}


def test_a_source_without_an_amount_is_left_out_and_counted(plan: Plan) -> None:
    factories.funding_source(plan, name="Ukendt", total=None)
    funding = reports.funding(plan)
    assert funding.all.unknown == 1
    assert funding.all.total == Decimal("1600076")


def test_an_area_sees_what_each_of_its_departments_gives(plan: Plan, area: HousingArea) -> None:
    factories.department(name="Uden bidrag", area=area)
    factories.funding_source(plan, name="Et andet sted", total=999)
    shares = reports.area_contributions(plan, area)
    assert {str(share.department): share.gives.total for share in shares} == {
        "Solparken": Decimal("200076"),
        "Uden bidrag": Decimal(0),
    }


def test_a_plan_without_figures_has_no_share_and_no_squares(db: None) -> None:
    funding = reports.funding(factories.plan())
    assert funding.is_empty
    assert funding.share is None
    assert charts.squares(funding) is None


def test_squares_are_of_a_round_worth_that_divides_every_line(funding: reports.Funding) -> None:
    drawn = charts.squares(funding)
    assert drawn is not None
    assert drawn.worth == 20_000
    assert drawn.exact
    assert [drawn.kinds.count(kind) for kind in ("fund", "cash", "hours", "local")] == [50, 13, 2, 15]


def test_squares_that_divide_nothing_evenly_are_said_to_be_rounded(plan: Plan) -> None:
    plan.frame_lines.filter(name="Fonden").update(amount=Decimal("1000001"))
    drawn = charts.squares(reports.funding(plan))
    assert drawn is not None
    assert not drawn.exact
    assert len(drawn.kinds) <= charts.MOST_SQUARES


def test_three_queries_whatever_the_number_of_sources(plan: Plan, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(20):
        factories.funding_source(plan, {2025: 1, 2026: 2}, name=f"Kilde {number}", total=3)
    with django_assert_num_queries(3):
        funding = reports.funding(plan)
        assert funding.payers
        assert funding.groups
        assert [part.difference for part in funding.frame]
        assert funding.all.years


def test_the_database_sums_to_the_oere(plan: Plan) -> None:
    from django.db.models import Sum

    FundingSource.objects.filter(name="Fonden").update(total=Decimal("0.10"))
    for name in ("Solparken", "Reserven"):
        FundingSource.objects.filter(name=name).update(total=Decimal("0.20"))
    total = FundingSource.objects.exclude(kind="kommune").aggregate(Sum("total"))["total__sum"]
    assert total == Decimal("0.50")
    assert isinstance(total, Decimal)
