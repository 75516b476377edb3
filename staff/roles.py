"""Roles that follow from employment."""

import datetime
from typing import Any

from accounts.roles import SECRETARIAT, Role
from staff.models import StaffMember


def employment(user: Any, day: datetime.date) -> set[Role]:
    """A role source: the secretariat's own, as long as they are employed.

    Somebody employed elsewhere, and so not among our staff, keeps the role until `access_until`.
    """
    if user.role not in SECRETARIAT or (user.access_until and user.access_until < day):
        return set()
    person = StaffMember.objects.filter(user=user.pk).first()
    employed = person is None or person.is_employed(day)
    return {Role(user.role)} if employed else set()
