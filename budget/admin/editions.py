"""Freezing what the board is shown. What is frozen stays as it is."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.admin.choices import ChoosesInPlan
from budget.editions import freeze
from budget.models import Edition, ImportRun
from core.admin import PortalModelAdmin
from core.formats import long_date
from core.moments import one_moment
from organisation.models import Plan


class EditionForm(forms.ModelForm):
    """The name follows from the day, unless another is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].required = False
            self.fields["name"].help_text = _("Tomt felt: »Budget som forelagt bestyrelsen« og datoen.")
        if "version" in self.fields:
            self.fields["version"].help_text = _("Tomt felt: den version, der gælder i dag.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if day := cleaned.get("presented_on"):
            cleaned["name"] = cleaned.get("name") or _("Budget som forelagt bestyrelsen %s") % long_date(day)
        return cleaned


@admin.register(Edition)
class EditionAdmin(ChoosesInPlan, PortalModelAdmin):
    form = EditionForm
    list_display = ["name", "presented_on", "plan", "version", "frozen_by", "for_residents"]
    list_filter = ["plan"]
    list_select_related = ["plan", "version__plan", "frozen_by"]
    search_fields = ["name", "note"]
    frozen = ["plan", "version", "name", "presented_on", "note"]
    for_residents_fields = (
        _("Beboernes side"),
        {
            "fields": ["publish_from", "publish_until"],
            "description": _(
                "Når udgaven vises for beboerne, står dens forbrug pr. indsatsområde på siden Økonomi. "
                "Resten ser kun bestyrelsen. Det er det eneste, der kan ændres, når tallene er frosset."
            ),
        },
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        more = ["frozen_at", "frozen_by"] if obj else []
        words = _("Tallene fryses, som de står, når du gemmer. Derefter ændrer de sig aldrig.")
        return [(None, {"fields": [*self.frozen, *more], "description": words}), self.for_residents_fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.frozen, "frozen_at", "frozen_by"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"plan": Plan.objects.published().current(), "presented_on": timezone.localdate()}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("figures")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        saved_now = [ImportRun] if request.method == "POST" else []
        with one_moment(*saved_now):
            return super().add_view(request, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Edition, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=["publish_from", "publish_until"])
        else:
            freeze(obj, request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not obj.was_shown)

    @admin.display(description=_("vises for beboerne"), ordering="publish_from")
    def for_residents(self, edition: Edition) -> Any:
        return edition.state.label if edition.publish_from else _("Kun bestyrelsen")
