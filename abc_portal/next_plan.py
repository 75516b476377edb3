"""The next period's plan, made from one that runs: what is chosen goes on, money and sources do not."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import formats
from core.admin_forms import ManyChoices, sensible_year
from core.history import one_act
from initiatives.models import FocusArea, Initiative
from organisation.models import Member, Plan
from staff.models import StaffMember

# What a copy has in common with its original. Keys, approvals, sources and money belong to the original alone.
OF_PLAN = ("households", "residents_about", "min_share_percent", "variance_percent", "vision", "purpose", "method")
# The addresses go along: below the short paths, a reader's bookmark then leads to the same thing in the new plan.
OF_FOCUS_AREA = ("name", "fund_name", "purpose", "mark", "colour", "resource_group", "position", "slug", "former_slugs")
OF_RESPONSIBILITY = ("staff_member", "what", "position")
# A draft stays a draft; what is published is seen when its plan is.
OF_INITIATIVE = (
    *("name", "summary", "is_provisional", "text", "wish", "area_scope", "position", "slug", "former_slugs"),
    *("publish_from", "publish_until", "stage", "when", "place", "is_free", "price", "sign_up", "thanks"),
)
OF_MEMBER = ("seat", "name", "show_name", "user")


def next_period(plan: Plan) -> tuple[datetime.date, datetime.date]:
    """From the day after the plan's last, as long as the plan: in months, where it began on a first."""
    first = plan.ends_on + datetime.timedelta(days=1)
    if first.day != 1 or plan.starts_on.day != 1:
        return first, first + (plan.ends_on - plan.starts_on)
    months = (first.year - plan.starts_on.year) * 12 + first.month - plan.starts_on.month
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first, datetime.date(year, month + 1, 1) - datetime.timedelta(days=1)


class Choice(NamedTuple):
    """A row to tick, and whether it is; `goes_on` when there is nothing to choose."""

    row: Any
    is_ticked: bool
    goes_on: bool = False


