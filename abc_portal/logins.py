"""What somebody may do here, and until when, in words: from the chairs, the employment and the date of a guest."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import GUESTS, SECRETARIAT, SEE_BOARD, USE_ADMIN, Role
from core.formats import long_date
from core.models import not_over
from organisation.models import Body, Member
from organisation.roles import role_in

# What each role is for, said to the one who has it.
MAY = {
    Role.HEAD: _("rette alt, og give andre et login"),
    Role.WORKER: _("rette tekster og de initiativer, du har ansvar for"),
    Role.FINANCE: _("rette økonomien, og se alt andet"),
    Role.BOARD: _("se bestyrelsens side, med alle tal og navne"),
    Role.GROUP: _("se din egen gruppe, dens møder og bilag, og navnene på dem, der sidder i den"),
    Role.AUDITOR: _("se planen og dens økonomi, uden at rette"),
}


@dataclass(frozen=True)
class Access:
    """One reason why somebody may come in: as what, and when."""

    name: Any
    may: Any
    starts_on: datetime.date | None
    ends_on: datetime.date | None

    @property
    def period(self) -> str:
        parts = []
        if self.starts_on and self.starts_on > timezone.localdate():
            parts.append(_("fra %(day)s") % {"day": long_date(self.starts_on)})
        if self.ends_on:
            parts.append(_("til og med %(day)s") % {"day": long_date(self.ends_on)})
        return " ".join(map(str, parts))


def current_or_coming() -> QuerySet[Member]:
    return Member.objects.filter(not_over(timezone.localdate())).select_related("seat__body")


def access_of(user: User) -> list[Access]:
    """All that is not over yet."""
    return [*_of_role(user), *map(_of_chair, current_or_coming().filter(user=user.pk))]


def _of_role(user: User) -> list[Access]:
    if user.role not in SECRETARIAT | GUESTS:
        return []
    role, person = Role(user.role), getattr(user, "staff_member", None)
    starts_on = person.starts_on if person and role in SECRETARIAT else None
    ends = [person.ends_on if person and role in SECRETARIAT else None, user.access_until]
    ends_on = min(filter(None, ends), default=None)
    if ends_on and ends_on < timezone.localdate():
        return []
    return [Access(role.label, MAY[role], starts_on, ends_on)]


def _of_chair(member: Member) -> Access:
    seat = member.seat
    return Access(f"{capfirst(seat.post)}, {seat.body}", MAY[role_in(seat.body)], member.starts_on, member.ends_on)


def landing_page(user: User) -> str:
    """Where somebody works: the admin, the board's page, or the page of one's own groups."""
    if user.has_perm(USE_ADMIN):
        return reverse("admin:index")
    if user.has_perm(SEE_BOARD):
        return reverse("board")
    return reverse("own_bodies" if Body.objects.of(user).exists() else "account")
