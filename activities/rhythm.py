"""Which days a series falls on, and how that is said."""

import datetime
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday, weekdays
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# As in ISO 8601: Monday is 1.
WEEKDAYS = [
    ("1", gettext_lazy("mandag")),
    ("2", gettext_lazy("tirsdag")),
    ("3", gettext_lazy("onsdag")),
    ("4", gettext_lazy("torsdag")),
    ("5", gettext_lazy("fredag")),
    ("6", gettext_lazy("lørdag")),
    ("7", gettext_lazy("søndag")),
]
PLURALS = {number: format_lazy("{day}e", day=name) for number, name in WEEKDAYS}


class Rhythm(models.TextChoices):
    WEEKLY = "uge", gettext_lazy("Hver uge")
    FORTNIGHTLY = "anden-uge", gettext_lazy("Hver anden uge")
    MONTHLY = "maaned", gettext_lazy("Hver måned")


def days(
    rhythm: str, chosen: str, first: datetime.date, since: datetime.date, last: datetime.date
) -> list[datetime.date]:
    """The days from `since` to `last` of a rhythm that begins on or after `first`.

    `chosen` holds the weekdays' numbers ("24"). Every month means the same one of the month as `first`:
    the 2nd Tuesday; a 5th one is the last, for not every month has five.
    """
    options: dict[str, Any] = {"freq": WEEKLY, "byweekday": [weekdays[int(number) - 1] for number in chosen]}
    if rhythm == Rhythm.FORTNIGHTLY:
        options["interval"] = 2
    if rhythm == Rhythm.MONTHLY:
        options = {"freq": MONTHLY, "byweekday": [weekday(int(number) - 1, _which(first)) for number in chosen]}
    midnight = datetime.time()
    found = rrule(
        dtstart=datetime.datetime.combine(first, midnight), until=datetime.datetime.combine(last, midnight), **options
    )
    return [moment.date() for moment in found if moment.date() >= since]


def _which(first: datetime.date) -> int:
    """Which one of the month a day is: 1–4, or -1 for the last."""
    number = (first.day - 1) // 7 + 1
    return number if number < 5 else -1


def in_words(rhythm: str, chosen: str, first: datetime.date) -> str:
    """`tirsdage og torsdage`, `hver anden tirsdag`, `den 2. tirsdag i måneden`."""
    names = dict(WEEKDAYS)
    if rhythm == Rhythm.WEEKLY:
        return _listed(str(PLURALS[number]) for number in chosen)
    listed = _listed(str(names[number]) for number in chosen)
    if rhythm == Rhythm.FORTNIGHTLY:
        return _("hver anden %(days)s") % {"days": listed}
    which = _which(first)
    if which == -1:
        return _("den sidste %(days)s i måneden") % {"days": listed}
    return _("den %(which)s. %(days)s i måneden") % {"which": which, "days": listed}


def _listed(words: Any) -> str:
    *most, last = words
    return _("%(most)s og %(last)s") % {"most": ", ".join(most), "last": last} if most else last


class WeekdaysFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(choices=WEEKDAYS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return list(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> Any:
        return "".join(sorted(super().clean(value)))


class WeekdaysField(models.CharField):
    """Weekdays in one column: their numbers, in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "max_length": 7})

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if list(value) != sorted(set(value) & {number for number, _name in WEEKDAYS}):
            raise ValidationError(_("Vælg mindst én ugedag."), code="weekdays")

    def in_words(self, value: str) -> str:
        """For the history."""
        names = dict(WEEKDAYS)
        return _listed(str(names.get(number, number)) for number in value)

    def formfield(self, **kwargs: Any) -> Any:
        return WeekdaysFormField(label=kwargs.get("label", self.verbose_name), help_text=self.help_text)
