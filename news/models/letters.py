"""The newsletter of a month: drafted from calendar and news, read by an editor, and from then on as it was sent."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.formats import MONTHS
from core.history import versions
from core.models import SEE_DRAFTS


def first_of_month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


class LetterQuerySet(models.QuerySet):
    def released(self) -> Self:
        return self.filter(released_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(released_at=None)

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.has_perm(SEE_DRAFTS) else self.released()

    def editable_by(self, user: Any) -> Self:
        """What was sent says for ever what it said."""
        return self.drafts()

    def being_written(self) -> Self:
        """Those of which not everybody has a mail in the outbox yet."""
        return self.released().filter(written_at=None)

    def needing(self, chore: "Letter.Chore") -> Self:
        """Drafts of a month that is not over."""
        return self.drafts().filter(month__gte=first_of_month(timezone.localdate()))


class Letter(models.Model):
    class Chore(models.TextChoices):
        READ = "laeses", _("venter på at blive læst og sendt")

    month = models.DateField(_("måned"), unique=True, editable=False)
    subject = models.CharField(_("emne"), max_length=120)
    opening = models.TextField(
        _("indledning"),
        max_length=1500,
        blank=True,
        help_text=_("Nogle få ord, som står øverst. En tom linje: nyt afsnit."),
    )
    # Keys of what an editor does not want in it; of all else that there is (news/letters/items.py).
    left_out: Any = models.JSONField(default=list, editable=False)
    # What it was made of when it was released, and never anything else.
    contents: Any = models.JSONField(null=True, editable=False)
    released_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sendt af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )
    # The last subscriber for whom a mail was written, how many mails that made, and when there was nobody left.
    reached = models.BigIntegerField(default=0, editable=False)
    mails = models.PositiveIntegerField(_("mails"), default=0, editable=False)
    written_at = models.DateTimeField(null=True, editable=False)

    objects = LetterQuerySet.as_manager()
    history = versions(excluded_fields=["contents", "reached", "mails", "written_at"])

    class Meta:
        verbose_name = _("nyhedsbrev")
        verbose_name_plural = _("nyhedsbreve")
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(condition=models.Q(month__day=1), name="letter_of_a_month"),
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True, contents__isnull=True)
                | models.Q(released_at__isnull=False, contents__isnull=False),
                name="a_released_letter_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return _("Nyhedsbrev %(month)s") % {"month": self.month_in_words}

    @property
    def month_in_words(self) -> str:
        """`december 2026`."""
        return f"{MONTHS[self.month.month - 1]} {self.month.year}"

    @property
    def last_day(self) -> datetime.date:
        return first_of_month(self.month + datetime.timedelta(days=31)) - datetime.timedelta(days=1)

    @property
    def is_released(self) -> bool:
        return self.released_at is not None

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.month.year, f"{self.month.month:02}"])
