"""What stands on the board's page: the verdict first, and every figure as the rows have it."""

import csv
import datetime
import io
import itertools
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from budget.models import FundingSource
from organisation.models import Body, Plan, SiteText
from tests import factories
from tests.budget.test_money_page import words
from tests.pages import BAD_QUERIES, grows, text

Kind = FundingSource.Kind
PLANS = Path(__file__).resolve().parents[2] / "plans"


def page(client: Client, path: str = "/bestyrelse/") -> str:
    return words(text(client.get(path)))


def rows(client: Client, path: str = "/bestyrelse/lovet.csv") -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(path).content.decode("utf-8-sig")), delimiter=";"))


def running_plan(**fields: Any) -> Plan:
    factories.partnership()
    plan = factories.plan(**fields)
    factories.funding_source(plan, name="Fonden", kind=Kind.FUND, total=300_000)
    return plan


def test_the_verdict_comes_first_then_the_key_figures(member_client: Client, plan: Plan) -> None:
    shown = page(member_client)
    in_order = [
        "Vores helhedsplan: hvad der er lovet 2025–2026, og om det er nok.",
        "Kravet er opfyldt: Der er lovet 37,5 % lokal medfinansiering, og der kræves 25 %.",
        "Der kan falde 266.742 kr. fra, før kravet brydes.",
        "Lovet i alt 1.600.076 kr. kontant 1.550.076 kr. arbejdstimer 50.000 kr.",
        "Lokal andel 37,5 % kravet er 25 % uden arbejdstimer 35,5 %",
        "Luft over kravet 266.742 kr. når fondens beløb holdes fast",
        "Arbejdstimer 50.000 kr. timernes værdi i kroner",
        "600.076 / 1.600.076 = 37,5 %",
        "550.076 / 1.550.076 = 35,5 %",
        "600.076 − 1.000.000 × 25 / 75 = 266.742 kr.",
        "Intet forbrug er registreret endnu.",
        "Hvem sidder i bestyrelsen?",
        "Solby Kommune i alt 150.000 150.000 300.000",
        "Medfinansiering, kontant 265.038 285.038 550.076",
        "Medfinansiering, arbejdstimer 25.000 25.000 50.000",
        "Medfinansiering, tilsammen 290.038 310.038 600.076",
        "I alt, kontant ikke oplyst ikke oplyst 1.550.076",
        "I alt, tilsammen ikke oplyst ikke oplyst 1.600.076",
        "forskel 76 kr.",
    ]
    places = [shown.find(sentence) for sentence in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("gives", "percent", "sentence"),
    [
        (100_000, 25, "Der er lovet 25,0 % lokal medfinansiering, og der kræves 25 %. Der kan falde 0 kr. fra"),
        (50_000, 25, "Kravet er ikke opfyldt: Der er lovet 14,3 % lokal medfinansiering, men der kræves 25 %."),
        (50_000, 25, "Der mangler 50.000 kr., hvis fondens beløb er det samme."),
        (100_000, None, "Den lokale medfinansiering er 25,0 %, men kravet er ikke oplyst."),
        (None, 25, "Det kan ikke afgøres endnu, om den lokale medfinansiering er stor nok."),
        (None, 25, "Mangler højst 100.000 kr."),
        (None, 25, "1 af de lokale kilder har ikke oplyst et beløb. Uden det er andelen 0,0 %, og der kræves 25 %."),
    ],
)
def test_each_verdict_has_its_sentence(member_client: Client, gives: Any, percent: int | None, sentence: str) -> None:
    factories.funding_source(running_plan(min_share_percent=percent), total=gives)
    assert sentence in page(member_client)


def test_a_requirement_met_without_an_unknown_source_says_that_it_is_at_least_so(member_client: Client) -> None:
    plan = running_plan()
    factories.funding_source(plan, total=200_000)
    factories.funding_source(plan, total=None)
    shown = page(member_client)
    assert "Kravet er opfyldt: Der er lovet 40,0 %" in shown
    assert "så andelen er mindst så stor" in shown
    assert "1 kilde uden beløb er ikke med" in shown
    assert "Lokal andel, mindst 40,0 %" in shown
    assert "Luft over kravet, mindst 100.000 kr." in shown


