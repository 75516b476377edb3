"""Tables out as workbooks, and back through the preview."""

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from budget.imports import runs
from budget.imports.export import table_for, write_book
from budget.imports.matching import guess
from budget.imports.tables import TABLES
from budget.models import (
    BudgetLine,
    BudgetVersion,
    CostKind,
    DeliveredHours,
    Edition,
    FundingSource,
    ImportRun,
    Posting,
    Receipt,
)
from core.history import versions_of
from tests import factories
from tests.budget.imports.walk import book_of, look, newest, press, send
from tests.papers import pdf
from tests.reading import words

TODAY = datetime.date.today()


def rows_of(content: bytes) -> list[list[Any]]:
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


def taken_out(client: Client, model: str) -> list[list[Any]]:
    return rows_of(b"".join(client.get(f"/admin/budget/{model}/regneark/").streaming_content))  # type: ignore[attr-defined]


def test_a_budget_is_changed_in_a_spreadsheet_and_comes_back(
    client: Client, version: BudgetVersion, fund: FundingSource
) -> None:
    focus_area = factories.focus_area(version.plan, name="Fritid", fund_name="Tryghed og trivsel")
    BudgetLine.objects.update(kind=CostKind.objects.get(name="Løn"))
    rows = taken_out(client, "budgetline")
    assert rows[0] == ["Portalens id", "Linje", "Tekst", "Indsatsområde", "Art", "År", "Kilde", "Beløb"]
    assert rows[-1] == [None, "I alt", None, None, None, None, None, "=SUM(H2:H5)"]
    for row in rows[1:5]:
        row[3], row[6], row[7] = "tryghed og TRIVSEL", "Fonden", 60_000.5
    new = [None, "1003", "'=1+1", "Fælles", "løn", 2031, None, "1.000,00"]
    wrong = [[None, "1003", "", "", "Løn", 2031, "", 1], [None, "1004", "", "", "Bil", 2040, "", -1]]
    content = book_of([*rows[:5], new, *wrong, rows[-1]], "Budgetlinjer")
    page = words(send(client, "budgetlinjer", content, version=version.pk))
    assert "4 ændret, 1 ny, 2 fejl" in page
    assert "Den samme række står også i række 6." in page
    assert "»Bil« findes ikke. Skriv en af disse:" in page
    assert "Året 2040 ligger uden for planen 2031–2034." in page
    assert "Et budgetbeløb kan ikke være negativt." in page

    page = words(send(client, "budgetlinjer", book_of([*rows[:5], new]), version=version.pk))
    assert "Indsatsområde – Fritid" in page
    assert "Beløb 50.000,00 60.000,50" in page
    assert "Gemt: 4 ændret, 1 ny." in press(client, "gem")
    assert set(BudgetLine.objects.values_list("focus_area", "source", "amount", "name")) == {
        (focus_area.pk, fund.pk, Decimal("60000.50"), ""),
        (None, None, Decimal(1000), "=1+1"),
    }
    who = ImportRun.objects.get(state="gemt").applied_by
    told = versions_of(BudgetLine).filter(history_user=who).values_list("history_type", flat=True)
    assert sorted(told) == ["+", "~", "~", "~", "~"]

    # What was done by hand since is not undone unseen, nor what postings stand on.
    run = newest()
    line = BudgetLine.objects.get(code="1003")
    line.amount = Decimal(7)
    line.save()
    assert "Disse er rettet eller slettet siden: 1003 2031." in press(client, "fortryd")
    line.amount = Decimal(1000)
    line.save()
    posting = factories.posting(line, run=factories.import_run(version.plan, file_name="forbrug.csv"))
    assert "Der er posteringer på linjerne, fra »forbrug.csv«." in press(client, "fortryd", run)
    posting.delete()
    posting.run.delete()
    edition = Edition.objects.create(plan=version.plan, name="Forelagt 12. maj", presented_on=TODAY, figures={})
    assert "Kan ikke fortrydes. Udgaven »Forelagt 12. maj« er frosset siden" in look(client, run=run)
    assert "Udgaven »Forelagt 12. maj«" in press(client, "fortryd")
    edition.delete()
    assert "Fortrudt." in press(client, "fortryd")
    assert set(BudgetLine.objects.values_list("focus_area", "source", "amount", "run")) == {(None, None, 50_000, None)}


