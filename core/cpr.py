"""CPR numbers are never collected: free text that holds something like one is refused."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# DDMMYY, perhaps a dash, dot or space, then four digits; not part of a longer figure.
_LIKE_CPR = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)[\s.\-‐‑–—−]{0,3}\d{4}(?!\d)")


def looks_like_cpr(text: str) -> bool:
    """Ten digits that begin with a day that exists. The old check digit says nothing since 2007."""
    return any(_is_day(*map(int, found.groups())) for found in _LIKE_CPR.finditer(text))


def _is_day(day: int, month: int, year: int) -> bool:
    # The century is not known; 2000 + year has the same leap years as 1900 + year, save 1900 itself.
    try:
        datetime.date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def refuse_cpr(text: str) -> None:
    """Raise ValidationError if the text holds something like a CPR number."""
    if looks_like_cpr(text):
        raise ValidationError(
            _("Det ligner et CPR-nummer. Slet det, før du sender. Vi skal ikke bruge det."), code="cpr"
        )
