"""Django's two ways out: into the outbox, and from there into a folder instead of to a server."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from mail.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """EMAIL_BACKEND: sending a mail is writing it down, a row for each who gets it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        now = timezone.now()
        for message in email_messages:
            for recipient in message.recipients():
                OutgoingMail.objects.write(message, recipient, now)
        return len(email_messages)


class FolderBackend(BaseEmailBackend):
    """Mails as files that a mail program opens, named so that the newest is the last."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            written = message.message()
            name = str(written["Message-ID"]).strip("<>").partition("@")[0]
            half = folder / f"{name}.part"
            half.write_bytes(written.as_bytes())
            half.rename(folder / f"{name}.eml")
        return len(email_messages)
