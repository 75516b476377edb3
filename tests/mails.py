"""The outbox read as a mail program would."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from mail.models import OutgoingMail


def waiting() -> list[OutgoingMail]:
    """What has been written and not sent, the newest last."""
    return list(OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).order_by("pk"))


def read(mail: OutgoingMail) -> EmailMessage:
    return message_from_bytes(bytes(mail.body or b""), policy=policy.default)  # type: ignore[return-value]


def part(message: EmailMessage, kind: str) -> str:
    """Its text, `plain` or `html`."""
    found: Any = message.get_body((kind,))
    return str(found.get_content())
