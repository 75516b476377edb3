"""The board's figures: what is pledged by funder, form and year, and how it stands against the line."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from budget import charts, reports
from budget.models import Contribution, FundingSource
from budget.reports import Funding, Pledges, Verdict
from budget.reports.funding import Line, Sum
from organisation.models import Department, HousingCompany, Partner, Plan
from tests import factories

Kind, Form = FundingSource.Kind, FundingSource.Form
REAL = Path(__file__).resolve().parents[2] / "plans" / "albertslund-2017-2020.toml"


@pytest.fixture
def pledges(plan: Plan) -> Pledges:
    return Pledges(reports.funding(plan))


def local(plan: Plan, total: Any) -> None:
    """The one local source of a plan that has a fund of 300.000 kr."""
    factories.funding_source(plan, name="Fonden", kind=Kind.FUND, total=300_000)
    factories.funding_source(plan, name="Afdelingen", total=total)


def test_the_real_plan_has_the_headroom_that_was_reckoned_by_hand(db: None) -> None:
    call_command("load_plan", str(REAL), verbosity=0)
    pledges = Pledges(reports.funding(Plan.objects.get()))
    assert pledges.headroom == Decimal(2_933_409)
    assert pledges.verdict == Verdict.MET
    assert pledges.share is not None
    assert round(pledges.share, 3) == Decimal("0.345")
    assert pledges.cash_share is not None
    assert round(pledges.cash_share, 3) == Decimal("0.321")
    assert [row.total for row in pledges.totals[0]] == [7_192_076, 808_000, 8_000_076]
    assert [row.total for row in pledges.totals[1]] == [22_392_076, 808_000, 23_200_076]
    assert set(pledges.totals[0][2].years.values()) == {Decimal(2_000_019)}
    assert set(pledges.totals[1][2].years.values()) == {None}
    assert pledges.undrawn == "Fonden"


@pytest.mark.parametrize(
    ("gives", "percent", "verdict", "headroom"),
    [
        (100_000, 25, Verdict.MET, 0),
        (Decimal("99999.99"), 25, Verdict.BELOW, -1),
        (Decimal("100000.99"), 25, Verdict.MET, 0),
        (150_000, 25, Verdict.MET, 50_000),
        (50_000, 25, Verdict.BELOW, -50_000),
        (0, 0, Verdict.MET, 0),
        (100_000, None, Verdict.NO_LINE, None),
        (None, 25, Verdict.UNKNOWN, -100_000),
    ],
)
def test_the_verdict_follows_from_the_figures(
    db: None, gives: Any, percent: int | None, verdict: Verdict, headroom: int | None
) -> None:
    plan = factories.plan(min_share_percent=percent)
    local(plan, gives)
    pledges = Pledges(reports.funding(plan))
    assert pledges.verdict == verdict
    assert pledges.headroom == headroom
    assert pledges.missing == (None if headroom is None else max(-headroom, 0))


def test_without_the_funds_amount_nothing_is_said_of_the_share(db: None) -> None:
    plan = factories.plan()
    factories.funding_source(plan, name="Afdelingen", total=100)
    without_fund = Pledges(reports.funding(plan))
    factories.funding_source(plan, name="Fonden", kind=Kind.FUND, total=None)
    unknown_fund = Pledges(reports.funding(plan))
    for pledges in (without_fund, unknown_fund):
        assert (pledges.share, pledges.cash_share, pledges.headroom) == (None, None, None)
        assert pledges.verdict == Verdict.UNKNOWN
        assert charts.share_bar(pledges, charts.WIDE) is None


def test_a_requirement_that_is_met_without_an_unknown_source_is_met(db: None) -> None:
    plan = factories.plan()
    local(plan, 100_000)
    factories.funding_source(plan, name="Tier", total=None)
    pledges = Pledges(reports.funding(plan))
    assert pledges.verdict == Verdict.MET
    assert pledges.is_least


def test_the_table_has_every_source_and_the_sum_of_who_gives_in_several_ways(pledges: Pledges) -> None:
    assert [[(row.name, row.form, row.total) for row in block] for block in pledges.blocks] == [
        [("Fonden", "Kontant", 1_000_000)],
        [
            ("Kommunen", "Kontant", 250_000),
            ("Kommunen", "Erlagte timer", 50_000),
            ("Solby Kommune i alt", "", 300_000),
        ],
        [("Solparken", "Kontant", Decimal("200076.00"))],
        [("Reserven", "Kontant", 100_000)],
    ]
    assert [row.name for block in pledges.totals for row in block] == [
        *("Medfinansiering, kontant", "Medfinansiering, arbejdstimer", "Medfinansiering, tilsammen"),
        *("I alt, kontant", "I alt, arbejdstimer", "I alt, tilsammen"),
    ]


def test_a_kind_with_several_funders_has_a_sum_of_its_own(plan: Plan) -> None:
    factories.funding_source(plan, {2025: 1, 2026: 2}, name="Nabogården", total=3, position=6)
    block = Pledges(reports.funding(plan)).blocks[2]
    assert [(row.name, row.total) for row in block][-1] == ("Boligafdelinger i alt", Decimal("200079.00"))
    assert block[-1].years == {2025: Decimal(100_039), 2026: Decimal(100_040)}


def test_a_form_that_nobody_gives_is_nothing_in_every_year(db: None) -> None:
    plan = factories.plan(starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2026, 12, 31))
    factories.funding_source(plan, total=1)
    hours = Pledges(reports.funding(plan)).totals[0][1]
    assert hours.years == {2025: 0, 2026: 0}
    assert hours.total == 0


def test_what_no_source_of_a_sum_has_told_is_not_known_in_sum(db: None) -> None:
    plan = factories.plan()
    factories.funding_source(plan, total=None)
    factories.funding_source(plan, total=None)
    assert Pledges(reports.funding(plan)).blocks[0][-1].total is None


oere = st.decimals(min_value=0, max_value=10**9, places=2)
given_source = st.tuples(
    st.sampled_from([Kind.FUND, Kind.MUNICIPALITY, Kind.DEPARTMENT, Kind.RESERVE]),
    st.sampled_from(list(Form)),
    st.integers(1, 3),
    st.lists(oere, min_size=3, max_size=3),
)


def funding_of(sources: list[Any], percent: int = 25) -> Funding:
    """Rows as the database gives them, without the database."""
    plan = Plan(starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2027, 12, 31), min_share_percent=percent)
    owners = {"partner": Partner, "department": Department, "company": HousingCompany}
    lines = []
    for kind, form, owner, amounts in sources:
        field = FundingSource.OWNER_FIELD[kind]
        source = FundingSource(
            name="Kilde", kind=kind, form=form, total=sum(amounts), **{field: owners[field](pk=owner, name="Ejer")}
        )
        contributions = [
            Contribution(year=year, amount=amount) for year, amount in zip(plan.year_range, amounts, strict=True)
        ]
        lines.append(Line(source, {row.year: row.amount for row in contributions}))
    return Funding(plan, (), Sum(tuple(lines)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(given_source, max_size=12))
def test_by_funder_by_form_by_year_and_in_all_are_the_same_sum(sources: list[Any]) -> None:
    pledges = Pledges(funding_of(sources))
    whole = sum((amount for source in sources for amount in source[3]), Decimal(0))
    cash, hours, both = pledges.totals[1]
    assert both.total == whole
    assert sum(row.total or 0 for block in pledges.blocks for row in block if not row.is_sum) == whole
    assert (cash.total or 0) + (hours.total or 0) == whole
    assert sum(part.row.total or 0 for part in pledges.parts) == whole
    for year in pledges.years:
        in_year = sum(row.years[year] or 0 for block in pledges.blocks for row in block if not row.is_sum)
        assert both.years[year] == in_year == (cash.years[year] or 0) + (hours.years[year] or 0)
        assert sum(part.row.years[year] or 0 for part in pledges.parts) == in_year
    assert sum(amount or 0 for amount in both.years.values()) == whole


@settings(max_examples=200, deadline=None, derandomize=True)
@given(fund=oere.filter(bool), gives=oere, percent=st.integers(0, 99))
def test_the_line_holds_when_just_the_headroom_is_gone_and_not_a_krone_later(
    fund: Decimal, gives: Decimal, percent: int
) -> None:
    sources = [(Kind.FUND, Form.CASH, 1, [fund, 0, 0]), (Kind.DEPARTMENT, Form.CASH, 1, [gives, 0, 0])]
    headroom = Pledges(funding_of(sources, percent)).headroom
    assert headroom is not None
    assert headroom == int(headroom)

    def holds(left: Decimal) -> bool:
        return 100 * left >= percent * (fund + left)

    assert holds(gives - headroom)
    assert not holds(gives - headroom - 1)


def test_years_are_drawn_with_the_figures_of_the_table(plan: Plan, pledges: Pledges) -> None:
    wide, narrow = (charts.year_bars(pledges, width) for width in (charts.WIDE, charts.NARROW))
    assert wide is not None
    assert narrow is not None
    for drawing in (wide, narrow):
        assert [label.text for label in drawing.labels] == ["2025", "290.038", "2026", "310.038"]
        assert [rect.style for rect in drawing.rects] == ["local", "cash", "hours"] * 2


def test_what_is_given_in_no_known_year_is_not_drawn(db: None) -> None:
    plan = factories.plan()
    factories.funding_source(plan, total=100)
    pledges = Pledges(reports.funding(plan))
    assert charts.year_bars(pledges, charts.WIDE) is None
    assert pledges.undrawn == "Boligerne, kontant"


def test_the_line_is_drawn_where_the_requirement_is(pledges: Pledges) -> None:
    drawing = charts.share_bar(pledges, 720)
    assert drawing is not None
    assert drawing.line == "180.0"
    assert [label.text for label in drawing.labels] == ["37,5\u00a0% lokalt", "25\u00a0% krævet"]
    assert sum(Decimal(rect.width) for rect in drawing.rects) == pytest.approx(Decimal(720), abs=Decimal("0.2"))
