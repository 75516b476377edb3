"""What the secretariat edits about money: the frame as published, the sources, and their years."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budget.models import (
    AdjustmentBalance,
    BudgetLine,
    BudgetVersion,
    Contribution,
    CostKind,
    DeliveredHours,
    FrameLine,
    FundingSource,
    HourlyRate,
    PledgeDecision,
    Receipt,
    VarianceComment,
    refuse_years,
)
from budget.tables import SourceTable
from core.admin import PortalFormSet, PortalInline, PortalModelAdmin, kroner_column
from core.tables.admin import InAndOut


@admin.display(description=_("plan"), ordering="plan__starts_on")
def years(row: FrameLine | FundingSource) -> str:
    return row.plan.years


@admin.register(FrameLine)
class FrameLineAdmin(PortalModelAdmin):
    list_display = ["name", years, kroner_column("amount", _("beløb")), "decimals", "position"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name", "explanation"]
    fields = ["plan", "name", "amount", "decimals", "explanation", "position"]

    def view_on_site(self, line: FrameLine) -> str:
        return line.plan.url("money")


class ContributionFormSet(PortalFormSet):
    """The years of a source add up to its total, or are not known at all."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data.get("year")]
        if not any(self.errors):
            refuse_years([form.cleaned_data["amount"] for form in kept], self.instance.total)


class ContributionInline(PortalInline):
    model = Contribution
    formset = ContributionFormSet
    fields = ["year", "amount"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("source")


class PledgeDecisionInline(PortalInline):
    model = PledgeDecision


class HourlyRateInline(PortalInline):
    model = HourlyRate


@admin.register(FundingSource)
class FundingSourceAdmin(InAndOut, PortalModelAdmin):
    table = SourceTable
    list_display = ["name", "owner", "kind", "form_of_payment", kroner_column("total", _("i alt")), years, "position"]
    list_filter = ["plan", "kind", "form", "frame_line"]
    list_select_related = ["plan", "partner", "department", "company"]
    search_fields = ["name", "partner__name", "department__name", "company__name"]
    inlines = [ContributionInline, PledgeDecisionInline, HourlyRateInline]
    fieldsets = [
        (None, {"fields": ["plan", "name", "frame_line"]}),
        (_("Hvem betaler, og hvordan"), {"fields": ["kind", "partner", "department", "company", "form"]}),
        (_("Beløb"), {"fields": ["total", "total_is_rounded", "source_note"]}),
        (_("Siden"), {"fields": ["position"]}),
    ]

    def view_on_site(self, source: FundingSource) -> str:
        return source.plan.url("money")

    @admin.display(description=_("hører til"))
    def owner(self, source: FundingSource) -> str:
        return str(getattr(source, source.OWNER_FIELD[FundingSource.Kind(source.kind)]))

    @admin.display(description=_("form"), ordering="form")
    def form_of_payment(self, source: FundingSource) -> str:
        return source.get_form_display()


@admin.register(CostKind)
class CostKindAdmin(PortalModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]


@admin.register(BudgetVersion)
class BudgetVersionAdmin(PortalModelAdmin):
    list_display = ["name", years, "in_force_from", "decided_on", "fund_approval"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name"]


@admin.register(BudgetLine)
class BudgetLineAdmin(PortalModelAdmin):
    list_display = ["code", "year", "focus_area", "kind", "source", kroner_column("amount", _("beløb"))]
    list_filter = ["version", "year", "kind", "focus_area"]
    list_select_related = ["focus_area", "kind", "source"]
    search_fields = ["code", "name"]


@admin.register(Receipt)
class ReceiptAdmin(PortalModelAdmin):
    list_display = ["source", "year", "received_on", kroner_column("amount", _("beløb")), "reference"]
    list_filter = ["source", "year"]
    list_select_related = ["source"]
    search_fields = ["source__name", "reference"]


@admin.register(DeliveredHours)
class DeliveredHoursAdmin(PortalModelAdmin):
    list_display = ["month", "unit", "function", "initiative", "hours"]
    list_filter = ["source"]
    list_select_related = ["initiative"]
    search_fields = ["unit", "function"]


@admin.register(AdjustmentBalance)
class AdjustmentBalanceAdmin(PortalModelAdmin):
    list_display = ["balance_on", kroner_column("amount", _("saldo"))]
    list_filter = ["plan"]
    search_fields = ["explanation"]


@admin.register(VarianceComment)
class VarianceCommentAdmin(PortalModelAdmin):
    list_display = ["written_on", "focus_area", "source", "text"]
    list_filter = ["plan"]
    list_select_related = ["focus_area", "source"]
    search_fields = ["text"]
