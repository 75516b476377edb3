"""What the secretariat edits about money: the frame as published, the sources, and their years."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budget.models import Contribution, FrameLine, FundingSource
from core.admin import PortalFormSet, PortalInline, PortalModelAdmin, kroner_column
from core.formats import kroner


@admin.register(FrameLine)
class FrameLineAdmin(PortalModelAdmin):
    list_display = ["name", "plan", kroner_column("amount", _("beløb")), "decimals", "position"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name", "explanation"]
    fields = ["plan", "name", "amount", "decimals", "explanation", "position"]

    def view_on_site(self, line: FrameLine) -> str:
        return line.plan.url("money")


class FundingSourceForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        plan, line = cleaned.get("plan"), cleaned.get("frame_line")
        if plan and line and line.plan_id != plan.pk:
            raise ValidationError({"frame_line": _("Linjen hører til rammen for en anden plan.")})
        return cleaned


class ContributionFormSet(PortalFormSet):
    """The years of a source add up to its total, or are not known at all."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms and form.cleaned_data.get("year")]
        if any(self.errors) or not kept:
            return
        by_year = sum((form.cleaned_data["amount"] for form in kept), Decimal())
        total = self.instance.total
        if total is None:
            raise ValidationError(
                _("Årene giver tilsammen %(sum)s – skriv også beløbet i alt.") % {"sum": kroner(by_year)}
            )
        if by_year != total:
            raise ValidationError(
                _("Årene giver tilsammen %(sum)s, men i alt står der %(total)s – ret det ene af dem.")
                % {"sum": kroner(by_year), "total": kroner(total)}
            )


class ContributionInline(PortalInline):
    model = Contribution
    formset = ContributionFormSet
    fields = ["year", "amount"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("source")


@admin.register(FundingSource)
class FundingSourceAdmin(PortalModelAdmin):
    form = FundingSourceForm
    list_display = ["name", "owner", "kind", "form_of_payment", kroner_column("total", _("i alt")), "plan", "position"]
    list_filter = ["plan", "kind", "form", "frame_line"]
    list_select_related = ["plan", "partner", "department", "company"]
    search_fields = ["name", "partner__name", "department__name", "company__name"]
    inlines = [ContributionInline]
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
