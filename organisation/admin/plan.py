"""Helhedsplaner; the page that makes the next one of one stands in the entrance, which knows all that goes along."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin, ShownFilter, shown
from core.chores import ChoreFilter
from core.previews_admin import SharesDrafts
from organisation.models import Plan


class PlanForm(forms.ModelForm):
    class Meta:
        widgets = {"areas": forms.CheckboxSelectMultiple}


@admin.action(description=_("Lav næste plan"), permissions=["add"])
def make_next(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    plans = list(queryset)
    if len(plans) == 1:
        return redirect("next_plan", plans[0].pk)
    messages.error(request, _("Vælg netop én plan, som den næste skal laves af."))
    return None


@admin.register(Plan)
class PlanAdmin(SharesDrafts, PortalModelAdmin):
    form = PlanForm
    list_display = ["name", "starts_on", "ends_on", "approved_by", shown]
    list_filter = [ChoreFilter, ShownFilter]
    search_fields = ["search_text"]
    actions = [make_next]
    fieldsets = [
        (None, {"fields": ["name", "starts_on", "ends_on", "areas", "approved_by"]}),
        (_("Tekst"), {"fields": ["vision", "purpose", "method"]}),
        (_("Tal"), {"fields": ["households", "residents_about", "min_share_percent", "variance_percent"]}),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "slug"]}),
    ]
