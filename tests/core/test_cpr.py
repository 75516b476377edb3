import pytest
from django.core.exceptions import ValidationError

from core.cpr import looks_like_cpr, refuse_cpr


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "010190.1234",
        "mit nummer er:290200-9999.",
        "cpr010190-1234",
        "٠١٠١٩٠-١٢٣٤",
        "Hej\n311299\n4321",
        "01 02 03 1234",
        "01.02.03-1234",
        "01-02-03-1234",
        "010203/1234",
        "010203-12 34",
        "010203\u200b-\u00ad1234",
        "610203-1234",
    ],
)
def test_what_looks_like_a_cpr_number(text: str) -> None:
    assert looks_like_cpr(text)
    with pytest.raises(ValidationError, match="CPR-nummer"):
        refuse_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56 78",
        "12345678",
        "+45 12 34 56 78",
        "+4512345678",
        "320190-1234",
        "011390-1234",
        "290201-1234",
        "000000-0000",
        "010190-123",
        "1010190-12345",
        "Mødet er 1. januar 1990 kl. 12.34",
        "Konto 1234 0101901234567",
        "Ring 20101234 30 minutter før",
        "Vi ses 24.11.26 kl. 12.30",
        "20 10 12 34 eller 20 10 12 35",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not looks_like_cpr(text)
    refuse_cpr(text)
