"""What the board was shown: figures frozen on a day, which never change."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models.querysets import BoardQuerySet
from budget.models.versions import BudgetVersion
from core.frozen import checksum
from core.models import Published, shown_at
from organisation.models import Plan


class EditionQuerySet(BoardQuerySet):
    def open_to_residents(self, at: datetime.datetime | None = None) -> "EditionQuerySet":
        """Those whose summary everybody may see: `/oekonomi/` shows the newest of its plan."""
        return self.filter(shown_at(at or timezone.now()))


class Edition(Published):
    """»Budget som forelagt bestyrelsen 12. maj 2031«: `figures` is what the page was drawn from (reports.Figures)."""

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="editions")
    version = models.ForeignKey(
        BudgetVersion,
        verbose_name=_("budgetversion"),
        on_delete=models.PROTECT,
        related_name="editions",
        null=True,
        blank=True,
    )
    name = models.CharField(
        _("navn"), max_length=120, help_text=_("For eksempel »Budget som forelagt bestyrelsen 12. maj 2031«.")
    )
    presented_on = models.DateField(_("forelagt den"))
    note = models.TextField(_("bemærkning"), blank=True)
    figures: Any = models.JSONField(editable=False)
    checksum = models.CharField(max_length=64, editable=False)
    frozen_at = models.DateTimeField(_("frosset"), default=timezone.now, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frosset af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )
    publish_from = models.DateTimeField(
        _("vises for beboerne fra"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Tomt felt: kun bestyrelsen ser den. Ellers viser siden Økonomi, hvad pengene er brugt til."),
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("udgave")
        verbose_name_plural = _("udgaver")
        ordering = ["-presented_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"], name="edition_name_once", violation_error_message=_("Navnet bruges allerede.")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.checksum = checksum(self.figures)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.pk])

    def clean(self) -> None:
        super().clean()
        if self.version and self.plan_id and self.version.plan_id != self.plan_id:
            raise ValidationError({"version": _("Versionen hører til en anden plan.")})

    @property
    def frozen_on(self) -> datetime.date:
        return timezone.localdate(self.frozen_at)

    @property
    def was_shown(self) -> bool:
        """To the board or to residents: then it stays, so that nobody can say it showed something else."""
        return self.publish_from is not None or self.presented_on <= timezone.localdate()

    @property
    def is_untouched(self) -> bool:
        """Whether the figures are those that were frozen."""
        return checksum(self.figures) == self.checksum
