"""Taking the minutes during the meeting: all items on one page, saved with one press.

Each field comes with what it said when the page was opened, so that only what was changed here is saved. Where
somebody else has written in the same field meanwhile, both are shown, and nothing is saved before that was read.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media

from meetings import calling
from meetings.admin.noting_forms import AttendanceForm, DecisionForm, OutcomeForm
from meetings.admin.rights import own_meeting
from meetings.models import AgendaItem, Meeting
from organisation.models import Seat

NEW_DECISIONS = 2


class Sheet:
    """All the forms of the page, filled in from a POST or from what stands."""

    def __init__(self, meeting: Meeting, data: Any = None) -> None:
        self.meeting = meeting
        participants = meeting.participants.select_related("member__seat")
        self.attendance = [AttendanceForm(data, instance=row, prefix=f"kom-{row.pk}") for row in participants]
        seats = list(Seat.objects.filter(body=meeting.body_id))
        items = meeting.items.prefetch_related("decisions__seat")
        self.items = [ItemSheet(item, number, seats, data) for number, item in enumerate(items, start=1)]

    @property
    def forms(self) -> Iterator[Any]:
        yield from self.attendance
        for item in self.items:
            yield from (item.outcome, *item.decisions)

    def is_valid(self) -> bool:
        """All are asked, so that all that is wrong is told at once."""
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def save(self) -> None:
        for form in self.forms:
            if form.has_changed():
                form.save()
        # As soon as somebody is ticked, the others were not there.
        there = self.meeting.participants
        if there.filter(was_there=True).exists():
            there.filter(was_there=None).update(was_there=False)

    @property
    def media(self) -> Media:
        """The editor, where an outcome needs it."""
        return sum((item.outcome.media for item in self.items if item.outcome.is_rich), Media())

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Where, and what."""
        return [
            (form[name].auto_id if name in form.fields else "", " ".join(map(str, errors)))
            for form in self.forms
            for name, errors in form.errors.items()
        ]


class ItemSheet:
    """An item with its number, what came of it, and room for new decisions."""

    def __init__(self, item: AgendaItem, number: int, seats: list[Seat], data: Any) -> None:
        self.item, self.number = item, number
        self.outcome = OutcomeForm(data, item=item, prefix=f"punkt-{item.pk}")
        self.decisions = [
            DecisionForm(data, item=item, seats=seats, prefix=f"ny-{item.pk}-{place}") for place in range(NEW_DECISIONS)
        ]

    @property
    def is_being_decided(self) -> bool:
        """Something was typed among the new decisions, which must not hide."""
        return any(form.is_bound and form.has_changed() for form in self.decisions)


def take_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    if request.method != "POST":
        is_over = refused(request, meeting)
        return redirect("admin:meetings_meeting_change", pk) if is_over else page(request, Sheet(meeting))
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).for_list().get(pk=pk)
        sheet = Sheet(meeting, request.POST)
        # What was typed while somebody approved the minutes stands there still, to be copied.
        if refused(request, meeting) or not sheet.is_valid():
            return page(request, sheet)
        sheet.save()
    messages.success(request, _("Gemt kl. %(now)s.") % {"now": f"{timezone.localtime():%H.%M}"})
    if "_hold" in request.POST:
        return held(request, meeting)
    return redirect("meeting_minutes", pk)


def refused(request: HttpRequest, meeting: Meeting) -> bool:
    if not (meeting.is_fixed or meeting.is_cancelled):
        return False
    messages.error(request, _("Mødet er aflyst, eller referatet er godkendt. Derfor kan det ikke skrives her."))
    return True


def held(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        calling.hold(meeting)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meeting_minutes", meeting.pk)
    messages.success(request, _("Mødet er holdt. Referatet er en kladde, som gruppen kan læse, til det er godkendt."))
    return redirect("admin:meetings_meeting_change", meeting.pk)


def page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    frame = {**admin.site.each_context(request), "opts": Meeting._meta, "title": _("Skriv referat")}
    context = {**frame, "meeting": sheet.meeting, "sheet": sheet, "errors": sheet.errors}
    context["media"] = Media.from_media(sheet.media, nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
    return render(request, "admin/meetings/meeting/minutes.html", context)
