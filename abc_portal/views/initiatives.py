"""The page of one initiative, which on paper is a notice for the stairwell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.qr import qr_code
from core.slugs import get_by_slug
from initiatives.views import page_of
from organisation.plans import plan_for

NEXT_DATES = 5


@require_safe
def initiative(request: HttpRequest, slug: str, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    visible = plan.initiatives.visible_to(request.user)
    row = get_by_slug(visible.for_page(request.user), slug)
    if row.slug != slug:
        return redirect(row, permanent=True)
    dates = list(row.activity_set.upcoming().for_list()[:NEXT_DATES])
    related = visible.for_list().not_ended().filter(focus_area=row.focus_area_id).exclude(pk=row.pk)
    page = page_of(request, plan, row, (_("Initiativer"), plan.url("initiative_list")))
    context = {
        **page,
        "description": row.summary,
        "edit_texts": "initiative",
        "initiative": row,
        "in_areas": row.in_areas(),
        "areas": plan.areas.filter(initiatives=row),
        "coming": dates,
        "next_time": next((date for date in dates if not date.is_cancelled), None),
        "first_open": next((date for date in dates if date.is_open()), None),
        "ideas": row.ideas.visible_to(request.user),
        "news": row.posts.newest(request.user),
        "related": related[:4],
        "address": page["canonical"].partition("://")[2],
        "qr_code": qr_code(page["canonical"], _("QR-kode til siden")),
    }
    return render(request, "abc_portal/initiative_detail.html", context)
