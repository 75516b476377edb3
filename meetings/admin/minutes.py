"""Approved minutes, to be found. What they say is read on the page of the meeting."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import NotTypedAdmin
from meetings.models import Meeting, Minutes


@admin.register(Minutes)
class MinutesAdmin(NotTypedAdmin):
    list_display = ["meeting", "number", "approved_on", "reason", "made_by"]
    list_select_related = ["meeting__body", "made_by"]
    search_fields = ["meeting__name", "meeting__body__name", "reason"]
    ordering = ["-meeting__date", "-number"]
    fields = ["meeting", "number", "approved_on", "approved_at", "reason", "made_at", "made_by"]

    def get_queryset(self, request: HttpRequest) -> Any:
        own = Meeting.objects.editable_by(request.user).order_by().values("pk")
        rows = Minutes.objects.filter(meeting__in=own).defer("record")
        return rows.select_related("meeting__body", "approved_at__body", "made_by")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Minutes stay: what is wrong in them is put right by a new version."""
        return False

    def view_on_site(self, minutes: Minutes) -> str:
        return minutes.meeting.get_absolute_url()
