"""The outbox: every mail is a row, written in the transaction that caused it and sent by the worker.

A row holds what some resident was written to about, so it has no history and its name says nothing.
"""

import datetime
from collections.abc import Iterable
from email.utils import make_msgid, parseaddr
from typing import Any, Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

# For so long a mail belongs to the worker who took it. A mail whose worker died is due again after it.
LEASE = datetime.timedelta(minutes=5)
# How long to wait after the first, the second … time that the mail was not taken.
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60)]
# After that long it is given up, and somebody must say whether it is still worth sending.
PATIENCE = datetime.timedelta(days=2)


class OutgoingMailQuerySet(models.QuerySet):
    def write(self, message: EmailMessage, to: str, now: datetime.datetime) -> "OutgoingMail":
        """One mail to one address, with a Message-ID that it keeps however often it is sent."""
        mail = self._written(message, to, now)
        mail.save(force_insert=True)
        return mail

    def write_many(self, messages: Iterable[EmailMessage], now: datetime.datetime) -> int:
        """One mail of many, each to one address, which let all others go first; how many they were."""
        mails = [self._written(message, message.to[0], now, is_bulk=True) for message in messages]
        return len(self.bulk_create(mails))

    def _written(self, message: EmailMessage, to: str, now: datetime.datetime, **fields: Any) -> "OutgoingMail":
        identity = make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost")
        message.extra_headers = {**message.extra_headers, "Message-ID": identity}
        return OutgoingMail(
            message_id=identity,
            kind=getattr(message, "kind", ""),
            recipient=to,
            subject=message.subject,
            body=message.message().as_bytes(),
            created_at=now,
            next_try_at=now,
            give_up_at=now + PATIENCE,
            **fields,
        )

    def due(self, now: datetime.datetime) -> Self:
        """What nobody is sending and nobody has to wait with, the longest due first; a letter to all comes last."""
        waiting = self.filter(state=OutgoingMail.State.WAITING, next_try_at__lte=now)
        return waiting.order_by("is_bulk", "next_try_at", "pk")

    def lease(self, now: datetime.datetime) -> "OutgoingMail | None":
        """Take the first that is due. Of several workers one gets it: only then it is due no more."""
        while mail := self.due(now).first():
            mail.next_try_at, mail.attempts = now + LEASE, mail.attempts + 1
            if self.due(now).filter(pk=mail.pk).update(next_try_at=mail.next_try_at, attempts=mail.attempts):
                return mail
        return None

    def send_again(self, now: datetime.datetime) -> int:
        """What was given up, from the beginning; how many there were."""
        return self.filter(state=OutgoingMail.State.FAILED).update(
            state=OutgoingMail.State.WAITING, attempts=0, next_try_at=now, give_up_at=now + PATIENCE
        )

    def expired(self, now: datetime.datetime | None = None) -> Self:
        """Those whose time is over: they are deleted, sent or not."""
        return self.filter(created_at__lte=(now or timezone.now()) - datetime.timedelta(days=settings.MAIL_DAYS))

    def needing(self, chore: "OutgoingMail.Chore") -> Self:
        """Rows with this chore."""
        if chore == OutgoingMail.Chore.FAILED:
            return self.filter(state=OutgoingMail.State.FAILED)
        an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
        return self.filter(state=OutgoingMail.State.WAITING, created_at__lte=an_hour_ago)


class OutgoingMail(models.Model):
    class Chore(models.TextChoices):
        FAILED = "fejl", _("kunne ikke sendes")
        LATE = "venter", _("har ventet på mailserveren i over en time")

    class State(models.TextChoices):
        """In the order of the list: the values sort so."""

        FAILED = "fejl", _("Kunne ikke sendes")
        WAITING = "paa-vej", _("På vej")
        SENT = "sendt", _("Sendt")

    message_id = models.CharField(max_length=250, unique=True, editable=False)
    kind = models.CharField(_("slags"), max_length=60, blank=True)
    recipient = models.TextField(_("til"))
    subject = models.TextField(_("emne"))
    # The whole message, which may hold links that let somebody in: gone as soon as it is sent.
    body = models.BinaryField(null=True, editable=False)
    created_at = models.DateTimeField(_("skrevet"))
    # One of thousands alike: somebody who waits for a confirmation does not wait for those.
    is_bulk = models.BooleanField(default=False, editable=False)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("forsøg"), default=0)
    next_try_at = models.DateTimeField(_("næste forsøg"))
    give_up_at = models.DateTimeField(_("opgives"))
    last_error = models.TextField(_("hvad der gik galt"), blank=True)
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["state", "-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "is_bulk", "next_try_at"], name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="sendt", body__isnull=True, sent_at__isnull=False)
                | models.Q(~models.Q(state="sendt"), body__isnull=False, sent_at__isnull=True),
                name="a_sent_mail_has_no_body",
            )
        ]

    def __str__(self) -> str:
        """Never by name or address: this stands in headings and in messages about what was done."""
        when = date_format(timezone.localtime(self.created_at), "DATETIME_FORMAT")
        return _("Mail fra %(when)s") % {"when": when}

    def mark_sent(self, now: datetime.datetime) -> None:
        """Also when the lease is over: whoever has taken it since need not send it."""
        sent = self.State.SENT
        OutgoingMail.objects.filter(pk=self.pk).update(state=sent, sent_at=now, body=None, last_error="")

    def mark_refused(self, words: str, now: datetime.datetime, for_good: bool) -> None:
        """The server did not take this mail; later it may, unless that is for good."""
        wait = WAITS[min(self.attempts, len(WAITS)) - 1]
        self._put_back(words, now + wait, give_up=for_good or now + wait > self.give_up_at)

    def mark_untried(self, words: str, now: datetime.datetime) -> None:
        """No server answered, which says nothing of this mail: it is due at once when one does."""
        self.attempts -= 1
        self._put_back(words, now, give_up=now >= self.give_up_at)

    def _put_back(self, words: str, next_try_at: datetime.datetime, give_up: bool) -> None:
        held: Any = OutgoingMail.objects.filter(pk=self.pk, state=self.State.WAITING, next_try_at=self.next_try_at)
        held.update(
            state=self.State.FAILED if give_up else self.State.WAITING,
            attempts=self.attempts,
            next_try_at=next_try_at,
            last_error=words,
        )
