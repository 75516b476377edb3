"""A body's meetings for calendar programs: the open ones for everybody, all for who sits there.

A program has no login. A member's own address is a key, and opens only as long as the member sits in the body.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.feeds import Feed, calendar_answer, feed, public_file
from core.secret_addresses import unkept
from core.slugs import get_by_slug
from meetings.ics import calendar_of
from meetings.models import Meeting
from organisation.models import Body

EVERYBODY = AnonymousUser()
SALT = "meetings.feeds"


@public_file
def body_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, get_by_slug(Body.objects.visible_to(EVERYBODY), slug), EVERYBODY)


@require_safe
def own_feed(request: HttpRequest, token: str) -> HttpResponse:
    found = owner_of(token)
    if found is None:
        words = _("Adressen virker ikke mere.")
        return unkept(HttpResponse(words, content_type="text/plain; charset=utf-8", status=410))
    user, body = found
    return unkept(_file(request, body, user))


def feed_of(request: HttpRequest, body: Body) -> Feed:
    return feed(body.name, request.build_absolute_uri(reverse("meeting_feed", kwargs={"slug": body.slug})))


def own_feed_of(request: HttpRequest, body: Body) -> Feed:
    """The reader's own."""
    path = reverse("own_meeting_feed", kwargs={"token": token_of(request.user, body)})
    return feed(body.name, request.build_absolute_uri(path))


def token_of(user: Any, body: Body) -> str:
    """A new password makes a new one."""
    seal = salted_hmac(SALT, f"{user.pk} {body.pk} {user.password}").hexdigest()[:32]
    return f"{user.pk}-{body.pk}-{seal}"


def owner_of(token: str) -> tuple[User, Body] | None:
    """Whose address it is, and of which body; None if it is forged, or opens nothing any more."""
    parts = token.split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts[:2]):
        return None
    user = User.objects.filter(pk=int(parts[0]), is_active=True).first()
    body = Body.objects.of(user).filter(pk=int(parts[1])).first() if user else None
    return (user, body) if user and body and constant_time_compare(token, token_of(user, body)) else None


def _file(request: HttpRequest, body: Body, user: Any) -> HttpResponse:
    rows = Meeting.objects.visible_to(user).of(body).for_list()
    name = _("Møder i %(body)s") % {"body": body.name}
    return calendar_answer(calendar_of(rows, request.build_absolute_uri, name), "moeder")
