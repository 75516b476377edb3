"""The board's page of a plan with books: the sentence, the figures, a year, a version, and what if."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from organisation.models import Plan
from tests import factories
from tests.board.books import DAY, YEAR, fill
from tests.budget.test_money_page import words
from tests.pages import grows, text

PAGE = "/bestyrelse/"
TODAY = datetime.date.today()


def main(client: Client, query: str = "") -> str:
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    shown = text(answer)
    return shown[shown.index("<main") : shown.index("</main>")]


def page(client: Client, query: str = "") -> str:
    return words(main(client, query))


def new_plan(**fields: Any) -> Plan:
    factories.partnership()
    return factories.plan(**{"starts_on": DAY(YEAR, 1, 1), "ends_on": DAY(YEAR + 1, 12, 31), **fields})


@pytest.fixture
def plan(db: None) -> Plan:
    row = new_plan(name="Vores plan")
    row.books = fill(row)
    return row


def test_one_sentence_first_then_the_figures_and_what_is_behind_them(member_client: Client, plan: Plan) -> None:
    factories.adjustment_balance(plan, amount=Decimal("777777.70"))
    factories.pledge_decision(plan.books["fund"], last_year=YEAR)
    shown = page(member_client)
    in_order = [
        f"Vores plan: status pr. 31. december {YEAR}.",
        f"Vi har brugt 96 % af det, vi havde planlagt til og med december {YEAR}.",
        "Én ting skal drøftes: arbejdstimerne fra Kommunens timer.",
        "Som det går nu, ender den lokale andel på 3,1 %. Kravet er 25 %, så der vil mangle 60.261 kr.",
        "Brugt siden start, kontant 134.000 kr. af 200.001 kr. i alt",
        f"Planlagt til nu, kontant 140.001 kr. til og med december {YEAR}",
        "Afvigelse, kontant −6.000 kr. ● 4,3 % under plan",
        "Arbejdstimer af det planlagte 6 % 10,25 timer, 3.203 kr.",
        "Målt mod budgettet »Oprindeligt«. De sidste tal er indlæst",
        "Afvigelser over 10 % ▼ 93,6 % bagud Arbejdstimer: Kommunens timer.",
        "festen blev aflyst",
        "Budget og forbrug pr. år Kontant, 1.000 kr.",
        f"{YEAR} 140.000,60 140.000,60 129.000,21 ● 7,9 % under plan",
        "I alt 200.001,00 140.000,60 134.000,23 ● 4,3 % under plan",
        "Går resten som indtil nu, har vi brugt 191.429 kr. af 200.001 kr.",
        "134.000,23 + 60.000,40 × 95,7 % = 191.429,04 kr.",
        f"Fonden {YEAR} 200.000,03 100.000,01 100.000,01 ● som planlagt 114.000,24",
        "Ikke fordelt 19.999,99",
        "I alt, kontant 200.000,03 100.000,01 100.000,01 134.000,23",
        "Familier 180.000,95 120.000,55 114.000,24",
        "Fælles 20.000,05 20.000,05 19.999,99",
        "Særlige udgifter 200.001,00",
        "Den lokale andel",
        "Hvad nu hvis?",
        "De er ikke en del af de kontante tal.",
        "Kommunens timer 100.000,00 50.000,00 10,25 3.203,13 ▼ 93,6 % bagud",
        f"1. januar {YEAR} stod der 777.777,70 kr. på reguleringskontoen.",
        "Intet af det er godkendt til brug.",
        "Hvem sidder i bestyrelsen?",
    ]
    places = [shown.find(sentence) for sentence in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert places == sorted(places), [one for one, at in zip(in_order, places, strict=True)]
    assert shown.count("777.777,70") == 1


@pytest.mark.parametrize(
    ("budget", "spent", "starts", "sentence"),
    [
        (None, 700, DAY(YEAR, 1, 1), "Vi har brugt 700 kr., men intet budget er skrevet ind at måle mod."),
        (2400, None, DAY(YEAR, 1, 1), "Budgettet er 2.400 kr., og intet forbrug er registreret endnu."),
        (2400, 700, TODAY, "Vi har brugt 700 kr. Budgettet har intet planlagt til nu"),
        (2400, 600, DAY(YEAR - 9, 1, 1), "Vi brugte 25 % af budgettet: 600 kr. af 2.400 kr."),
    ],
)
def test_what_the_books_do_not_say_the_sentence_does_not_say(
    member_client: Client, budget: int | None, spent: int | None, starts: datetime.date, sentence: str
) -> None:
    is_over = starts.year < YEAR
    plan = new_plan(starts_on=starts, ends_on=DAY(starts.year, 12, 31) if is_over else DAY(YEAR + 2, 12, 31))
    # The money of a plan that begins today lies in its last year.
    year = plan.ends_on.year if starts == TODAY else starts.year
    line = factories.budget_line(factories.budget_version(plan), budget or 1, year=year)
    if spent:
        factories.posting(line, spent, date=starts, run=factories.import_run(plan, booked_to=plan.ends_on))
    if not budget:
        old = line.version
        old.in_force_from = None
        old.save()
    shown = page(member_client)
    assert sentence in shown
    assert ("Planlagt til nu" in shown) is bool(budget and not is_over)
    assert ("Der blev 1.800 kr. tilbage af budgettet." in shown) is is_over
    assert "Som det går nu" not in shown


def test_a_version_without_lines_is_no_budget_and_a_coming_year_has_nothing_planned(
    member_client: Client, plan: Plan
) -> None:
    coming = page(member_client, f"?aar={YEAR + 1}")
    assert "Vi har brugt 5.000,02 kr. Budgettet har intet planlagt til nu, så der er ikke noget at måle mod." in coming
    plan.books["version"].lines.filter(postings=None).delete()
    factories.budget_version(plan, name="Tomt", in_force_from=TODAY)
    shown = page(member_client)
    assert "kontant 134.000 kr. intet budget er skrevet ind" in shown
    for said in ("af 0 kr.", "▲ ikke planlagt", "Hvor ender vi?"):
        assert said not in shown


def test_when_the_plan_has_ended_nobody_asks_what_if(member_client: Client, plan: Plan) -> None:
    plan.import_runs.update(booked_to=plan.ends_on)
    Plan.objects.filter(pk=plan.pk).update(ends_on=DAY(YEAR, 12, 31))
    shown = page(member_client)
    assert "Den lokale andel" in shown
    assert "Hvad nu hvis?" not in shown


def test_where_one_figure_has_øre_all_have_and_every_column_makes_its_sum(member_client: Client, db: None) -> None:
    """Øre in the pledges alone, then in what a source paid alone."""
    plan = new_plan()
    for name in ("A", "B"):
        factories.funding_source(plan, {YEAR: "100.50", YEAR + 1: 1}, name=name, total=Decimal("101.50"))
    assert "100,50 1,00 101,50" in page(member_client)
    assert "Medfinansiering, kontant 201,00 2,00 203,00" in page(member_client)
    plan.funding_sources.all().delete()
    payers = [factories.funding_source(plan, {YEAR: 9}, name=name, total=9) for name in ("A", "B")]
    line = factories.budget_line(factories.budget_version(plan), 9, year=YEAR)
    for payer in payers:
        factories.posting(line, "0.50", source=payer, run=factories.import_run(plan, booked_to=DAY(YEAR, 12, 31)))
    assert "I alt, kontant 18,00 18,00 0 1,00" in page(member_client)


def test_when_nothing_deviates_and_the_line_holds_it_says_so(member_client: Client, plan: Plan) -> None:
    factories.delivered_hours(plan.books["hours"], 150)
    factories.receipt(factories.funding_source(plan, {YEAR: 40_000}, total=40_000), 40_000)
    shown = page(member_client)
    assert "Intet afviger mere end 10 % fra planen." in shown
    assert "Som det går nu, ender den lokale andel på 41,2 %; kravet er 25 %." in shown
    assert "Afvigelser over 10 % Intet afviger så meget fra planen." in shown


def test_a_year_has_tables_of_its_own(member_client: Client, plan: Plan) -> None:
    shown = page(member_client, f"?aar={YEAR}")
    assert f"I {YEAR} brugte vi 92 % af budgettet: 129.000 kr. af 140.001 kr." in shown
    assert "Fonden Ikke endnu 100.000,01 100.000,01" in shown
    assert "Familier 120.000,55 109.000,22" in shown
    for of_the_whole_plan in ("Hvor ender vi?", "Hvad nu hvis?", "skal drøftes", "200.001"):
        assert of_the_whole_plan not in shown
    assert f"Hverken budget eller forbrug er registreret for {YEAR + 1}" not in page(member_client, f"?aar={YEAR + 1}")


@pytest.mark.parametrize("year", ["1900", "x", "%00", "9" * 5000, "-1", "²"])
def test_a_year_that_is_not_the_plans_is_answered_in_words(member_client: Client, plan: Plan, year: str) -> None:
    shown = page(member_client, f"?aar={year}")
    assert "Det år hører ikke til planen. Derfor ser du hele planen." in shown
    assert "134.000,23" in shown


def test_another_version_is_compared_with_when_the_address_says_so(
    member_client: Client, editor_client: Client, plan: Plan
) -> None:
    revised = factories.budget_version(plan, name="Revideret 1", in_force_from=TODAY + datetime.timedelta(days=30))
    factories.budget_line(revised, 5555, year=YEAR)
    draft = factories.budget_version(plan, name="Udkastet", in_force_from=None)
    factories.budget_line(draft, 9999, year=YEAR)
    shown = main(member_client, f"?version={revised.pk}")
    assert "5.555,00" in shown
    assert f"form=kontant&amp;version={revised.pk}" in shown
    assert f'name="version" value="{revised.pk}"' in shown
    assert "9.999" in page(editor_client, f"?version={draft.pk}")
    assert "Udkastet" not in page(member_client)
    for wrong in (draft.pk, 0, "x", "9" * 30, "%00"):
        answer = page(member_client, f"?version={wrong}")
        assert "Den budgetversion findes ikke. Derfor ser du den, der gælder." in answer
        assert "200.001,00" in answer


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("80", "Så bliver den lokale andel 28,6 %. Kravet er 25 %, og der er 13.333 kr. luft."),
        ("50,5", "Så bliver den lokale andel 20,2 %. Kravet er 25 %, og der mangler 16.167 kr."),
        ("mange", "Skriv en procent mellem 0 og 999, for eksempel 80."),
        ("-1", "Skriv en procent mellem 0 og 999"),
        ("nan", "Skriv en procent mellem 0 og 999"),
        ("1e99999", "Skriv en procent mellem 0 og 999"),
        ("%00", "Skriv en procent mellem 0 og 999"),
    ],
)
def test_what_if_is_asked_in_the_address(member_client: Client, plan: Plan, asked: str, sentence: str) -> None:
    shown = page(member_client, f"?kommunens_timer={asked}")
    assert sentence in shown
    assert "Kommunens penge" not in shown


def test_every_figure_leads_to_rows_with_that_sum(member_client: Client, plan: Plan) -> None:
    seen: dict[str, set[str]] = {}
    for query in ("", f"?aar={YEAR}"):
        links = re.findall(r'<a class="to-rows" href="([^"]+)">([^<]+)</a>', main(member_client, query))
        assert len(links) > 15
        for address, figure in links:
            url = address.replace("&amp;", "&")
            if url not in seen:
                sums = re.findall(
                    r'<dd class="v">([^<]+?)(?:&nbsp;|\s)(?:kr\.|timer)</dd>', text(member_client.get(url))
                )
                seen[url] = set(sums)
            assert figure in seen[url], (url, figure, seen[url])
    assert {url.split("/")[3] for url in seen} == {"lovet", "budget", "forbrug", "indbetalinger", "timer"}


def test_drawings_are_hidden_from_who_listens_and_stand_beside_a_table(member_client: Client, plan: Plan) -> None:
    shown = main(member_client)
    drawn = re.findall(r"<svg[^>]*", shown)
    assert len(drawn) > 12
    assert all('aria-hidden="true"' in svg for svg in drawn)
    assert shown.count("<table") == shown.count("<caption") == 8
    assert not re.findall(r"<th(?! scope=|ead)", shown)
    assert "style=" not in shown


def test_the_page_costs_the_same_however_many_rows(member_client: Client, plan: Plan) -> None:
    def more() -> None:
        books = plan.books
        for number in range(5):
            factories.posting(books["line"], number, run=books["run"])
            factories.budget_line(books["version"], number, year=YEAR, focus_area=factories.focus_area(plan))
            factories.receipt(factories.funding_source(plan, {YEAR: 7}, total=7), number + 1)
            factories.delivered_hours(books["hours"])

    member_client.get(PAGE)
    few, many = grows(member_client, PAGE, more)
    assert many == few
