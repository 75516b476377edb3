"""The rows behind the board's figures: which, how many, their sum, a page at a time, and as a file."""

import csv
import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from organisation.models import Plan
from tests import factories
from tests.board.books import YEAR
from tests.board.test_books import new_plan, words
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, text

SORTS = ("lovet", "budget", "forbrug", "indbetalinger", "timer")
DAY = datetime.date


@pytest.fixture
def plan(db: None) -> Plan:
    """Sixty postings on two lines, one of them paid by who its line says; a credit note last."""
    row = new_plan()
    area, kind = factories.focus_area(row, name="Familier"), factories.cost_kind(name="Særligt")
    fund = factories.funding_source(row, {YEAR: 70, YEAR + 1: 30}, name="Fonden", kind="landsfond", total=100)
    town = factories.hours_source(row, name="Kommunen", total=500)
    version = factories.budget_version(row, name="Oprindeligt")
    first = factories.budget_line(version, 1000, code="10", year=YEAR, focus_area=area, kind=kind, source=fund)
    second = factories.budget_line(version, "500.50", code="20", year=YEAR + 1)
    factories.budget_line(version, 400, code="30", year=YEAR, source=town)
    run = factories.import_run(row, booked_to=DAY(YEAR, 12, 31))
    for number in range(58):
        factories.posting(first, "10.01", run=run, text=f"Nr. {number}", date=DAY(YEAR, 1 + number % 9, 1))
    factories.posting(second, 5, run=run, text="Uden betaler", date=DAY(YEAR, 10, 1))
    factories.posting(first, "-0.58", run=run, text="=Kreditnota", date=DAY(YEAR, 12, 1), source=town)
    factories.pledge_decision(fund, first_year=YEAR, last_year=YEAR, decided_by="Fondens bestyrelse")
    factories.receipt(fund, 70, reference="Rate 1")
    factories.hourly_rate(town, "300.10", valid_from=DAY(YEAR, 2, 1))
    factories.delivered_hours(town, 2, unit="Skolen")
    factories.delivered_hours(town, "1.5", month=DAY(YEAR, 2, 1), initiative=factories.initiative(area, name="Leg"))
    row.books = {"area": area, "kind": kind, "fund": fund, "town": town, "line": first, "run": run}
    return row


def page(client: Client, sort: str, query: str = "") -> str:
    answer = client.get(f"/bestyrelse/tal/{sort}/{query}")
    assert answer.status_code == 200
    return words(text(answer))


def rows(client: Client, sort: str, query: str = "") -> list[list[str]]:
    answer = client.get(f"/bestyrelse/tal/{sort}.csv{query}")
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))[1:]


def key(plan: Plan, name: str) -> Any:
    return plan.books[name].pk


def test_the_sum_is_of_all_rows_and_the_newest_stand_first(member_client: Client, plan: Plan) -> None:
    first, second = page(member_client, "forbrug"), page(member_client, "forbrug", "?side=2")
    for shown in (first, second):
        assert "60 rækker Brugt, kontant 585,00 kr." in shown
    assert f"1. december {YEAR} B1 =Kreditnota 10 Familier Særligt Kommunen, erlagte timer −0,58" in first
    assert first.index("Kreditnota") < first.index("Uden betaler") < first.index("1. september")
    assert "Række 1–50 af 60" in first
    assert "Række 51–60 af 60" in second
    for wrong in ("0", "-1", "99999999999999999999", "x", "%00"):
        assert "60 rækker" in page(member_client, "forbrug", f"?side={wrong}")


@pytest.mark.parametrize(
    ("query", "total", "count"),
    [
        ("aar={year}", "580,00", 59),
        ("indsatsomraade={area}", "580,00", 59),
        ("indsatsomraade=faelles", "5,00", 1),
        ("indsatsomraade=faelles&indsatsomraade={area}", "585,00", 60),
        ("art={kind}&aar={year}", "580,00", 59),
        ("kilde={fund}", "580,58", 58),
        ("kilde={town}", "−0,58", 1),
        ("kilde=ingen", "5,00", 1),
        ("kilde=ingen&kilde={fund}", "585,58", 59),
    ],
)
def test_filters_find_the_rows_of_a_figure(
    member_client: Client, plan: Plan, query: str, total: str, count: int
) -> None:
    asked = "?" + query.format(year=YEAR, **{name: key(plan, name) for name in ("area", "kind", "fund", "town")})
    assert f"kontant {total} kr." in page(member_client, "forbrug", asked)
    file = rows(member_client, "forbrug", asked)
    assert len(file) == count
    assert sum(Decimal(row[-1].replace(",", ".")) for row in file) == Decimal(total.replace("−", "-").replace(",", "."))


def test_each_sort_names_what_its_sum_holds(member_client: Client, plan: Plan) -> None:
    budget = page(member_client, "budget")
    assert "Kontant 1.500,50 kr. Arbejdstimer, i kroner 400,00 kr. Tilsammen 1.900,50 kr." in budget
    planned = "Planlagt til nu, kontant 1.000,00 kr."
    together = "arbejdstimer, i kroner 400,00 kr. Planlagt til nu, tilsammen 1.400,00 kr."
    assert f"{planned} Planlagt til nu, {together}" in budget
    assert f"Kontant 1.500,50 kr. {planned}" in page(member_client, "budget", "?form=kontant")
    pledged = page(member_client, "lovet")
    assert "Kontant 100,00 kr. Arbejdstimer, i kroner 500,00 kr. Tilsammen 600,00 kr." in pledged
    assert f"{YEAR} Fonden Kontant Fondens bestyrelse, 1. januar {YEAR} 70,00 70,00" in pledged
    assert f"{YEAR + 1} Fonden Kontant Ikke endnu 30,00 0,00" in pledged
    assert "ikke fordelt på år Kommunen Erlagte timer Ikke endnu 500,00 ikke kendt" in pledged
    assert "Planlagt til nu, kontant 70,00 kr." in page(member_client, "lovet", "?form=kontant")
    assert "Modtaget, kontant 70,00 kr." in page(member_client, "indbetalinger")
    hours = page(member_client, "timer")
    assert "Erlagte timer 3,5 timer Arbejdstimer, i kroner 450,15 kr. Timer uden sats 2 timer" in hours
    assert f"februar {YEAR} Børn og unge" in hours
    assert "Erlagte timer 1,5 timer" in page(member_client, "timer", f"?indsatsomraade={key(plan, 'area')}")
    assert "Erlagte timer 2 timer" in page(member_client, "timer", "?indsatsomraade=faelles")


