"""CPR numbers are never collected: free text that holds something like one is refused."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_BETWEEN = r"[\s./\-‐‑–—−\u00ad\u200b-\u200d\ufeff]"
# DDMMYY (its pairs parted all alike, or not at all), then four digits; not part of a longer figure.
_LIKE_CPR = re.compile(
    rf"(?<!\d)(\d\d)(?P<sign>{_BETWEEN}?)(\d\d)(?P=sign)(\d\d)"
    rf"(?:{_BETWEEN}{{0,5}}\d{{4}}|{_BETWEEN}{{1,5}}\d\d{_BETWEEN}\d\d)(?!\d)"
)


def looks_like_cpr(text: str) -> bool:
    """Ten digits that begin with a day that exists. The old check digit says nothing since 2007."""
    return any(_is_day(*map(int, found.group(1, 3, 4))) for found in _LIKE_CPR.finditer(text))


def _is_day(day: int, month: int, year: int) -> bool:
    # A replacement number adds 60 to the day. The century is not known; 2000 + year has
    # the same leap years as 1900 + year, save 1900 itself.
    try:
        datetime.date(2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def refuse_cpr(text: str) -> None:
    """Raise ValidationError if the text holds something like a CPR number."""
    if looks_like_cpr(text):
        raise ValidationError(
            _("Det ligner et CPR-nummer. Slet det, før du sender. Vi skal ikke bruge det."), code="cpr"
        )
