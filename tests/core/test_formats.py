import datetime
from decimal import Decimal

from core import formats


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_figures_are_written_as_in_danish() -> None:
    assert plain(formats.kroner(Decimal("575940.00"))) == "575.940 kr."
    assert plain(formats.kroner(Decimal("93.45"))) == "93,45 kr."
    assert plain(formats.kroner(Decimal(373800), exact=True)) == "373.800,00 kr."
    assert plain(formats.kroner(Decimal("-1234.5"))) == "−1.234,50 kr."
    assert plain(formats.millions(Decimal(23_200_000))) == "23,2 mio. kr."
    assert plain(formats.percent(Decimal("8000076") / Decimal("23200076"))) == "34,5 %"


def test_a_half_is_rounded_up_and_nothing_is_minus_zero() -> None:
    assert formats.amount(Decimal("0.125"), 2) == "0,13"
    assert formats.amount(Decimal("-0.001"), 2) == "0,00"


def test_figure_and_unit_never_part_at_a_line_end() -> None:
    for text in (formats.kroner(1), formats.millions(1), formats.percent(Decimal(1))):
        assert " " not in text


def test_dates_and_periods() -> None:
    assert plain(formats.long_date(datetime.date(2017, 11, 23))) == "23. november 2017"
    assert formats.years(datetime.date(2017, 1, 1), datetime.date(2020, 12, 31)) == "2017–2020"
    assert formats.years(datetime.date(2017, 1, 1), datetime.date(2017, 12, 31)) == "2017"


def test_days_weeks_and_times() -> None:
    new_year, may = datetime.date(2027, 1, 3), datetime.date(2027, 5, 31)
    assert plain(formats.day_and_month(new_year)) == "søndag den 3. januar"
    assert formats.short_weekday(new_year) == "søn."
    assert [formats.short_month(day) for day in (new_year, may)] == ["jan.", "maj"]
    week = datetime.timedelta(days=6)
    assert plain(formats.dates(new_year - week, new_year)) == "28. december 2026 – 3. januar 2027"
    assert plain(formats.dates(may - week, may)) == "25.–31. maj 2027"
    assert plain(formats.dates(may, may + week)) == "31. maj – 6. juni 2027"
    begins = datetime.datetime(2027, 5, 31, 15, tzinfo=datetime.UTC)
    assert plain(formats.times(begins, begins + datetime.timedelta(minutes=150))) == "kl. 17–19.30"
    assert plain(formats.times(begins, begins + datetime.timedelta(days=1))) == "kl. 17 til tirsdag den 1. juni kl. 17"


def test_figures_for_who_reads_in_ten_seconds() -> None:
    assert [formats.brief(value) for value in (9_412_530, Decimal("999999.4"), -1_250_000, 0)] == [
        "9,4\u00a0mio.\u00a0kr.",
        "999.999\u00a0kr.",
        "−1,3\u00a0mio.\u00a0kr.",
        "0\u00a0kr.",
    ]


def test_years_and_words_in_a_row() -> None:
    assert formats.spans({2034, 2031, 2032}) == "2031–2032, 2034"
    assert [formats.listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a og b",
        "a, b og c",
    ]


def test_a_day_at_the_end_of_a_month_is_the_month() -> None:
    assert formats.up_to(datetime.date(2032, 2, 29)) == "februar 2032"
    assert formats.up_to(datetime.date(2032, 9, 15)) == "15.\u00a0september 2032"
