"""Rows of the sample data name others by the keys of the plan file."""

from collections.abc import Callable
from typing import Any

from django.db import models

from organisation.models import HousingArea, Plan
from staff.models import StaffMember

NAMED: dict[str, Callable[[Plan], models.QuerySet]] = {
    "initiative": lambda plan: plan.initiatives.all(),
    "focus_area": lambda plan: plan.focus_areas.all(),
    "area": lambda plan: HousingArea.objects.all(),
    "staff_member": lambda plan: StaffMember.objects.all(),
    "owner": lambda plan: StaffMember.objects.all(),
}


def linked(row: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """The row with the rows that its keys name. Raises DoesNotExist for a key that nobody has."""
    return {name: NAMED[name](plan).get(key=value) if name in NAMED else value for name, value in row.items()}
