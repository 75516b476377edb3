"""The forms of logging in. Their labels are ours; what they check is allauth's."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Labelled:
    """A form of allauth's with labels of ours, and no placeholders: a label stays when one writes."""

    labels: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            # allauth's other helps are in English, or say what stands below the form already.
            if name != "password1":
                field.help_text = ""


class LoginForm(Labelled, account_forms.LoginForm):
    labels = {"login": _("E-mail"), "password": _("Adgangskode")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(Labelled, account_forms.ChangePasswordForm):
    labels = {
        "oldpassword": _("Nuværende adgangskode"),
        "password1": _("Ny adgangskode"),
        "password2": _("Ny adgangskode en gang til"),
    }


class ResetPasswordForm(Labelled, account_forms.ResetPasswordForm):
    labels = {"email": _("E-mail")}

    def clean_email(self) -> str:
        """A new password is for those who may log in and have had one: who is only invited has the invitation."""
        email: str = super().clean_email()
        self.users = [user for user in self.users if user.may_log_in and user.has_usable_password()]
        return email


class ResetPasswordKeyForm(Labelled, account_forms.ResetPasswordKeyForm):
    labels = {"password1": _("Ny adgangskode"), "password2": _("Ny adgangskode en gang til")}


class UserTokenForm(account_forms.UserTokenForm):
    """A link for a new password dies with the right to log in."""

    def _get_user(self, uidb36: str) -> User | None:
        user: User | None = super()._get_user(uidb36)
        return user if user and user.may_log_in else None


class InvitationForm(Labelled, account_forms.SetPasswordForm):
    labels = {"password1": _("Adgangskode"), "password2": _("Adgangskode en gang til")}


class ReauthenticateForm(Labelled, account_forms.ReauthenticateForm):
    labels = {"password": _("Adgangskode")}


class CodeForm(Labelled):
    """A code from the app, or one of the recovery codes."""

    labels = {"code": _("Kode")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class AuthenticateForm(CodeForm, mfa_forms.AuthenticateForm):
    pass


class ReauthenticateCodeForm(CodeForm, mfa_forms.ReauthenticateForm):
    pass


class ActivateForm(CodeForm, totp_forms.ActivateTOTPForm):
    pass
