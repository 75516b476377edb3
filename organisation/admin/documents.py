"""The papers of a plan, with their versions."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalInline, PortalModelAdmin
from organisation.models import DocumentVersion, PlanDocument


class VersionInline(PortalInline):
    model = DocumentVersion
    fields = ["number", "file", "valid_from", "valid_until", "changes", "approved"]


@admin.register(PlanDocument)
class PlanDocumentAdmin(PortalModelAdmin):
    list_display = ["title", "kind", "plan", "in_force", "is_public"]
    list_filter = ["plan", "kind", "is_public"]
    list_select_related = ["plan"]
    search_fields = ["title"]
    inlines = [VersionInline]
    fieldsets = [(None, {"fields": ["plan", "kind", "title", "is_public", "position"]})]

    def get_queryset(self, request: HttpRequest) -> Any:
        now = DocumentVersion.objects.in_force().filter(document=OuterRef("pk")).values("number")
        return super().get_queryset(request).annotate(number_in_force=Subquery(now))

    def view_on_site(self, document: PlanDocument) -> str:
        return document.plan.url("document_list")

    @admin.display(description=_("gælder nu"))
    def in_force(self, document: Any) -> Any:
        number = document.number_in_force
        return _("version %d") % number if number else None
