"""What is asked of everybody who is logged in, at every request."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]

# What somebody needs on the way to a second factor; pictures and files are open to all.
UNTIL_TWO_FACTORS = {"mfa_activate_totp", "account_reauthenticate", "account_logout", "account_login", "media"}


def sessions_end_with_the_right(get_response: Handler) -> Handler:
    """A term or an employment that ended yesterday leaves nobody logged in today."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.user.roles:
            logout(request)
            messages.info(request, _("Din adgang er ophørt. Skriv til sekretariatet, hvis det er en fejl."))
        return get_response(request)

    return middleware


def two_factors_first(get_response: Handler) -> Handler:
    """Who must log in with two factors comes nowhere before the second one is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_use_two_factors:
            return None
        match = request.resolver_match
        if (match and match.view_name in UNTIL_TWO_FACTORS) or is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
