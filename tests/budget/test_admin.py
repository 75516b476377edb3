"""The admin of money: how amounts are typed, and years that add up."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from budget.models import FundingSource
from core.formats import NBSP
from tests import factories
from tests.html_forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> FundingSource:
    """400 kr., not yet divided between the years of its plan."""
    return factories.funding_source(factories.plan(), total=Decimal(400))


def path_of(source: FundingSource) -> str:
    return f"/admin/budget/fundingsource/{source.pk}/change/"


def save(client: Client, source: FundingSource, per_year: dict[Any, str] | None = None, **changed: Any) -> Any:
    data = sent_by(client.get(path_of(source)), "fundingsource_form")
    first = int(data["contributions-TOTAL_FORMS"])
    for number, (year, amount) in enumerate((per_year or {}).items(), first):
        data |= {f"contributions-{number}-year": str(year).strip("x"), f"contributions-{number}-amount": amount}
    data["contributions-TOTAL_FORMS"] = first + len(per_year or {})
    return client.post(path_of(source), data | changed)


def complaint(response: Any) -> str:
    """What the page says is wrong."""
    assert response.status_code == 200
    found = re.findall(r'<div class="errsum.*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(found).replace(NBSP, " ")


@pytest.mark.parametrize("typed", ["1.234.567,50", "1234567,5", "1.234.567,50 kr.", " 1 234 567,50 "])
def test_money_is_typed_as_danes_write_it(editor_client: Client, source: FundingSource, typed: str) -> None:
    assert save(editor_client, source, total=typed).status_code == 302
    source.refresh_from_db()
    assert source.total == Decimal("1234567.50")
    assert sent_by(editor_client.get(path_of(source)), "fundingsource_form")["total"] == "1.234.567,50"


@pytest.mark.parametrize("typed", ["93.45", "1,234,567.50", "1.23.456", "1e9", "NaN", "hundrede", "1,234"])
def test_money_that_reads_two_ways_is_refused_in_words(
    editor_client: Client, source: FundingSource, typed: str
) -> None:
    response = save(editor_client, source, total=typed)
    assert f"»{typed}« kan ikke læses som et beløb. Skriv for eksempel 12.500 eller 12.500,50" in complaint(response)
    source.refresh_from_db()
    assert source.total == 400


@pytest.mark.parametrize(
    ("typed", "words"),
    [("-1", "Et beløb fra en kilde kan ikke være negativt."), ("9" * 30, "Beløbet er for stort.")],
)
def test_money_outside_reason_is_refused(editor_client: Client, source: FundingSource, typed: str, words: str) -> None:
    assert words in complaint(save(editor_client, source, total=typed))


def test_the_list_shows_money_in_danish(editor_client: Client, source: FundingSource) -> None:
    FundingSource.objects.update(total=Decimal("1234567.50"))
    page = editor_client.get("/admin/budget/fundingsource/").content.decode()
    assert f'<td class="field-kr" data-head="I alt">1.234.567,50{NBSP}kr.</td>' in page
    factories.frame_line(source.plan, amount=Decimal(15_200_000))
    assert f"15.200.000{NBSP}kr." in editor_client.get("/admin/budget/frameline/").content.decode()


def test_years_that_add_up_are_saved(editor_client: Client, source: FundingSource) -> None:
    years = list(source.plan.year_range)
    response = save(editor_client, source, {years[0]: "150", years[1]: "150,50", years[2]: "99,50"})
    assert response.status_code == 302
    assert [row.amount for row in source.contributions.all()] == [Decimal(150), Decimal("150.50"), Decimal("99.50")]


def test_years_that_do_not_add_up_are_refused_with_both_figures(editor_client: Client, source: FundingSource) -> None:
    response = save(editor_client, source, {source.plan.starts_on.year: "93,45"})
    assert "Årene giver tilsammen 93,45 kr., men i alt står der 400 kr. – ret det ene af dem." in complaint(response)
    assert not source.contributions.exists()


def test_a_new_total_must_fit_the_years_that_stand(editor_client: Client) -> None:
    plan = factories.plan()
    source = factories.funding_source(plan, dict.fromkeys(plan.year_range, 100))
    assert "tilsammen 400 kr., men i alt står der 500 kr." in complaint(save(editor_client, source, total="500"))
    assert "Årene giver tilsammen 400 kr. – skriv også beløbet i alt." in complaint(
        save(editor_client, source, total="")
    )
    changed = {"total": "500", "contributions-0-amount": "200"}
    assert save(editor_client, source, **changed).status_code == 302


def test_years_may_be_unknown(editor_client: Client, source: FundingSource) -> None:
    assert save(editor_client, source, total="15.200.000", total_is_rounded="on").status_code == 302


def test_a_year_outside_the_plan_is_refused(editor_client: Client, source: FundingSource) -> None:
    year = source.plan.ends_on.year + 1
    assert f"Året {year} ligger uden for planen" in complaint(save(editor_client, source, {year: "400"}))


def test_a_year_outside_the_plan_is_refused_for_a_new_source_too(editor_client: Client) -> None:
    plan, department = factories.plan(), factories.department()
    year = plan.ends_on.year + 1
    data = sent_by(editor_client.get("/admin/budget/fundingsource/add/"), "fundingsource_form")
    data |= {"plan": plan.pk, "name": "Ny", "kind": "boligafdeling", "department": department.pk, "total": "400"}
    data |= {"contributions-TOTAL_FORMS": "1", "contributions-0-year": year, "contributions-0-amount": "400"}
    response = editor_client.post("/admin/budget/fundingsource/add/", data)
    assert f"Året {year} ligger uden for planen" in complaint(response)
    assert not FundingSource.objects.exists()


def test_the_same_year_twice_is_refused(editor_client: Client, source: FundingSource) -> None:
    year = source.plan.starts_on.year
    response = save(editor_client, source, {year: "200", f"{year}x": "200"})
    assert "Ret venligst" in complaint(response)
    assert not source.contributions.exists()


@pytest.mark.parametrize("year", ["0", "-1", "20177", "9" * 50, "2017,5", "nu"])
def test_a_year_that_is_none_is_refused(editor_client: Client, source: FundingSource, year: str) -> None:
    complaint(save(editor_client, source, {year: "400"}))
    assert not source.contributions.exists()


def test_a_source_belongs_to_what_its_kind_says(editor_client: Client, source: FundingSource) -> None:
    response = save(editor_client, source, kind="kommune")
    assert "Vælg netop den, kilden hører til" in complaint(response)


def test_a_line_of_another_plans_frame_is_refused(editor_client: Client, source: FundingSource) -> None:
    other = factories.frame_line(factories.plan(name="En anden", slug="en-anden"))
    response = save(editor_client, source, frame_line=other.pk)
    assert f"Vælg en, der hører til planen {source.plan.years}." in complaint(response)


def test_money_can_be_seen_on_its_page(editor_client: Client, source: FundingSource) -> None:
    assert editor_client.get(path_of(source)).context["absolute_url"] == "/oekonomi/"
