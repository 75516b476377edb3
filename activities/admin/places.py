from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from activities.models import Activity, Place, Series
from core.admin import PortalModelAdmin


@admin.register(Place)
class PlaceAdmin(PortalModelAdmin):
    list_display = ["name", "address", "area", "position"]
    list_filter = ["area"]
    list_select_related = ["area"]
    search_fields = ["name", "address"]
    fields = ["name", "address", "area", "access", "position"]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """How much uses a place is said; years of dates would be a long list."""
        series, dates = (model.objects.filter(place__in=objs).count() for model in (Series, Activity))
        if series or dates:
            words = {"series": series, "dates": dates}
            return [], {}, set(), [_("Serier: %(series)s. Datoer, også overståede: %(dates)s.") % words]
        return super().get_deleted_objects(objs, request)
