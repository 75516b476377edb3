"""Kroner: one field class, one form field, one way to read what a Dane types.

The database holds whole øre in a bigint, because SQLite stores and sums decimals
as floats; Python sees `Decimal` kroner with two decimals, sums included.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.formats import amount

ØRE = Decimal("0.01")
# What a signed 64-bit integer of øre can hold, with room for sums.
LARGEST = Decimal("9999999999999.99")

_DANISH = re.compile(r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<ore>\d{1,2}))?", re.ASCII)


def parse_kroner(text: str) -> Decimal:
    """Read `1.234.567,50`, `1234567,5` or `−1.234 kr.` as kroner.

    A dot is a thousands separator and nothing else, so `93.45` is refused.
    Raises ValidationError with a message that names the value.
    """
    stripped = re.sub(r"[\s\u00a0\u202f]|kr\.?$", "", text.strip().lower())
    found = _DANISH.fullmatch(stripped)
    if not found:
        raise ValidationError(
            _(
                "»%(value)s« kan ikke læses som et beløb. Skriv for eksempel 12.500 eller 12.500,50: "
                "punktum mellem tusinder, komma før øre."
            ),
            code="money",
            params={"value": text.strip()[:40]},
        )
    whole = found["whole"].replace(".", "")
    amount = Decimal(f"{whole}.{(found['ore'] or '').ljust(2, '0')}")
    if amount > LARGEST:
        raise ValidationError(_("Beløbet er for stort."), code="money")
    return -amount if found["sign"] else amount


def to_kroner(value: Any) -> Decimal:
    """Kroner from an int, a Decimal or a Danish string; refuses a float, which reads two ways."""
    if isinstance(value, bool | float):
        raise ValidationError(
            _('»%(value)s« er et kommatal. Skriv hele kroner eller en tekst som "12.500,00".'),
            code="money",
            params={"value": value},
        )
    if isinstance(value, str):
        return parse_kroner(value)
    amount = Decimal(value)
    if not abs(amount) <= LARGEST:
        raise ValidationError(_("Beløbet er for stort."), code="money")
    if amount != amount.quantize(ØRE):
        raise ValidationError(_("Et beløb kan ikke være mindre end en øre."), code="money")
    return amount.quantize(ØRE)


def as_shown(value: float) -> Decimal:
    """What Excel shows for a number that it could only keep nearly: it keeps fifteen digits, and sums drift."""
    if not abs(value) <= float(LARGEST):
        raise ValidationError(_("Beløbet er for stort."), code="money")
    number = Decimal(f"{value:.15g}")
    nearest = +number.quantize(ØRE)
    return nearest if abs(number - nearest) < Decimal("0.000001") else number


class MoneyFormField(forms.CharField):
    """A text field for kroner as Danes write them; cleans to Decimal or None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "money"})
    parse: Callable[[str], Decimal] = staticmethod(parse_kroner)

    def written(self, value: Decimal) -> str:
        return amount(value, decimals=2)

    def prepare_value(self, value: Any) -> Any:
        return self.written(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().to_python(value)
        return self.parse(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class MoneyField(models.Field):
    """Kroner as Decimal in Python, whole øre in the database."""

    description = _("Beløb i kroner og øre")

    def get_internal_type(self) -> str:
        return "BigIntegerField"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        # PostgreSQL sums bigints to numeric, SQLite to int: both are whole øre.
        return None if value is None else (Decimal(int(value)) * ØRE).quantize(ØRE)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else to_kroner(value)

    def get_prep_value(self, value: Any) -> int | None:
        value = super().get_prep_value(value)
        return None if value is None else int(to_kroner(value) * 100)

    def value_to_string(self, obj: models.Model) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value).replace(".", ",")

    def formfield(self, **kwargs: Any) -> Any:
        # The admin passes a widget for BigIntegerField; ours knows Danish figures.
        kwargs.pop("widget", None)
        return super().formfield(**{"form_class": MoneyFormField, **kwargs})
