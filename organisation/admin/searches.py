"""What people searched for in vain: to read, and to delete when it has been seen to."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import PortalModelAdmin
from organisation.models import SearchMiss


@admin.register(SearchMiss)
class SearchMissAdmin(PortalModelAdmin):
    list_display = ["query", "times", "first_on", "last_on"]
    search_fields = ["query"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
