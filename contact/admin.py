"""Messages from residents: read and deleted here, never rewritten."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from contact.models import Enquiry
from core.admin import PortalModelAdmin


@admin.register(Enquiry)
class EnquiryAdmin(PortalModelAdmin):
    list_display = ["created_at", "name", "focus_area", "staff_member", "beginning"]
    list_filter = ["focus_area", "staff_member", "created_at"]
    list_select_related = ["focus_area", "staff_member"]
    search_fields = ["name", "reply_to", "message"]
    fields = ["created_at", "name", "reply_to", "focus_area", "staff_member", "message"]

    @admin.display(description=_("besked"))
    def beginning(self, enquiry: Enquiry) -> str:
        return Truncator(enquiry.message).chars(80)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
