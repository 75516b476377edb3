"""The frame as published, the sources, and what each gives: years, decisions, and what its hours count for."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budget.admin.choices import ChoosesInPlan
from budget.models import Contribution, FrameLine, FundingSource, HourlyRate, PledgeDecision, refuse_years
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


class OfSourceInline(PortalInline):
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("source")


class ContributionInline(OfSourceInline):
    model = Contribution
    formset = ContributionFormSet
    fields = ["year", "amount"]


class PledgeDecisionInline(OfSourceInline):
    model = PledgeDecision
    fields = ["first_year", "last_year", "decided_by", "decided_on", "reference", "document"]


class HourlyRateInline(OfSourceInline):
    model = HourlyRate
    fields = ["valid_from", "amount", "agreed_in"]


@admin.register(FundingSource)
class FundingSourceAdmin(InAndOut, ChoosesInPlan, PortalModelAdmin):
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

    def get_inlines(self, request: HttpRequest, obj: FundingSource | None) -> list[Any]:
        """An hour has a rate only where hours are given."""
        return (
            self.inlines
            if obj and obj.gives_hours
            else [inline for inline in self.inlines if inline is not HourlyRateInline]
        )

    def view_on_site(self, source: FundingSource) -> str:
        return source.plan.url("money")

    @admin.display(description=_("hører til"))
    def owner(self, source: FundingSource) -> str:
        return str(source.owner)

    @admin.display(description=_("form"), ordering="form")
    def form_of_payment(self, source: FundingSource) -> str:
        return source.get_form_display()
