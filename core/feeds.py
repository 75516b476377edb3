"""Calendars that one can subscribe to: the ways in, and the file that a program gets."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from core.ics import CONTENT_TYPE


class Feed(NamedTuple):
    """What one can subscribe to: with a press, or by copying the address."""

    name: str
    webcal: str
    url: str


def feed(name: str, url: str) -> Feed:
    """`url` is a whole address."""
    return Feed(name, f"webcal://{url.partition('://')[2]}", url)


def public_file(view: Any) -> Any:
    """Asked for again and again: kept for some minutes, and not sent again as long as nothing is new."""
    return require_safe(cache_control(public=True, max_age=600)(conditional_page(view)))


def calendar_answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