class NextPlanForm(forms.Form):
    """What the next plan is called, when it runs, and what of this one goes on in it."""

    name = forms.CharField(label=_("Navn"), max_length=120)
    starts_on = forms.DateField(
        label=_("Første dag"),
        validators=[sensible_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Fra den dag viser siden den nye plan. Den gamle bliver stående under »Helhedsplaner«."),
    )
    ends_on = forms.DateField(
        label=_("Sidste dag"),
        validators=[sensible_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    focus_areas = ManyChoices(FocusArea.objects.none(), label=_("Indsatsområder"), required=False)
    initiatives = ManyChoices(Initiative.objects.none(), label=_("Initiativer"), required=False)
    members = ManyChoices(Member.objects.none(), label=_("Poster"), required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.plan = plan
        self.rows = list(plan.focus_areas.prefetch_related("initiatives__plan"))
        first, last = next_period(plan)
        name = plan.name.replace(plan.years, formats.years(first, last))
        initial = {
            "name": name.replace(plan.years.replace("–", "-"), formats.years(first, last)),
            "starts_on": first,
            "ends_on": last,
            "focus_areas": [area.pk for area in self.rows],
            "initiatives": [row.pk for area in self.rows for row in area.initiatives.all() if not row.has_ended],
        }
        super().__init__(*args, initial=initial, label_suffix="", **kwargs)
        self.fields["focus_areas"].queryset = plan.focus_areas.all()
        self.fields["initiatives"].queryset = plan.initiatives.all()
        self.fields["members"].queryset = Member.objects.on(timezone.localdate()).filter(ends_on__isnull=False)

    def about_the_plan(self) -> list[forms.BoundField]:
        """The fields that stand alone; what is ticked is drawn in groups."""
        return [self[name] for name in ("name", "starts_on", "ends_on")]

    def clean_starts_on(self) -> datetime.date:
        first: datetime.date = self.cleaned_data["starts_on"]
        if first <= self.plan.starts_on:
            raise ValidationError(
                _("Den nye plan skal begynde senere end denne, som begyndte %(day)s."),
                params={"day": formats.long_date(self.plan.starts_on)},
            )
        if twin := Plan.objects.filter(starts_on=first).first():
            raise ValidationError(
                _("»%(plan)s« begynder samme dag. Ret den i stedet, eller vælg en anden dag."),
                params={"plan": twin.name},
            )
        return first

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Den sidste dag ligger før den første."))
        return cleaned

    def groups(self) -> Iterator[tuple[Choice, list[Choice]]]:
        """Each focus area with its initiatives, to tick."""
        areas, initiatives = self._ticked("focus_areas"), self._ticked("initiatives")
        for area in self.rows:
            below = [Choice(row, str(row.pk) in initiatives) for row in area.initiatives.all()]
            yield Choice(area, str(area.pk) in areas), below

    def terms(self) -> Iterator[Choice]:
        """Who sits in a chair today; terms without an end, or with a later one, go on by themselves."""
        ticked, first = self._ticked("members"), self._first_day()
        seated = Member.objects.on(timezone.localdate()).select_related("seat__body")
        for member in seated.order_by("seat__body__position", "seat__body", "seat__position", "seat", "pk"):
            goes_on = member.ends_on is None or member.ends_on >= first
            yield Choice(member, not goes_on and str(member.pk) in ticked, goes_on)

    def _ticked(self, name: str) -> set[str]:
        value = self[name].value()
        return {str(key) for key in value or ()}

    def _first_day(self) -> datetime.date:
        return getattr(self, "cleaned_data", {}).get("starts_on") or self.initial["starts_on"]

    def save(self) -> Plan | None:
        """The new plan; None, with the reason among the errors, where somebody else has a chair already."""
        try:
            return make(self.plan, **self.cleaned_data)
        except ValidationError as error:
            self.add_error("members", error.messages)
            return None


def make(
    old: Plan,
    name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    focus_areas: Iterable[FocusArea],
    initiatives: Iterable[Initiative],
    members: Iterable[Member],
) -> Plan:
    """The plan with all that goes on in it: all or nothing, one act. Raises ValidationError for a chair that is taken.

    It is seen from its first day on; a day that has come makes it a draft.
    """
    with one_act(), transaction.atomic():
        begins = timezone.make_aware(datetime.datetime.combine(starts_on, datetime.time()))
        shown = {"publish_from": begins if begins > timezone.now() else None}
        plan = _copy(old, OF_PLAN, name=name, starts_on=starts_on, ends_on=ends_on, **shown)
        plan.areas.add(*old.areas.all())
        staff = set(StaffMember.objects.employed(starts_on).values_list("pk", flat=True))
        copies = {area.pk: _with_people(area, plan, staff) for area in _complete(focus_areas)}
        chosen = old.initiatives.filter(pk__in=[row.pk for row in initiatives], focus_area__in=copies)
        for row in chosen.prefetch_related("areas", "audiences", "languages"):
            contact = row.contact_id if row.contact_id in staff else None
            copy = _copy(row, OF_INITIATIVE, focus_area=copies[row.focus_area_id], contact_id=contact)
            copy.areas.add(*row.areas.all())
            copy.audiences.add(*row.audiences.all())
            copy.languages.add(*row.languages.all())
        for member in members:
            if member.ends_on and member.ends_on < starts_on:
                _copy(member, OF_MEMBER, starts_on=starts_on, ends_on=ends_on)
    return plan


def _complete(focus_areas: Iterable[FocusArea]) -> Any:
    rows = FocusArea.objects.filter(pk__in=[row.pk for row in focus_areas])
    return rows.prefetch_related("responsibilities")


def _with_people(area: FocusArea, plan: Plan, staff: set[int]) -> FocusArea:
    copy: FocusArea = _copy(area, OF_FOCUS_AREA, plan=plan)
    for responsibility in area.responsibilities.all():
        if responsibility.staff_member_id in staff:
            _copy(responsibility, OF_RESPONSIBILITY, focus_area=copy)
    return copy


def _copy(row: Any, names: Iterable[str], **changes: Any) -> Any:
    """A new row with these fields of the old one."""
    columns = (row._meta.get_field(name).attname for name in names)
    copy = type(row)(**{column: getattr(row, column) for column in columns}, **changes)
    copy.save()
    return copy
