"""A body and its chairs, and the pages of text about the site itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.rich_text import in_short
from core.slugs import get_by_slug
from organisation.models import Body, Page, Partnership
from organisation.plans import current_plan


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    bodies = Body.objects.visible_to(request.user).with_seats(request.user).with_focus_areas(current_plan(request))
    row = get_by_slug(bodies, slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    context = {
        "body": row,
        "votes_known": any(seat.votes is not None for seat in row.seats.all()),
        "description": in_short(row.purpose),
        "edits": [row],
        "edit_texts": "body",
        "section": "about",
        "crumbs": [(_("Organisation"), reverse("organisation"))],
        "here": row.name,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "organisation/body_detail.html", context)


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
