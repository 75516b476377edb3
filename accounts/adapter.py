from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ClosedAdapter(DefaultAccountAdapter):
    """Nobody registers; the secretariat makes the logins."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail eller adgangskode passer ikke. Prøv igen."),
        "too_many_login_attempts": _("Der har været for mange forsøg. Vent nogle minutter, og prøv igen."),
        "enter_current_password": _("Det er ikke din nuværende adgangskode."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """A closed login answers like a wrong password: nobody learns who exists."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")
