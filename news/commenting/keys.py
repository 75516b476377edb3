"""The way back to one's own comment: an address that is a key. It is signed, and holds the comment's id alone."""

import uuid

from django.urls import reverse

from core.secret_addresses import Gone, Keys
from news.models import Comment

KEYS = Keys("news.commenting")


def token_of(key: uuid.UUID) -> str:
    return KEYS.token_of(key)


def address_of(key: uuid.UUID) -> str:
    return reverse("own_comment", args=[token_of(key)])


def opened(token: str) -> Comment:
    """Raises Gone."""
    row = Comment.objects.select_related("post").filter(key=KEYS.key_of(token)).first()
    if row is None:
        raise Gone
    return row
