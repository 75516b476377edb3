"""Where people live, who owns and runs it, and who else takes part."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin
from organisation.models import Administrator, Department, HousingArea, HousingCompany, Partner


@admin.register(HousingArea)
class HousingAreaAdmin(PortalModelAdmin):
    list_display = ["name", "departments", "pattern", "colour", "position"]
    search_fields = ["search_text"]
    fields = ["name", "text", "pattern", "colour", "position", "slug"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(department_count=Count("departments"))

    @admin.display(description=_("boligafdelinger"), ordering="department_count")
    def departments(self, area: Any) -> int:
        return area.department_count


@admin.register(Department)
class DepartmentAdmin(PortalModelAdmin):
    list_display = ["name", "company", "area", "position"]
    list_filter = ["area", "company"]
    list_select_related = ["company", "area"]
    search_fields = ["name", "also_written", "company__name"]
    fields = ["name", "also_written", "company", "area", "position", "source_note"]


@admin.register(HousingCompany)
class HousingCompanyAdmin(PortalModelAdmin):
    list_display = ["name", "short_name", "administrator", "position"]
    list_filter = ["administrator"]
    list_select_related = ["administrator"]
    search_fields = ["name", "short_name"]
    fields = ["name", "short_name", "administrator", "position"]


@admin.register(Administrator)
class AdministratorAdmin(PortalModelAdmin):
    list_display = ["name", "short_name", "position"]
    search_fields = ["name", "short_name"]
    fields = ["name", "short_name", "position"]


@admin.register(Partner)
class PartnerAdmin(PortalModelAdmin):
    list_display = ["name", "short_name", "kind", "position"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name"]
    fields = ["name", "short_name", "kind", "position"]
