"""Roles that follow from employment."""

import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import SECRETARIAT, Role
from staff.models import StaffMember


def employment(user: Any, day: datetime.date) -> set[Role]:
    """A role source: the secretariat's own, as long as they are employed.

    Somebody employed elsewhere, and so not among our staff, keeps the role until `access_until`.
    """
    if user.role not in SECRETARIAT or (user.access_until and user.access_until < day):
        return set()
    person: StaffMember | None = getattr(user, "staff_member", None)
    employed = person is None or person.is_employed(day)
    return {Role(user.role)} if employed else set()


def end_with_the_row(instance: StaffMember, **kwargs: Any) -> None:
    """Whoever is deleted from the staff is not thereby somebody employed elsewhere."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    still_in = Q(access_until=None) | Q(access_until__gt=yesterday)
    User.objects.filter(still_in, pk=instance.user_id, role__in=SECRETARIAT).update(access_until=yesterday)
