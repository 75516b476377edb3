"""The page of one's own comment. Its address is the key to it, so nothing else is asked for, and no cookie is set.

A GET changes nothing, for mail scanners open every link.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.secret_addresses import unkept
from news.commenting.keys import Gone, opened
from news.models import Comment


@require_safe
def own_comment(request: HttpRequest, token: str) -> HttpResponse:
    try:
        row = opened(token)
    except Gone:
        return _gone(request)
    is_new = request.GET.get("nyt") == "tak" and row.is_waiting
    return unkept(render(request, "news/own_comment.html", _context(comment=row, token=token, is_new=is_new)))


# A page that tells nobody its own address cannot send the `Origin` that a check against forgery would want,
# and the key says all that it could.
@csrf_exempt
@require_POST
@transaction.atomic
def remove(request: HttpRequest, token: str) -> HttpResponse:
    """Pressed twice, it is done once."""
    try:
        row = opened(token)
    except Gone:
        return _gone(request)
    Comment.objects.select_for_update().get(pk=row.pk).remove()
    return unkept(redirect("own_comment", token))


def _gone(request: HttpRequest) -> HttpResponse:
    return unkept(render(request, "news/comment_gone.html", _context(), status=410))


def _context(**more: object) -> dict[str, object]:
    return {"edit_texts": "comment", "section": "news", "here": _("Din kommentar"), **more}
