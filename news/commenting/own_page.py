"""The page of one's own comment. Its address is the key to it, so nothing else is asked for.

A GET changes nothing, for mail scanners open every link.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.secret_addresses import keyed
from news.commenting.keys import opened
from news.models import Comment


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "news/comment_gone.html", _context(), status=410)


own = keyed(opened, gone)


@own("GET", "HEAD")
def own_comment(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    is_new = request.GET.get("nyt") == "tak" and comment.is_waiting
    return render(request, "news/own_comment.html", _context(comment=comment, token=token, is_new=is_new))


@own("POST")
@transaction.atomic
def remove(request: HttpRequest, token: str, comment: Comment) -> HttpResponse:
    """Pressed twice, it is done once."""
    Comment.objects.select_for_update().get(pk=comment.pk).remove()
    return redirect("own_comment", token)


def _context(**more: object) -> dict[str, object]:
    return {"edit_texts": "comment", "section": "news", "here": _("Din kommentar"), **more}
