"""What is spent, which is imported and only read here; the adjustment account; and words about what deviates."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from budget.admin.choices import ByValue, ByYear, ChoosesInPlan, NamedFilter
from budget.admin.spreadsheets import BookOfRows
from budget.models import AdjustmentBalance, ImportRun, Posting, VarianceComment
from core.admin import NotTypedAdmin, PortalModelAdmin, kroner_column
from core.admin_rights import seen_in_admin
from core.formats import MONTHS


class ByLinesYear(ByYear):
    to = "line__year"


class ByMonth(ByValue):
    title = _("måned")
    parameter_name = "maaned"
    to = "date__month"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(number), name) for number, name in enumerate(MONTHS, 1)]


class RunFilter(admin.RelatedFieldListFilter):
    """The runs that brought postings."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        runs = seen_in_admin(ImportRun.objects.filter(table=ImportRun.Table.POSTINGS), request.user)
        return [(run.pk, str(run)) for run in runs.standing()]


@admin.register(Posting)
class PostingAdmin(BookOfRows, NotTypedAdmin):
    """Never typed: an import brings them, and takes them away when it is undone."""

    spreadsheet = ImportRun.Table.POSTINGS
    list_display = ["date", "text", kroner_column("amount", _("beløb")), "line", "focus_area", "paid_by", "voucher"]
    list_filter = [
        *("plan", ByLinesYear, ByMonth, ("line__focus_area", NamedFilter), "line__kind", ("source", NamedFilter)),
        ("run", RunFilter),
    ]
    list_select_related = ["line__focus_area", "line__kind", "line__source", "source"]
    search_fields = ["text", "voucher", "number", "line__code", "line__name"]
    fields = ["plan", "date", "line", "source", "amount", "text", "voucher", "number", "run"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("indsatsområde"), ordering="line__focus_area")
    def focus_area(self, posting: Posting) -> Any:
        return posting.line.focus_area or _("Fælles")

    @admin.display(description=_("betalt af"))
    def paid_by(self, posting: Posting) -> Any:
        return posting.source or posting.line.source


@admin.register(AdjustmentBalance)
class AdjustmentBalanceAdmin(ChoosesInPlan, PortalModelAdmin):
    list_display = [
        "balance_on",
        kroner_column("amount", _("saldo")),
        kroner_column("approved_amount", _("godkendt til brug")),
        "approved_on",
        "plan",
    ]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["explanation", "approved_by"]
    fieldsets = [
        (None, {"fields": ["plan", "balance_on", "amount", "explanation"]}),
        (
            _("Godkendt til brug"),
            {"fields": ["approved_amount", "approved_by", "approved_on", "document"]},
        ),
    ]


@admin.register(VarianceComment)
class VarianceCommentAdmin(ChoosesInPlan, PortalModelAdmin):
    list_display = ["written_on", "focus_area", "kind", "source", "text"]
    list_filter = ["plan", ("focus_area", NamedFilter), ("source", NamedFilter)]
    list_select_related = ["focus_area", "kind", "source"]
    search_fields = ["text"]
    fields = ["plan", "focus_area", "kind", "source", "text", "written_on"]
