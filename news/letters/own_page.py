"""A subscriber's own page. Its address is the key to it; a GET changes nothing, for mail scanners open every link.

No cookie is set, and nothing is checked against forgery: see activities/signing_up/own_page.py. That also lets a mail
program's own button unsubscribe with one POST (RFC 8058), which must be answered, and not sent on.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.secret_addresses import unkept
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


def keyed(*methods: str) -> Callable:
    """A view of the subscriber whom the token opens; a kind page (410) when it opens none."""

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def inner(request: HttpRequest, token: str) -> HttpResponse:
            subscriber = Subscriber.objects.opened_by(token).first()
            if subscriber:
                return unkept(view(request, subscriber))
            return unkept(page(request, "news/subscriber_gone.html", _("Nyhedsbrev"), status=410))

        return inner

    return decorate


def back(subscriber: Subscriber, news: str) -> HttpResponse:
    return redirect(f"{subscriber.get_absolute_url()}?nyt={news}")


@keyed("GET", "HEAD")
def own_page(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    chosen = {name: [row.slug for row in getattr(subscriber, name).all()] for name in ("areas", "focus_areas")}
    asked = request.GET.get("nyt", "")
    context = {
        "subscriber": subscriber,
        "form": ChoicesForm(initial=chosen, plan=current_plan(request)),
        "news": NEWS.get(asked),
        "is_refused": asked == "forkert",
    }
    return page(request, "news/subscriber.html", _("Dit nyhedsbrev"), **context)


@keyed("POST")
def confirmed(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    confirm(subscriber)
    return back(subscriber, "tak")


@keyed("POST")
def choose(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    form = ChoicesForm(request.POST, plan=current_plan(request))
    if not form.is_valid():
        return back(subscriber, "forkert")
    subscriber.choose(**form.choices)
    return back(subscriber, "gemt")


@keyed("GET", "HEAD", "POST")
def leave(request: HttpRequest, subscriber: Subscriber) -> HttpResponse:
    if request.method != "POST":
        return page(request, "news/subscriber_leave.html", _("Meld fra"), subscriber=subscriber)
    Subscriber.objects.filter(pk=subscriber.pk).forget()
    return page(request, "news/subscriber_left.html", _("Meldt fra"))