@pytest.mark.parametrize("fund", [False, True])
def test_without_the_funds_amount_no_share_is_made_up(member_client: Client, fund: bool) -> None:
    plan = factories.plan()
    factories.funding_source(plan, total=200_000)
    if fund:
        factories.funding_source(plan, name="Fonden", kind=Kind.FUND, total=None)
    answer = text(member_client.get("/bestyrelse/"))
    assert "Fondens beløb er ikke oplyst, og det er det, andelen måles mod." in words(answer)
    assert "100,0" not in answer
    assert 'href="#luft"' not in answer


@pytest.mark.parametrize(
    ("gives", "sentence"),
    [
        (200_000, "Kravet blev opfyldt: Der blev lovet 40,0 % lokal medfinansiering, og der krævedes 25 %. Der kunne"),
        (50_000, "Der manglede 50.000 kr., målt på fondens beløb."),
    ],
)
def test_an_ended_plan_reads_as_a_closing_account(member_client: Client, gives: int, sentence: str) -> None:
    plan = running_plan(starts_on=datetime.date(2011, 1, 1), ends_on=datetime.date(2012, 12, 31))
    factories.funding_source(plan, total=gives)
    shown = page(member_client)
    assert "sluttede 31. december 2012. Her er opgørelsen af det, der blev lovet." in shown
    assert sentence in shown


def test_the_secretariat_words_the_verdict_itself(member_client: Client, plan: Plan) -> None:
    SiteText.objects.filter(key="board.met").update(text="Fint! {andel} er mere end {krav} <b>")
    assert "Fint! 37,5 % er mere end 25 % &lt;b&gt;" in text(member_client.get("/bestyrelse/")).replace("\u00a0", " ")


def test_the_real_plan_to_the_krone(member_client: Client) -> None:
    call_command("load_plan", str(PLANS / "albertslund-2017-2020.toml"), verbosity=0)
    shown = page(member_client)
    for figure in ("23.200.076 kr.", "34,5 %", "32,1 %", "2.933.409 kr.", "808.000 kr.", "kontant 22.392.076 kr."):
        assert figure in shown
    assert "8.000.076 − 15.200.000 × 25 / 75 = 2.933.409 kr." in shown
    assert "Fondens beløb er kun oplyst i runde tal." in shown
    assert "(oplyst afrundet)" in shown


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_link_on_the_page_leads_somewhere(member_client: Client, path: Path) -> None:
    call_command("load_plan", str(path), verbosity=0)
    answer = text(member_client.get("/bestyrelse/"))
    main = answer[answer.index("<main") : answer.index("</main>")]
    ids = set(re.findall(r'\bid="([^"]+)"', answer))
    assert {"bidrag", "andel", "luft", "timer"} <= set(re.findall(r'href="#([^"]+)"', main))
    for link in set(re.findall(r'href="([^"]+)"', main)):
        address, _, anchor = link.partition("#")
        there = member_client.get(address) if address else None
        assert there is None or there.status_code == 200
        assert not anchor or anchor in (set(re.findall(r'\bid="([^"]+)"', text(there))) if there else ids)


