"""Papers that belong to an item. A new version stands beside the old one, which stays."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.documents import DocumentField
from core.history import versions
from core.models import Ordered
from meetings.models.agenda import AgendaItem, OfMeetingQuerySet


class AttachmentQuerySet(OfMeetingQuerySet):
    to_item = "item__"


class Attachment(Ordered):
    item = models.ForeignKey(AgendaItem, verbose_name=_("punkt"), on_delete=models.CASCADE, related_name="attachments")
    title = models.CharField(_("titel"), max_length=160)

    objects = AttachmentQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("bilag")
        verbose_name_plural = _("bilag")

    def __str__(self) -> str:
        return self.title

    def add_version(self, document: Any, by: Any = None, note: str = "") -> "AttachmentVersion":
        number = (self.versions.aggregate(n=models.Max("number"))["n"] or 0) + 1
        return self.versions.create(number=number, document=document, added_by=by, note=note)


class AttachmentVersionQuerySet(OfMeetingQuerySet):
    to_item = "attachment__item__"


class AttachmentVersion(models.Model):
    """One file, which is never replaced."""

    attachment = models.ForeignKey(
        Attachment, verbose_name=_("bilag"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    document = DocumentField(_("fil"), upload_to="bilag/%Y")
    note = models.CharField(_("hvad er nyt"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("lagt op"), default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lagt op af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )

    objects = AttachmentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version af bilag")
        verbose_name_plural = _("versioner af bilag")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["attachment", "number"], name="attachment_version_once")]

    def __str__(self) -> str:
        return f"{self.attachment}, {_('version')} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.pk])
