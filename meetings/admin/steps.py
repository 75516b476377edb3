"""The buttons that lead a meeting on. Each is a page that says what will happen, and a form that does it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import approval, calling
from meetings.admin.forms import ApproveForm, CancelForm, CorrectForm, StepForm
from meetings.admin.rights import own_meeting
from meetings.changes import changes_for_mail
from meetings.models import Meeting
from meetings.telling import address_of, agenda_of
from organisation.models import Member

# Does what the form says, and tells what came of it. Raises ValidationError where it makes no sense.
Act = Callable[[StepForm], str]


def call(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    members = list(meeting.members().select_related("user", "seat__body"))
    return step(
        request,
        meeting,
        _("Indkald"),
        lambda form: said(calling.call(meeting)),
        told=_("Medlemmerne får dagsordenen, og den kan læses af dem, der kan se mødet."),
        agenda=agenda_of(meeting),
        **ways_to_tell(members),
    )


def tell_changes(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    members = calling.invited(meeting) + calling.unasked(meeting)
    return step(
        request,
        meeting,
        _("Send ændringer"),
        lambda form: said(calling.tell_changes(meeting)),
        told=_("Medlemmerne får besked om det her. Den, der ikke er indkaldt endnu, får hele indkaldelsen."),
        sentences=changes_for_mail(meeting),
        **ways_to_tell(members),
    )


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)
    members = calling.invited(meeting) if meeting.is_called else []
    return step(
        request,
        meeting,
        _("Aflys"),
        lambda form: said(calling.cancel(meeting, form.cleaned_data["reason"])),
        CancelForm,
        told=_("Mødet bliver stående som aflyst. Skal det holdes alligevel, kan det indkaldes igen."),
        is_danger=True,
        **ways_to_tell(members),
    )


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)

    def act(form: StepForm) -> str:
        calling.hold(meeting)
        return _("Mødet er holdt. Referatet er en kladde, som gruppen kan læse, til det er godkendt.")

    words = _("Så er referatet en kladde, som gruppen kan læse. Andre kan læse det, når det er godkendt.")
    return step(request, meeting, _("Mødet er holdt"), act, told=words)


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)

    def act(form: StepForm) -> str:
        approval.approve(meeting, form.cleaned_data["on"], request.user, at=form.cleaned_data["at"])
        return _("Referatet er godkendt og ligger fast.")

    words = _("Referatet lægges fast, som det står nu. De åbne punkter kan læses af alle, der kan se mødet.")
    return step(request, meeting, _("Godkend referat"), act, ApproveForm, told=words)


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = own_meeting(request, pk)

    def act(form: StepForm) -> str:
        approval.begin_correction(meeting, form.cleaned_data["reason"])
        return _("Ret nu referatet, og godkend det igen. Indtil da læser alle andre det, der var godkendt.")

    words = _("Det godkendte referat bliver stående, til det rettede er godkendt. Begge kan læses bagefter.")
    return step(request, meeting, _("Ret referatet"), act, CorrectForm, told=words)


def step(
    request: HttpRequest,
    meeting: Meeting,
    title: str,
    act: Act,
    form_class: type[StepForm] = StepForm,
    **context: Any,
) -> HttpResponse:
    form = form_class(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, act(form))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("admin:meetings_meeting_change", meeting.pk)
    frame = {**admin.site.each_context(request), "opts": Meeting._meta, "meeting": meeting, "title": title}
    return render(request, "admin/meetings/meeting/step.html", {**frame, "form": form, **context})


def ways_to_tell(members: list[Member]) -> dict[str, list[Member]]:
    return {
        "by_mail": [member for member in members if address_of(member)],
        "by_hand": [member for member in members if not address_of(member)],
    }


def said(reached: calling.Reached) -> str:
    """Without a name: messages are kept in the session."""
    number = len(reached.mailed)
    words = ngettext("%(number)s medlem får mail.", "%(number)s medlemmer får mail.", number) % {"number": number}
    if reached.others:
        words += " " + _("De andre har ingen e-mail her: se nederst på mødets side, hvem du skal ringe til.")
    return words
