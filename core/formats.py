"""How values are written in Danish: kroner, millions, percent, dates.

A non-breaking space stands between a figure and its unit; the minus sign is −.
"""

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

NBSP = "\u00a0"
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


def amount(value: Decimal | int, decimals: int = 0) -> str:
    """A figure with dots between thousands and a decimal comma: `1.234.567,50`."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if rounded < 0 else text


def kroner(value: Decimal | int, exact: bool = False) -> str:
    """`12.500 kr.`; øre are written when there are any, or always when `exact`."""
    decimals = 2 if exact or Decimal(value) % 1 else 0
    return f"{amount(value, decimals)}{NBSP}kr."


def decimals(amounts: Iterable[Decimal | None]) -> int:
    """How many decimals a table writes: øre in every row as soon as one has some, so that the rows make their sum."""
    return 2 if any(amount % 1 for amount in amounts if amount is not None) else 0


def in_millions(value: Decimal | int, decimals: int = 1) -> str:
    """`23,2` for 23.200.000, with as many decimals as the figure was published with."""
    return amount(Decimal(value) / 1_000_000, decimals)


def millions(value: Decimal | int, decimals: int = 1) -> str:
    """`23,2 mio. kr.`"""
    return f"{in_millions(value, decimals)}{NBSP}mio.{NBSP}kr."


def brief(value: Decimal | int) -> str:
    """`9,4 mio. kr.`, for who reads in ten seconds; what is less than a million in whole kroner."""
    whole = Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)
    return millions(value) if abs(whole) >= 1_000_000 else kroner(whole)


def percent(share: Decimal, decimals: int = 1) -> str:
    """`34,5 %` from a share of one (0.345)."""
    return f"{amount(share * 100, decimals)}{NBSP}%"


def long_date(day: datetime.date) -> str:
    """`23. november 2031`."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def up_to(day: datetime.date) -> str:
    """`september 2032` for the last day of a month, else the day."""
    is_last = (day + datetime.timedelta(days=1)).day == 1
    return f"{MONTHS[day.month - 1]} {day.year}" if is_last else long_date(day)


def day_and_month(day: datetime.date) -> str:
    """`tirsdag den 1. december`."""
    return f"{WEEKDAYS[day.weekday()]} den {day.day}.{NBSP}{MONTHS[day.month - 1]}"


def short_weekday(day: datetime.date) -> str:
    """`tir.`"""
    return f"{WEEKDAYS[day.weekday()][:3]}."


def short_month(day: datetime.date) -> str:
    """`dec.`; the short ones are written out."""
    name = MONTHS[day.month - 1]
    return name if len(name) <= 4 else f"{name[:3]}."


def dates(first: datetime.date, last: datetime.date) -> str:
    """`30. november–6. december 2026`, with no more months and years than it takes."""
    if first.year != last.year:
        return f"{long_date(first)} – {long_date(last)}"
    if first.month != last.month:
        return f"{first.day}.{NBSP}{MONTHS[first.month - 1]} – {long_date(last)}"
    return f"{first.day}.–{long_date(last)}"


def clock(time: datetime.time) -> str:
    """`17`, or `17.30`."""
    return f"{time.hour}.{time.minute:02}" if time.minute else str(time.hour)


def moment(value: datetime.datetime) -> str:
    """`tirsdag den 1. december kl. 17` on the clock on the wall."""
    local = timezone.localtime(value)
    return f"{day_and_month(local.date())} kl.{NBSP}{clock(local.time())}"


def times(begins: datetime.datetime, ends: datetime.datetime) -> str:
    """`kl. 17–19.30` on the clock on the wall; the day it ends, if that is another one."""
    begin, end = timezone.localtime(begins), timezone.localtime(ends)
    if begin.date() == end.date():
        return f"kl.{NBSP}{clock(begin.time())}–{clock(end.time())}"
    return f"kl.{NBSP}{clock(begin.time())} til {day_and_month(end.date())} kl.{NBSP}{clock(end.time())}"


def clock_span(begins: datetime.time | None, ends: datetime.time | None) -> str:
    """`kl. 17–19.30`, `kl. 17` as long as the end is not known, or nothing."""
    if begins is None:
        return ""
    return f"kl.{NBSP}{clock(begins)}–{clock(ends)}" if ends else f"kl.{NBSP}{clock(begins)}"


def people(number: int, smallest: int) -> str:
    """A count of people; a group smaller than that is not told."""
    return str(number) if number >= smallest else f"under {smallest}"


def spans(years: Iterable[int]) -> str:
    """`2031–2032, 2034`."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def listed(words: Sequence[str]) -> str:
    """`penge, timer og lokaler`."""
    return " og ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def years(first: datetime.date, last: datetime.date) -> str:
    """`2031–2034`, or one year alone."""
    return f"{first.year}–{last.year}" if first.year != last.year else str(first.year)
