"""How somebody can be reached: a phone number or an e-mail address, checked as typed, and compared."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

_PHONE = re.compile(r"\+?[\d\s().-]+")


def is_phone(text: str) -> bool:
    """Written as a phone number, with 8 to 15 digits."""
    return bool(_PHONE.fullmatch(text)) and 8 <= len(_digits(text)) <= 15


def check_phone(text: str) -> None:
    if not is_phone(text):
        raise ValidationError(_("Skriv et telefonnummer med mindst 8 tal."))


def check_email(text: str) -> None:
    _check_email(text, _("Skriv en hel e-mailadresse, for eksempel navn@eksempel.dk."))


def check_reachable(text: str) -> None:
    """Raise ValidationError unless the text is one e-mail address or one phone number."""
    if not is_phone(text):
        _check_email(text, _("Skriv en hel e-mailadresse eller et telefonnummer med mindst 8 tal."))


def _check_email(text: str, wrong: Any) -> None:
    """Stricter than Django: nothing that no mail can be sent to, and nothing that could become another address."""
    check = EmailValidator(wrong)
    check(text)
    local, _at, domain = text.rpartition("@")
    if '"' in local or not (local.isascii() and local.isprintable()):
        raise ValidationError(wrong)
    try:
        # As it stands in the mail: a wide comma has become a comma.
        check(f"{local}@{domain.encode('idna').decode()}")
    except UnicodeError:
        raise ValidationError(wrong) from None


def comparable_phone(text: str) -> str:
    """The digits alone, and of a Danish number its eight: `+45 12 34 56 78` and `12345678` are one."""
    digits = _digits(text).lstrip("0")
    return digits[2:] if len(digits) == 10 and digits.startswith("45") else digits


def comparable_email(text: str) -> str:
    return text.strip().casefold()


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
