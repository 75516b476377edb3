"""Pages for what goes wrong, in the design."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

BARE_PAGE = """<!doctype html>
<html lang="da"><meta charset="utf-8"><title>Fejl</title><h1>Noget gik galt hos os</h1></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's own view gives its page no request, and so no header and footer."""
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs no context and no database; where the static files were never collected it is bare words."""
    try:
        page = render_to_string("500.html")
    except ValueError:
        page = BARE_PAGE
    return HttpResponse(page, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a form that stood open for long, or a browser that takes no cookies."""
    return render(request, "403_csrf.html", status=403)


def wrong_method_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a 405 gets a page to read, and still says what is allowed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
