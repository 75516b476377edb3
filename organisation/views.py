"""The pages of text about the site itself. A body's page stands in abc_portal/views/bodies.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.rich_text import in_short
from organisation.models import Page, Partnership


@require_safe
def page(request: HttpRequest, kind: Page.Kind) -> HttpResponse:
    row = Page.objects.filter(kind=kind).first()
    context = {
        "page": row,
        "description": in_short(row.text) if row else "",
        "edits": [row or Page],
        "edit_texts": "page",
        "here": row.title if row else kind.label,
        "canonical": request.build_absolute_uri(),
    }
    return render(request, "organisation/page_detail.html", context)


@require_safe
def was(request: HttpRequest) -> HttpResponse:
    """To the statement made in the public tool; until there is one, to our own page."""
    partnership = Partnership.objects.first()
    statement = partnership.statement_url if partnership else ""
    return redirect(statement or reverse("page_tilgaengelighed"))
