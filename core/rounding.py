"""Amounts rounded so that they still make their sum."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def largest_remainder(amounts: Sequence[Decimal], unit: Decimal = Decimal(1)) -> list[Decimal]:
    """The amounts in whole units, whose sum is the rounded sum of the amounts.

    Each is rounded down, and what is left goes, a unit each, to those that lost most; of equals the first.
    """
    down = [(amount / unit).to_integral_value(ROUND_FLOOR) for amount in amounts]
    total = (sum(amounts, Decimal()) / unit).to_integral_value(ROUND_HALF_UP)
    lost = [amount / unit - whole for amount, whole in zip(amounts, down, strict=True)]
    first = set(sorted(range(len(amounts)), key=lambda place: -lost[place])[: int(total - sum(down))])
    return [(whole + (place in first)) * unit for place, whole in enumerate(down)]