def test_postings_with_the_senders_number_are_changed_and_come_back(client: Client, version: BudgetVersion) -> None:
    line = version.lines.get(code="1001", year=2031)
    run = factories.import_run(version.plan, booked_to=datetime.date(2031, 12, 31))
    for number in ("7", "8", "9"):
        factories.posting(line, 100, number=number, run=run)
    rows = taken_out(client, "posting")
    heads = rows[0]
    by_number = {row[heads.index("Løbenummer")]: row for row in rows[1:4]}
    by_number["7"][heads.index("Beløb")] = 120
    by_number["8"][heads.index("Tekst")] = "Te"
    page = words(send(client, "posteringer", book_of(rows), plan=version.plan.pk, booked_to="31.12.2031"))
    assert "2 ændret, 1 uændret" in page
    press(client, "gem")
    assert sorted(Posting.objects.values_list("number", "identity", "amount", "text")) == [
        ("7", "nr:7", 120, "Kaffe"),
        ("8", "nr:8", 100, "Te"),
        ("9", "nr:9", 100, "Kaffe"),
    ]


def test_a_column_for_each_year_is_a_line_for_each(client: Client, version: BudgetVersion) -> None:
    factories.cost_kind(name="Leje")
    heads = ["Konto", "Betegnelse", "Udgiftsart", 2031, 2032, 2033]
    table = [heads, ["1001", "Sal", "Leje", "50.000,00", "1.500,50", None], ["I alt", None, None, 50000, 1500.5, None]]
    assert "1 ændret, 1 uændret" not in words(send(client, "budgetlinjer", book_of(table), version=version.pk))
    press(client, "gem")
    found = BudgetLine.objects.filter(code="1001").values_list("year", "amount", "name", "kind__name")
    assert sorted(found) == [(2031, 50_000, "Sal", "Leje"), (2032, Decimal("1500.50"), "Sal", "Leje")]


def test_years_that_are_no_longer_the_plans_are_asked_about_again(client: Client, version: BudgetVersion) -> None:
    factories.cost_kind(name="Leje")
    table = [["Konto", "Udgiftsart", 2031, 2032], ["1001", "Leje", "50.000,00", "1.500,50"]]
    send(client, "budgetlinjer", book_of(table), version=version.pk)
    plan = version.plan
    plan.starts_on, plan.ends_on = datetime.date(2041, 1, 1), datetime.date(2044, 12, 31)
    plan.save()
    page = press(client, "laes-igen")
    assert "Ingen af filens kolonner er et år i planen 2041–2044." in page
    assert "Hvilken kolonne er hvad?" in page
    # The worker, or one who saves, has nobody to ask.
    runs.start(run := newest())
    assert (run.state, run.failure[:27]) == ("fejlet", "Ingen af filens kolonner er")


def test_lines_are_one_whatever_the_case_of_their_code(client: Client, version: BudgetVersion) -> None:
    kind = factories.cost_kind(name="Leje")
    line = factories.budget_line(version, 5, code="a1", year=2031, kind=kind)
    with pytest.raises(ValidationError, match="Store og små bogstaver er ens"):
        BudgetLine(version=version, code="A1", year=2031, kind=kind, amount=1).full_clean()
    rows = [["Konto", "Udgiftsart", "År", "Beløb"], ["A1", "Leje", 2031, 6], ["b1", "Leje", 2031, 1]]
    wrong = book_of([*rows, ["B1", "Leje", 2031, 1]])
    assert "Den samme række står også i række 3." in words(send(client, "budgetlinjer", wrong, version=version.pk))
    assert "1 ændret, 1 ny" in words(send(client, "budgetlinjer", book_of(rows), version=version.pk))
    press(client, "gem")
    line.refresh_from_db()
    assert (line.code, line.amount) == ("A1", 6)
    # What it was before cannot be so again: its kind is gone.
    changed = newest().rows.get(outcome="aendret")
    changed.before["kind"] = CostKind.objects.latest("pk").pk + 99
    changed.save()
    assert "er slettet siden, eller der er kommet en anden række" in press(client, "fortryd")
    assert BudgetLine.objects.get(code="b1").amount == 1


