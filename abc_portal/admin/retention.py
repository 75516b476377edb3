"""The page that says how long what is kept, and whether it is deleted in time."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from abc_portal.retention import lines


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("Opbevaring"), "lines": lines()}
    return render(request, "admin/retention.html", context)
