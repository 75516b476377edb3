"""Addresses that are keys: who has one may read or change something. Nobody else is told of them."""

import logging
import re
from typing import TypeVar

from django.http import HttpResponseBase

Response = TypeVar("Response", bound=HttpResponseBase)

# What stands below these is a key. A proxy must not log them either (see docs/operations.md).
BELOW = [
    *("/tilmelding", "/kommentar", "/nyhedsbrev", "/kladde", "/moeder/kalender"),
    *("/konto/invitation", "/konto/ny-adgangskode"),
]
KEY = re.compile(rf"((?:{'|'.join(BELOW)})/)[^/\s?'\"]+")


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
