"""Where the table is in a spreadsheet as it comes, and what is refused in words."""

import csv
import io
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from openpyxl import Workbook

from budget.imports.figures import Amounts
from budget.imports.files import Book, Row, Sheet, open_book
from core.sheets import UnreadableFileError

HEADS = ["Dato", "Bilag", "Tekst", "Beløb"]
ROWS = [["01-03-2031", "17", "Leje af sal", "1.234,50"], ["02-03-2031", "18", "Frugt; grønt", "-200,00"]]


def xlsx(*sheets: list[list[Any]], hidden: str = "") -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Ark{number}")
        for row in rows:
            sheet.append(row)
        if sheet.title == hidden:
            sheet.sheet_state = "hidden"
    book.save(content)
    return content.getvalue()


def as_csv(rows: list[list[Any]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    return content.getvalue().encode(encoding)


def opened(content: bytes, name: str = "forbrug") -> Book:
    return open_book(io.BytesIO(content), name)


def only_sheet(content: bytes) -> Sheet:
    (sheet,) = opened(content).sheets
    return sheet


def cells(sheet: Sheet, totals: bool = False) -> list[list[Any]]:
    return [[*row.cells] for row in sheet.rows() if row.is_total == totals]


def numbers(sheet: Sheet) -> list[int]:
    return [row.number for row in sheet.rows()]


@pytest.mark.parametrize("delimiter", ";,\t")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_however_it_was_saved(delimiter: str, encoding: str) -> None:
    sheet = only_sheet(as_csv([["Forbrug, Nordby"], [], HEADS, *ROWS], delimiter, encoding))
    assert list(sheet.titles) == HEADS
    assert cells(sheet) == ROWS
    assert cells(sheet) == ROWS, "a second pass reads the same"


def test_letters_far_down_decide_how_a_file_was_saved() -> None:
    many = [["1", "2", "x" * 50, "4"]] * 3000
    sheet = only_sheet(as_csv([[*HEADS[:3], "Kr."], *many, ["1", "2", "Grønt", "4"]], encoding="cp1252"))
    assert cells(sheet)[-1][2] == "Grønt"


def test_more_commas_than_semicolons_do_not_mislead() -> None:
    years = ["Post", "2031", "2032", "2033"]
    rows = [["Løn, kurser, mv.", "1,5", "2,5", "3,5"], ["Husleje, varme, el", "1,5", "2,5", "3,5"]]
    sheet = only_sheet(as_csv([["Budget, 2031, 2032, 2033"], years, *rows]))
    assert list(sheet.titles) == years
    assert cells(sheet) == rows


def test_a_line_that_names_the_delimiter_is_not_counted() -> None:
    sheet = only_sheet(b"sep=,\r\n" + as_csv([HEADS, *ROWS], ",", "utf-8"))
    assert (list(sheet.titles), numbers(sheet)) == (HEADS, [2, 3])


def test_an_excel_sheet_keeps_numbers_and_days() -> None:
    rows = [[datetime(2031, 3, 1), 17, "Sal", 1234.5], [datetime(2031, 3, 2), 18, "-rabat", -200]]
    sheet = only_sheet(xlsx([HEADS, *rows]))
    assert cells(sheet) == rows


MESSY = [
    [None, "Boligsocial indsats"],
    [None, "Periode", date(2031, 1, 1), date(2031, 12, 31)],
    [None, "Projekt", "Nordby"],
    [],
    [None, "Dato", "Bilag", None, "Tekst", "Beløb\ni kr."],
    [None, "01-03-2031", "17", None, "Sal", 1234.5, None, "set af Bo"],
    [],
    [None, "02-03-2031", "18", "note", "Frugt", 200],
    [None, "Dato", "Bilag", None, "Tekst", "Beløb i kr."],
    [None, "03-03-2031", "19", None, "I alt", 50],
    [None, "I alt:", None, None, None, 1484.5],
    [],
]


def test_the_table_is_found_between_titles_blanks_and_totals() -> None:
    sheet = only_sheet(xlsx(MESSY))
    assert [(column.letter, column.title) for column in sheet.columns] == [
        *(("B", "Dato"), ("C", "Bilag"), ("E", "Tekst"), ("F", "Beløb i kr.")),
    ]
    assert sheet.above == ("Boligsocial indsats", "Periode 01-01-2031 31-12-2031", "Projekt Nordby")
    assert [*sheet.rows()] == [
        Row(6, ("01-03-2031", "17", "Sal", 1234.5)),
        Row(8, ("02-03-2031", "18", "Frugt", 200)),
        Row(10, ("03-03-2031", "19", "I alt", 50)),
        Row(11, ("I alt:", None, None, 1484.5), is_total=True),
    ]


@pytest.mark.parametrize(
    "label", ["I alt", "i alt:", "SUM", "Total", "Total i alt", "Subtotal", "I alt 2031", "Sum kr."]
)
def test_a_total_is_known_by_its_name_wherever_it_stands(label: str) -> None:
    sheet = only_sheet(as_csv([HEADS, ROWS[0], ["", "", label, "1.234,50"], ROWS[1], [label, "", "", "1.034,50"]]))
    assert cells(sheet) == ROWS
    assert len(cells(sheet, totals=True)) == 2


def test_a_last_row_of_figures_alone_is_a_total_and_no_other() -> None:
    total = ["", "", "", "1.034,50"]
    assert cells(only_sheet(as_csv([HEADS, *ROWS, total])), totals=True) == [total]
    # A row that forgot its day is read, and refused by whoever needs it.
    assert cells(only_sheet(as_csv([HEADS, total, *ROWS]))) == [total, *ROWS]
    numbers_only = [["Konto", "Kr."], ["4010", "500"], ["4020", "700"]]
    assert cells(only_sheet(as_csv(numbers_only))) == numbers_only[1:]
    assert cells(only_sheet(as_csv([*numbers_only, ["", "1.200"]])), totals=True) == [["", "1.200"]]


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ([["Projekt", "Nordby"], ["Måned", "Timer"], ["2031-03", 7.5]], ["Måned", "Timer"]),
        ([["Budget"], ["Post", 2031, 2032], ["Løn", 1, 2]], ["Post", "2031", "2032"]),
        ([["Navn", "Art", "Note"], ["Løn", "Fast", "Ny og længere"]], ["Navn", "Art", "Note"]),
        ([["Dato", "Kr.", "Note"], ["01-03-2031", 5, None], ["a", "b", "c"], ["x", "y", "z"]], ["Dato", "Kr.", "Note"]),
    ],
)
def test_the_row_of_titles_is_told_from_what_stands_around_it(rows: list[list[Any]], titles: list[str]) -> None:
    assert list(only_sheet(xlsx(rows)).titles) == titles


