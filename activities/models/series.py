"""The rule that makes dates, ahead of time."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity, ActivityQuerySet
from activities.models.details import Details, OfInitiativeQuerySet, enough_places, local_moment
from activities.rhythm import Rhythm, WeekdaysField, days, in_words
from core.history import delete_past_the_bin, versions
from initiatives.models import Initiative
from organisation.models import Plan

LONGEST_SERIES = datetime.timedelta(days=2 * 366)


class SeriesQuerySet(OfInitiativeQuerySet):
    def going_on(self, day: datetime.date) -> Self:
        """Those that are not over, of initiatives that are not over, in plans in use."""
        in_use = Plan.objects.in_use(day).order_by().values("pk")
        last = models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day)
        return self.filter(last, initiative__plan__in=in_use).exclude(initiative__stage=Initiative.Stage.ENDED)


class Series(Details):
    """The rule that makes dates: every Tuesday at 17, until a day, but not these."""

    rhythm = models.CharField(_("hvor tit"), max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    weekdays = WeekdaysField(_("dage"))
    starts_on = models.DateField(
        _("første gang"), help_text=_("Hver måned betyder: den samme i måneden som første gang, fx den 2. tirsdag.")
    )
    ends_on = models.DateField(
        _("sidste gang"), null=True, blank=True, help_text=_("Tomt felt: der laves hele tiden nye datoer.")
    )
    begins = models.TimeField(_("fra kl."))
    ends = models.TimeField(_("til kl."))

    # Of the last save: days that left the rule but not the calendar, and dates that changed; somebody comes on each.
    kept: list[Activity] = []
    changed: list[Activity] = []

    objects = SeriesQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("serie")
        verbose_name_plural = _("serier")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            enough_places("series_capacity"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="series_times",
                violation_error_message=_("Sluttiden skal ligge efter starttiden, samme dag."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="series_period",
                violation_error_message=_("Sidste gang ligger før første gang."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.in_words}"

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on - self.starts_on > LONGEST_SERIES:
            raise ValidationError({"ends_on": _("En serie kan højst vare to år. Lav en ny bagefter.")})
        if not self._state.adding and self.capacity:
            self._refuse_too_few_places(self.capacity)

    def _refuse_too_few_places(self, capacity: int) -> None:
        """Dates that follow the series' number of places follow to where nobody loses one."""
        before = Series.objects.filter(pk=self.pk).values_list("capacity", flat=True).first()
        if before == capacity:
            return
        followers = self.dates.planned().upcoming().filter(capacity=before).with_people()
        if fullest := max(followers, key=lambda date: date.taken, default=None):
            fullest.capacity = capacity
            fullest.refuse_too_few_places()

    @property
    def in_words(self) -> str:
        return in_words(self.rhythm, self.weekdays, self.starts_on)

    def days(self, since: datetime.date) -> set[datetime.date]:
        """The rule's days from then on: to its end, or as far ahead as dates are made."""
        ahead = datetime.timedelta(weeks=settings.SERIES_WEEKS_AHEAD)
        last = self.ends_on or max(since, self.starts_on) + ahead
        found = days(self.rhythm, self.weekdays, self.starts_on, since, last)
        return set(found) - set(SkippedDay.objects.filter(series=self).values_list("day", flat=True))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With its dates: those to come follow the rule, but for what they say otherwise themselves.

        A deleted series that comes back brings its dates along, so that none are made.
        """
        comes_back = self._state.adding and self.pk is not None
        with transaction.atomic():
            before = Series.objects.select_for_update().filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            self.changed = []
            if before:
                self._spread(before)
            if not comes_back:
                self.make_dates()

    def _spread(self, before: "Series") -> None:
        self._hold_dates()
        changed = [name for name in self.SHARED if getattr(self, name) != getattr(before, name)]
        retimed = (self.begins, self.ends) != (before.begins, before.ends)
        if not changed and not retimed:
            return
        for date in self.dates.planned().upcoming().select_related("initiative", "place").with_people():
            for name in changed:
                # Where somebody is signed up one goes on signing up.
                if getattr(date, name) == getattr(before, name) and not (name == "joining" and date.has_people):
                    setattr(date, name, getattr(self, name))
            # What has begun, or would have, goes on as people know it.
            still_comes = min(date.starts_at, local_moment(date.day, self.begins)) > timezone.now()
            if retimed and still_comes and date.wall_times == (before.begins, before.ends):
                date.set_times(date.day, self.begins, self.ends)
            # Somebody may have got a place since the form was checked.
            date.capacity = date.capacity and max(date.capacity, date.taken)
            self._lend(date)
            date.save()
            if date.has_people:
                self.changed.append(date)

    def _hold_dates(self) -> None:
        """Until the transaction ends nobody signs up for one."""
        list(Activity.objects.filter(series=self).lock().values_list("pk"))

    @transaction.atomic
    def make_dates(self, at: datetime.datetime | None = None) -> None:
        """Make what the rule lacks, and take out what it no longer has: never a day on which somebody comes."""
        self._hold_dates()
        today = timezone.localdate(at)
        wanted = self.days(today)
        made = {date.series_day: date for date in Activity.objects.filter(series=self, series_day__gte=today)}
        for day in sorted(wanted - made.keys()):
            self._make(day)
        superfluous = [
            date for day, date in made.items() if day not in wanted and not (date.is_cancelled or date.has_begun(at))
        ]
        free = Activity.objects.filter(pk__in=[date.pk for date in superfluous]).untouched()
        free_keys = set(free.values_list("pk", flat=True))
        self.kept = [date for date in superfluous if date.pk not in free_keys]
        delete_past_the_bin(Activity.objects.filter(pk__in=free_keys))

    def _make(self, day: datetime.date) -> None:
        date = Activity(series=self, series_day=day, **{name: getattr(self, name) for name in self.SHARED})
        date.set_times(day, self.begins, self.ends)
        self._lend(date)
        date.save()

    def _lend(self, date: Activity) -> None:
        """The rows that both point to, which are asked for once."""
        for name in ("initiative", "place"):
            if getattr(date, f"{name}_id") == getattr(self, f"{name}_id"):
                setattr(date, name, getattr(self, name))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """With the dates to come for which nobody signed up; the others stand alone from now on."""
        with transaction.atomic():
            self._hold_dates()
            self.free_dates().delete()
            return super().delete(*args, **kwargs)

    def free_dates(self) -> ActivityQuerySet:
        """Those that go when the series does."""
        return self.dates.planned().upcoming().untouched()


class SkippedDay(models.Model):
    """A day of the rule on which there is nothing: a holiday, or a date that was deleted."""

    series = models.ForeignKey(Series, verbose_name=_("serie"), on_delete=models.CASCADE, related_name="skipped")
    day = models.DateField(_("ikke den"))

    history = versions()

    class Meta:
        verbose_name = _("undtagelse")
        verbose_name_plural = _("undtagelser")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="skipped_day_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


def extend(at: datetime.datetime | None = None) -> None:
    """Make more dates of every series that goes on. To be done every day; doing it again changes nothing."""
    for pk in Series.objects.going_on(timezone.localdate(at)).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            # Two who do this at once take turns.
            for series in Series.objects.select_for_update().filter(pk=pk):
                series.make_dates(at)
