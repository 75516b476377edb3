"""A subscriber's own page. Its address is the key to it; a GET changes nothing, for mail scanners open every link.

A mail program's own button unsubscribes with one POST (RFC 8058), which must be answered, and not sent on.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.secret_addresses import keyed
from news.letters.forms import ChoicesForm
from news.letters.subscribing import confirm
from news.models import Subscriber
from organisation.plans import current_plan

# What has just been done, as the address says it after a button.
NEWS = {
    "tak": gettext_lazy("Tak. Du får nyhedsbrevet, næste gang vi sender det."),
    "gemt": gettext_lazy("Vi har gemt dit valg."),
    "forkert": gettext_lazy("Noget af det, du valgte, findes ikke mere. Dit valg er, som det var."),
}


def page(request: HttpRequest, template: str, here: str, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, template, {"edit_texts": "newsletter", "here": here, **more}, status=status)


def opened(token: str) -> Subscriber:
    """Raises Subscriber.DoesNotExist."""
    return Subscriber.objects.opened_by(token).get()


def gone(request: HttpRequest) -> HttpResponse:
    return page(request, "news/subscriber_gone.html", _("Nyhedsbrev"), status=410)


own = keyed(opened, gone)


def back(subscriber: Subscriber, news: str) -> HttpResponse:
    return redirect(f"{subscriber.get_absolute_url()}?nyt={news}")


@own("GET", "HEAD")
def own_page(request: HttpRequest, token: str, subscriber: Subscriber) -> HttpResponse:
    chosen = {name: [row.slug for row in getattr(subscriber, name).all()] for name in ("areas", "focus_areas")}
    asked = request.GET.get("nyt", "")
    context = {
        "subscriber": subscriber,
        "form": ChoicesForm(initial=chosen, plan=current_plan(request)),
        "news": NEWS.get(asked),
        "is_refused": asked == "forkert",
    }
    return page(request, "news/subscriber.html", _("Dit nyhedsbrev"), **context)


@own("POST")
def confirmed(request: HttpRequest, token: str, subscriber: Subscriber) -> HttpResponse:
    confirm(subscriber)
    return back(subscriber, "tak")


@own("POST")
def choose(request: HttpRequest, token: str, subscriber: Subscriber) -> HttpResponse:
    form = ChoicesForm(request.POST, plan=current_plan(request))
    if not form.is_valid():
        return back(subscriber, "forkert")
    subscriber.choose(**form.choices)
    return back(subscriber, "gemt")


@own("GET", "HEAD", "POST")
def leave(request: HttpRequest, token: str, subscriber: Subscriber) -> HttpResponse:
    if request.method != "POST":
        return page(request, "news/subscriber_leave.html", _("Meld fra"), subscriber=subscriber)
    Subscriber.objects.filter(pk=subscriber.pk).forget()
    return page(request, "news/subscriber_left.html", _("Meldt fra"))
