"""Numbers that are no kroner, exact to the hundredth: whole hundredths in the database, as core/money.py does it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.formats import amount
from core.money import MoneyField, MoneyFormField, parse_kroner, to_kroner


def parse_number(text: str) -> Decimal:
    """Read `1.234,5`. Raises ValidationError with a message that names the value."""
    try:
        return parse_kroner(text)
    except ValidationError as error:
        raise ValidationError(
            _("»%(value)s« kan ikke læses som et tal. Skriv for eksempel 12, 1.200 eller 7,5: højst to decimaler."),
            code="number",
            params={"value": text.strip()[:40]},
        ) from error


def number(value: Decimal | int) -> str:
    """`1.234,5`: with no more decimals than there are."""
    for decimals in (0, 1):
        if Decimal(value) == round(Decimal(value), decimals):
            return amount(value, decimals)
    return amount(value, 2)


class NumberFormField(MoneyFormField):
    """A text field for a number as Danes write it; cleans to Decimal or None."""

    parse = staticmethod(parse_number)

    def written(self, value: Decimal) -> str:
        return number(value)


class NumberField(MoneyField):
    """A number as Decimal in Python, whole hundredths in the database: what exactness asks is the same."""

    description = _("Tal med to decimaler")
    parse: Callable[[str], Decimal] = staticmethod(parse_number)
    form_class: type[NumberFormField] = NumberFormField

    def to_python(self, value: Any) -> Decimal | None:
        return self.parse(value) if isinstance(value, str) else None if value is None else to_kroner(value)

    def in_words(self, value: Decimal) -> str:
        """How the history writes it."""
        return number(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_class, **kwargs})
