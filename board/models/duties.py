"""The year's duties (årshjulet): what must be done when, by whom, and whether it is done."""

import calendar
import datetime
from collections.abc import Iterator
from itertools import count
from typing import Any, Self

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.formats import MONTHS, long_date
from core.history import delete_past_the_bin, versions
from core.models import Keyed
from staff.models import StaffMember

CHANGE_DUTIES = "board.change_duty"
A_DAY, A_YEAR = datetime.timedelta(days=1), datetime.timedelta(days=366)
MAX_REMIND_DAYS = 180


class DutyQuerySet(models.QuerySet):
    def without_date(self) -> Self:
        """Those that nobody has said the next day of."""
        open_turns = DutyTurn.objects.open().filter(duty=models.OuterRef("pk"))
        done_once = DutyTurn.objects.filter(duty=models.OuterRef("pk"))
        finished = Q(models.Exists(done_once), recurrence=Duty.Recurrence.ONCE)
        return self.filter(~models.Exists(open_turns), month__isnull=True).exclude(finished)


class Duty(Keyed):
    """A rule, and words about it. Each time that it falls due is a row of its own: a DutyTurn."""

    class Recurrence(models.TextChoices):
        YEARLY = "aarligt", _("Hvert år")
        HALF_YEARLY = "halvaarligt", _("To gange om året")
        ONCE = "en-gang", _("En gang")

    title = models.CharField(_("pligt"), max_length=120)
    about = models.TextField(
        _("hvad det er"), max_length=600, blank=True, help_text=_("Så en ny kollega ved, hvad der skal gøres.")
    )
    recurrence = models.CharField(_("hvor ofte"), max_length=12, choices=Recurrence.choices, default=Recurrence.YEARLY)
    day = models.PositiveSmallIntegerField(
        _("dag"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    month = models.PositiveSmallIntegerField(
        _("måned"),
        null=True,
        blank=True,
        choices=list(enumerate(MONTHS, 1)),
        help_text=_("Fristen hvert år; to gange om året: også et halvt år efter. Ikke kendt: lad begge stå tomme."),
    )
    responsible = models.ForeignKey(
        StaffMember,
        verbose_name=_("ansvarlig"),
        on_delete=models.SET_NULL,
        related_name="duties",
        null=True,
        blank=True,
        help_text=_("Får mails om pligten og kan melde den gjort. Uden nogen får sekretariatslederen dem."),
    )
    role = models.CharField(
        _("eller en rolle"), max_length=80, blank=True, help_text=_("For eksempel »administrationen«.")
    )
    remind_days = models.PositiveSmallIntegerField(
        _("mail, dage før"),
        null=True,
        blank=True,
        default=30,
        validators=[MaxValueValidator(MAX_REMIND_DAYS)],
        help_text=_("Tomt felt: ingen mail før fristen."),
    )

    objects = DutyQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("pligt")
        verbose_name_plural = _("årets pligter")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="duty_key_once"),
            models.CheckConstraint(
                condition=Q(day__isnull=True, month__isnull=True) | Q(day__isnull=False, month__isnull=False),
                name="duty_day_and_month",
                violation_error_message=_("Skriv både dag og måned, eller ingen af dem."),
            ),
            models.CheckConstraint(
                condition=~Q(recurrence="en-gang") | Q(day__isnull=True),
                name="duty_once_has_no_rule",
                violation_error_message=_("En pligt, der kun er der én gang, får sin dag nedenfor under »Frister«."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        # In a leap year, so that 29 February is a day.
        if self.day and self.month in range(1, 13) and self.day > calendar.monthrange(2000, self.month)[1]:
            raise ValidationError({"day": _("Den dag findes ikke i måneden.")})

    @property
    def who(self) -> str:
        return str(self.responsible or self.role)

    def days(self, after: datetime.date) -> Iterator[datetime.date]:
        """The rule's days after a day, without end; 29 February is the 28th in most years."""
        if self.day is None or self.month is None or self.recurrence == self.Recurrence.ONCE:
            return
        step = 6 if self.recurrence == self.Recurrence.HALF_YEARLY else 12
        first = datetime.date(after.year - 1, self.month, 1)
        for number in count():
            month = first + relativedelta(months=step * number)
            day = month.replace(day=min(self.day, calendar.monthrange(month.year, month.month)[1]))
            if day > after:
                yield day

    @transaction.atomic
    def make_turns(self, at: datetime.datetime | None = None) -> None:
        """The turns that the rule lacks, to the end of next year and at least one that is not done.

        From today on, or from the last one on if that is past, at most a year. Doing it again changes nothing.
        """
        today = timezone.localdate(at)
        # Two who do this at once take turns.
        Duty.objects.select_for_update().get(pk=self.pk)
        turns = list(self.turns.all())
        taken = {day for turn in turns for day in (turn.due_on, turn.planned_on)}
        last = max((turn.planned_on for turn in turns if turn.planned_on), default=today - A_DAY)
        is_open = any(turn.done_on is None for turn in turns)
        for day in self.days(max(last, today - A_YEAR)):
            if is_open and day.year > today.year + 1:
                break
            if day not in taken:
                self.turns.create(planned_on=day, due_on=day)
                is_open = True

    @transaction.atomic
    def follow_rule(self, at: datetime.datetime | None = None) -> None:
        """After the rule was changed: turns to come that stand where it put them, and it would not now, go."""
        today = timezone.localdate(at)
        coming = self.turns.open().filter(planned_on__gt=today, due_on=F("planned_on"))
        wrong = [turn.pk for turn in coming if next(self.days(turn.due_on - A_DAY), None) != turn.due_on]
        delete_past_the_bin(self.turns.filter(pk__in=wrong))
        self.make_turns(at)


class DutyTurnQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def of_year(self, year: int) -> Self:
        return self.filter(due_on__year=year)

    def overdue(self, day: datetime.date | None = None) -> Self:
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def due_by(self, day: datetime.date) -> Self:
        """Open, overdue or due until then."""
        return self.open().filter(due_on__lte=day)

    def editable_by(self, user: Any) -> Self:
        """Who answers for all duties, or for this one, can say that it is done."""
        return self.all() if user.has_perm(CHANGE_DUTIES) else self.filter(duty__responsible__user=user.pk)

    def next_ones(self) -> Self:
        """Of each duty the first that is not done."""
        earlier = DutyTurn.objects.open().filter(duty=models.OuterRef("duty"), due_on__lt=models.OuterRef("due_on"))
        return self.open().filter(~models.Exists(earlier))

    def for_list(self) -> Self:
        return self.select_related("duty__responsible", "done_by")

    def to_remind(self, day: datetime.date) -> Self:
        """Due within the days that the duty says, and not told of yet; a day that was moved is told of again."""
        near = self.open().filter(due_on__range=(day, day + datetime.timedelta(days=MAX_REMIND_DAYS)))
        told = Q(reminded_for=F("due_on"), reminded_for__isnull=False)
        rows = near.filter(duty__remind_days__isnull=False).exclude(told).select_related("duty")
        begun = [row.pk for row in rows if row.due_on - datetime.timedelta(days=row.duty.remind_days) <= day]
        return self.filter(pk__in=begun)

    def to_tell_overdue(self, day: datetime.date) -> Self:
        return self.overdue(day).exclude(Q(overdue_for=F("due_on"), overdue_for__isnull=False))


class DutyTurn(models.Model):
    """One time that a duty falls due. `planned_on` is the day that the rule gave; without it, an editor wrote it."""

    class State(models.TextChoices):
        DONE = "gjort", _("gjort")
        OVERDUE = "overskredet", _("overskredet")
        SOON = "snart", _("snart")
        COMING = "kommer", _("kommer")

    duty = models.ForeignKey(Duty, verbose_name=_("pligt"), on_delete=models.CASCADE, related_name="turns")
    planned_on = models.DateField(null=True, blank=True, editable=False)
    due_on = models.DateField(_("frist"))
    done_on = models.DateField(_("gjort den"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("meldt gjort af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    note = models.CharField(_("bemærkning"), max_length=250, blank=True)
    # The days that mails have told of.
    reminded_for = models.DateField(null=True, blank=True, editable=False)
    overdue_for = models.DateField(null=True, blank=True, editable=False)

    objects = DutyTurnQuerySet.as_manager()
    history = versions(excluded_fields=["reminded_for", "overdue_for"])

    class Meta:
        verbose_name = _("frist")
        verbose_name_plural = _("frister")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "due_on"],
                name="turn_once_a_day",
                violation_error_message=_("Pligten har allerede en frist den dag."),
            ),
            models.UniqueConstraint(fields=["duty", "planned_on"], name="turn_planned_once"),
            models.CheckConstraint(condition=Q(done_on__isnull=False) | Q(done_by__isnull=True), name="turn_done_by"),
        ]

    def __str__(self) -> str:
        return long_date(self.due_on)

    def clean(self) -> None:
        super().clean()
        if self.done_on is None:
            self.done_by = None
        elif self.done_on > timezone.localdate():
            raise ValidationError({"done_on": _("Dagen ligger i fremtiden.")})

    def state_on(self, day: datetime.date) -> "DutyTurn.State":
        if self.done_on:
            return self.State.DONE
        if self.due_on < day:
            return self.State.OVERDUE
        soon = datetime.timedelta(days=self.duty.remind_days or 0)
        return self.State.SOON if self.due_on - soon <= day else self.State.COMING

    @property
    def state(self) -> "DutyTurn.State":
        return self.state_on(timezone.localdate())

    @transaction.atomic
    def mark_done(self, user: Any, at: datetime.datetime | None = None) -> bool:
        """Say who did it and when, and make the next turn. False if somebody has done so already."""
        turn = DutyTurn.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if turn.done_on:
            return False
        turn.done_on, turn.done_by = timezone.localdate(at), user
        turn.save()
        turn.duty.make_turns(at)
        return True
