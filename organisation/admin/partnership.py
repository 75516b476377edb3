"""The one partnership: its list is its form."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin
from organisation.models import Partnership


@admin.register(Partnership)
class PartnershipAdmin(PortalModelAdmin):
    fieldsets = [
        (None, {"fields": ["name", "full_name", "tagline", "description"]}),
        (_("Udseende"), {"fields": ["logo", "accent"]}),
        (_("Kontakt"), {"fields": ["phone", "email", "address", "opening_hours"]}),
        (_("Tilgængelighed"), {"fields": ["statement_url"]}),
    ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        row = Partnership.objects.first()
        if row:
            return redirect("admin:organisation_partnership_change", row.pk)
        return redirect("admin:organisation_partnership_add")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Partnership.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
