"""What is to be reached, by when, and how that goes."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import versions
from initiatives.models.belonging import Followed, FollowedQuerySet
from organisation.models import Plan
from staff.models import StaffMember


def not_reached_before(day: datetime.date) -> Q:
    """Open on the day, or reached since."""
    return Q(done_on__isnull=True) | Q(done_on__gte=day)


class MilestoneQuerySet(FollowedQuerySet):
    def late(self, day: datetime.date | None = None) -> Self:
        """Those whose day is over, and that are not reached."""
        today = day or timezone.localdate()
        return self.filter(Q(done_on__isnull=True) | Q(done_on__gt=today), due_on__lt=today)

    def of_year(self, year: int, day: datetime.date | None = None) -> Self:
        """The year's milestone plan: what is due or reached in it, what earlier years left, and what has no day."""
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        within = Q(due_on__range=(first, last)) | Q(done_on__range=(first, last))
        if year > (day or timezone.localdate()).year:
            return self.filter(within)
        return self.filter(within | not_reached_before(first) & (Q(due_on__lt=first) | Q(due_on__isnull=True)))

    def not_reached_before(self, day: datetime.date) -> Self:
        return self.filter(not_reached_before(day))

    def needing(self, chore: "Milestone.Chore") -> Self:
        """In plans that run or are to come."""
        plans = Plan.objects.in_use().values("pk")
        rows = self.late().filter(Q(initiative__plan__in=plans) | Q(focus_area__plan__in=plans))
        return rows.filter(why_late="") if chore == Milestone.Chore.WHY else rows

    def for_board(self, user: Any) -> Self:
        """What the board reads, each with whoever may be named."""
        people = StaffMember.objects.visible_to(user)
        return self.visible_to(user).with_owner_of().prefetch_related(models.Prefetch("owner", people))


class Milestone(Followed):
    """A milepæl. How it stands follows from its two days."""

    class State(models.TextChoices):
        LATE = "forsinket", _("Forsinket")
        ON_WAY = "paa-vej", _("På vej")
        NO_DAY = "uden-frist", _("Uden frist")
        REACHED_LATE = "naaet-for-sent", _("Nået for sent")
        REACHED = "naaet", _("Nået")

    class Chore(models.TextChoices):
        LATE = "forsinket", _("er forsinket")
        WHY = "forklaring", _("er forsinket, og der mangler en forklaring")

    title = models.CharField(_("milepæl"), max_length=160, help_text=_("Hvad er nået, når den er nået?"))
    due_on = models.DateField(_("frist"), null=True, blank=True)
    done_on = models.DateField(_("nået den"), null=True, blank=True)
    owner = models.ForeignKey(
        StaffMember,
        verbose_name=_("ansvarlig"),
        on_delete=models.SET_NULL,
        related_name="milestones",
        null=True,
        blank=True,
    )
    situation = models.TextField(
        _("situationen"), max_length=500, blank=True, help_text=_("Hvordan står det til? En eller to sætninger.")
    )
    why_late = models.TextField(
        _("hvorfor forsinket"),
        max_length=500,
        blank=True,
        help_text=_("Skriv det, når fristen er gået. Bestyrelsen læser det."),
    )

    objects = MilestoneQuerySet.as_manager()
    history = versions()

    class Meta(Followed.Meta):
        verbose_name = _("milepæl")
        verbose_name_plural = _("milepæle")
        ordering = [F("due_on").asc(nulls_last=True), "position", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.done_on and self.done_on > timezone.localdate():
            raise ValidationError({"done_on": _("Den dag er ikke kommet endnu. Skriv den dag, milepælen blev nået.")})

    def state_on(self, day: datetime.date) -> State:
        if self.done_on and self.done_on <= day:
            in_time = self.due_on is None or self.done_on <= self.due_on
            return self.State.REACHED if in_time else self.State.REACHED_LATE
        if self.due_on is None:
            return self.State.NO_DAY
        return self.State.LATE if self.due_on < day else self.State.ON_WAY

    @property
    def state(self) -> State:
        return self.state_on(timezone.localdate())

    def is_late(self, day: datetime.date) -> bool:
        return self.state_on(day) == self.State.LATE

    def why_late_on(self, day: datetime.date) -> str:
        """Why it is late that day, or was reached too late; what was written of a day moved since explains nothing."""
        return self.why_late if self.state_on(day) in (self.State.LATE, self.State.REACHED_LATE) else ""
