"""What the secretariat edits about focus areas and initiatives, and who works with what."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalInline, PortalModelAdmin, ShownFilter, shown
from core.chores import ChoreFilter
from core.previews_admin import SharesDrafts
from core.tables.admin import InAndOut
from initiatives.admin.choices import ChoosesFocusArea
from initiatives.admin.results import MilestoneInline
from initiatives.models import Audience, FocusArea, Initiative, Language, Responsibility, refuse_areas
from initiatives.tables import InitiativeTable
from organisation.models import Body
from staff.admin import StaffMemberAdmin
from staff.models import StaffMember


class InitiativeForm(forms.ModelForm):
    class Meta:
        widgets = dict.fromkeys(("areas", "audiences", "languages"), forms.CheckboxSelectMultiple)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        areas, scope = cleaned.get("areas"), cleaned.get("area_scope")
        if areas is None or scope is None:
            return cleaned
        focus_area = cleaned.get("focus_area")
        refuse_areas(areas, scope, focus_area.plan if focus_area else None)
        return cleaned


@admin.register(Initiative)
class InitiativeAdmin(InAndOut, SharesDrafts, ChoosesFocusArea, PortalModelAdmin):
    table = InitiativeTable
    form = InitiativeForm
    list_display = ["name", "text_state", "where", "focus_area", shown, "years"]
    list_filter = [ChoreFilter, ShownFilter, "focus_area", "plan", "areas", "stage"]
    search_fields = ["search_text"]
    inlines = [MilestoneInline]
    fieldsets = [
        (None, {"fields": ["focus_area", "name", "summary", "text", "is_provisional", "wish"]}),
        (_("Hvor og for hvem"), {"fields": ["area_scope", "areas", "audiences", "contact"]}),
        (
            _("Hvornår og hvordan"),
            {"fields": ["stage", "when", "place", "is_free", "price", "languages", "sign_up", "thanks"]},
        ),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "position", "slug"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_list().select_related("plan", "focus_area")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and FocusArea.objects.open_to(request.user).exists()

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Nobody moves an initiative to where somebody else works; it may stay where it is."""
        form = super().get_form(request, obj, **kwargs)
        field = form.base_fields.get("focus_area")
        if field:
            open_areas = Q(pk__in=FocusArea.objects.open_to(request.user).order_by().values("pk"))
            field.queryset = field.queryset.filter(open_areas | Q(pk=obj.focus_area_id if obj else None))
        return form

    @admin.display(description=_("hvor"))
    def where(self, initiative: Initiative) -> Any:
        if initiative.area_scope == Initiative.AreaScope.CHOSEN:
            return ", ".join(area.name for area in initiative.areas.all())
        return initiative.get_area_scope_display()

    @admin.display(description=_("plan"), ordering="plan__starts_on")
    def years(self, initiative: Initiative) -> str:
        return initiative.plan.years

    @admin.display(description=_("tekst"), ordering="is_provisional")
    def text_state(self, initiative: Initiative) -> Any:
        return _("mangler tekst") if initiative.lacks_text else ""


class FocusAreaResponsibilityInline(PortalInline):
    model = Responsibility
    fields = ["staff_member", "what", "position"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("focus_area", "staff_member")


class StaffResponsibilityInline(ChoosesFocusArea, PortalInline):
    model = Responsibility
    fields = ["focus_area", "what", "position"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("focus_area", "staff_member")


@admin.register(FocusArea)
class FocusAreaAdmin(PortalModelAdmin):
    list_display = ["name", "plan", "fund_name", "initiatives", "mark", "colour", "position"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["search_text"]
    inlines = [FocusAreaResponsibilityInline, MilestoneInline]
    fieldsets = [
        (None, {"fields": ["plan", "name", "fund_name", "purpose", "resource_group"]}),
        (_("Udseende"), {"fields": ["mark", "colour"]}),
        (_("Siden"), {"fields": ["position", "slug", "source_note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(initiative_count=Count("initiatives"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Its initiatives stand in the same plan, and would stay behind."""
        return ["plan"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "resource_group":
            kwargs["queryset"] = Body.objects.filter(kind=Body.Kind.RESOURCE)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("initiativer"), ordering="initiative_count")
    def initiatives(self, focus_area: Any) -> int:
        return focus_area.initiative_count


@admin.register(Audience, Language)
class FacetAdmin(PortalModelAdmin):
    list_display = ["name", "initiatives", "position"]
    search_fields = ["name"]
    fields = ["name", "position"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(initiative_count=Count("initiatives"))

    @admin.display(description=_("initiativer"), ordering="initiative_count")
    def initiatives(self, row: Any) -> int:
        return row.initiative_count


@admin.register(StaffMember)
class StaffMemberWithResponsibilitiesAdmin(StaffMemberAdmin):
    inlines = [StaffResponsibilityInline]
