"""Approved minutes: fixed as they were, and corrected only by a new version."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.frozen import checksum
from meetings.models.meetings import Meeting


class MinutesQuerySet(models.QuerySet):
    hides_from_editors = True

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Whoever sees the meeting knows that it has minutes; what of them is read, papers.py says."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user, at).order_by().values("pk"))


class Minutes(models.Model):
    """`record` is the whole meeting, closed items too, as papers.Record: never printed but through a doorway."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("møde"), on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField(_("version"))
    record: Any = models.JSONField(editable=False)
    checksum = models.CharField(max_length=64, editable=False)
    approved_on = models.DateField(_("godkendt den"))
    approved_at = models.ForeignKey(
        Meeting,
        verbose_name=_("godkendt på mødet"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    reason = models.CharField(_("hvorfor rettet"), max_length=250, blank=True)
    made_at = models.DateTimeField(_("lagt fast"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lagt fast af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("referat")
        verbose_name_plural = _("referater")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once")]

    @property
    def is_untouched(self) -> bool:
        """Whether the record is the one that was approved."""
        return checksum(self.record) == self.checksum

    def __str__(self) -> str:
        return f"{self.meeting}, {_('version')} {self.number}"
