"""The page of one's own sign-ups. Its address is the key to it, so nothing else is asked for.

A GET changes nothing, for mail scanners open every link.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from activities import queue
from activities.bookings import opened
from activities.models import SignUp
from activities.models.sign_ups import LARGEST_PARTY
from activities.signing_up.forms import PartyField
from core.secret_addresses import keyed

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


def page(here: str, **more: Any) -> dict[str, Any]:
    return {"edit_texts": "booking", "section": "calendar", "here": here, **more}


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "activities/booking_gone.html", page(_("Din tilmelding")), status=410)


own = keyed(opened, gone)


def back(token: str, news: str) -> HttpResponse:
    response = redirect("booking", token)
    response["Location"] += f"?nyt={news}"
    return response


@own("GET", "HEAD")
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


@own("POST")
def accept(request: HttpRequest, token: str, rows: Rows, pk: int) -> HttpResponse:
    try:
        queue.accept(chosen(rows, pk))
    except queue.Closed:
        return back(token, "for-sent")
    return back(token, "plads")


@own("POST")
def leave(request: HttpRequest, token: str, rows: Rows, pk: int) -> HttpResponse:
    return _leave(token, [chosen(rows, pk)])


@own("POST")
def leave_all(request: HttpRequest, token: str, rows: Rows) -> HttpResponse:
    return _leave(token, rows)


def _leave(token: str, rows: Rows) -> HttpResponse:
    """Pressed twice, it is done once."""
    open_rows = [row for row in rows if row.may_change()]
    if not open_rows and any(row.is_alive for row in rows):
        return back(token, "for-sent")
    queue.leave_all(open_rows)
    return back(token, "meldt-fra")


@own("POST")
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


@own("GET", "HEAD", "POST")
def delete(request: HttpRequest, token: str, rows: Rows) -> HttpResponse:
    if request.method == "POST":
        queue.erase_all(rows)
        return redirect("booking_deleted")
    context = page(_("Slet dine oplysninger"), token=token, rows=rows, open_rows=[r for r in rows if r.may_change()])
    return render(request, "activities/booking_delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    return render(request, "activities/booking_deleted.html", page(_("Slettet")))