def test_a_source_whose_years_nobody_knows_is_decided_when_every_year_is(member_client: Client, plan: Plan) -> None:
    town = plan.books["town"]
    factories.pledge_decision(town, first_year=YEAR, last_year=YEAR, decided_by="Byrådet")
    assert "Kommunen Erlagte timer Ikke endnu 500,00" in page(member_client, "lovet")
    factories.pledge_decision(town, first_year=YEAR + 1, last_year=YEAR + 1, decided_by="Byrådet")
    assert f"Kommunen Erlagte timer Byrådet, 1. januar {YEAR} 500,00" in page(member_client, "lovet")


def test_a_years_planned_øre_are_split_alike_whichever_rows_are_chosen(member_client: Client, plan: Plan) -> None:
    plan.import_runs.update(booked_to=DAY(YEAR, 9, 30))
    area, version = plan.books["area"], plan.budget_versions.get()
    for number, place in enumerate((area, area, None, None)):
        factories.budget_line(version, "0.01", code=f"9{number}", year=YEAR, focus_area=place)
    halves = [
        row
        for place in (area.pk, "faelles")
        for row in rows(member_client, "budget", f"?kilde=ingen&aar={YEAR}&indsatsomraade={place}")
    ]
    assert sorted(row[-1] for row in halves) == ["0,00", "0,01", "0,01", "0,01"]
    assert "Planlagt til nu, kontant 750,03 kr." in page(member_client, "budget", "?form=kontant")


def test_the_file_has_every_row_and_no_formula(member_client: Client, plan: Plan) -> None:
    answer = member_client.get("/bestyrelse/tal/forbrug.csv")
    assert answer.streaming
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == f'attachment; filename="forbrug-{plan.slug}.csv"'
    file = rows(member_client, "forbrug")
    assert file[0][:3] == [f"01-12-{YEAR}", "B1", "'=Kreditnota"]
    assert len(file) == 60
    assert rows(member_client, "timer")[-1][-2:] == ["2,00", ""]


@pytest.mark.parametrize("sort", SORTS)
def test_what_nobody_knows_is_said_and_breaks_nothing(member_client: Client, plan: Plan, sort: str) -> None:
    bad = BAD_QUERIES if sort == "forbrug" else ()
    for query in (*bad, "kilde=99999999999999999999&aar=0&aar=99999", "art=ingen&form=x&indsatsomraade=%00"):
        assert member_client.get(f"/bestyrelse/tal/{sort}/?{query}").status_code == 200
    assert member_client.get(f"/bestyrelse/tal/{sort}.csv?{query}").status_code == 200
    assert "Vi kender ikke »nogen«." in page(member_client, sort, "?kilde=nogen")
    assert ("rækker passer" in page(member_client, sort, "?aar=2077")) is True
    for wrong in ("x", "0", "9" * 30, "%00"):
        assert member_client.get(f"/bestyrelse/tal/{sort}/?version={wrong}").status_code == 404
    for method in WRONG_METHODS:
        assert getattr(member_client, method)(f"/bestyrelse/tal/{sort}/").status_code == 405


def test_a_draft_of_the_budget_has_rows_for_those_who_see_drafts(
    member_client: Client, editor_client: Client, plan: Plan
) -> None:
    draft = factories.budget_version(plan, name="Udkastet", in_force_from=None)
    factories.budget_line(draft, 4321, year=YEAR)
    assert "4.321,00" in page(editor_client, "budget", f"?version={draft.pk}")
    assert member_client.get(f"/bestyrelse/tal/budget/?version={draft.pk}").status_code == 404
    assert member_client.get(f"/bestyrelse/tal/budget.csv?version={draft.pk}").status_code == 404


def test_without_rows_every_sort_says_so(member_client: Client) -> None:
    new_plan()
    for sort in SORTS:
        assert "Der er ingen rækker endnu." in page(member_client, sort)
        assert rows(member_client, sort) == []
    assert member_client.get("/bestyrelse/tal/andet/").status_code == 404
    assert member_client.get("/bestyrelse/tal/andet.csv").status_code == 404


def test_more_rows_ask_no_more_of_the_database(member_client: Client, plan: Plan) -> None:
    def more() -> None:
        for number in range(4):
            source = factories.funding_source(plan, {YEAR: 7}, total=7)
            factories.pledge_decision(source)
            factories.receipt(source, number + 1)
            area = factories.focus_area(plan)
            line = factories.budget_line(plan.books["line"].version, 9, focus_area=area, year=YEAR)
            factories.posting(line, number, run=plan.books["run"])
            initiative = factories.initiative(plan.books["area"])
            factories.delivered_hours(factories.hours_source(plan, total=7), initiative=initiative)

    member_client.get("/bestyrelse/tal/timer/")
    for sort in SORTS:
        few, many = grows(member_client, f"/bestyrelse/tal/{sort}/", more)
        assert many == few, sort
