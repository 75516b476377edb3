"""A year's postings from a spreadsheet: told what is wrong, mended, saved, sent again, and taken back."""

import datetime
from decimal import Decimal

from django.test import Client

from budget.models import BudgetVersion, FundingSource, ImportRun, Posting
from budget.reports.collecting import as_of
from tests import factories
from tests.budget.imports.walk import HOME, book_of, look, newest, press, send, text_of, upload
from tests.reading import words

HEADS = ["Bogføringsdato", "Kontonr.", "Posteringstekst", "Bilagsnr.", "Finansieringskilde", "Beløb (kr.)"]
RIGHT = [
    [datetime.datetime(2031, 1, 15), 1001, "Kaffe", "B1", "Fonden", 1234.5],
    ["03-02-2031", "1001", "Leje af sal", "B2", "", "1.234,50"],
    ["03-02-2031", "1002", "Frugt", "B3", "", "-200,00"],
    # Two that are alike in everything are two.
    ["04-02-2031", "1002", "Frugt", "B4", "", "75,00"],
    ["04-02-2031", "1002", "Frugt", "B4", "", "75,00"],
]
PLANTED = [
    ["31-02-2031", "1001", "Bus", "B5", "", "100,00"],
    ["05-02-2031", "9999", "Bus", "B6", "", "100,00"],
    ["06-02-2031", "1001", "Bus", "B7", "Kommunen", "1.234.5"],
]


def sheet(*rows: list[object]) -> bytes:
    return book_of([["Udskrift for 2031"], [], HEADS, *rows, [None, None, "I alt", None, None, None]])


def fields(version: BudgetVersion, until: str = "2031-12-31") -> dict[str, object]:
    return {"plan": version.plan_id, "booked_to": until}


def test_a_years_postings_with_three_mistakes_are_mended_saved_and_taken_back(
    client: Client, version: BudgetVersion, fund: FundingSource
) -> None:
    page = words(send(client, "posteringer", sheet(*RIGHT, *PLANTED), **fields(version)))
    assert "5 nye, 3 fejl" in page
    assert "Række 9 A · Bogføringsdato 31-02-2031 »31-02-2031« findes ikke: februar 2031 har 28 dage." in page
    assert "Række 10 B · Kontonr. 9999 Linjen »9999« findes ikke for 2031 i budgettet »Oprindeligt«" in page
    assert "Række 11 E · Finansieringskilde Kommunen »Kommunen« findes ikke. Skriv en af disse: Fonden." in page
    assert "Række 11 F · Beløb (kr.) 1.234.5 »1.234.5« kan ikke læses som et beløb." in page
    assert "Gem det hele" not in page
    assert "Intet er gemt" in press(client, "gem")
    assert not Posting.objects.exists()

    wrong = newest()
    mended = upload(client, "posteringer", sheet(*RIGHT), some=f"&som={wrong.pk}", **fields(version))
    # The columns are those of the file before, which is gone.
    assert "5 nye" in words(mended)
    assert not ImportRun.objects.filter(pk=wrong.pk).exists()
    assert "Gemt: 5 nye." in press(client, "gem")
    saved = list(Posting.objects.order_by("pk").values_list("date", "line__code", "text", "amount", "source__name"))
    assert saved[0] == (datetime.date(2031, 1, 15), "1001", "Kaffe", Decimal("1234.50"), "Fonden")
    assert [row[3] for row in saved] == [Decimal(x) for x in ("1234.5", "1234.5", "-200", "75", "75")]
    assert Posting.objects.filter(line__year=2031, line__version=version).count() == 5

    # As another program writes it, with the columns in another order.
    turned = [[row[5], *row[:5]] for row in [HEADS, *RIGHT]]
    turned[1][0], turned[1][1] = "1.234,50", "15-01-2031"
    page = words(send(client, "posteringer", text_of(turned), "forbrug.csv", **fields(version)))
    assert "5 uændrede" in page
    assert "Der er intet at gemme." in page
    assert "Fortrudt." in press(client, "fortryd", ImportRun.objects.get(state="gemt"))
    assert not Posting.objects.exists()


def test_the_senders_number_says_which_row_has_changed_and_which_is_gone(
    client: Client, version: BudgetVersion
) -> None:
    heads = ["Dato", "Konto", "Tekst", "Løbenr.", "Debet", "Kredit"]
    first = [["01-03-2031", "1001", "Kaffe", 7, 100, None], ["02-03-2031", "1001", "Retur", 8, None, 40]]
    first += [["03-03-2031", "1001", "Te", 9, 30, None], ["09-03-2031", "1001", "Saft", 10, 5, None]]
    send(client, "posteringer", book_of([heads, *first]), **fields(version))
    assert "Gemt: 4 nye." in press(client, "gem")
    assert list(Posting.objects.order_by("pk").values_list("amount", flat=True)) == [100, -40, 30, 5]

    first[0][4], first[1][1] = 120, "1002"
    del first[2]
    page = words(send(client, "posteringer", book_of([heads, *first]), **fields(version)))
    assert "2 ændret, 1 uændret, 1 mangler i filen" in page
    assert "1 række står i portalen, men ikke i filen. Den bliver, som den er." in page
    assert "Beløb 100,00 120,00" in page
    assert "Linje 1001 (2031) 1002 (2031)" in page
    assert "03-03-2031 1001 (2031) Te 9 30,00" in look(client, "mangler")
    press(client, "gem")
    assert Posting.objects.count() == 4
    assert Posting.objects.get(number="7").amount == 120
    # Back, the newest first.
    older, newer = ImportRun.objects.order_by("pk")
    assert "er gemt senere" in press(client, "fortryd", older)
    press(client, "fortryd", newer)
    assert list(Posting.objects.order_by("pk").values_list("amount", "line__code")) == [
        (100, "1001"),
        (-40, "1001"),
        (30, "1001"),
        (5, "1001"),
    ]
    assert set(Posting.objects.values_list("run", flat=True)) == {older.pk}


