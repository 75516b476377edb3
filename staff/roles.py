"""Roles that follow from employment."""

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import SECRETARIAT, Role
from core.models import begun, not_over
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


def employed_who_may(right: str, at: datetime.date | None = None) -> QuerySet[User]:
    """Logins of the secretariat that a right follows from on a day, as `employment` says of each."""
    day = at or timezone.localdate()
    app, codename = right.split(".")
    named = {"permissions__content_type__app_label": app, "permissions__codename": codename}
    roles = Group.objects.filter(name__in=SECRETARIAT, **named).values("name")
    employed = StaffMember.objects.filter(begun(day), not_over(day), user__isnull=False).values("user")
    in_time = Q(access_until=None) | Q(access_until__gte=day)
    return User.objects.filter(in_time, Q(staff_member=None) | Q(pk__in=employed), is_active=True, role__in=roles)


def end_with_the_row(instance: StaffMember, **kwargs: Any) -> None:
    """Whoever is deleted from the staff is not thereby somebody employed elsewhere."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    still_in = Q(access_until=None) | Q(access_until__gt=yesterday)
    User.objects.filter(still_in, pk=instance.user_id, role__in=SECRETARIAT).update(access_until=yesterday)
