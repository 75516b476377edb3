"""What a body meets about, for everybody: its meetings, each with its papers, and what became of its decisions."""

import datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.documents import sent
from core.formats import long_date
from core.private_files import as_shown
from meetings.changes import changes
from meetings.doors import of_body, page_at
from meetings.feeds import feed_of
from meetings.forms import DecisionFilter
from meetings.models import AttachmentVersion, Decision, Meeting
from meetings.pdf import file_name, pdf
from organisation.models import Body


def frame_of(request: HttpRequest, body: Body, here: str) -> dict[str, Any]:
    """What the pages of a body's meetings have in common."""
    return {
        "body": body,
        "section": "about",
        "crumbs": [(_("Organisation"), reverse("organisation")), (body.name, body.get_absolute_url())],
        "here": here,
        "canonical": request.build_absolute_uri(request.path),
    }


@of_body
def meeting_list(request: HttpRequest, body: Body) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.user).of(body).with_approval().for_list()
    coming = [row for row in meetings.coming() if not row.is_held]
    shown = {row.pk for row in coming}
    context = {
        **frame_of(request, body, _("Møder")),
        "coming": coming,
        "edits": [Meeting],
        "past": [row for row in meetings if row.pk not in shown],
        "feeds": [feed_of(request, body)] if not body.is_hidden else [],
        "edit_texts": "meetings",
    }
    return render(request, "meetings/meeting_list.html", context)


@of_body
def meeting(request: HttpRequest, body: Body, date: datetime.date) -> HttpResponse:
    page = page_at(request, body, date)
    context = {
        **frame_of(request, body, long_date(page.record.date)),
        "crumbs": [(body.name, body.get_absolute_url()), (_("Møder"), reverse("meeting_list", args=[body.slug]))],
        "page": page,
        "edits": [page.meeting],
        "changes": changes(page.meeting, request.user),
        "is_asked": page.meeting.asks(request.user),
        # Minutes say what was decided; how far it has come is told by the list of decisions.
        "today": None if page.papers.minutes else timezone.localdate(),
        "edit_texts": "meetings",
    }
    return render(request, "meetings/meeting_detail.html", context)


@of_body
def meeting_pdf(request: HttpRequest, body: Body, date: datetime.date) -> HttpResponse:
    """All that the reader may read; `?aaben=1` is the same without what is closed."""
    page = page_at(request, body, date, open_only=request.GET.get("aaben") == "1")
    return as_shown(pdf(page, request), file_name(page), "application/pdf", public=page.is_everybodys)


@of_body
def decision_list(request: HttpRequest, body: Body) -> HttpResponse:
    rows = Decision.objects.visible_to(request.user).of(body).for_list().in_order()
    form = DecisionFilter(request.GET)
    context = {
        **frame_of(request, body, _("Beslutninger")),
        "form": form,
        "decisions": form.filter(rows),
        "has_any": rows.exists(),
        "today": timezone.localdate(),
        "edit_texts": "decisions",
    }
    return render(request, "meetings/decision_list.html", context)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    row = get_object_or_404(AttachmentVersion.objects.visible_to(request.user), pk=pk)
    return sent(row.document)
