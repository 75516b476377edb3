"""Signing up for one date or for all of a series, without an account; and the way back with a code."""

import uuid
from collections.abc import Collection

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from activities import queue, telling
from activities.bookings import address_of, found_by_code
from activities.models import Activity, SignUp
from activities.signing_up.forms import CodeForm, SignUpForm
from core.reachable import comparable_email

TOO_MANY = gettext_lazy("Der er %(places)s pladser i alt. Er I flere, så kontakt os, før du tilmelder jer.")
UNKNOWN_CODE = gettext_lazy(
    "Vi kan ikke finde en tilmelding med den kode og det nummer. Se efter, om du har skrevet rigtigt."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    activity = _shown(request, slug)
    return _signing_up(request, activity, [activity] if activity.is_open() else [])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_all(request: HttpRequest, slug: str) -> HttpResponse:
    """All dates of the series that are still open; a date without a series stands for itself."""
    activity = _shown(request, slug)
    dates = Activity.objects.visible_to(request.user).upcoming().for_list()
    of_series = dates.filter(series=activity.series_id) if activity.series_id else dates.filter(pk=activity.pk)
    return _signing_up(request, activity, [date for date in of_series if date.is_open()])


def _shown(request: HttpRequest, slug: str) -> Activity:
    rows = Activity.objects.visible_to(request.user).for_page(request.user)
    return get_object_or_404(rows, slug=slug)


def _signing_up(request: HttpRequest, activity: Activity, dates: list[Activity]) -> HttpResponse:
    if not dates:
        return _page(request, "activities/sign_up_closed.html", activity)
    form = SignUpForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(address_of(uuid.uuid4()))
        try:
            booked = queue.book(dates, booking=form.cleaned_data["booking"], **form.person)
        except queue.Closed:
            return _page(request, "activities/sign_up_closed.html", activity)
        except queue.TooMany as error:
            form.add_error("party", TOO_MANY % {"places": error.places})
        else:
            return _answer(request, activity, form, booked)
    full = [date.is_full for date in dates]
    context = {
        "form": form,
        "dates": dates,
        "several": len(dates) > 1,
        "some_full": any(full),
        "all_full": all(full),
        "is_limited": any(date.capacity for date in dates),
        "deleted_on": dates[-1].sign_ups_deleted_on,
    }
    return _page(request, "activities/sign_up.html", activity, status=form.status, **context)


def _answer(request: HttpRequest, activity: Activity, form: SignUpForm, booked: queue.Booked) -> HttpResponse:
    """To the page of what is new. Of what is known already nothing is shown: whoever types a name is not its owner."""
    if booked.new:
        address = address_of(booked.new[0].booking)
    else:
        # The same form sent twice.
        again = form.cleaned_data["booking"] in {row.booking for row in booked.known}
        address = address_of(form.cleaned_data["booking"]) if again else ""
    if booked.known and (booked.new or not address):
        send_links_again(request, booked.known)
    if address:
        return redirect(f"{address}?nyt={'tak-igen' if booked.new and booked.known else 'tak'}")
    by_mail = any(row.email for row in booked.known)
    return _page(request, "activities/sign_up_known.html", activity, by_mail=by_mail)


def send_links_again(request: HttpRequest, rows: Collection[SignUp]) -> None:
    """To the address that was given then, and not more often than its owner can bear."""
    limit = {"sign_up_link": settings.FORM_RATE_LIMITS["sign_up_link"]}
    for booking in {row.booking for row in rows if row.email}:
        own = [row for row in rows if row.booking == booking]
        key = comparable_email(own[0].email)
        if ratelimit.consume(request, app="forms", action="sign_up_link", key=key, config=limit):
            telling.link_again(own)


def _page(request: HttpRequest, template: str, activity: Activity, status: int = 200, **more: object) -> HttpResponse:
    context = {
        "activity": activity,
        "in_areas": activity.in_areas(),
        "edit_texts": "sign_up",
        "section": "calendar",
        "crumbs": [(_("Kalender"), reverse("calendar")), (activity.title, activity.get_absolute_url())],
        "here": _("Tilmelding"),
        **more,
    }
    return render(request, template, context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and form.is_valid() and not form.is_trapped:
        booking = found_by_code(form.cleaned_data["code"], form.cleaned_data["digits"])
        if booking:
            return redirect(address_of(booking))
        form.add_error(None, UNKNOWN_CODE)
    context = {"form": form, "edit_texts": "booking", "section": "calendar", "here": _("Find din tilmelding")}
    return render(request, "activities/booking_find.html", context, status=form.status)