def test_every_sheet_that_can_be_seen_and_has_a_table_is_there() -> None:
    quarter = [HEADS, ["01-03-2031", "17", "Sal", 5]]
    turned = [HEADS[::-1], [5, "Sal", "17", "01-06-2031"]]
    cover, other = [["Vejledning"]], [["Område", "Kr."], ["Nordby", 5]]
    book = opened(xlsx(cover, quarter, other, turned, [], quarter, hidden="Ark6"))
    assert [sheet.name for sheet in book.sheets] == ["Ark2", "Ark3", "Ark4"]
    assert [sheet.name for sheet in book.alike(book.sheets[0])] == ["Ark2", "Ark4"]
    assert [name for name, _why in book.left_out] == ["Ark1", "Ark5", "Ark6"]
    assert "skjult" in book.left_out[2][1]


def test_a_row_with_too_many_cells_says_so_in_csv_and_notes_beside_a_table_do_not() -> None:
    first, second = only_sheet(b"Dato,Tekst,Kr\r\n01-03-2031,Sal,1.234,50\r\n02-03-2031,Frugt,5,\r\n").rows()
    assert "flere celler" in first.problem
    assert second == Row(3, ("02-03-2031", "Frugt", "5"))


@pytest.mark.parametrize("kind", [SimpleUploadedFile, TemporaryUploadedFile])
@pytest.mark.parametrize("content", [xlsx([HEADS, *ROWS]), as_csv([HEADS, *ROWS])])
def test_an_uploaded_file_is_read_and_stays_open(kind: Any, content: bytes) -> None:
    file = kind("a.xls", content) if kind is SimpleUploadedFile else kind("a.xls", "", len(content), "")
    if kind is TemporaryUploadedFile:
        file.write(content)
    sheet = open_book(file, file.name).sheets[0]
    next(sheet.rows())
    assert [cells(sheet), cells(sheet)] == [ROWS, ROWS]
    assert not file.closed


