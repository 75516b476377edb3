"""The half-yearly statuses, for the board: which are there, which are missing, and what each tells."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from board.doors import for_the_board
from board.forms import AskedHalfYear
from board.models import Status
from board.progress import page_of
from board.status_document import document_of
from core.facets import address_with
from organisation.plans import plan_for


@for_the_board
def status_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    asked = AskedHalfYear(request.GET, plan, timezone.localdate())
    half, list_url = asked.chosen, plan.url("status_list")
    statuses = Status.objects.of_half_year(plan, half.as_of).visible_to(request.user) if half else []
    missing = Status.objects.missing(plan, half.as_of) if half else []
    context = {
        **page_of(plan),
        "asked": asked,
        "half": half,
        "halves": [(row, address_with(list_url, [("pr", row.as_of)])) for row in asked.halves],
        "published": [(status, document_of(status)) for status in statuses if status.is_published],
        "drafts": [status for status in statuses if not status.is_published],
        "missing": missing,
        "here": _("Statusser"),
    }
    return render(request, "board/status_list.html", context)


@for_the_board
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """As it was published; a draft as the board would get it today."""
    rows = Status.objects.visible_to(request.user)
    found = get_object_or_404(rows.select_related("initiative__focus_area", "initiative__plan", "signed_by"), pk=pk)
    plan = found.initiative.plan
    list_url = address_with(plan.url("status_list"), [("pr", found.as_of)])
    context: dict[str, Any] = {
        **page_of(plan),
        "status": found,
        "document": document_of(found),
        "list_url": list_url,
        "here": found.initiative.name,
    }
    context["crumbs"] = [*context["crumbs"], (_("Statusser"), list_url)]
    return render(request, "board/status_detail.html", context)
