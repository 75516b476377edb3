"""The budget: kinds of cost, versions, and their lines."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budget.admin.choices import ByVersionsPlan, ByYear, ChoosesInPlan, NamedFilter
from budget.admin.spreadsheets import BookOfRows
from budget.models import BudgetLine, BudgetVersion, CostKind, ImportRun
from core.admin import PortalModelAdmin, kroner_column


@admin.register(BudgetVersion)
class BudgetVersionAdmin(ChoosesInPlan, PortalModelAdmin):
    list_display = ["name", "years", "in_force_from", "decided_on", "fund_approval"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name", "reason", "reference"]
    fieldsets = [
        (None, {"fields": ["plan", "name", "in_force_from", "reason"]}),
        (_("Bestyrelsens beslutning"), {"fields": ["decided_on", "reference", "document"]}),
        (_("Hovedfinansieringen"), {"fields": ["fund_approval", "fund_approved_on"]}),
    ]

    @admin.display(description=_("plan"), ordering="plan__starts_on")
    def years(self, version: BudgetVersion) -> str:
        return version.plan.years


@admin.register(BudgetLine)
class BudgetLineAdmin(BookOfRows, ChoosesInPlan, PortalModelAdmin):
    spreadsheet = ImportRun.Table.LINES
    of_plan = "version"
    list_display = ["code", "name", "year", kroner_column("amount", _("beløb")), "focus_area", "kind", "source"]
    list_filter = [ByVersionsPlan, ("version", NamedFilter), ByYear, "kind", ("focus_area", NamedFilter)]
    list_select_related = ["focus_area", "kind", "source", "version__plan"]
    search_fields = ["code", "name"]
    fieldsets = [
        (None, {"fields": ["version", "code", "name", "year", "amount"]}),
        (_("Hvad det går til, og hvem der betaler"), {"fields": ["focus_area", "kind", "source"]}),
    ]


@admin.register(CostKind)
class CostKindAdmin(PortalModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    fields = ["name", "position"]
