"""Who is told of a comment. A mail never says what it says, or who wrote it."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.mails import absolute, compose
from core.reachable import comparable_email
from news.commenting.keys import address_of
from news.models import Comment
from organisation.models import Partnership


def tell_of_new(comment: Comment) -> None:
    _tell_who_looks_after("comment_new", comment)


def tell_of_report(comment: Comment) -> None:
    _tell_who_looks_after("comment_reported", comment)


def send_key(request: HttpRequest, comment: Comment) -> None:
    """To who wrote it, and not more often than the owner of an address that anybody can type can bear."""
    if not comment.email:
        return
    key, limit = comparable_email(comment.email), {"comment_key": settings.FORM_RATE_LIMITS["comment_key"]}
    if ratelimit.consume(request, app="forms", action="comment_key", key=key, config=limit):
        _tell_writer("comment_key", comment)


def tell_of_answer(comment: Comment) -> None:
    """Unless the news is shown to nobody now: the mail names it."""
    if comment.email and not comment.post.is_hidden:
        _tell_writer("comment_answered", comment)


def _tell_writer(name: str, comment: Comment) -> None:
    links = {"link": absolute(address_of(comment.key)), "page": absolute(comment.get_absolute_url())}
    compose(name, comment.email, {"post": comment.post, "comment": comment, **links}).send()


def _tell_who_looks_after(name: str, comment: Comment) -> None:
    link = absolute(reverse("admin:news_comment_change", args=[comment.pk]))
    for address in addresses(comment):
        compose(name, address, {"post": comment.post, "link": link}).send()


def addresses(comment: Comment) -> list[str]:
    """Whoever wrote the news, if he or she may handle comments; else the partnership's own, if it has one."""
    author = comment.post.author
    user = author.user if author else None
    if author and user and user.is_active and user.has_perm("news.change_comment"):
        return [author.email or user.email]
    return list(Partnership.objects.exclude(email="").values_list("email", flat=True))
