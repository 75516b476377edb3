"""Drawings made of figures: which squares and how long bars. No sums: those are in reports.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budget.reports import FramePart, Funding

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
    """A bar's width of 100, as SVG reads it."""
    return f"{100 * part / whole:.1f}" if part and whole else "0"
