"""The filter of the calendar: reads the address, finds the week and its dates."""

import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityQuerySet
from core.facets import LONGEST_UNKNOWN, Choice, FacetField, FacetForm
from core.weeks import Week
from initiatives.models import Audience
from organisation.models import HousingArea, Plan

# So far one can leaf, and so far search engines are asked to come along.
WEEKS_BACK, WEEKS_AHEAD, WEEKS_INDEXED = 52, 52, 8


class WeekField(forms.CharField):
    """A week written `2026-W48`; None is this week."""

    def clean(self, value: Any) -> Week | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            week = Week.parse(text)
        except ValueError:
            message = _("Vi kender ikke ugen »%(week)s«. Her er denne uge.")
            raise forms.ValidationError(message % {"week": Truncator(text).chars(LONGEST_UNKNOWN)}) from None
        this = Week.of(timezone.localdate())
        if not this.after(-WEEKS_BACK) <= week <= this.after(WEEKS_AHEAD):
            raise forms.ValidationError(_("Kalenderen går et år frem og et år tilbage. Her er denne uge."))
        return week


class CalendarFilter(FacetForm):
    uge = WeekField(required=False)
    omraade = FacetField()
    indsats = FacetField()
    maalgruppe = FacetField()

    FACETS = ("omraade", "indsats", "maalgruppe")

    def __init__(self, data: QueryDict, plan: Plan, user: Any) -> None:
        super().__init__(data)
        self.visible: ActivityQuerySet = Activity.objects.visible_to(user).of_plan(plan)
        self.list_url = reverse("calendar")
        self.fields["omraade"].rows = list(plan.areas.all())
        self.fields["indsats"].rows = list(plan.focus_areas.all())
        shown = plan.initiatives.visible_to(user).order_by().values("pk")
        self.fields["maalgruppe"].rows = list(Audience.objects.filter(initiatives__in=shown).distinct())
        self.full_clean()
        self.this_week = Week.of(timezone.localdate())
        self.week: Week = self.cleaned_data.get("uge") or self.this_week

    @property
    def area(self) -> HousingArea | None:
        """The area whose programme this is, when just one is chosen."""
        areas = self.chosen["omraade"]
        return areas[0] if len(areas) == 1 else None

    @property
    def is_on(self) -> bool:
        return any(self.chosen.values())

    @property
    def is_indexed(self) -> bool:
        """Whether search engines should know this page."""
        return not self.is_on and self.this_week <= self.week <= self.this_week.after(WEEKS_INDEXED)

    @property
    def url_without_any(self) -> str:
        """The week stays."""
        return self._url(self.week, everything=True)

    @property
    def canonical_url(self) -> str:
        return self._url(self.week)

    def rows(self) -> ActivityQuerySet:
        rows, chosen = self.visible, self.chosen
        if chosen["omraade"]:
            rows = rows.in_area(*chosen["omraade"])
        if chosen["indsats"]:
            rows = rows.in_focus_area(*chosen["indsats"])
        if chosen["maalgruppe"]:
            rows = rows.for_audience(*chosen["maalgruppe"])
        return rows

    @cached_property
    def days(self) -> list[tuple[datetime.date, list[Activity]]]:
        """The days of the week on which there is something."""
        rows = self.rows().between(self.week.monday, self.week.sunday).for_list()
        return [(day, list(dates)) for day, dates in groupby(rows, key=lambda row: row.day)]

    @property
    def now(self) -> datetime.date | None:
        """Where to begin to read when days before today stand above it."""
        today = timezone.localdate()
        days = [day for day, _dates in self.days]
        return next((day for day in days if day >= today), None) if days and days[0] < today else None

    @cached_property
    def next_week(self) -> Week | None:
        """The next week after this one in which there is something."""
        last = self.this_week.after(WEEKS_AHEAD)
        row = self.rows().between(self.week.after(1).monday, last.sunday).first()
        return Week.of(row.day) if row else None

    def week_urls(self) -> dict[str, str]:
        """Addresses of the weeks around the one that is shown."""
        before, after = self.week.after(-1), self.week.after(1)
        urls = {}
        if before >= self.this_week.after(-WEEKS_BACK):
            urls["previous"] = self._url(before)
        if after <= self.this_week.after(WEEKS_AHEAD):
            urls["next"] = self._url(after)
        if self.week != self.this_week:
            urls["this"] = self._url(self.this_week)
        if self.next_week:
            urls["next_with_something"] = self._url(self.next_week)
        return urls

    @cached_property
    def facets(self) -> dict[str, list[Choice]]:
        """The choices of each facet; here they are not counted, for weeks differ."""
        return {name: [self._choice(name, row) for row in self.fields[name].rows] for name in self.FACETS}

    def _choice(self, name: str, row: Any) -> Choice:
        return Choice(name, row, None, row in self.chosen[name], self._url(self.week, skip=(name, row.slug)))

    def _url(self, week: Week, skip: tuple[str, str] | None = None, everything: bool = False) -> str:
        """A week with what is chosen, but for `skip`, or with everything."""
        pairs = [] if week == self.this_week else [("uge", str(week))]
        if not everything:
            pairs += [pair for pair in self.chosen_pairs() if pair != skip]
        return self.url(pairs)
