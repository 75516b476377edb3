"""Addresses that are keys: who has one may read or change something. Nobody else is told of them."""

import logging
import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

Response = TypeVar("Response", bound=HttpResponseBase)

# What stands below these is a key. A proxy must not log them either (see docs/operations.md).
BELOW = [
    *("/tilmelding", "/kommentar", "/nyhedsbrev", "/kladde", "/moeder/kalender"),
    *("/konto/invitation", "/konto/ny-adgangskode"),
]
KEY = re.compile(rf"((?:{'|'.join(BELOW)})/)[^/\s?'\"]+")


class Gone(Exception):
    """No key of ours, or to what is deleted: which of the two is not told."""


class Keys:
    """Keys of one sort, signed, each with an id alone; `salt` keeps one sort from opening another."""

    def __init__(self, salt: str) -> None:
        self.salt = salt

    @property
    def _signer(self) -> signing.Signer:
        return signing.Signer(salt=self.salt, sep="~")

    def token_of(self, key: uuid.UUID) -> str:
        return self._signer.sign(key.hex)

    def key_of(self, token: str) -> uuid.UUID:
        """Raises Gone."""
        try:
            return uuid.UUID(self._signer.unsign(token))
        except (signing.BadSignature, ValueError) as error:
            raise Gone from error


def keyed(opened: Callable[[str], Any], gone: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Makes `@own("GET", "HEAD")`, for a view of what a token opens: `view(request, token, opened(token))`.

    `gone` draws the page for a token that opens nothing (`opened` raises Gone), or what was deleted meanwhile.
    No cookie is set: a page that tells nobody its own address cannot send the `Origin` that a check against
    forgery would want, and the key says all that it could.
    """

    def own(*methods: str) -> Callable:
        def decorate(view: Callable) -> Callable:
            @csrf_exempt
            @require_http_methods(methods)
            @wraps(view)
            def inner(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
                try:
                    response = view(request, token, opened(token), **rest)
                except (Gone, ObjectDoesNotExist):
                    response = gone(request)
                return unkept(response)

            return inner

        return decorate

    return own


def unkept(response: Response) -> Response:
    """No cache keeps the page, no search engine finds it, and no other site is told its address."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


class Discreet(logging.Formatter):
    """Writes a log without the keys. A formatter and no filter: only here a traceback becomes text."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub(r"\1…", super().format(record))
