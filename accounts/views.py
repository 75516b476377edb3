"""Pages of one's own login. Most are allauth's; here stands what is ours in them."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login as LoginAttempt
from allauth.decorators import rate_limit
from allauth.mfa.base import views as mfa_views
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.forms import InvitationForm
from accounts.models import User
from accounts.sessions import browser, machine
from core.admin_forms import can_be_key
from core.secret_addresses import unkept

Page = Callable[..., HttpResponse]


class OurFrame:
    """allauth's `site` (a host name) would hide ours, which the page's frame prints."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context


class Login(OurFrame, account_views.LoginView):
    pass


class ForgottenPassword(OurFrame, account_views.PasswordResetView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Takes as long whoever exists: writing a mail or none would show in the time."""
        ready = time.monotonic() + settings.FORGOTTEN_PASSWORD_SECONDS
        response: HttpResponse = super().post(request, *args, **kwargs)
        time.sleep(max(0, ready - time.monotonic()))
        return response


class ForgottenPasswordSent(OurFrame, account_views.PasswordResetDoneView):
    pass


class NewPassword(OurFrame, account_views.PasswordResetFromKeyView):
    reset_url_key = "vaelg"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=410 if context.get("token_fail") else 200, **kwargs)


class NewPasswordSet(OurFrame, account_views.PasswordResetFromKeyDoneView):
    pass


class SecondStep(OurFrame, mfa_views.AuthenticateView):
    pass


def secret_address(view: Page) -> Page:
    """For a page whose address lets somebody in: no cache keeps it, no other page is told of it.

    Not `no-referrer`: browsers then send the form with `Origin: null`, and the check against forgery refuses it.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = unkept(view(request, *args, **kwargs))
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return inner


@secret_address
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@rate_limit(action="invitation")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing: programs that check mails for viruses open every link."""
    user = invitations.invited(token)
    if user is None:
        return render(request, "account/invitation_gone.html", status=410)
    form = InvitationForm(user, request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return render(request, "account/invitation.html", {"form": form, "invited": user})
    if not invitations.accept(user, form.cleaned_data["password1"]):
        return render(request, "account/invitation_gone.html", status=410)
    return welcome(request, user)


def welcome(request: HttpRequest, user: User) -> HttpResponse:
    """Log in whose password is new; who is to come later is told so."""
    if not user.may_log_in:
        messages.success(request, _("Din adgangskode er gemt. Du kan logge ind fra den dag, din adgang begynder."))
        return redirect("account_login")
    response: HttpResponse = perform_password_login(request, {"email": user.email}, LoginAttempt(user=user))
    request.session.set_expiry(0)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is logged in; a button ends one of them, or all the others."""
    if request.method == "POST":
        _end(request)
        return redirect("sessions")
    rows = [
        {
            "row": row,
            "browser": browser(row.user_agent),
            "machine": machine(row.user_agent),
            "is_this": row.session_key == request.session.session_key,
        }
        for row in sorted(
            UserSession.objects.purge_and_list(request.user), key=lambda row: row.created_at, reverse=True
        )
    ]
    return render(request, "usersessions/sessions.html", {"sessions": rows})


def _end(request: HttpRequest) -> None:
    rows = UserSession.objects.filter(user=request.user.pk).exclude(session_key=request.session.session_key)
    chosen = request.POST.get("session", "")
    if chosen != "andre":
        rows = rows.filter(pk=chosen) if can_be_key(chosen) else rows.none()
    for row in rows:
        row.end()
    if rows:
        messages.success(request, _("Der er logget ud."))
