"""What follows when the second factor comes or goes."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User


@transaction.atomic
def reset(user: User) -> bool:
    """Forget the app and the recovery codes, and log out everywhere: False if there was nothing to forget."""
    found, _kinds = Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    return bool(found)


def end_other_sessions(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever was logged in with the password alone, perhaps a stolen one, has to log in again."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
