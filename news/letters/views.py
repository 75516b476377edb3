"""Asking for the newsletter, and the letters as pages: of all areas, or of one, which is also the one to print."""

import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.facets import address_with
from core.qr import qr_code
from news.letters.forms import SubscribeForm
from news.letters.items import items_of, parts
from news.letters.subscribing import ask
from news.models import Letter
from organisation.models import HousingArea
from organisation.plans import current_plan

EARLIER = 12


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SubscribeForm(data, request=request, plan=current_plan(request))
    if form.is_bound and form.is_valid():
        if not form.is_trapped:
            ask(request, form.cleaned_data["email"], **form.choices)
        return redirect("newsletter_asked")
    context = _frame(
        request,
        reverse("newsletter"),
        form=form,
        days=settings.UNCONFIRMED_DAYS,
        letters=Letter.objects.released()[:EARLIER],
        here=_("Nyhedsbrev"),
    )
    return render(request, "news/newsletter.html", context, status=form.status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "news/newsletter_asked.html", _frame(request, here=_("Se i din mail")))


@require_safe
def letter(request: HttpRequest, year: int, month: int, slug: str | None = None) -> HttpResponse:
    row = get_object_or_404(Letter.objects.visible_to(request.user), month=_first_day(year, month))
    areas = HousingArea.objects.all()
    area = get_object_or_404(areas, slug=slug) if slug else None
    items = [item for item in items_of(row) if item.is_for([area.slug] if area else [], [])]
    calendar = request.build_absolute_uri(address_with(reverse("calendar"), [("omraade", area.slug)] if area else []))
    context = _frame(
        request,
        request.path,
        letter=row,
        area=area,
        areas=areas,
        parts=parts(items),
        calendar=calendar,
        qr_code=qr_code(calendar, _("QR-kode til kalenderen")),
        crumbs=[(_("Nyhedsbrev"), reverse("newsletter"))],
        here=row.month_in_words.capitalize(),
        edits=[Letter],
    )
    return render(request, "news/letter_detail.html", context)


def _first_day(year: int, month: int) -> datetime.date:
    try:
        return datetime.date(year, month, 1)
    except (ValueError, OverflowError):
        raise Http404 from None


def _frame(request: HttpRequest, canonical: str | None = None, **more: Any) -> dict[str, Any]:
    address = {"canonical": request.build_absolute_uri(canonical)} if canonical else {}
    return {"edit_texts": "newsletter", **address, **more}
