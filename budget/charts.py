"""Drawings made of figures: which squares, how long bars. No sums: those are in reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.translation import gettext as _

from budget.reports import Comparison, Funding, Pledges
from budget.reports.funding import ZERO, FramePart
from core import formats

MOST_SQUARES = 140
STEPS = tuple(Decimal(digit) * 10**power for power in range(3, 9) for digit in (1, 2, 5))


@dataclass(frozen=True)
class Squares:
    """The frame as squares of the same worth, in kroner, in the order of the frame's lines."""

    worth: Decimal
    kinds: tuple[str, ...]
    exact: bool


def squares(funding: Funding) -> Squares | None:
    """At most some 140 squares: of a round worth that divides every line, if there is one."""
    amounts = [part.line.amount for part in funding.frame]
    total = sum(amounts, Decimal(0))
    fitting = [step for step in STEPS if total / step <= MOST_SQUARES]
    if not total or not fitting:
        return None
    dividing = [step for step in fitting if all(amount % step == 0 for amount in amounts)]
    # A drawing of under twenty squares says less than one that rounds a line.
    worth = next((step for step in dividing if total / step >= 20), fitting[0])
    kinds = tuple(kind for part in funding.frame for kind in _kinds(part, worth))
    return Squares(worth, kinds, exact=worth in dividing)


def _kinds(part: FramePart, worth: Decimal) -> Iterator[str]:
    """A line's squares: its own kind, the last of them hatched for in-kind hours."""
    count = round(part.line.amount / worth)
    hours = min(count, round(part.exact.hours / worth))
    yield from [part.style] * (count - hours)
    yield from ["hours"] * hours


def width(part: Decimal | None, whole: Decimal) -> str:
    """A bar's width of 100, as SVG reads it; what is below zero has none."""
    return f"{100 * part / whole:.1f}" if part and part > 0 and whole > 0 else "0"


@dataclass(frozen=True)
class Rect:
    """A filled part of a drawing; lengths as SVG reads them."""

    style: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Label:
    x: str
    y: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """Drawn for one width: once wide, once for phones, so that its words stay as large as the page's."""

    width: int
    height: int
    rects: tuple[Rect, ...]
    labels: tuple[Label, ...]
    line: str = ""
    grid: tuple[str, ...] = ()
    unit: str = ""


WIDE, NARROW = 720, 350


