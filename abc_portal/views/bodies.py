"""A body: what it is for, who sits in it and who once did, and when it meets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.rich_text import in_short
from core.slugs import get_by_slug
from meetings.page import ahead
from organisation.forms import YearForm
from organisation.models import Body
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
        "ahead": ahead(row, request.user),
        "then": YearForm(request.GET, row, request.user),
        "description": in_short(row.purpose),
        "edits": [row],
        "edit_texts": "body",
        "section": "about",
        "crumbs": [(_("Organisation"), reverse("organisation"))],
        "here": row.name,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "organisation/body_detail.html", context)
