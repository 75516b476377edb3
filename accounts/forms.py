"""The forms of logging in, and of giving somebody a login."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.forms import SetPasswordMixin
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class LoginForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = _("Adgangskode")
        _without_placeholders(self)


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Nuværende adgangskode")
        self.fields["password1"].label = _("Ny adgangskode")
        self.fields["password2"].label = _("Ny adgangskode en gang til")
        _without_placeholders(self)


def _without_placeholders(form: forms.Form) -> None:
    """The label says it already, and stays when one writes."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class UserForm(SetPasswordMixin, forms.ModelForm):
    """A login with a password that somebody of the secretariat sets."""

    password1, password2 = SetPasswordMixin.create_password_fields(_("Adgangskode"), _("Adgangskode en gang til"))

    class Meta:
        model = User
        fields = ["email", "name", "role", "access_until", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["password1"].required = self.fields["password2"].required = False
            self.fields["password1"].help_text = _("Tomme felter: adgangskoden ændres ikke.")

    def clean(self) -> dict[str, Any]:
        self.validate_passwords()
        return super().clean() or {}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.cleaned_data.get("password2"):
            self.validate_password_for_user(self.instance)

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("password1"):
            self.instance.set_password(self.cleaned_data["password1"])
        return super().save(commit)
