"""What the fictional partnership wants to reach, how that goes, and what it has measured."""

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from abc_portal.demo.links import linked
from initiatives.models import Indicator, IndicatorValue, Milestone
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")
NUMBERS = ("target", "baseline")


def fill(plan: Plan, now: datetime.datetime) -> None:
    data, today = tomllib.loads(DATA.read_text()), timezone.localdate(now)
    for row in data["milestones"]:
        Milestone.objects.create(**linked(_dated(row, today), plan))
    for row in data["indicators"]:
        values = row.pop("values", [])
        numbers = {name: Decimal(row[name]) for name in NUMBERS if name in row}
        indicator = Indicator.objects.create(**linked(_dated(row, today) | numbers, plan))
        for value in values:
            fields = _dated(value, today) | {"value": Decimal(value["value"])}
            IndicatorValue.objects.create(indicator=indicator, **fields)


def _dated(row: dict[str, Any], today: datetime.date) -> dict[str, Any]:
    """With days for what the file writes as so many days ahead: `due_in = -20` is `due_on` three weeks ago."""
    days = {name: value for name, value in row.items() if name.endswith("_in")}
    dates = {f"{name[:-3]}_on": today + datetime.timedelta(days=value) for name, value in days.items()}
    return {name: value for name, value in row.items() if name not in days} | dates
