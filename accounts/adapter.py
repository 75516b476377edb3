"""Where allauth asks what we think."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.mails import compose
from core.qr import qr_code


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody registers; the secretariat makes the logins."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail eller adgangskode passer ikke. Prøv igen."),
        "too_many_login_attempts": _("Der har været for mange forsøg. Vent nogle minutter, og prøv igen."),
        "rate_limited": _("Der har været for mange forsøg. Vent nogle minutter, og prøv igen."),
        "enter_current_password": _("Det er ikke din nuværende adgangskode."),
        "incorrect_password": _("Adgangskoden passer ikke. Prøv igen."),
        "incorrect_code": _("Koden passer ikke. Vent på den næste, og prøv igen."),
        "invalid_password_reset": _("Linket virker ikke længere."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who may not log in gets the answer of a wrong password: nobody learns who exists."""
        user = super().authenticate(request, **credentials)
        return user if user and user.may_log_in else None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts are counted per person; allauth adds the host, of which a visitor may write the port."""
        return str(credentials.get("email", "")).lower()

    def get_client_ip(self, request: HttpRequest) -> str:
        """Who came past the proxies, with too few entries or none that is an address, is known by the connection."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return str(request.META["REMOTE_ADDR"])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return str(import_string(settings.LANDING_PAGE)(request.user))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just logged in need not show it again."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not fresh and super().is_reauthentication_required(app=app, **kwargs)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        compose("password_reset", user.email, {"link": context["password_reset_url"]}, self.request).send()


class TwoFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden passer ikke. Vent på den næste, og prøv igen."),
        "cannot_delete_authenticator": _("I sekretariatet skal man logge ind i to trin. Det kan ikke slås fra."),
        "cannot_generate_recovery_codes": _("Slå først login i to trin til."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user: User = authenticator.user  # type: ignore[assignment]
        return not user.must_use_two_factors

    def build_totp_svg(self, url: str) -> SafeString:
        """With colours of our own: the policy lets no picture bring its style."""
        return qr_code(url, str(_("QR-kode til din app")))
