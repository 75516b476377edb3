"""Staff; which focus areas they work with is added in initiatives/admin/initiatives.py, which knows both."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.admin import PortalModelAdmin, ShownFilter, shown
from core.chores import ChoreFilter
from core.previews_admin import SharesDrafts
from core.tables.admin import InAndOut
from organisation.models import Member
from staff.models import CHANGE_ANY, StaffMember
from staff.tables import StaffTable

# What people tell about themselves. Everything else decides what they may do, or whether and where they stand.
OWN_FIELDS = {
    "phone",
    "email",
    "office",
    "languages",
    "picture",
    "picture_alt",
    "picture_credit",
    "picture_consent",
    "picture_consent_until",
}


@admin.action(description=_("Træk samtykket til billedet tilbage, og slet billedet"), permissions=["change"])
def withdraw_consent(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
    for staff_member in queryset:
        staff_member.withdraw_picture()
    messages.success(request, _("Samtykket er trukket tilbage, og billedet er slettet."))


class StaffMemberAdmin(InAndOut, SharesDrafts, PortalModelAdmin):
    table = StaffTable
    list_display = ["name", "title", "in_secretariat", "works_with", "contact", "picture_state", shown]
    list_filter = [ChoreFilter, "in_secretariat", ShownFilter]
    search_fields = ["search_text"]
    actions = [withdraw_consent]
    fieldsets = [
        (None, {"fields": ["name", "title", "in_secretariat", "starts_on", "ends_on"]}),
        (_("Kontakt"), {"fields": ["phone", "email", "office", "languages"]}),
        (
            _("Billede"),
            {"fields": ["picture", "picture_alt", "picture_credit", "picture_consent", "picture_consent_until"]},
        ),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "position", "slug", "member", "source_note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("responsibilities__focus_area")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        readonly = super().get_readonly_fields(request, obj)
        if request.user.has_perm(CHANGE_ANY):
            # Nobody ends their own employment, and with it their login.
            is_own = obj is not None and obj.user_id == request.user.pk
            return [*readonly, "starts_on", "ends_on"] if is_own else readonly
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return [name for name in fields if name not in OWN_FIELDS or name in readonly]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_own = obj is not None and obj.user_id == request.user.pk
        return super().has_delete_permission(request, obj) and not is_own

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "member":
            kwargs["queryset"] = Member.objects.select_related("seat__body").order_by("name", "pk")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "member":
            field.label_from_instance = lambda member: f"{member.name} ({member.seat})"
        return field

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.withdraw_consent_view)
        return [path("<int:pk>/traek-samtykke/", view, name="staff_withdraw_consent"), *super().get_urls()]

    @method_decorator(require_POST)
    def withdraw_consent_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        staff_member = get_object_or_404(StaffMember, pk=pk)
        if not self.has_change_permission(request, staff_member):
            raise PermissionDenied
        withdraw_consent(self, request, [staff_member])
        return redirect("admin:staff_staffmember_change", pk)

    @admin.display(description=_("arbejder med"))
    def works_with(self, staff_member: Any) -> str:
        return ", ".join(row.focus_area.name for row in staff_member.responsibilities.all())

    @admin.display(description=_("telefon eller e-mail"))
    def contact(self, staff_member: StaffMember) -> str:
        return staff_member.phone or staff_member.email

    @admin.display(description=_("billede"))
    def picture_state(self, staff_member: StaffMember) -> Any:
        if not staff_member.picture:
            return ""
        return _("vises") if staff_member.shown_picture else _("samtykket er udløbet")
