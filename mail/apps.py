from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "mail"
    verbose_name = _("Mails")

    def ready(self) -> None:
        from mail import checks  # noqa: F401 - importing it registers the check