def packed(name: str, content: bytes) -> bytes:
    """A spreadsheet with something put in its place."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx([HEADS, *ROWS]))) as old, zipfile.ZipFile(result, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return result.getvalue()


ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
SHEET = "xl/worksheets/sheet1.xml"
UNREADABLE = {
    "tom": (b"", "Filen er tom"),
    "blank": (b" \r\n\r\n ", "Filen er tom"),
    "gammel": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "adgangskode. Gem det som .xlsx"),
    "billede": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ikke et regneark"),
    "nul": (b"Dato;Kr\r\n1\0;2\r\n", "ikke et regneark"),
    "pakket": (b"PK\x03\x04" + b"\0" * 50, "kan ikke læses som et regneark"),
    "afkortet": (xlsx([HEADS, *ROWS])[:-200], "kan ikke læses som et regneark"),
    "bombe": (packed(SHEET, b"0" * 12_000_000), "når den pakkes ud"),
    "entitet": (packed(SHEET, ENTITY.encode()), "ikke et almindeligt regneark"),
    "bred-entitet": (packed(SHEET, ENTITY.encode("utf-16")), "ikke et almindeligt regneark"),
    "ikke-ark": (packed(SHEET, b"<worksheet><sheetData><row r='x'/>"), "kan ikke læses som et regneark"),
    "prosa": (b"Hej\r\nDer er intet her\r\n", "»forbrug«: Der er ingen række med kolonnernes overskrifter"),
    "kun-tal": (b"1;2\r\n3;4\r\n", "ingen række med kolonnernes overskrifter"),
    "dobbelt": ("Dato;Beløb;Tekst;BELØB \r\n1;2;3;4\r\n".encode(), "Kolonne B og D har samme overskrift, »Beløb«"),
    "bred": (as_csv([[f"Nr. {letter}" for letter in range(101)]]), "flere end 100 kolonner"),
    "bredt-ark": (xlsx([[f"Nr. {letter}" for letter in range(200)]]), "flere end 100 kolonner"),
    "tomt-ark": (xlsx([]), "»Ark1«: Arket er tomt"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_without_a_table_is_refused_in_words(name: str) -> None:
    content, words = UNREADABLE[name]
    with pytest.raises(UnreadableFileError, match=words.replace(".", r"\.")):
        opened(content)


def test_what_is_wrong_further_down_is_told_when_it_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    unclosed = only_sheet(as_csv([HEADS, *ROWS * 40]) + b'a;"b;c\r\n')
    with pytest.raises(UnreadableFileError, match="CSV; det går galt i linje 82"):
        [*unclosed.rows()]
    monkeypatch.setattr("budget.imports.files.MOST_ROWS", 80)
    assert len(cells(only_sheet(as_csv([HEADS, *ROWS * 40])))) == 80
    with pytest.raises(UnreadableFileError, match="flere end 80 rækker"):
        [*only_sheet(as_csv([HEADS, *ROWS * 41])).rows()]


def test_the_largest_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(25_000_001)
    with path.open("rb") as file, pytest.raises(UnreadableFileError, match="højst fylde 25 MB"):
        open_book(file, path.name)


def _peak(path: Path) -> int:
    """Of two passes, as an import makes them."""
    with path.open("rb") as file:
        sheet = open_book(file, path.name).sheets[0]
        tracemalloc.start()
        amounts = Amounts()
        for row in sheet.rows():
            amounts.look(row.cells[3])
        total = sum(amounts.read(row.cells[3]) or Decimal(0) for row in sheet.rows())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert total > 0
    return peak


@pytest.mark.parametrize(("kind", "few", "many"), [("csv", 400, 4_000), ("xlsx", 100, 1_000)])
def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path, kind: str, few: int, many: int) -> None:
    peaks = []
    for count in (many, few, many):
        path = tmp_path / f"{count}.{kind}"
        rows = [HEADS, *([f"Post {number}", "17", "Sal", "1.234,50"] for number in range(count))]
        path.write_bytes(xlsx(rows) if kind == "xlsx" else as_csv(rows))
        peaks.append(_peak(path))
    assert peaks[2] < peaks[1] * 1.5
