"""The board's arithmetic on a small plan whose every figure can be checked by head."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from budget.models import ImportRun
from budget.reports import Board, Figures, Pledges, figures, funding
from organisation.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date


@pytest.fixture
def plan() -> Plan:
    return factories.plan(starts_on=DAY(2031, 1, 1), ends_on=DAY(2034, 12, 31), min_share_percent=25)


def board(plan: Plan, day: datetime.date | None = None) -> Board:
    return Board(figures(plan, day=day or DAY(2032, 10, 15)))


@pytest.fixture
def books(plan: Plan) -> dict[str, Any]:
    """Two years of budget, paid by a fund and by hours; accounts until the end of September of the second."""
    fund = factories.funding_source(
        plan, dict.fromkeys(plan.year_range, 600), kind="landsfond", partner=factories.partner(), total=Decimal(2400)
    )
    homes = factories.funding_source(
        plan, dict.fromkeys(plan.year_range, 200), department=factories.department(), total=Decimal(800)
    )
    hours = factories.hours_source(plan, dict.fromkeys(plan.year_range, 100), total=Decimal(400))
    area = factories.focus_area(plan, name="Familier")
    version, kind = factories.budget_version(plan), factories.cost_kind(name="Gaver")
    lines = {
        year: factories.budget_line(version, 1200, code="10", year=year, focus_area=area, source=fund, kind=kind)
        for year in (2031, 2032)
    }
    common = factories.budget_line(version, 120, code="20", year=2032)
    factories.budget_line(version, 100, code="30", year=2031, source=hours)
    run = factories.import_run(plan, booked_to=DAY(2032, 9, 30))
    factories.posting(lines[2031], 1000, run=run)
    factories.posting(lines[2032], 950, run=run)
    factories.posting(lines[2032], -50, run=run)
    factories.posting(common, 90, run=run)
    return {"fund": fund, "homes": homes, "hours": hours, "area": area, "version": version, "lines": lines}


def test_a_years_budget_is_planned_a_twelfth_a_month(plan: Plan, books: Any) -> None:
    shown = board(plan)
    assert shown.as_of == DAY(2032, 9, 30)
    assert [(row.name, row.whole, row.planned, row.actual, row.variance) for row in shown.by_year[:2]] == [
        ("2031", 1200, 1200, 1000, -200),
        ("2032", 1320, 990, 990, 0),
    ]
    assert [(row.name, row.planned, row.actual) for row in shown.by_focus_area] == [
        ("Familier", 2100, 1900),
        ("Fælles", 90, 90),
    ]
    assert shown.total.part == Decimal(1990) / 2190


def test_the_same_money_is_planned_to_the_same_øre_however_it_is_divided(plan: Plan) -> None:
    """Three quarters of each line, rounded by itself, would be 75.01."""
    source = factories.funding_source(plan, {2032: 100}, total=Decimal(100))
    version = factories.budget_version(plan)
    for code, amount in (("1", "33.33"), ("2", "33.33"), ("3", "33.34")):
        factories.budget_line(version, amount, code=code, year=2032, source=source)
    factories.import_run(plan, booked_to=DAY(2032, 9, 30))
    shown = board(plan)
    assert shown.total.planned == shown.planned_total == shown.by_year[1].planned == 75
    assert set(shown.planned_lines.values()) == {Decimal("25.00")}
    assert shown.in_year(2032).total.planned == 75


def test_hours_are_never_in_a_sum_of_cash(plan: Plan, books: Any) -> None:
    factories.hourly_rate(books["hours"], "300.50")
    factories.delivered_hours(books["hours"], "0.25")
    shown = board(plan)
    assert shown.total.whole == 2520
    assert [row.source.form for row in shown.funders] == ["kontant", "kontant"]
    (work,) = shown.work
    assert (work.hours, work.given.actual, work.given.planned) == (Decimal("0.25"), Decimal("75.13"), 175)


def test_hours_before_the_first_rate_have_no_value_and_are_told_apart(plan: Plan, books: Any) -> None:
    factories.hourly_rate(books["hours"], 300, valid_from=DAY(2031, 7, 1))
    factories.hourly_rate(books["hours"], 400, valid_from=DAY(2032, 1, 1))
    for month, hours in ((DAY(2031, 6, 1), 5), (DAY(2031, 7, 1), 2), (DAY(2032, 1, 1), 1)):
        factories.delivered_hours(books["hours"], hours, month=month)
    (work,) = board(plan).work
    assert (work.hours, work.without_rate, work.given.actual) == (8, 5, 1000)


def test_a_source_is_followed_from_pledge_to_money(plan: Plan, books: Any) -> None:
    factories.pledge_decision(books["homes"], first_year=2031, last_year=2032)
    factories.receipt(books["homes"], 200)
    factories.receipt(books["homes"], -20, received_on=DAY(2032, 2, 1))
    fund, homes = board(plan).funders
    assert (homes.pledged, homes.given.planned, homes.given.actual, homes.spent) == (800, 350, 180, 0)
    assert homes.decided_years == {2031, 2032}
    assert (fund.spent, fund.decided_years) == (1900, frozenset())


def test_what_deviates_more_than_the_threshold_is_told_with_the_secretariats_words(plan: Plan, books: Any) -> None:
    factories.receipt(books["homes"], 180)
    factories.receipt(books["fund"], 1050)
    factories.variance_comment(plan, source=books["homes"], text="Regningen er sendt.")
    factories.variance_comment(plan, focus_area=books["area"], text="Under grænsen, så den vises ikke.")
    assert [(row.sort, row.of.name, row.of.variance, row.comment) for row in board(plan).deviations] == [
        ("received", books["homes"].name, -170, "Regningen er sendt."),
    ]
    factories.variance_comment(plan, kind=books["lines"][2031].kind, text="Ingen fødselsdage i år.")
    plan.variance_percent = 5
    plan.save()
    assert [row.sort for row in board(plan).deviations] == ["spent", "spent", "received"]
    assert board(plan).deviations[1].comment == "Ingen fødselsdage i år."


def test_the_rest_goes_on_as_the_part_planned_to_date_went(plan: Plan, books: Any) -> None:
    shown = board(plan)
    assert shown.forecast == (Decimal(2520) * 1990 / 2190).quantize(Decimal("0.01"))
    assert shown.remaining == 530


def test_the_share_is_told_as_pledged_until_now_and_on_the_track(plan: Plan, books: Any) -> None:
    shown = board(plan)
    assert shown.share_pledged is not None
    assert (shown.share_pledged.share, shown.share_pledged.headroom) == (Decimal(1200) / 3600, 400)
    assert shown.share_now is None
    factories.receipt(books["homes"], 175)
    factories.receipt(books["fund"], 1050)
    shown = board(plan)
    assert (shown.share_now.fund, shown.share_now.cash, shown.share_now.hours) == (1050, 175, 0)
    # Half of what the homes had planned; of hours nothing is known.
    assert (shown.share_on_track.fund, shown.share_on_track.cash, shown.share_on_track.hours) == (2400, 400, 400)
    assert (shown.share_on_track.headroom, shown.share_on_track.holds) == (0, True)
    assert shown.what_if({"boligernes_penge": Decimal(50)}).cash == 400


def test_without_accounts_there_are_no_figures_of_spending_but_a_plan(plan: Plan) -> None:
    shown = board(plan)
    assert (shown.total.planned, shown.total.actual, shown.forecast, shown.deviations) == (None, 0, None, [])
    assert (shown.share_pledged, shown.as_of) == (None, DAY(2032, 10, 15))


def test_an_undone_import_no_longer_says_how_far_the_accounts_go(plan: Plan) -> None:
    factories.import_run(plan, booked_to=DAY(2032, 9, 30), state=ImportRun.State.UNDONE)
    assert board(plan).as_of == DAY(2032, 10, 15)


def test_after_its_last_day_it_is_a_closing_account(plan: Plan, books: Any) -> None:
    factories.import_run(plan, booked_to=plan.ends_on)
    shown = board(plan, DAY(2035, 3, 1))
    assert shown.is_closing
    assert (shown.total.planned, shown.forecast) == (shown.total.whole, 1990)


def test_the_figures_read_back_as_they_were(plan: Plan, books: Any) -> None:
    shown = figures(plan, day=DAY(2032, 10, 15))
    assert Figures.model_validate_json(shown.model_dump_json()) == shown
    assert '"amount":"-50.00"' not in shown.model_dump_json()
    assert Figures.model_json_schema()["properties"]["as_of"]["format"] == "date"


def test_what_is_pledged_reads_the_same_of_the_document_as_of_the_rows(plan: Plan, books: Any) -> None:
    line = factories.frame_line(plan, name="Fonden")
    homes = factories.company()
    given = {"kind": "dispositionsfond", "company": homes, "frame_line": line}
    for name in ("Konto 1", "Konto 2"):
        factories.funding_source(plan, {2031: 7}, name=name, total=7, source_note="?", **given)
    rows, document = funding(plan), board(plan).funding
    assert list(Pledges(document).rows) == list(Pledges(rows).rows)
    assert f"{homes} i alt" in [row.name for row in board(plan).pledges.rows]
    assert (document.difference, document.all.notes) == (rows.difference, rows.all.notes)
    assert [(part.line.name, part.difference) for part in document.frame] == [("Fonden", 14 - line.amount)]


def test_more_rows_ask_no_more_of_the_database(
    plan: Plan, books: Any, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(17):
        figures(plan, day=DAY(2032, 10, 15))
    for number in range(5):
        factories.posting(books["lines"][2031], number)
        factories.receipt(factories.funding_source(plan, department=factories.department()))
        factories.delivered_hours(books["hours"])
        factories.budget_line(books["version"])
    with django_assert_num_queries(17):
        figures(plan, day=DAY(2032, 10, 15))


def test_hours_of_which_nothing_is_known_break_no_line(plan: Plan, books: Any) -> None:
    factories.receipt(books["homes"], 350)
    track = board(plan).share_on_track
    assert (track.cash, track.hours) == (800, 400)
    # Known, but not what they are worth.
    factories.delivered_hours(books["hours"], 100)
    shown = board(plan)
    assert shown.share_on_track.hours == 400
    assert "worked" not in [row.sort for row in shown.deviations]
    factories.hourly_rate(books["hours"], 1)
    shown = board(plan)
    assert shown.share_on_track.hours < 400
    assert "worked" in [row.sort for row in shown.deviations]


def test_a_rate_that_begins_with_the_plan_counts_in_its_first_month() -> None:
    plan = factories.plan(starts_on=DAY(2031, 3, 15), ends_on=DAY(2032, 12, 31))
    hours = factories.hours_source(plan)
    factories.hourly_rate(hours, 300, valid_from=plan.starts_on)
    factories.hourly_rate(hours, 400, valid_from=DAY(2031, 4, 15))
    for month in (3, 4, 5):
        factories.delivered_hours(hours, 1, month=DAY(2031, month, 1))
    (work,) = board(plan).work
    assert work.given.actual == 300 + 300 + 400
