import pytest
from django.core.exceptions import ValidationError

from core.reachable import check_email, check_phone, check_reachable, comparable


@pytest.mark.parametrize(
    "ways",
    [
        ["12345678", "12 34 56 78", "+45 12 34 56 78", "0045 12345678", "45 12-34-56-78"],
        ["+46 70 123 45 67", "0046701234567"],
        ["Anna@Example.invalid ", "anna@example.INVALID"],
    ],
)
def test_one_number_or_address_is_the_same_however_it_is_written(ways: list[str]) -> None:
    assert len({comparable(way) for way in ways}) == 1


def test_different_numbers_and_addresses_stay_different() -> None:
    ways = ["12345678", "12345679", "+46 12345678", "+49 4512345678", "a@example.invalid", "b@example.invalid"]
    assert len({comparable(way) for way in ways}) == len(ways)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (check_phone, "+45 12 34 56 78", "a@example.invalid"),
        (check_phone, "12345678", "1234567"),
        (check_email, "a@example.invalid", "12345678"),
        (check_reachable, "12345678", "1" * 16),
        (check_reachable, "a@example.invalid", "a@example.invalid\nBcc: b@example.invalid"),
    ],
)
def test_what_nobody_can_be_reached_at_is_refused(check, good: str, bad: str) -> None:  # type: ignore[no-untyped-def]
    check(good)
    with pytest.raises(ValidationError):
        check(bad)
