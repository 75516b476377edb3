"""Hours, exact to the hundredth: whole hundredths in the database, as core/money.py does it for øre."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.formats import amount
from core.money import MoneyField, MoneyFormField, parse_kroner, to_kroner


def parse_hours(text: str) -> Decimal:
    """Read `1.234,5` or `37 timer`. Raises ValidationError with a message that names the value."""
    stripped = text.strip().lower().removesuffix("timer").removesuffix("t.").strip()
    try:
        return parse_kroner(stripped)
    except ValidationError as error:
        raise ValidationError(
            _("»%(value)s« kan ikke læses som timer. Skriv for eksempel 37 eller 7,5: komma før dele af en time."),
            code="hours",
            params={"value": text.strip()[:40]},
        ) from error


def hours(value: Decimal | int) -> str:
    """`1.234,5`: with no more decimals than there are."""
    for decimals in (0, 1):
        if Decimal(value) == round(Decimal(value), decimals):
            return amount(value, decimals)
    return amount(value, 2)


class HoursFormField(MoneyFormField):
    """A text field for hours as Danes write them; cleans to Decimal or None."""

    parse = staticmethod(parse_hours)

    def written(self, value: Decimal) -> str:
        return hours(value)


class HoursField(MoneyField):
    """Hours as Decimal in Python, whole hundredths in the database: what exactness asks is the same."""

    description = _("Timer med to decimaler")

    def to_python(self, value: Any) -> Decimal | None:
        return parse_hours(value) if isinstance(value, str) else None if value is None else to_kroner(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": HoursFormField, **kwargs})
