"""What the board is told in writing between its meetings: put together once, and never changed after."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import SEE_BOARD
from budget.models import Edition
from core.formats import long_date
from core.models import SEE_DRAFTS, shown_at
from core.rich_text import RichTextField
from meetings.models import Meeting
from organisation.models import Body, Plan


class BoardPackQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Of readers of the board's pages the secretariat sees drafts, the others what is sent."""
        if not user.has_perm(SEE_BOARD):
            return self.none()
        if user.has_perm(SEE_DRAFTS):
            return self.all()
        return self.sent().filter(shown_at(at or timezone.now(), of="plan__"))

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def of_plan(self, plan: Plan) -> Self:
        return self.filter(plan=plan)

    def before(self, pack: "BoardPack") -> Self:
        """Those of the plan that were sent for an earlier day, the latest first."""
        return self.sent().filter(plan=pack.plan_id, as_of__lt=pack.as_of)


class BoardPack(models.Model):
    """»Orientering til bestyrelsen«: `document` is what it said when it was sent (packs.Document)."""

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="packs")
    as_of = models.DateField(_("pr."), help_text=_("Den dag, orienteringen handler om, for eksempel 1. juli."))
    name = models.CharField(
        _("navn"), max_length=120, blank=True, help_text=_("Tomt felt: »Orientering til bestyrelsen« og datoen.")
    )
    letter = RichTextField(_("kort fortalt"), help_text=_("Det vigtigste, i jeres egne ord. Det står øverst."))
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("økonomi"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Den udgave af tallene, som bestyrelsen får."),
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("næste møde"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        limit_choices_to=Q(body__kind=Body.Kind.BOARD),
        help_text=_("Dagsordenen tages med, når mødet er indkaldt. Lukkede punkter står uden indhold."),
    )
    document: Any = models.JSONField(null=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sendt"), null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sendt af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )

    objects = BoardPackQuerySet.as_manager()

    class Meta:
        verbose_name = _("orientering til bestyrelsen")
        verbose_name_plural = _("orienteringer til bestyrelsen")
        ordering = ["-as_of", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "as_of"],
                name="board_pack_once_a_day",
                violation_error_message=_("Der er allerede en orientering pr. den dag."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, document__isnull=True)
                | Q(sent_at__isnull=False, document__isnull=False),
                name="a_sent_board_pack_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.as_of and not self.name:
            self.name = _("Orientering til bestyrelsen, %(day)s") % {"day": long_date(self.as_of)}
        if self.edition and self.plan_id and self.edition.plan_id != self.plan_id:
            raise ValidationError({"edition": _("Udgaven hører til en anden plan.")})

    def get_absolute_url(self) -> str:
        return reverse("board_pack", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None