def test_receipts_and_hours_come_in_and_go_again(client: Client, version: BudgetVersion, fund: FundingSource) -> None:
    plan = version.plan
    rows = [["Kilde", "Dato", "Beløb"], ["Fonden", "2031-02-01", 100], ["Fonden", "2031-02-01", 100]]
    send(client, "indbetalinger", book_of(rows), plan=plan.pk)
    assert "Gemt: 2 nye." in press(client, "gem")
    assert list(Receipt.objects.values_list("year", "amount")) == [(2031, 100), (2031, 100)]
    assert "2 uændrede" in words(send(client, "indbetalinger", book_of([*rows, ["I alt", None, 200]]), plan=plan.pk))
    press(client, "fortryd", ImportRun.objects.get(state="gemt"))
    assert not Receipt.objects.exists()

    # Where but one gives hours, the file need not say who.
    factories.hours_source(plan, name="Kommunen")
    rows = [["Periode", "Forvaltning", "Funktion", "Antal timer"], ["marts 2031", "Børn", "Fritidsjob", "7:30"]]
    send(client, "timer", book_of(rows), plan=plan.pk)
    press(client, "gem")
    hours = DeliveredHours.objects.get()
    assert (hours.month, hours.hours, hours.source.name) == (datetime.date(2031, 3, 1), Decimal("7.50"), "Kommunen")
    hours.document = ContentFile(pdf(), "Timer.pdf")
    hours.save()
    assert f"{hours} (har fået et dokument)" in press(client, "fortryd")
    rows[1][3] = "8"
    assert "1 ændret" in words(send(client, "timer", book_of([*rows, ["marts 2031", "Børn", "", 1]]), plan=plan.pk))
    assert "Her skal stå noget." in look(client, "fejl")


# Whatever a table holds, it comes back as it was. ---------------------------------------------

TEXTS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Zs"]), max_size=12).map(
    lambda text: text + "å"
)
KRONER = st.integers(-(10**14), 10**14).map(lambda øre: Decimal(øre) / 100)
DAYS = st.dates(datetime.date(2031, 1, 1), datetime.date(2032, 12, 31))
POSTING = st.tuples(DAYS, st.sampled_from(["1001", "1002"]), TEXTS, TEXTS, KRONER, st.integers(1, 2))


def again(kind: str, version: BudgetVersion) -> ImportRun:
    """The table taken out and read, before anything is saved."""
    plan = version.plan
    of_lines = version if kind == ImportRun.Table.LINES else None
    table = table_for(kind, plan, of_lines)
    file = io.BytesIO()
    write_book(table, table.rows, file)
    heads = [str(head) for head in rows_of(file.getvalue())[0]]
    columns = {"sheet": "", "titles": heads, "fields": guess(table, heads)}
    run = factories.import_run(
        plan,
        table=kind,
        version=of_lines,
        state="modtaget",
        applied_at=None,
        columns=columns,
        file=factories.ContentFile(file.getvalue(), "ud.xlsx"),
    )
    runs.start(run)
    return run


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(POSTING, min_size=1, max_size=6))
def test_what_is_taken_out_is_unchanged_when_it_comes_back(version: BudgetVersion, kind: str, rows: list[Any]) -> None:
    plan = version.plan
    for model in (Posting, Receipt, DeliveredHours, FundingSource, ImportRun):
        model.objects.all().delete()
    source, giver = factories.funding_source(plan, name="Fonden"), factories.hours_source(plan, name="Kommunen")
    lines = {(line.code, line.year): line for line in version.lines.all()}
    for number, (day, code, text, voucher, amount, times) in enumerate(rows):
        line = lines[code, day.year]
        for time in range(times):
            about = {"date": day, "text": text, "voucher": voucher, "source": source}
            factories.posting(line, amount, number=f"{number}-{time}" if times == 2 else "", **about)
            factories.receipt(source, amount, received_on=day, reference=text)
        month = day.replace(day=1)
        factories.delivered_hours(giver, abs(amount) % 1000, month=month, unit=text, function=f"{voucher}{number}")
        line.name, line.amount = text, abs(amount)
        line.save()
    run = again(kind, version)
    assert run.state == ImportRun.State.READ, run.failure
    assert {outcome for outcome, number in run.counts.items() if number} == {"uaendret"}, list(run.rows.values())[:2]
    assert run.told["totals"] == []
