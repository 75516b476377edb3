from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from mail.backends import OutboxBackend


@register
def transport_leads_out(**kwargs: Any) -> list[CheckMessage]:
    """What MAIL_TRANSPORT names takes mails, and does not put them back into the outbox."""
    try:
        backend = import_string(settings.MAIL_TRANSPORT)
    except ImportError as error:
        return [Error(f"MAIL_TRANSPORT kan ikke findes: {error}", id="mail.E001")]
    if not issubclass(backend, BaseEmailBackend) or issubclass(backend, OutboxBackend):
        return [Error("MAIL_TRANSPORT skal være en vej ud: et af Djangos mailbackends.", id="mail.E002")]
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        return [Error("EMAIL_URL siger både TLS og SSL. Vælg én: smtp+tls:// eller smtp+ssl://", id="mail.E003")]
    return []
