"""What the address of the board's page says: which year, which version of the budget, and what if."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from board.half_years import HalfYear
from budget.models import BudgetVersion
from budget.reports import SORTS, Board, Share
from organisation.models import Plan

NO_PERCENT = _("Skriv en procent mellem 0 og 999, for eksempel 80.")


class Asked(forms.Form):
    """Never refuses: what it does not know it leaves out and says."""

    aar = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Det år hører ikke til planen. Derfor ser du hele planen.")},
    )
    version = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Den budgetversion findes ikke. Derfor ser du den, der gælder.")},
    )

    fields: dict[str, Any]

    def __init__(self, data: QueryDict, plan: Plan, user: Any) -> None:
        super().__init__(data)
        self.versions = list(BudgetVersion.objects.of_plan(plan).visible_to(user))
        self.fields["aar"].choices = [(year, year) for year in plan.year_range]
        self.fields["version"].choices = [(version.pk, version) for version in self.versions]
        self.full_clean()

    @property
    def chosen_year(self) -> int | None:
        return self.cleaned_data.get("aar")

    @property
    def chosen_version(self) -> BudgetVersion | None:
        """None is the one in force."""
        pk = self.cleaned_data.get("version")
        return next((version for version in self.versions if version.pk == pk), None)


class PlanYear(forms.Form):
    """One of the plan's years: this one, unless the address says otherwise. Never refuses."""

    aar = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _("Det år hører ikke til planen. Derfor ser du et andet.")},
    )

    fields: dict[str, Any]

    def __init__(self, data: QueryDict, plan: Plan, today: datetime.date) -> None:
        super().__init__(data)
        years = plan.year_range
        self.this_year = min(max(today.year, years[0]), years[-1])
        self.fields["aar"].choices = [(year, year) for year in years]
        self.full_clean()

    @property
    def chosen(self) -> int:
        return self.cleaned_data.get("aar") or self.this_year


class AskedHalfYear(forms.Form):
    """One of the plan's half-years that are over: the last, unless the address says otherwise. Never refuses."""

    pr = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("Det halvår hører ikke til planen. Derfor ser du det seneste.")},
    )

    fields: dict[str, Any]

    def __init__(self, data: QueryDict, plan: Plan, today: datetime.date) -> None:
        super().__init__(data)
        self.halves = HalfYear.of_plan(plan, today)
        self.fields["pr"].choices = [(half.as_of.isoformat(), str(half)) for half in self.halves]
        self.full_clean()

    @property
    def chosen(self) -> HalfYear | None:
        """None before the first is over."""
        asked = self.cleaned_data.get("pr")
        return next((half for half in self.halves if half.as_of.isoformat() == asked), next(iter(self.halves), None))


class WhatIf(forms.Form):
    """How many percent of what is pledged come, of each sort of local money that the plan has."""

    NAMES = {
        "kommunens_timer": _("Kommunens timer, %"),
        "kommunens_penge": _("Kommunens penge, %"),
        "boligernes_timer": _("Boligernes timer, %"),
        "boligernes_penge": _("Boligernes penge, %"),
    }

    def __init__(self, data: QueryDict, board: Board, version: BudgetVersion | None) -> None:
        super().__init__(data if any(sort in data for sort in SORTS) else None)
        self.board = board
        # What else the address says, and still says when something is asked.
        self.kept = {"version": version.pk} if version else {}
        for sort, belongs in SORTS.items():
            if any(source.total and belongs(source) for source in board.figures.sources if not source.is_fund):
                self.fields[sort] = self._percent(self.NAMES[sort])

    @property
    def share(self) -> Share | None:
        """What the local share becomes, if something is asked."""
        if not (self.is_bound and self.is_valid()):
            return None
        asked = {sort: value for sort, value in self.cleaned_data.items() if value is not None}
        return self.board.what_if(asked) if asked else None

    def _percent(self, label: Any) -> forms.DecimalField:
        codes = ("invalid", "min_value", "max_value", "max_digits", "max_whole_digits", "max_decimal_places")
        return forms.DecimalField(
            label=label,
            required=False,
            localize=True,
            min_value=0,
            max_value=999,
            max_digits=4,
            decimal_places=1,
            error_messages=dict.fromkeys(codes, NO_PERCENT),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "form-control", "placeholder": "100"}),
        )