def test_headings_descend_and_tables_are_named(member_client: Client, plan: Plan) -> None:
    answer = text(member_client.get("/bestyrelse/"))
    levels = [int(level) for level in re.findall(r"<h([1-6])", answer[answer.index("<main") : answer.index("</main>")])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert answer.count("<table") == answer.count("<caption") == 2
    assert not re.findall(r"<th(?! scope=|ead)", answer)
    assert re.findall(r'<svg class="draw[^>]*', answer) == re.findall(
        r'<svg class="draw[^>]*aria-hidden="true"[^>]*', answer
    )
    assert len(re.findall(r'<svg class="draw', answer)) == 4


def test_page_and_file_say_the_same(member_client: Client, plan: Plan) -> None:
    shown = page(member_client)
    table = rows(member_client)
    assert table[0] == ["Bidragyder", "Form", "2025", "2026", "I alt", "Bemærkning"]
    assert table[-1] == ["I alt, tilsammen", "", "", "", "1600076,00", ""]
    assert [row[0] for row in table[1:6]] == ["Fonden", "Kommunen", "Kommunen", "Solby Kommune i alt", "Solparken"]
    for name, *_, total, _note in table[1:]:
        figure = f"{int(Decimal(total.replace(',', '.'))):,}".replace(",", ".")
        assert name in shown
        assert figure in shown


def test_a_name_that_looks_like_a_formula_is_harmless_in_the_file(member_client: Client, plan: Plan) -> None:
    factories.funding_source(plan, name="=HYPERLINK(1)", total=1, source_note="+1")
    assert ["'=HYPERLINK(1)", "'+1"] in [[row[0], row[-1]] for row in rows(member_client)]


def test_names_are_written_as_they_are(member_client: Client, plan: Plan) -> None:
    factories.funding_source(plan, name="<script>alert(1)</script>", total=1)
    assert "<script>" not in text(member_client.get("/bestyrelse/"))


def test_another_plan_has_its_own_page(member_client: Client, plan: Plan) -> None:
    factories.plan(name="Ny plan", starts_on=datetime.date(2026, 6, 1))
    answer = text(member_client.get("/bestyrelse/"))
    assert "600.076" not in answer
    assert f'href="/bestyrelse/{plan.slug}/"' in answer
    other = text(member_client.get(f"/bestyrelse/{plan.slug}/"))
    assert "600.076" in other
    assert f'href="/bestyrelse/{plan.slug}/lovet.csv"' in other
    assert 'href="/bestyrelse/"' in other
    assert len(rows(member_client, f"/bestyrelse/{plan.slug}/lovet.csv")) == 13


def test_a_plans_former_address_shows_the_way(member_client: Client, client: Client, plan: Plan) -> None:
    factories.plan(name="Ny plan", starts_on=datetime.date(2026, 6, 1))
    plan.slug = "den-gamle"
    plan.save()
    answer = member_client.get("/bestyrelse/2025-2026/?a=1")
    assert (answer.status_code, answer["Location"]) == (301, "/bestyrelse/den-gamle/?a=1")
    assert client.get("/bestyrelse/2025-2026/").status_code == 302


def test_without_a_plan_the_page_still_tells_who_sits_there(member_client: Client) -> None:
    shown = page(member_client)
    assert "Der er ingen helhedsplan på siden endnu." in shown
    assert "Mette Medlem" in shown
    assert "kr." not in shown
    assert member_client.get("/bestyrelse/lovet.csv").status_code == 404


def test_without_sources_and_without_a_board_the_page_says_so(editor_client: Client, db: None) -> None:
    factories.plan()
    shown = page(editor_client)
    assert "Ingen bidrag er skrevet ind endnu." in shown
    assert "Bestyrelsens poster er ikke skrevet ind endnu." in shown
    assert "Intet forbrug er registreret endnu." in shown
    assert "#bidrag" not in text(editor_client.get("/bestyrelse/"))


def test_a_board_without_chairs_and_a_chair_without_a_name_say_so(editor_client: Client, board: Body) -> None:
    assert "Bestyrelsens poster er ikke skrevet ind endnu." in page(editor_client)
    factories.seat(board, post="Formand")
    factories.seat(board, post="Næstformand", is_vacant=True)
    shown = page(editor_client)
    assert "Formand Navn ikke oplyst" in shown
    assert "Næstformand Ledig" in shown


def test_what_nobody_told_is_not_nothing(member_client: Client, plan: Plan) -> None:
    factories.funding_source(plan, name="Ukendt kilde", total=None, position=9)
    assert "Ukendt kilde Kontant ikke oplyst ikke oplyst ikke oplyst" in page(member_client)


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_a_bad_query_changes_nothing(member_client: Client, plan: Plan, query: str) -> None:
    assert "600.076" in text(member_client.get(f"/bestyrelse/?{query}"))


@pytest.mark.alike
def test_the_page_costs_the_same_however_many_rows(member_client: Client, plan: Plan, board: Body) -> None:
    def more() -> None:
        for number in range(12):
            factories.funding_source(plan, {2025: 1, 2026: 2}, name=f"Kilde {number}", total=3)
            factories.member(factories.seat(board))
        for year in range(2001, 2008):
            day = datetime.date(year, 1, 1)
            factories.plan(name=f"Plan {year}", starts_on=day, ends_on=day)

    # The first page of a login asks once more, to note when it was last seen.
    member_client.get("/bestyrelse/")
    few, many = grows(member_client, "/bestyrelse/", more)
    assert many == few
    few, many = grows(
        member_client, "/bestyrelse/lovet.csv", lambda: factories.funding_source(plan, name="Ny", total=3)
    )
    assert many == few
