"""Hours, exact to the hundredth, as Danes write them."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.money import parse_kroner
from core.numbers import NumberField, NumberFormField
from core.numbers import number as hours

__all__ = ["HoursField", "HoursFormField", "hours", "parse_hours"]


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


class HoursFormField(NumberFormField):
    """A text field for hours."""

    parse = staticmethod(parse_hours)


class HoursField(NumberField):
    """Hours as Decimal in Python, whole hundredths in the database."""

    description = _("Timer med to decimaler")
    parse = staticmethod(parse_hours)
    form_class = HoursFormField
