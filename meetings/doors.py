"""How the pages of a body's meetings find what they are about."""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from core.slugs import get_by_slug
from meetings.models import Meeting
from meetings.page import Page, page_of
from organisation.models import Body
from organisation.plans import current_plan

View = Callable[..., Any]


def of_body(view: View) -> View:
    """The view gets the body at the address; a former address leads to the same page at the new one."""

    @require_safe
    @wraps(view)
    def found(request: HttpRequest, slug: str, **kwargs: Any) -> Any:
        bodies = Body.objects.visible_to(request.user).select_related("area")
        body = get_by_slug(bodies.with_focus_areas(current_plan(request)), slug)
        if body.slug != slug and request.resolver_match:
            return redirect(request.resolver_match.view_name, slug=body.slug, **kwargs, permanent=True)
        try:
            return view(request, body, **kwargs)
        except Meeting.DoesNotExist:
            return moved(request, body, **kwargs)

    return found


def moved(request: HttpRequest, body: Body, date: datetime.date) -> HttpResponseRedirect:
    """To the meeting that once was to be on that day: the mails that called it lead there. Raises Http404 for none."""
    then = Meeting.history.filter(date=date).order_by().values("id")
    meeting = Meeting.objects.visible_to(request.user).of(body).filter(pk__in=then).first()
    if meeting is None or request.resolver_match is None:
        raise Http404
    return redirect(request.resolver_match.view_name, slug=body.slug, date=meeting.date)


def page_at(request: HttpRequest, body: Body, date: Any, open_only: bool = False) -> Page:
    """The meeting of that day as the reader sees it, in the version of its minutes that the address asks for.

    Raises Meeting.DoesNotExist where none is seen.
    """
    meeting = Meeting.objects.visible_to(request.user).get(body=body, date=date)
    meeting.body = body
    asked = request.GET.get("version")
    if asked is None:
        return page_of(meeting, request.user, open_only=open_only)
    if not (asked.isascii() and asked.isdecimal()):
        raise Http404
    version = get_object_or_404(meeting.minutes.visible_to(request.user), number=int(asked[:9]))
    return page_of(meeting, request.user, version, open_only)
