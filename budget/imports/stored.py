"""Columns of a row as an ImportRow keeps them, and back."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import DateField, Model

from core.money import MoneyField


def stored(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Columns of a row as JSON keeps them, by field."""
    fields: Any = (row._meta.get_field(name) for name in names)
    return {field.name: _plain(getattr(row, field.attname)) for field in fields}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)


def restore(row: Model, columns: dict[str, Any]) -> None:
    """Put columns back that `stored` gave."""
    for name, value in columns.items():
        field: Any = row._meta.get_field(name)
        setattr(row, field.attname, _read(field, value))


def _read(field: Any, value: Any) -> Any:
    if isinstance(field, MoneyField) and value is not None:
        return Decimal(value)
    return datetime.date.fromisoformat(value) if isinstance(field, DateField) and value else value


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Apart from spaces that no spreadsheet shows."""
    return {name: _tidy(value) for name, value in one.items()} == {name: _tidy(value) for name, value in other.items()}


def _tidy(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
