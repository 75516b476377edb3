"""A page that is not on the site yet, for whoever has the link."""

from copy import copy
from typing import Any

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import previews
from core.secret_addresses import unkept
from initiatives.models import Initiative


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The row's own page, drawn for a visitor who may see this row besides what all may see."""
    try:
        row, until = previews.read(token)
    except BadSignature as error:
        raise Http404 from error
    except previews.Gone:
        return unkept(render(request, "abc_portal/preview_gone.html", {"here": _("Kladde")}, status=410))
    return unkept(_page_of(request, row, until) if row.is_hidden else redirect(row))


def _page_of(request: HttpRequest, row: Any, until: Any) -> HttpResponse:
    page = resolve(row.get_absolute_url())
    inner: Any = copy(request)
    inner.user = previews.Reader(row, frame=row.plan if isinstance(row, Initiative) else None)
    inner.preview_until = timezone.localdate(until)
    response: HttpResponse = page.func(inner, *page.args, **page.kwargs)
    return response
