"""One's own login. Of allauth's pages there are these and no others; registration has no address."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from accounts import views


class Base36(SlugConverter):
    regex = "[0-9A-Za-z]{1,13}"


register_converter(Base36, "base36")

urlpatterns = [
    path("log-ind/", views.Login.as_view(), name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("glemt-adgangskode/", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path("glemt-adgangskode/sendt/", views.ForgottenPasswordSent.as_view(), name="account_reset_password_done"),
    path(
        "ny-adgangskode/<base36:uidb36>-<str:key>/",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("ny-adgangskode/", views.NewPasswordSet.as_view(), name="account_reset_password_from_key_done"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("sessioner/", views.sessions, name="sessions"),
    path("totrin/", mfa.index, name="mfa_index"),
    path("totrin/kode/", views.SecondStep.as_view(), name="mfa_authenticate"),
    path("totrin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totrin/slaa-til/", totp.activate_totp, name="mfa_activate_totp"),
    path("totrin/slaa-fra/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrin/noedkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrin/noedkoder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("totrin/noedkoder/hent/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
