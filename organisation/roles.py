"""Roles that follow from a chair."""

import datetime
from typing import Any

from accounts.roles import Role
from organisation.models import Body, Member


def chairs(user: Any, day: datetime.date) -> set[Role]:
    """A role source: who sits in the board or a group, as long as the term lasts."""
    kinds = Member.objects.on(day).filter(user=user.pk).values_list("seat__body__kind", flat=True)
    return {Role.BOARD if kind == Body.Kind.BOARD else Role.GROUP for kind in kinds}
