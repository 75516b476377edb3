from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Brugere")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from accounts.roles import synchronise
        from accounts.two_factors import end_other_sessions

        post_migrate.connect(synchronise, sender=self)
        authenticator_added.connect(end_other_sessions)
