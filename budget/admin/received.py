"""What comes in: money that is paid, and hours that are worked."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budget.admin.choices import BySourcesPlan, ByYear, ChoosesInPlan, NamedFilter
from budget.admin.spreadsheets import BookOfRows
from budget.models import DeliveredHours, FundingSource, ImportRun, Receipt
from core.admin import PortalModelAdmin, kroner_column
from core.formats import MONTHS
from core.hours import hours


class ByMonthsYear(ByYear):
    to = "month__year"


@admin.register(Receipt)
class ReceiptAdmin(BookOfRows, ChoosesInPlan, PortalModelAdmin):
    spreadsheet = ImportRun.Table.RECEIPTS
    of_plan = "source"
    source_form = FundingSource.Form.CASH
    list_display = ["source", "year", "received_on", kroner_column("amount", _("beløb")), "reference"]
    list_filter = [BySourcesPlan, ("source", NamedFilter), ByYear]
    list_select_related = ["source__plan"]
    search_fields = ["source__name", "reference"]
    fields = ["source", "year", "received_on", "amount", "reference"]


@admin.register(DeliveredHours)
class DeliveredHoursAdmin(BookOfRows, ChoosesInPlan, PortalModelAdmin):
    spreadsheet = ImportRun.Table.HOURS
    of_plan = "source"
    source_form = FundingSource.Form.HOURS
    list_display = ["in_month", "unit", "function", "initiative", "number", "source"]
    list_filter = [BySourcesPlan, ("source", NamedFilter), ByMonthsYear]
    list_select_related = ["initiative", "source__plan"]
    search_fields = ["unit", "function", "initiative__name", "reference"]
    fieldsets = [
        (None, {"fields": ["source", "month", "hours"]}),
        (_("Hvad timerne er brugt til"), {"fields": ["unit", "function", "initiative"]}),
        (_("Dokumentation"), {"fields": ["reference", "document"]}),
    ]

    @admin.display(description=_("måned"), ordering="month")
    def in_month(self, row: DeliveredHours) -> str:
        return f"{MONTHS[row.month.month - 1]} {row.month.year}"

    @admin.display(description=_("timer"), ordering="hours")
    def number(self, row: DeliveredHours) -> str:
        return hours(row.hours)
