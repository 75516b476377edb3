"""The way back to one's own comment: an address that is a key. It is signed, and holds the comment's id alone."""

import uuid

from django.core import signing
from django.urls import reverse

from news.models import Comment

SALT = "news.commenting"


class Gone(Exception):
    """No key of ours, or to what is deleted: which of the two is not told."""


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep="~")


def token_of(key: uuid.UUID) -> str:
    return _signer().sign(key.hex)


def address_of(key: uuid.UUID) -> str:
    return reverse("own_comment", args=[token_of(key)])


def opened(token: str) -> Comment:
    """Raises Gone."""
    try:
        key = uuid.UUID(_signer().unsign(token))
        return Comment.objects.select_related("post").get(key=key)
    except (signing.BadSignature, ValueError, Comment.DoesNotExist) as error:
        raise Gone from error
