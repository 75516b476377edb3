"""Packs for the board: put together here, read through, sent once."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from board.models import BoardPack
from board.packs import collect, holes, members, send, suggested
from budget.admin.choices import ChoosesInPlan
from core.admin import PortalModelAdmin
from core.formats import long_date
from organisation.models import Plan


@admin.register(BoardPack)
class BoardPackAdmin(ChoosesInPlan, PortalModelAdmin):
    list_display = ["name", "as_of", "plan", "state"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    search_fields = ["name"]
    fields = ["plan", "as_of", "name", "letter", "edition", "meeting"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("document")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        plan = Plan.objects.published().current()
        return suggested(plan) if plan else {}

    def has_change_permission(self, request: HttpRequest, obj: BoardPack | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_sent)

    def has_delete_permission(self, request: HttpRequest, obj: BoardPack | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_sent)

    @admin.display(description=gettext_lazy("hvor langt"), ordering="sent_at")
    def state(self, pack: BoardPack) -> str:
        return (
            _("Sendt %(day)s") % {"day": long_date(timezone.localdate(pack.sent_at))} if pack.sent_at else _("Kladde")
        )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.send_view))
        return [path("<int:pk>/send/", view, name="board_boardpack_send"), *super().get_urls()]

    def send_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET tells what is missing and who gets a mail; the button sends."""
        if not request.user.has_perm("board.change_boardpack"):
            raise PermissionDenied
        pack = get_object_or_404(BoardPack.objects.select_related("plan", "edition", "meeting__body"), pk=pk)
        if request.method == "POST" or pack.is_sent:
            self._send(request, pack)
            return redirect("admin:board_boardpack_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": pack,
            "title": _("Send orienteringen"),
            "holes": holes(pack, collect(pack, request.user)),
            "members": members(),
        }
        return render(request, "admin/board/boardpack/send.html", context)

    def _send(self, request: HttpRequest, pack: BoardPack) -> None:
        try:
            told = len(send(pack, request.user))
        except ValidationError as refused:
            messages.error(request, refused.message)
            return
        words = ngettext("Sendt. %(n)s medlem får en mail.", "Sendt. %(n)s medlemmer får en mail.", told)
        messages.success(request, words % {"n": told})
