"""The list of a date: who comes and who waits, how many came, and what is done for somebody on the spot."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from activities import queue
from activities.admin.choices import tell_of_calls
from activities.admin.forms import CallOffForm, CounterForm, CountForm
from activities.models import Activity, Attendance, Call, SignUp
from activities.models.sign_ups import may_see_names
from core.admin_forms import can_be_key

State = SignUp.State


def own_date(request: HttpRequest, pk: int, right: str = "activities.view_signup") -> Activity:
    """Of an initiative that the user works with. Raises Http404 or PermissionDenied."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    date = get_object_or_404(Activity.objects.for_list(), pk=pk)
    if not may_see_names(Activity.objects.filter(pk=pk), request.user).exists():
        raise PermissionDenied
    return date


def shown(request: HttpRequest, date: Activity, template: str, title: str, **context: Any) -> HttpResponse:
    frame = {**admin.site.each_context(request), "opts": Activity._meta, "date": date, "title": title}
    return render(request, f"admin/activities/activity/{template}.html", {**frame, **context})


def page(request: HttpRequest, date: Activity, **forms: Any) -> HttpResponse:
    calls = Prefetch("calls", Call.objects.select_related("done_by"))
    rows = date.sign_ups.visible_to(request.user).in_line().select_related("area").prefetch_related(calls)
    by_state: dict[str, list[SignUp]] = {state: [row for row in rows if row.state == state] for state in State}
    context = {
        "coming": by_state[State.CONFIRMED],
        "offered": by_state[State.OFFERED],
        "waiting": by_state[State.WAITING],
        "gone": by_state[State.LAPSED] + by_state[State.CANCELLED],
        "ticking": any(row.is_alive for row in rows),
        "is_day": timezone.localdate() >= date.day,
        "count_form": CountForm(instance=attendance_of(date)),
        "counter_form": CounterForm(),
        "is_open": date.is_open(),
    }
    return shown(request, date, "people", _("Deltagere"), **{**context, **forms})


def attendance_of(date: Activity) -> Attendance:
    return Attendance.objects.filter(activity=date).first() or Attendance(activity=date)


@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, own_date(request, pk))


@require_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Type how many came."""
    date = own_date(request, pk, "activities.change_attendance")
    with transaction.atomic():
        queue.locked([date])
        form = CountForm(request.POST, instance=attendance_of(date))
        if form.is_valid():
            form.save()
    if form.errors:
        return page(request, date, count_form=form)
    messages.success(request, _("Fremmødet er gemt."))
    return redirect("activity_people", pk)


@require_POST
@transaction.atomic
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick who came. Their number is the count until somebody types another."""
    (date,) = queue.locked([own_date(request, pk, "activities.change_signup")])
    ticked = [key for key in request.POST.getlist("kom") if can_be_key(key)]
    rows = date.sign_ups.alive()
    came = rows.filter(came=True).values_list("party", flat=True)
    before = sum(came)
    rows.update(came=False)
    rows.filter(pk__in=ticked).update(came=True)
    number = sum(came.all())
    attendance = attendance_of(date)
    if attendance.visits in (None, before):
        attendance.visits = number
        attendance.save()
    words = ngettext("%(number)s kom af de tilmeldte.", "%(number)s kom af de tilmeldte.", number)
    messages.success(request, words % {"number": number})
    return redirect("activity_people", pk)


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign somebody up on the spot, by the queue's own rule."""
    date = own_date(request, pk, "activities.add_signup")
    form = CounterForm(request.POST, instance=SignUp(activity=date))
    if not form.is_valid():
        return page(request, date, counter_form=form)
    try:
        booked = queue.book([date], **form.cleaned_data)
    except queue.Closed:
        messages.error(request, _("Der kan ikke tilmeldes flere: datoen er begyndt, aflyst eller uden tilmelding."))
    except queue.TooMany as error:
        messages.error(request, _("Der er kun %(places)s pladser i alt.") % {"places": error.places})
    else:
        say_what_came_of_it(request, booked)
    return redirect("activity_people", pk)


def say_what_came_of_it(request: HttpRequest, booked: queue.Booked) -> None:
    """Without a name: messages are kept in the session."""
    if booked.known:
        messages.warning(request, _("Samme navn og kontakt står på listen i forvejen. Intet er ændret."))
    elif booked.new[0].is_confirmed:
        messages.success(request, _("Tilmeldt. Der er plads."))
    else:
        words = {"number": queue.position(booked.new[0])}
        messages.success(request, _("Skrevet på venteliste til aktiviteten som nummer %(number)s.") % words)


def own_sign_up(request: HttpRequest, pk: int) -> SignUp:
    """Raises Http404 for one that is not the user's to see."""
    if not request.user.has_perm("activities.change_signup"):
        raise PermissionDenied
    return get_object_or_404(SignUp.objects.visible_to(request.user).select_related("activity"), pk=pk)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel for somebody who asked for it."""
    row = own_sign_up(request, pk)
    queue.leave(row)
    messages.success(request, _("Meldt fra. En ledig plads tilbydes den næste på ventelisten."))
    tell_of_calls(request)
    return redirect("activity_people", row.activity_id)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the offered place for somebody who said yes."""
    row = own_sign_up(request, pk)
    try:
        queue.accept(row)
    except (queue.Closed, SignUp.DoesNotExist):
        messages.error(request, _("Tilbuddet gælder ikke længere."))
    else:
        messages.success(request, _("Pladsen er taget."))
    return redirect("activity_people", row.activity_id)


def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happens, ask what to do instead, and tell everybody."""
    date = own_date(request, pk, "activities.change_activity")
    if date.is_cancelled or date.is_over():
        messages.warning(request, _("Datoen er overstået eller aflyst i forvejen."))
        return redirect("admin:activities_activity_change", pk)
    form = CallOffForm(request.POST if request.method == "POST" else None, instance=date)
    if request.method == "POST" and form.is_valid():
        queue.cancel_activity(date, form.cleaned_data["instead"])
        messages.success(request, _("Datoen er aflyst. De tilmeldte, der har skrevet en e-mail, får besked."))
        return to_whom_to_ring(request, date)
    return shown(request, date, "call_off", _("Aflys"), form=form, **ways_to_tell(date.sign_ups.alive()))


def ways_to_tell(rows: Iterable[SignUp]) -> dict[str, int]:
    mailed = [bool(row.email) for row in rows]
    return {"by_mail": mailed.count(True), "by_phone": mailed.count(False)}


def to_whom_to_ring(request: HttpRequest, date: Activity) -> HttpResponse:
    if Call.objects.open().filter(sign_up__activity=date).exists():
        return redirect("call_list")
    return redirect("admin:activities_activity_change", date.pk)
