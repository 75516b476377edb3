"""Links to rows that are not on the site: signed, for some days, and without a login."""

import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "core.previews"


class Gone(Exception):
    """A link of ours that no longer leads anywhere."""


class Reader(AnonymousUser):
    """A visitor with a link: sees that row, and else only what every visitor sees.

    `frame` is a hidden row that the page cannot be drawn without; nothing in it is shown for that.
    """

    def __init__(self, row: models.Model, frame: models.Model | None = None) -> None:
        super().__init__()
        self.previews = {type(row): [row.pk]}
        self.frames = {type(frame): [frame.pk]} if frame else {}


def last_moment() -> datetime.datetime:
    """Until when a link that is made now works."""
    return timezone.now() + datetime.timedelta(days=settings.PREVIEW_DAYS)


def token_for(row: Any, until: datetime.datetime) -> str:
    return signing.dumps([row._meta.label, row.pk, _seal(row), int(until.timestamp())], salt=SALT)


def read(token: str) -> tuple[Any, datetime.datetime]:
    """The row, and until when the link works. Raises signing.BadSignature if it is none of ours, Gone if it is over.

    A link to what is published meanwhile never ends: it leads to what everybody may see.
    """
    label, pk, seal, until = signing.loads(token, salt=SALT)
    row = apps.get_model(label)._default_manager.filter(pk=pk).first()
    ends = datetime.datetime.fromtimestamp(until, datetime.UTC)
    if row is None or (row.is_hidden and (ends <= timezone.now() or seal != _seal(row))):
        raise Gone
    return row, ends


def _seal(row: Any) -> str:
    """Changes with what the editors change to withdraw a link: the row's address, or when it ends."""
    until = row.publish_until.isoformat() if row.publish_until else ""
    return salted_hmac(SALT, f"{row.slug} {until}").hexdigest()[:16]
