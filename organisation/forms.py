"""What a reader of a body's page can ask."""

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import begun, not_over
from organisation.models import Body, Member, Seat

FIRST = 1900


class YearForm(forms.Form):
    """Who sat in a body in a year. A name is shown as today: only where it may be."""

    aar = forms.ChoiceField(
        label=_("År"),
        required=False,
        error_messages={"invalid_choice": _("Vælg et af årene på listen.")},
    )

    def __init__(self, data: Any, body: Body, user: Any) -> None:
        super().__init__(data if "aar" in data else None)
        self.body, self.user = body, user
        self.fields["aar"].choices = [(str(year), str(year)) for year in self.years]
        self.fields["aar"].widget.attrs["class"] = "form-select"

    @cached_property
    def years(self) -> list[int]:
        """From the first day that is known until now, the latest first."""
        first = Member.objects.filter(seat__body=self.body).aggregate(first=Min("starts_on"))["first"]
        this = timezone.localdate().year
        return list(range(this, max(first.year, FIRST) - 1, -1)) if first else []

    @property
    def year(self) -> int | None:
        chosen = self.cleaned_data.get("aar") if self.is_valid() else ""
        return int(chosen) if chosen else None

    @cached_property
    def chairs(self) -> list[tuple[Seat, list[Member]]]:
        """Each chair that somebody held in the year, with who did, in the order of time."""
        if self.year is None:
            return []
        first, last = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        held = Member.objects.filter(begun(last), not_over(first), seat__body=self.body)
        rows = held.named_to(self.user, timezone.localdate()).select_related(
            "seat__partner", "seat__company", "seat__administrator"
        )
        chairs: dict[Seat, list[Member]] = {}
        for row in rows.order_by("seat__position", "seat", "starts_on", "pk"):
            chairs.setdefault(row.seat, []).append(row)
        return list(chairs.items())
