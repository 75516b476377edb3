from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin, ShownFilter, shown
from organisation.models import Plan


class PlanForm(forms.ModelForm):
    class Meta:
        widgets = {"areas": forms.CheckboxSelectMultiple}


@admin.register(Plan)
class PlanAdmin(PortalModelAdmin):
    form = PlanForm
    list_display = ["name", "starts_on", "ends_on", "approved_by", shown]
    list_filter = [ShownFilter]
    search_fields = ["search_text"]
    fieldsets = [
        (None, {"fields": ["name", "starts_on", "ends_on", "areas", "approved_by"]}),
        (_("Tekst"), {"fields": ["vision", "purpose", "method"]}),
        (_("Tal"), {"fields": ["households", "residents_about", "min_share_percent"]}),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "slug"]}),
    ]
