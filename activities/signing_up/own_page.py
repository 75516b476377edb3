"""The page of one's own sign-ups. Its address is the key to it, so nothing else is asked for.

A GET changes nothing, for mail scanners open every link. No cookie is set: a page that tells nobody its own
address cannot send the `Origin` that a check against forgery would want, and the key says all that it could.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from activities import queue
from activities.bookings import Gone, opened
from activities.models import SignUp
from activities.models.sign_ups import LARGEST_PARTY
from activities.signing_up.forms import PartyField
from core.secret_addresses import unkept

Rows = list[SignUp]
# What has just been done, as the address says it after a button.
NEWS = {
    "tak-igen": gettext_lazy("Nogle af datoerne var du tilmeldt før. De står i din første tilmelding."),
    "plads": gettext_lazy("Godt. Pladsen er din."),
    "meldt-fra": gettext_lazy("Du er meldt fra. Tak, fordi du sagde til."),
    "antal": gettext_lazy("Vi har skrevet det nye antal."),
    "antal-forkert": gettext_lazy("Vælg et antal fra 1 til 10."),
    "fuldt": gettext_lazy("Der er ikke så mange ledige pladser. Jeres antal er, som det var."),
    "for-sent": gettext_lazy("Det kan ikke ændres mere. Her kan du se, hvordan det står."),
}
# Of these, what was not done after all.
REFUSED = {"antal-forkert", "fuldt", "for-sent"}


def keyed(*methods: str) -> Callable:
    """A view of the rows that the token opens; a kind page (410) when it opens none."""

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def inner(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
            try:
                response = view(request, token, opened(token), **rest)
            except (Gone, SignUp.DoesNotExist):
                response = render(request, "activities/booking_gone.html", page(_("Din tilmelding")), status=410)
            return unkept(response)

        return inner

    return decorate


def page(here: str, **more: Any) -> dict[str, Any]:
    return {"edit_texts": "booking", "section": "calendar", "here": here, **more}


def back(token: str, news: str) -> HttpResponse:
    response = redirect("booking", token)
    response["Location"] += f"?nyt={news}"
    return response


@keyed("GET", "HEAD")
def booking(request: HttpRequest, token: str, rows: Rows) -> HttpResponse:
    asked = request.GET.get("nyt", "")
    context = page(
        _("Din tilmelding"),
        token=token,
        rows=rows,
        owner=rows[0],
        news=NEWS.get(asked),
        is_refused=asked in REFUSED,
        is_new=asked in ("tak", "tak-igen"),
        waits=any(row.is_waiting for row in rows),
        all_wait=all(row.is_waiting for row in rows),
        parties=range(1, LARGEST_PARTY + 1),
        open_rows=[row for row in rows if row.may_change()],
        deleted_on=max(row.deleted_on for row in rows),
    )
    return render(request, "activities/booking.html", context)


def chosen(rows: Rows, pk: int) -> SignUp:
    for row in rows:
        if row.pk == pk:
            return row
    raise Http404


@keyed("POST")
def accept(request: HttpRequest, token: str, rows: Rows, pk: int) -> HttpResponse:
    try:
        queue.accept(chosen(rows, pk))
    except queue.Closed:
        return back(token, "for-sent")
    return back(token, "plads")


@keyed("POST")
def leave(request: HttpRequest, token: str, rows: Rows, pk: int) -> HttpResponse:
    return _leave(token, [chosen(rows, pk)])


@keyed("POST")
def leave_all(request: HttpRequest, token: str, rows: Rows) -> HttpResponse:
    return _leave(token, rows)


def _leave(token: str, rows: Rows) -> HttpResponse:
    """Pressed twice, it is done once."""
    open_rows = [row for row in rows if row.may_change()]
    if not open_rows and any(row.is_alive for row in rows):
        return back(token, "for-sent")
    queue.leave_all(open_rows)
    return back(token, "meldt-fra")


@keyed("POST")
def resize(request: HttpRequest, token: str, rows: Rows, pk: int) -> HttpResponse:
    row = chosen(rows, pk)
    try:
        queue.resize(row, PartyField().clean(request.POST.get("party")))
    except ValidationError:
        return back(token, "antal-forkert")
    except queue.NoRoom:
        return back(token, "fuldt")
    except queue.Closed:
        return back(token, "for-sent")
    return back(token, "antal")


@keyed("GET", "HEAD", "POST")
def delete(request: HttpRequest, token: str, rows: Rows) -> HttpResponse:
    if request.method == "POST":
        queue.erase_all(rows)
        return redirect("booking_deleted")
    context = page(_("Slet dine oplysninger"), token=token, rows=rows, open_rows=[r for r in rows if r.may_change()])
    return render(request, "activities/booking_delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "activities/booking_deleted.html", page(_("Slettet")))
