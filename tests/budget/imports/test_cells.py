"""What a column of figures, days or months says, and what is refused because it reads two ways."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.imports.cells import Reader, Text, Year
from budget.imports.dates import Dates, Months
from budget.imports.figures import Amounts, Credits, Hours
from core.money import LARGEST
from core.spreadsheets import csv_cell

REFUSED = "refused"


def read(reader: Reader, column: Iterable[Any]) -> list[Any]:
    """Each cell of a column, in the light of all of them."""
    column = [*column]
    for value in column:
        reader.look(value)
    return [_read(reader, value) for value in column]


def _read(reader: Reader, value: Any) -> Any:
    try:
        return reader.read(value)
    except ValidationError:
        return REFUSED


def message(reader: Reader, value: Any, *beside: Any) -> str:
    for one in (value, *beside):
        reader.look(one)
    with pytest.raises(ValidationError) as refused:
        reader.read(value)
    return " ".join(refused.value.messages)


# Figures


@pytest.mark.parametrize(
    ("cell", "kroner"),
    [
        ("1.234.567,50", "1234567.50"),
        ("1234567,50", "1234567.50"),
        ("1,234,567.50", "1234567.50"),
        ("1234567.5", "1234567.50"),
        ("-1.234,50", "-1234.50"),
        ("−1.234,50", "-1234.50"),
        ("– 1.234,50", "-1234.50"),
        ("(1.234,50)", "-1234.50"),
        ("1.234,50-", "-1234.50"),
        ("kr. -1.234,50", "-1234.50"),
        ("-kr. 1.234,50", "-1234.50"),
        ("(kr. 1.234,50)", "-1234.50"),
        ("1.234,50- kr.", "-1234.50"),
        ("1\u00a0234,50", "1234.50"),
        ("1\u202f234.50", "1234.50"),
        ("1 234", "1234.00"),
        ("1.234,50 kr.", "1234.50"),
        ("DKK 1.234,50", "1234.50"),
        ("12.500,-", "12500.00"),
        ("+5", "5.00"),
        ("1.234.567", "1234567.00"),
        ("0.50", "0.50"),
        ("93.4500", "93.45"),
        ("93,45", "93.45"),
        ("100", "100.00"),
        (100, "100.00"),
        (93.45, "93.45"),
        (0.1 + 0.2, "0.30"),
        (1234567.4999999981, "1234567.50"),
        (9999999999999.99, "9999999999999.99"),
        (-0.0, "0.00"),
        ("-0,00", "0.00"),
    ],
)
def test_an_amount_that_reads_one_way_is_read(cell: Any, kroner: str) -> None:
    assert [str(found) for found in read(Amounts(), [cell])] == [kroner]


@pytest.mark.parametrize("cell", [None, "", "  ", "\u00a0"])
def test_an_empty_cell_is_nothing(cell: Any) -> None:
    for reader in (Amounts(), Hours(), Dates(), Months(), Year(), Text()):
        assert read(reader, [cell]) == [None]


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "ti",
            "1.23.456",
            "12 34",
            "1.234.56",
            ",5",
            "--5",
            "(5",
            "5)",
            "-",
            "1e5",
            "٣",
            "5 kr. og lidt",
            "12 kr 345",
        ),
        *(True, date(2031, 1, 1), time(1), timedelta(1), 0.015, 1234.567, 1e300, float("inf"), float("nan"), 10**40),
        *("1.234,567", "0,001", "9" * 14, "9" * 5000, "#REF!", "#VÆRDI!", "1\x00", "1;2"),
    ],
)
def test_what_is_no_amount_is_refused_and_named(cell: Any) -> None:
    text = message(Amounts(), cell)
    assert "»" in text
    assert "%" not in text


@pytest.mark.parametrize(
    ("cell", "ways"),
    [
        ("93.45", "93,45 eller 93.450"),
        ("93.4", "93,4 eller 93.400"),
        ("1.234", "1,234 eller 1.234"),
        ("1,234", "1,234 eller 1.234"),
        ("(1.234)", "−1,234 eller −1.234"),
    ],
)
def test_a_figure_that_reads_two_ways_is_refused_with_both(cell: str, ways: str) -> None:
    for beside in ([], ["100"], [93.45, None], [cell], ["1.234,50", "1,234.50"]):
        assert f"»{cell}« kan læses på to måder: {ways}." in message(Amounts(), cell, *beside)


def test_the_message_says_why_nothing_settles_it() -> None:
    assert "Intet andet i kolonnen afgør det" in message(Amounts(), "93.45")
    both = message(Amounts(), "1.234", "7,50", "1,234.50")
    assert "på begge måder, som »7,50« og »1,234.50«" in both
    assert "som »1.234,50«" in message(Amounts(), "93.45", "1.234,50")


def test_the_rest_of_a_column_settles_it() -> None:
    kr = Decimal
    assert read(Amounts(), ["1.234", "1.234,50"]) == [kr(1234), kr("1234.50")]
    assert read(Amounts(), ["1,234", "93.45", "1,234.50"]) == [kr(1234), kr("93.45"), kr("1234.50")]
    # A nought lost between thousands stays lost, and a comma with three figures after it is no øre.
    assert read(Amounts(), ["93.45", "1,234", "1.234,50"]) == [REFUSED, REFUSED, kr("1234.50")]
    assert read(Amounts(), ["1.234", "1.500", "1,234.50"]) == [REFUSED, REFUSED, kr("1234.50")]
    # A column that says both reads what it can.
    assert read(Amounts(), ["1.234", "1.234,50", "1,234.50", "7"]) == [REFUSED, kr("1234.50"), kr("1234.50"), kr(7)]


def test_a_number_of_excel_settles_no_text() -> None:
    assert read(Amounts(), ["93.45", 1234.5, 93.45]) == [REFUSED, Decimal("1234.50"), Decimal("93.45")]


def _grouped(whole: int, between: str) -> str:
    return f"{whole:,}".replace(",", between)


WRITTEN = {
    "dansk": lambda whole, ore: f"{_grouped(whole, '.')},{ore}",
    "uden tusinder": lambda whole, ore: f"{whole},{ore}",
    "engelsk": lambda whole, ore: f"{_grouped(whole, ',')}.{ore}",
    "program": lambda whole, ore: f"{whole}.{ore}",
    "mellemrum": lambda whole, ore: f"{_grouped(whole, chr(0xA0))},{ore}",
    "kroner": lambda whole, ore: f"{_grouped(whole, '.')},{ore} kr.",
}
NEGATIVE = ["-{}", "−{}", "({})", "{}-", "- {}"]
oere = st.integers(-int(LARGEST * 100), int(LARGEST * 100)) | st.integers(-100_000_00, 100_000_00)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(oere, min_size=1, max_size=8), st.sampled_from([*WRITTEN]), st.sampled_from(NEGATIVE))
def test_every_amount_reads_back_in_a_column_of_its_style(amounts: list[int], style: str, negative: str) -> None:
    def written(amount: int) -> str:
        text = WRITTEN[style](abs(amount) // 100, f"{abs(amount) % 100:02}")
        return negative.format(text) if amount < 0 else text

    # What settles the column stands last.
    column = [*map(written, amounts), written(1234_50)]
    assert read(Amounts(), column)[:-1] == [Decimal(amount) / 100 for amount in amounts]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(oere, max_size=8))
def test_what_goes_out_comes_in_again_as_it_was(amounts: list[int]) -> None:
    kroner = [Decimal(amount) / 100 for amount in amounts]
    assert read(Amounts(), map(csv_cell, kroner)) == kroner
    assert read(Amounts(), map(float, kroner)) == kroner


figures = st.from_regex(r"[1-9]\d{0,3}([.,]\d{1,3}){0,2}", fullmatch=True) | st.sampled_from(
    ["93.45", "1.234", "1,234"]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(figures, max_size=3))
def test_no_figure_reads_otherwise_when_the_rows_are_moved(column: list[str]) -> None:
    found = dict(zip(column, read(Amounts(), column), strict=True))
    for moved in permutations(column):
        assert dict(zip(moved, read(Amounts(), moved), strict=True)) == found


def test_hours_are_read_like_amounts_and_in_minutes() -> None:
    hours = ["7,5", "7,25 timer", "7,5 t", 7.5, 8, "7:30", time(7, 30), timedelta(hours=30, minutes=15), "1.250,5"]
    expected = ["7.5", "7.25", "7.5", "7.5", "8", "7.5", "7.5", "30.25", "1250.5"]
    assert read(Hours(), hours) == [*map(Decimal, expected)]
    assert read(Hours(), ["7.5", "120"])[0] == REFUSED
    assert read(Hours(), ["7.5", "0.5"])[0] == Decimal("7.5")
    assert read(Hours(), ["7,125", 7.125, "7:25", "1e3", 10**9, date(2031, 1, 1)]) == [REFUSED] * 6
    assert "hundrededele" in message(Hours(), "7:25")


# Days and months


@pytest.mark.parametrize(
    "cell",
    [
        *("31-12-2031", "31.12.2031", "31/12/2031", "2031-12-31", "2031/12/31", "2031-12-31T00:00:00", " 31-12-2031 "),
        *("2031-12-31 00:00:00", "31-12-2031 14:30", "31. december 2031", "31 dec. 2031", "12/31/2031"),
        *(date(2031, 12, 31), datetime(2031, 12, 31, 23, 59)),
    ],
)
def test_a_day_is_read_as_it_is_written(cell: Any) -> None:
    assert read(Dates(), [cell]) == [date(2031, 12, 31)]


def test_a_column_of_credit_has_one_sign_whichever_the_decimal_mark_is() -> None:
    assert read(Credits(), ["-93.45", "1,200.00"]) == [REFUSED] * 2
    assert "både har beløb med og uden minus, som »-93.45« og »1,200.00«" in message(Credits(), "-93.45", "1,200.00")
    for column in (["-93.45", "-1,200.00"], ["93.45", "1,200.00"], [-93.45, 0, "(1.200,00)"]):
        found = [value for value in read(Credits(), column) if value]
        assert found == [Decimal("93.45"), Decimal(1200)], column


def test_a_day_between_slashes_reads_two_ways_unless_its_column_settles_it() -> None:
    text = message(Dates(), "01/02/2031").replace("\u00a0", " ")
    assert "»01/02/2031« kan læses på to måder: 1. februar 2031 eller 2. januar 2031." in text
    assert "afgør det" in text
    assert read(Dates(), ["01/02/2031", "13/02/2031"]) == [date(2031, 2, 1), date(2031, 2, 13)]
    assert read(Dates(), ["01/02/2031", "02/13/2031"]) == [date(2031, 1, 2), date(2031, 2, 13)]
    assert read(Dates(), ["01/02/2031", "02/13/2031", "13/02/2031"])[0] == REFUSED
    assert "på begge måder" in message(Dates(), "01/02/2031", "02/13/2031", "13/02/2031")
    assert read(Dates(), ["02/02/2031", "01-02-2031"]) == [date(2031, 2, 2), date(2031, 2, 1)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31-12-31", "kun to cifre"),
        ("29-02-2031", "februar 2031 har 28 dage"),
        ("12-31-2031", "et år har 12 måneder"),
        ("00/05/2031", "maj 2031 har 31 dage"),
        ("01-01-0000", "ligger ikke mellem 1990 og 2100"),
        ("1/2/0000", "ligger ikke mellem"),
        (datetime(1899, 12, 30), "»30-12-1899«"),
        (48213, "Giv cellen datoformat"),
        (True, "kan ikke læses som en dato"),
        (time(1), "kan ikke læses som en dato"),
        ("i går", "»i går«"),
        ("31-12.2031", "kan ikke læses som en dato"),
        ("#NAVN?", "fejl fra en formel"),
    ],
)
def test_what_is_no_day_is_refused_and_says_why(cell: Any, words: str) -> None:
    assert words in message(Dates(), cell)


def test_months_are_read_as_their_first_day() -> None:
    cells = ["2031-03", "03-2031", "3/2031", "03.2031", "marts 2031", "Mar. 2031", "203103", 203103, "31-03-2031"]
    cells += [date(2031, 3, 17), datetime(2031, 3, 1), "17. marts 2031"]
    assert set(read(Months(), cells)) == {date(2031, 3, 1)}
    wrong = ["2031-13", "marts 31", "marts", "ma 2031", 2031.1, 2031, True, "03-31", "1989-12", "01/02/2031", time(1)]
    assert read(Months(), wrong) == [REFUSED] * len(wrong)
    assert read(Months(), ["01/02/2031", "31/03/2031"])[0] == date(2031, 2, 1)


def test_years_and_texts() -> None:
    assert read(Year(), ["2031", 2031, 2031.0, " 2031 "]) == [2031] * 4
    assert read(Year(), ["31", "2.031", 1905, 2031.5, date(2031, 1, 1), True, "#REF!"]) == [REFUSED] * 7
    assert read(Text(), ["  Leje  af\nsal ", 1234, 1234.0, "0012"]) == ["Leje af sal", "1234", "1234", "0012"]
    assert read(Text(), ["a\x00b", date(2031, 1, 1), True, "x" * 40_000, "#REF!"]) == [REFUSED] * 5