def year_bars(pledges: Pledges, width: int) -> Drawing | None:
    """A bar a year, of the parts whose every year is known, with their sum above it; None when there are none."""
    height, top, bottom = 260, 30, 225
    drawn = pledges.drawn
    sums = {year: sum((part.row.years[year] or ZERO for part in drawn), ZERO) for year in pledges.years}
    if not (largest := max(sums.values(), default=ZERO)):
        return None
    step = Decimal(width) / len(sums)
    bar = step * Decimal("0.64")
    # What there is no room for stands in the table.
    every = 1 + int(44 // step)
    rects, labels = [], []
    for number, (year, amount) in enumerate(sums.items()):
        left, floor = step * number + (step - bar) / 2, Decimal(bottom)
        for part in drawn:
            length = (part.row.years[year] or ZERO) / largest * (bottom - top)
            floor -= length
            if length:
                rects.append(_rect(part.style, left, floor, bar, length))
        middle = _length(left + bar / 2)
        if number % every == 0:
            labels.append(Label(middle, "250", str(year)))
        if step >= 84:
            labels.append(Label(middle, _length(floor - 9), formats.amount(amount)))
    return Drawing(width, height, tuple(rects), tuple(labels))


def budget_bars(years: list[Comparison], width: int) -> Drawing | None:
    """A year's budget, outlined, and what is spent of it, solid inside; None when there is neither."""
    height, top, bottom, left = 262, 30, 228, 40
    largest = max((max(row.whole or ZERO, row.actual) for row in years), default=ZERO)
    if largest <= 0:
        return None
    step = next((step for step in STEPS if largest / step <= 4), largest)
    ceiling = step * (largest / step).to_integral_value(ROUND_CEILING)
    scale = (bottom - top) / ceiling
    column = Decimal(width - left) / len(years)
    unit, per = (_("mio. kr."), 6) if ceiling >= 1_000_000 else (_("1.000 kr."), 3)
    rects, labels, grid = [], [], []
    for number in range(int(ceiling / step) + 1):
        y = bottom - number * step * scale
        grid.append(_length(y))
        labels.append(Label("0", _length(y + 5), _short(number * step, per, step), "start"))
    for number, row in enumerate(years):
        x = left + column * number
        for style, amount, part in (("plan", row.whole, "0.7"), ("spent", row.actual, "0.44")):
            length, bar = max(amount or ZERO, ZERO) * scale, column * Decimal(part)
            if length:
                rects.append(_rect(style, x + (column - bar) / 2, bottom - length, bar, length))
        middle = _length(x + column / 2)
        # What there is no room for stands in the table.
        if number % (1 + int(44 // column)) == 0:
            labels.append(Label(middle, "252", row.name))
        if column >= 44 and row.whole:
            labels.append(Label(middle, _length(bottom - row.whole * scale - 8), _short(row.whole, per, ZERO)))
    return Drawing(width, height, tuple(rects), tuple(labels), grid=tuple(grid), unit=unit)


def _short(amount: Decimal, per: int, step: Decimal) -> str:
    """In thousands, or in millions with one decimal unless the steps of the scale need none."""
    is_whole = per == 3 or (step and not step % 1_000_000)
    return formats.amount(amount.scaleb(-per), 0 if is_whole else 1)


@dataclass(frozen=True)
class Bullet:
    """What became of a plan, as a bar in a table: the whole, the part of it, and where the plan is today; of 100."""

    whole: str
    actual: str
    planned: str


def bullet(row: Comparison) -> Bullet | None:
    longest = max(row.whole or ZERO, row.planned or ZERO, row.actual)
    if longest <= 0:
        return None
    mark = "" if row.planned is None else width(min(row.planned, longest * Decimal("0.99")), longest)
    return Bullet(width(row.whole, longest), width(max(row.actual, ZERO), longest), mark)


def hours_bar(row: Comparison, width: int) -> Drawing | None:
    """A source's hours in kroner: pledged, documented, and with a line what is planned to date."""
    longest = max(row.whole or ZERO, row.planned or ZERO, row.actual)
    if longest <= 0:
        return None
    scale = Decimal(width) / longest
    rects = [_rect("plan", ZERO, Decimal(34), (row.whole or ZERO) * scale, Decimal(44))]
    rects += [_rect("hours", ZERO, Decimal(45), row.actual * scale, Decimal(22))] if row.actual > 0 else []
    labels = [Label("0", "106", _("Erlagt %(amount)s") % {"amount": formats.amount(row.actual)}, "start")]
    if row.whole:
        words = _("Lovet %(amount)s") % {"amount": formats.amount(row.whole)}
        labels.append(Label(str(width), "106", words, "end"))
    if row.planned is None:
        return Drawing(width, 114, tuple(rects), tuple(labels))
    words = _("Planlagt til nu %(amount)s") % {"amount": formats.amount(row.planned)}
    labels.append(_label(row.planned * scale, width, "16", words))
    return Drawing(width, 114, tuple(rects), tuple(labels), _length(row.planned * scale))


def share_bar(pledges: Pledges, width: int) -> Drawing | None:
    """Everything that is pledged as one bar, the fund last; `line` is where the line is drawn."""
    share, whole = pledges.share, pledges.funding.all.total
    if share is None:
        return None
    left, rects = ZERO, []
    for part in pledges.parts:
        length = (part.row.total or ZERO) / whole * width
        if length:
            rects.append(_rect(part.style, left, Decimal(34), length, Decimal(44)))
        left += length
    labels = [_label(share * width, width, "106", _("%(share)s lokalt") % {"share": formats.percent(share)})]
    minimum = pledges.funding.min_share
    if minimum is not None:
        words = _("%(share)s krævet") % {"share": formats.percent(minimum, 0)}
        labels.append(_label(minimum * width, width, "16", words))
    return Drawing(width, 114, tuple(rects), tuple(labels), "" if minimum is None else _length(minimum * width))


def _rect(style: str, *lengths: Decimal) -> Rect:
    return Rect(style, *map(_length, lengths))


def _label(x: Decimal, width: int, y: str, words: str) -> Label:
    """Words under a place, moved aside where they would leave the drawing."""
    if x < 80:
        return Label("0", y, words, "start")
    if x > width - 80:
        return Label(str(width), y, words, "end")
    return Label(_length(x), y, words)


def _length(value: Decimal) -> str:
    return f"{value:.1f}"
