"""Invitations: a link by mail with which somebody chooses a password.

There is no table of them. The link is signed and holds whom it is for and a seal of where and when
that person was invited; it works as long as the row says the same. So a new invitation ends the
link before it, a withdrawn one ends it, and so do another address and choosing the password.
"""

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User

SALT = "accounts.invitation"


def token(user: User) -> str:
    """For somebody who is invited."""
    return signing.dumps([user.pk, _seal(user)], salt=SALT)


def _seal(user: User) -> str:
    return salted_hmac(SALT, f"{user.email} {user.invited_at}").hexdigest()[:32]


def invited(token: str) -> User | None:
    """Whom a link is for, if it still works."""
    try:
        pk, seal = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk).first()
    if user is None or user.state != User.State.INVITED or _seal(user) != seal:
        return None
    return user


def begin(user: User) -> None:
    """Invite; earlier links stop working."""
    user.invited_at = timezone.now()
    user.save(update_fields=["invited_at"])


def withdraw(user: User) -> None:
    user.invited_at = None
    user.save(update_fields=["invited_at"])


def accept(user: User, password: str) -> bool:
    """Set the password; False if somebody used the link at the same moment."""
    with transaction.atomic():
        won = User.objects.filter(pk=user.pk, invited_at=user.invited_at).update(invited_at=None)
        if won:
            user.invited_at = None
            user.set_password(password)
            user.save(update_fields=["password"])
    return bool(won)
