"""The page about one's own login."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from abc_portal.logins import access_of, landing_page


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    context = {
        "here": _("Mit login"),
        "access": access_of(request.user),
        "has_two_factors": is_mfa_enabled(request.user, [Authenticator.Type.TOTP]),
        "landing_page": landing_page(request.user),
    }
    return render(request, "account/account.html", context)
