"""From the outbox to the mail server that EMAIL_URL names, one mail at a time.

Nothing of the database is held meanwhile. A mail that left the moment its worker was killed is sent
once more when its lease is over, with the same Message-ID.
"""

import datetime
import logging
import smtplib
from contextlib import suppress
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from mail.models import OutgoingMail

log = logging.getLogger(__name__)

SHORTEST_REST, LONGEST_REST = datetime.timedelta(seconds=1), datetime.timedelta(minutes=1)
# Mail servers hang up on those who stay for ever.
MAILS_A_CONNECTION = 100


class Postman:
    """Sends what is due. Asks a server that does not answer ever more rarely, and leaves the mails in peace."""

    def __init__(self) -> None:
        self.line = Line()
        self.rest = SHORTEST_REST
        self.rests_until: datetime.datetime | None = None

    def deliver(self, now: datetime.datetime) -> bool:
        """Take one mail: whether the next one may follow at once."""
        if self.rests_until and now < self.rests_until:
            return False
        mail = OutgoingMail.objects.lease(now)
        if mail is None:
            self.line.close()
            return False
        try:
            self.line.send(mail)
        except NoServer as why:
            mail.mark_untried(str(why), now)
        except Broken as why:
            mail.mark_refused(str(why), now, for_good=False)
        except Refused as why:
            mail.mark_refused(str(why), now, for_good=why.for_good)
            log.warning("Outgoing mail %s was refused%s.", mail.pk, " for good" if why.for_good else "")
            return True
        else:
            mail.mark_sent(now)
            self.rest, self.rests_until = SHORTEST_REST, None
            return True
        self.take_a_rest(now)
        return False

    def take_a_rest(self, now: datetime.datetime) -> None:
        self.rests_until = now + self.rest
        self.rest = min(self.rest * 2, LONGEST_REST)


class NotSent(Exception):
    """Why a mail did not leave: in words for the editors, then as the server said it."""

    def __init__(self, words: Any, error: Exception, for_good: bool = False) -> None:
        self.for_good = for_good
        said = "".join(sign for sign in " ".join(said_by(error).split()) if sign.isprintable())
        super().__init__(f"{words} ({said[:500]})")


class NoServer(NotSent):
    """None answered, or it did not let us in."""


class Broken(NotSent):
    """The server was there, and went away in the middle of this mail."""


class Refused(NotSent):
    """The server was there, and did not want this mail."""


class Line:
    """The connection to the server, kept from one mail to the next as long as there are mails and all goes well."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.mails = 0

    def send(self, mail: OutgoingMail) -> None:
        """Raises NotSent. Whatever happens after the server has said yes, the mail has left."""
        try:
            self._open()
        except Exception as error:
            self.close()
            raise NoServer(_("Mailserveren svarer ikke."), error) from error
        try:
            self.connection.send_messages([Written(mail)])
        except Exception as error:
            self.close()
            raise why_not(error) from error

    def _open(self) -> None:
        if self.mails == MAILS_A_CONNECTION or not self._is_open():
            self.close()
            self.connection = get_connection(settings.MAIL_TRANSPORT)
            self.connection.open()
        self.mails += 1

    def _is_open(self) -> bool:
        """Asked before each mail: on a line that is dead already it would be unknown whether the mail has left."""
        server = getattr(self.connection, "connection", None)
        try:
            return server is not None and server.noop()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def close(self) -> None:
        with suppress(Exception):
            self.connection.close()
        self.connection, self.mails = None, 0


def why_not(error: Exception) -> NotSent:
    code, _said = answer(error) or (0, b"")
    match error:
        case smtplib.SMTPRecipientsRefused() if code >= 500:
            return Refused(_("Mailserveren tager ikke imod mails til den adresse."), error, for_good=True)
        case smtplib.SMTPDataError() if code >= 500:
            return Refused(_("Mailserveren vil ikke have mailen."), error, for_good=True)
        # A sender who is refused is a mistake in the settings, which somebody may mend.
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPResponseException():
            return Refused(_("Mailserveren tager ikke imod mailen lige nu."), error)
        case OSError():
            return Broken(_("Forbindelsen til mailserveren blev afbrudt."), error)
        case _:
            return Refused(_("Mailen kan ikke sendes til den adresse."), error, for_good=True)


def answer(error: Exception) -> tuple[int, bytes] | None:
    """What the server answered, if it did."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers: list[tuple[int, bytes]] = list(error.recipients.values())
        return answers[0]
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return error.smtp_code, said if isinstance(said, bytes) else said.encode()
    return None


def said_by(error: Exception) -> str:
    found = answer(error)
    return f"{found[0]} {found[1].decode(errors='replace')}" if found else f"{type(error).__name__}: {error}"


class Written(EmailMessage):
    """A mail of the outbox as Django's backends take it: byte for byte what was written."""

    def __init__(self, mail: OutgoingMail) -> None:
        self.written = bytes(mail.body or b"")
        sender = BytesHeaderParser().parsebytes(self.written)["From"]
        super().__init__(from_email=sender, to=[mail.recipient])

    def message(self) -> "Bytes":  # type: ignore[override]
        return Bytes(self.written)


class Bytes(Message):
    def __init__(self, written: bytes) -> None:
        super().__init__()
        self.written = written
        self["Message-ID"] = BytesHeaderParser().parsebytes(written)["Message-ID"]

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:  # type: ignore[override]
        return self.written.replace(b"\n", linesep.encode())
