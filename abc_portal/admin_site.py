"""The admin, with what every room has to tell on its start page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from abc_portal.desk import desk_of
from core.admin import PortalAdminSite
from core.formats import long_date


class DeskAdminSite(PortalAdminSite):
    index_title = _("Overblik")

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"desk": desk_of(request.user), "today": long_date(timezone.localdate())}
        return super().index(request, {**context, **(extra_context or {})})
