"""What the forms and lists of a plan's money have in common: each chooses among the rows of its own plan."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budget.models import BudgetVersion, FrameLine, FundingSource
from core.admin_rights import VisibleChoices, seen_in_admin
from initiatives.models import FocusArea, Initiative
from organisation.models import Plan

# Rows of several plans may share a name: the choice says which plan.
NAMED: tuple[Any, ...] = (BudgetVersion, FrameLine, FundingSource, FocusArea, Initiative)


class ChoosesInPlan:
    """For an admin of a plan's money: a row that stands chooses in its plan, a new one is told whose the choices are.

    `of_plan` is the field that says which plan a row belongs to: the plan, or what has one. It is
    chosen once, as all that hangs on the row would stay behind.
    """

    of_plan = "plan"
    # Which sources can be chosen, where not all can.
    source_form = ""

    def plan_of(self, row: Any) -> Plan:
        owner = getattr(row, self.of_plan)
        return owner if isinstance(owner, Plan) else owner.plan

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = [self.of_plan] if obj and self.of_plan in ("plan", "version") else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        model = db_field.related_model
        if model in NAMED:
            kwargs["queryset"] = self._choices(model)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and model in NAMED:
            field.label_from_instance = model.name_and_years
        return field

    def _choices(self, model: Any) -> QuerySet:
        rows = model.objects.select_related("plan").order_by("-plan__starts_on", *model._meta.ordering)
        return rows.filter(form=self.source_form) if model is FundingSource and self.source_form else rows

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        for field in form.base_fields.values() if obj else ():
            if getattr(getattr(field, "queryset", None), "model", None) in NAMED:
                plan = self.plan_of(obj)
                field.queryset = field.queryset.filter(plan=plan)
                field.label_from_instance = str
                field.error_messages["invalid_choice"] = _("Vælg en, der hører til planen %s.") % plan.years
        return form


class NamedFilter(VisibleChoices):
    """A filter whose choices say which plan they belong to, where there are several."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        model = field.related_model
        plans = seen_in_admin(Plan.objects.all(), request.user)
        rows = model._default_manager.select_related("plan").order_by("-plan__starts_on", *model._meta.ordering)
        seen = list(seen_in_admin(rows, request.user).filter(plan__in=plans))
        name = model.name_and_years if len({row.plan_id for row in seen}) > 1 else str
        return [(row.pk, name(row)) for row in seen]


class ByValue(admin.SimpleListFilter):
    """The rows with what is chosen; `to` is the way from a row to it. What is no choice chooses nothing."""

    to: str

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = {key for key, _name in self.lookup_choices}
        return queryset.filter(**{self.to: self.value()}) if self.value() in chosen else queryset


class ByPlan(ByValue):
    """The plans of which there is anything to see."""

    title = _("helhedsplan")
    parameter_name = "plan"
    to = "plan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        plans = seen_in_admin(Plan.objects.order_by("-starts_on"), request.user)
        return [(str(plan.pk), str(plan)) for plan in plans]


class ByYear(ByValue):
    """The years of the plans; a row counts in one."""

    title = _("år")
    parameter_name = "aar"
    to = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        plans = seen_in_admin(Plan.objects.all(), request.user)
        years = {year for plan in plans for year in plan.year_range}
        return [(str(year), str(year)) for year in sorted(years, reverse=True)]


class BySourcesPlan(ByPlan):
    to = "source__plan"


class ByVersionsPlan(ByPlan):
    to = "version__plan"
