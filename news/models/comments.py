"""What readers write below the news."""

import datetime
import uuid
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail.models import OutgoingMail
from news.models.posts import Post

LONGEST = 1500
# Those that go to who wrote a comment.
MAILS = ("comment_key", "comment_answered")


class CommentQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """What readers see, as it was written one after the other."""
        return self.filter(state=Comment.State.SHOWN).order_by("written_at", "pk")

    def visible_to(self, user: Any) -> Self:
        """All for who looks after them; for others what is shown below what they may read."""
        if user.has_perm("news.view_comment"):
            return self.all()
        return self.filter(state=Comment.State.SHOWN, post__in=Post.objects.visible_to(user).order_by().values("pk"))

    def needing(self, chore: "Comment.Chore") -> Self:
        if chore == Comment.Chore.WAITING:
            return self.filter(state=Comment.State.WAITING)
        return self.filter(state=Comment.State.SHOWN, reports__gt=0)

    def expired(self, now: datetime.datetime | None = None) -> Self:
        """Old ones that are not shown, or still say who wrote them."""
        old = (now or timezone.now()) - datetime.timedelta(days=settings.COMMENT_DAYS)
        named = ~models.Q(name="") | ~models.Q(email="")
        return self.filter(~models.Q(state=Comment.State.SHOWN) | named, written_at__lte=old)

    @transaction.atomic
    def forget(self) -> int:
        """What is shown stays, without a name; the rest goes. How many rows it was."""
        emails = list(self.values_list("email", flat=True))
        shown = self.model.objects.filter(pk__in=self.values("pk"), state=Comment.State.SHOWN)
        rest = self.exclude(state=Comment.State.SHOWN)
        number = rest.delete()[0] + shown.update(name="", email="")
        forget_mails(emails)
        return number

    @transaction.atomic
    def wipe(self) -> None:
        """Nothing is left, not even that there was one."""
        emails = list(self.values_list("email", flat=True))
        self.delete()
        forget_mails(emails)


def forget_mails(emails: Collection[str]) -> None:
    """Mails to who wrote a comment, sent or not, go with the last one of theirs."""
    left = Comment.objects.filter(email__in=emails).values("email")
    OutgoingMail.objects.filter(kind__in=MAILS, recipient__in=emails).exclude(recipient__in=left).delete()


class Comment(models.Model):
    """By a guest, and read by somebody before it is shown. It holds personal data, so there is no history of it."""

    class State(models.TextChoices):
        WAITING = "venter", _("Venter på godkendelse")
        SHOWN = "vises", _("Vises")
        HIDDEN = "skjult", _("Skjult")
        REMOVED = "fjernet", _("Fjernet af den, der skrev den")

    class Chore(models.TextChoices):
        WAITING = "godkendelse", _("venter på godkendelse")
        REPORTED = "meldt", _("er meldt af en læser")

    class Report(models.TextChoices):
        TONE = "tone", _("Den er grov eller truende")
        PRIVATE = "privat", _("Den fortæller noget privat om nogen")
        ADVERT = "reklame", _("Den er reklame")
        OTHER = "andet", _("Noget andet")

    post = models.ForeignKey(Post, verbose_name=_("nyhed"), on_delete=models.CASCADE, related_name="comments")
    # The writer's key; known to nobody else.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("navn"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    text = models.TextField(_("kommentar"), max_length=LONGEST, blank=True)
    written_at = models.DateTimeField(_("skrevet"), default=timezone.now, db_index=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    hidden_because = models.CharField(_("skjult, fordi"), max_length=200, blank=True)
    answer = models.TextField(_("svar"), max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(_("besvaret"), null=True, blank=True)
    reports = models.PositiveSmallIntegerField(_("meldt"), default=0)
    reported_as = models.CharField(_("meldt som"), max_length=10, choices=Report.choices, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="skjult") | ~models.Q(hidden_because=""),
                name="comment_hidden_because",
                violation_error_message=_("Skriv, hvorfor kommentaren ikke vises."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="fjernet") | models.Q(name="", email="", text="", answer=""),
                name="comment_removed_is_empty",
                violation_error_message=_("En kommentar, der er fjernet, har ingen ord."),
            ),
        ]

    def __str__(self) -> str:
        """Never by name: this stands in headings and in messages about what was done."""
        return _("Kommentar nr. %(number)s") % {"number": self.pk}

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_shown(self) -> bool:
        return self.state == self.State.SHOWN

    @property
    def is_concealed(self) -> bool:
        return self.state == self.State.HIDDEN

    @property
    def is_removed(self) -> bool:
        return self.state == self.State.REMOVED

    @property
    def deleted_on(self) -> datetime.date:
        """The day on which `delete_expired` takes the name."""
        return timezone.localdate(self.written_at + datetime.timedelta(days=settings.COMMENT_DAYS))

    def get_absolute_url(self) -> str:
        """Its place below the news."""
        return f"{self.post.get_absolute_url()}#kommentar-{self.pk}"

    # What is done with it. One that its writer has removed stays so.

    def show(self) -> None:
        """Readers see it; what was reported has been looked at."""
        self.state, self.hidden_because, self.reports, self.reported_as = self.State.SHOWN, "", 0, ""
        self.save()

    def hide(self, because: str) -> None:
        self.state, self.hidden_because, self.reports, self.reported_as = self.State.HIDDEN, because, 0, ""
        self.save()

    def say(self, answer: str, at: datetime.datetime | None = None) -> None:
        """The partnership's answer, shown with the comment; an empty one takes it away."""
        self.answer = answer
        self.answered_at = (at or timezone.now()) if answer else None
        self.save()

    def report(self, reason: "Comment.Report") -> None:
        """It stays where it is until somebody has looked: else anybody could silence anybody."""
        row = type(self).objects.filter(pk=self.pk, reports__lt=999)
        row.update(reports=models.F("reports") + 1, reported_as=reason)

    @transaction.atomic
    def remove(self) -> None:
        """By its writer: nothing is left but that there was one."""
        email = self.email
        self.state = self.State.REMOVED
        self.name = self.email = self.text = self.answer = self.hidden_because = self.reported_as = ""
        self.answered_at, self.reports = None, 0
        self.save()
        forget_mails([email])
