"""How forms choose among focus areas and initiatives."""

from typing import Any

from django.http import HttpRequest

from initiatives.models import FocusArea, Initiative


class ChoosesFocusArea:
    """Focus areas of several plans may share a name: the choice says which plan."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "focus_area":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs["queryset"] = FocusArea.objects.select_related("plan").order_by("-plan__starts_on", "position", "pk")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = FocusArea.name_and_years
        return field


class ChoosesInitiative:
    """Initiatives of several plans may share a name: the choice says which plan."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "initiative":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs["queryset"] = Initiative.objects.select_related("plan").order_by("-plan__starts_on", "name", "pk")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = Initiative.name_and_years
        return field
