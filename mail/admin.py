"""The outbox to look at: who was written to, whether it left, and why not. What was written is not shown."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.admin import NotTypedAdmin
from core.chores import ChoreFilter, may_change
from mail.models import OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(NotTypedAdmin):
    list_display = ["subject", "recipient", "state", "created_at", "last_error"]
    list_filter = [ChoreFilter, "state"]
    search_fields = ["subject", "recipient"]
    actions = ["send_again"]
    fieldsets = [
        (None, {"fields": ["subject", "recipient", "state", "last_error"]}),
        (_("Forløb"), {"fields": ["created_at", "sent_at", "attempts", "next_try_at", "kind"]}),
    ]

    @admin.action(description=_("Send igen"), permissions=["resend"])
    def send_again(self, request: HttpRequest, mails: Any) -> None:
        number = mails.send_again(timezone.now())
        if number:
            text = ngettext("%(number)s mail er på vej igen.", "%(number)s mails er på vej igen.", number)
            messages.success(request, text % {"number": number})
        else:
            messages.info(request, _("Kun mails, som ikke kunne sendes, kan sendes igen."))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("body")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.send_one_again))
        return [path("<int:pk>/send-igen/", view, name="mail_outgoingmail_send_again"), *super().get_urls()]

    def send_one_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_resend_permission(request):
            raise PermissionDenied
        self.send_again(request, OutgoingMail.objects.filter(pk=pk))
        return redirect("admin:mail_outgoingmail_changelist")

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return may_change(request.user, OutgoingMail)
