"""What the secretariat edits about milestones and indicators."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import PortalInline, PortalModelAdmin
from core.chores import ChoreFilter
from core.formats import long_date
from core.numbers import number
from initiatives.admin.choices import ChoosesFocusArea, ChoosesInitiative
from initiatives.models import CHANGE_ANY, FocusArea, Indicator, IndicatorValue, Initiative, Milestone

OPEN_TO: dict[str, Any] = {
    "initiative": lambda user: Initiative.objects.editable_by(user),
    "focus_area": lambda user: FocusArea.objects.open_to(user),
}


class MilestoneInline(PortalInline):
    model = Milestone
    fields = ["title", "due_on", "done_on", "owner", "situation", "why_late", "position"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("owner")


class FollowedAdmin(ChoosesInitiative, ChoosesFocusArea, PortalModelAdmin):
    """Of what somebody works with, or where the row stands already."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_owner_of()

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        for name, open_to in OPEN_TO.items():
            if field := form.base_fields.get(name):
                own = Q(pk__in=open_to(request.user).order_by().values("pk"))
                field.queryset = field.queryset.filter(own | Q(pk=getattr(obj, f"{name}_id", None)))
        return form

    def has_add_permission(self, request: HttpRequest) -> bool:
        user = request.user
        of_all = user.has_perm(CHANGE_ANY)
        return super().has_add_permission(request) and (of_all or any(rows(user).exists() for rows in OPEN_TO.values()))

    @admin.display(description=_("hører til"))
    def belongs_to(self, row: Any) -> str:
        return str(row.of)


class StandingFilter(admin.SimpleListFilter):
    """Late ones alone, or the plan of this year."""

    title = _("hvilke")
    parameter_name = "hvilke"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("forsinkede", _("Forsinkede")), ("i-aar", _("Årets"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "forsinkede":
            return queryset.late()
        return queryset.of_year(timezone.localdate().year) if self.value() == "i-aar" else queryset


class AreaFilter(admin.SimpleListFilter):
    """A focus area's own, and those of its initiatives."""

    title = _("indsatsområde")
    parameter_name = "indsats"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        areas = FocusArea.objects.select_related("plan").order_by("-plan__starts_on", "position", "pk")
        return [(str(area.pk), area.name_and_years()) for area in areas]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in {key for key, _name in self.lookup_choices}:
            return queryset
        return queryset.filter(Q(focus_area=self.value()) | Q(initiative__focus_area=self.value()))


@admin.register(Milestone)
class MilestoneAdmin(FollowedAdmin):
    list_display = ["title", "belongs_to", "due_on", "state", "owner", "done_on"]
    list_filter = [ChoreFilter, StandingFilter, AreaFilter]
    search_fields = ["title", "situation", "why_late"]
    fieldsets = [
        (None, {"fields": ["title", "initiative", "focus_area", "owner"]}),
        (_("Hvornår"), {"fields": ["due_on", "done_on", "situation", "why_late"]}),
        (_("Siden"), {"fields": ["position"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("owner")

    @admin.display(description=_("tilstand"))
    def state(self, milestone: Milestone) -> Any:
        return milestone.state.label


class IndicatorValueInline(PortalInline):
    model = IndicatorValue
    fields = ["measured_on", "value", "source", "note"]


@admin.register(Indicator)
class IndicatorAdmin(FollowedAdmin):
    list_display = ["name", "belongs_to", "goal", "last"]
    list_filter = [AreaFilter]
    search_fields = ["name", "unit"]
    inlines = [IndicatorValueInline]
    fieldsets = [
        (None, {"fields": ["name", "unit", "initiative", "focus_area"]}),
        (_("Målet"), {"fields": ["aim", "target", "target_on", "baseline"]}),
        (_("Siden"), {"fields": ["position"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("values")

    @admin.display(description=_("mål"), ordering="target")
    def goal(self, indicator: Indicator) -> str:
        if indicator.target is None:
            return ""
        return f"{indicator.get_aim_display().lower()} {number(indicator.target)} {indicator.unit}"

    @admin.display(description=_("seneste måling"))
    def last(self, indicator: Indicator) -> str:
        latest = indicator.latest
        return f"{number(latest.value)} {indicator.unit}, {long_date(latest.measured_on)}" if latest else ""
