"""What is printed rounded foots as printed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.rounding import largest_remainder

kroner = st.decimals(-(10**9), 10**9, places=2)


def test_the_rest_goes_to_those_that_lost_most() -> None:
    assert largest_remainder([Decimal(100) / 3] * 3) == [34, 33, 33]
    assert largest_remainder([Decimal("0.5"), Decimal("0.4"), Decimal("0.1")]) == [1, 0, 0]
    assert largest_remainder([]) == []


@given(st.lists(kroner, max_size=12), st.sampled_from([Decimal(1), Decimal(1000), Decimal("0.01")]))
def test_the_parts_make_their_sum_rounded_and_none_is_a_unit_off(amounts: list[Decimal], unit: Decimal) -> None:
    parts = largest_remainder(amounts, unit)
    assert abs(sum(parts) - sum(amounts)) * 2 <= unit
    assert all(part % unit == 0 for part in parts)
    assert all(abs(part - amount) < unit for part, amount in zip(parts, amounts, strict=True))
