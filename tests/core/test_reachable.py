import pytest
from django.core.exceptions import ValidationError

from core.reachable import check_email, check_phone, check_reachable, comparable_phone


@pytest.mark.parametrize(
    "ways",
    [
        ["12345678", "12 34 56 78", "+45 12 34 56 78", "0045 12345678", "45 12-34-56-78"],
        ["+46 70 123 45 67", "0046701234567"],
    ],
)
def test_one_number_is_the_same_however_it_is_written(ways: list[str]) -> None:
    assert len({comparable_phone(way) for way in ways}) == 1


def test_different_numbers_stay_different() -> None:
    ways = ["12345678", "12345679", "+46 12345678", "+49 4512345678"]
    assert len({comparable_phone(way) for way in ways}) == len(ways)


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


@pytest.mark.parametrize(
    "address",
    [
        f"a@{'ø' * 60}.dk",
        "a@aא1.dk",
        "a@．.dk",
        "a@x，b＠c.dk",
        '"a\vBcc:x"@x.dk',
        '"a"@x.dk',
        "\u212a@x.dk",
    ],
)
@pytest.mark.parametrize("check", [check_email, check_reachable])
def test_an_address_that_no_mail_can_be_written_to_is_refused(check, address: str) -> None:  # type: ignore[no-untyped-def]
    check("o'neill+x@blåbær.dk")
    with pytest.raises(ValidationError):
        check(address)
