from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Brugere")

    def ready(self) -> None:
        from accounts.roles import synchronise

        post_migrate.connect(synchronise, sender=self)