def test_what_a_file_says_of_itself_is_told(client: Client, version: BudgetVersion) -> None:
    rows = [
        ["Dato", "Linje", "Tekst", "Beløb"],
        ["01-03-2032", "1001", "Kaffe", "100,00"],
        ["I alt", None, None, "90,00"],
    ]
    page = words(send(client, "posteringer", text_of(rows), "a.csv", **fields(version, "2032-12-31")))
    assert "I alt passer ikke: i række 3, kolonne D" in page
    assert "står der 90,00, men rækkerne giver 100,00" in page
    # And of a day that the accounts have not come to, and what might be a CPR number, which is not kept.
    rows[1:] = [["01-03-2032", "1001", "Kaffe 010203-1234", "100,00"]]
    page = words(send(client, "posteringer", text_of(rows), "a.csv", **fields(version)))
    assert "Datoen ligger efter 31. december 2031" in page.replace("\xa0", " ")
    assert "ligner et CPR-nummer" in page
    assert "010203" not in page
    assert "010203" not in str(list(newest().rows.values()))
    file = newest().file
    press(client, "kasser")
    assert not file.storage.exists(file.name)
    assert client.get(f"{HOME}").status_code == 200


def test_a_wrong_day_that_the_accounts_are_kept_to_is_put_right_by_the_next_file(
    client: Client, version: BudgetVersion
) -> None:
    rows = [["Dato", "Konto", "Tekst", "Nr", "Beløb"], ["01-03-2031", "1001", "Kaffe", 7, "1,00"]]
    rows += [["02-03-2031", "1001", "Te", 7, "2,00"]]
    today = datetime.date(2032, 1, 1)
    # »Nr« may be a voucher's, which two rows share.
    assert "2 nye" in words(send(client, "posteringer", text_of(rows), "a.csv", **fields(version)))
    press(client, "gem")
    assert as_of(version.plan, today) == datetime.date(2031, 12, 31)
    page = words(send(client, "posteringer", text_of(rows), "b.csv", **fields(version, "2031-03-31")))
    assert "Gem filen, så er regnskabet ført til 31. marts 2031." in page.replace("\xa0", " ")
    assert "Gemt: 2 uændrede." in press(client, "gem")
    assert as_of(version.plan, today) == datetime.date(2031, 3, 31)
    page = words(send(client, "posteringer", text_of(rows), "c.csv", **fields(version, "2031-03-31")))
    assert "Der er intet at gemme." in page

    rows[1][0], rows[2][0] = "31-12-2030", "01-01-2035"
    page = words(send(client, "posteringer", text_of(rows), "d.csv", **fields(version, "2036-12-31")))
    assert "2 fejl" in page
    told = "Datoen ligger uden for planen, som går fra 1. januar 2031 til 31. december 2034."
    assert page.replace("\xa0", " ").count(told) == 2


def test_postings_that_a_revision_moved_are_taken_back_on_its_lines(client: Client, version: BudgetVersion) -> None:
    rows = [["Dato", "Konto", "Løbenr.", "Beløb"], ["01-03-2031", "1001", 7, 100], ["02-03-2031", "1001", 8, 40]]
    send(client, "posteringer", book_of(rows), **fields(version))
    press(client, "gem")
    rows[1][1], rows[2][3] = "1002", 50
    send(client, "posteringer", book_of(rows), **fields(version))
    press(client, "gem")
    newer = newest()
    newer.applied_at = datetime.datetime(2031, 12, 31, 23, 30, tzinfo=datetime.UTC)
    newer.save()
    page = look(client, run=ImportRun.objects.earliest("pk"))
    assert "gemt senere, den 1. januar 2032" in page.replace("\xa0", " ")
    revision = version.revise()
    version.in_force_from, revision.in_force_from = revision.in_force_from, version.in_force_from
    version.save()
    revision.save()
    assert Posting.objects.move_into_place(version.plan) == 2
    line = revision.lines.get(code="1001", year=2031)
    line.code = "1001b"
    line.save()
    assert "Linjen »1001« findes ikke for 2031 i budgettet" in press(client, "fortryd", newer)
    line.code = "1001"
    line.save()
    old = version.lines.get(code="1001", year=2031)
    key = old.pk
    old.delete()
    assert "stod på før, er slettet siden" in press(client, "fortryd", newer)
    assert set(Posting.objects.values_list("run", flat=True)) == {newer.pk}
    factories.budget_line(version, code="1001", year=2031, pk=key)
    assert "Fortrudt." in press(client, "fortryd", newer)
    found = Posting.objects.order_by("number").values_list("amount", "line")
    assert list(found) == [(100, line.pk), (40, line.pk)]
