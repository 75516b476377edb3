"""Urgent words above the pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin
from news.models import Banner


class BannerForm(forms.ModelForm):
    class Meta:
        widgets = {"areas": forms.CheckboxSelectMultiple}


@admin.register(Banner)
class BannerAdmin(PortalModelAdmin):
    form = BannerForm
    list_display = ["text", "where", "starts_at", "ends_at", "when"]
    list_filter = ["areas"]
    search_fields = ["text"]
    fields = ["text", "page", "starts_at", "ends_at", "areas"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("areas")

    @admin.display(description=_("hvor"))
    def where(self, banner: Banner) -> Any:
        return ", ".join(str(area) for area in banner.areas.all()) or _("På alle sider")

    @admin.display(description=_("vises"))
    def when(self, banner: Banner) -> str:
        return banner.when
