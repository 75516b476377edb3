"""Roles that follow from a chair."""

import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from accounts.roles import Role
from organisation.models import Body, Member

# A list of users fetches these for all its rows at once.
CHAIRS = Prefetch("memberships", Member.objects.select_related("seat__body"))


def chairs(user: Any, day: datetime.date) -> set[Role]:
    """A role source: who sits in the board or a group, as long as the term lasts."""
    prefetch_related_objects([user], CHAIRS)
    return {role_in(member.seat.body) for member in user.memberships.all() if member.sits_on(day)}


def role_in(body: Body) -> Role:
    return Role.BOARD if body.kind == Body.Kind.BOARD else Role.GROUP
