"""How each initiative goes, every half-year: drafted from the rows, told by whoever works with it, then frozen."""

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
from board.half_years import MONTHS, HalfYear
from core.frozen import checksum
from core.history import versions
from core.models import SEE_DRAFTS, shown_at
from initiatives.models import CHANGE_ANY, Initiative
from organisation.models import Plan


class StatusQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Drafts are the secretariat's; the board's other readers see what is published, of plans that are shown."""
        if user.has_perm(SEE_DRAFTS):
            return self.all()
        if not user.has_perm(SEE_BOARD):
            return self.none()
        return self.published().filter(shown_at(at or timezone.now(), of="initiative__plan__"))

    def editable_by(self, user: Any) -> Self:
        """All, or those of what somebody works with."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        return self.filter(initiative__in=Initiative.objects.editable_by(user).order_by().values("pk"))

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def in_state(self, state: "Status.State") -> Self:
        """As the property `state` of each row says."""
        if state == Status.State.PUBLISHED:
            return self.published()
        return self.filter(published_at__isnull=True, signed_at__isnull=state == Status.State.DRAFT)

    def of_half_year(self, plan: Plan, as_of: datetime.date) -> Self:
        """In the order of the plan."""
        rows = self.filter(initiative__plan=plan, as_of=as_of).select_related("initiative__focus_area")
        return rows.order_by("initiative__focus_area__position", "initiative__focus_area", "initiative__position", "pk")

    def missing(self, plan: Plan, as_of: datetime.date, at: datetime.datetime | None = None) -> Any:
        """The initiatives whose status the board lacks: those with a draft; before any is made, all that run."""
        rows = self.of_half_year(plan, as_of)
        half, today = HalfYear(as_of), timezone.localdate(at)
        if half == HalfYear.latest(today) and half in HalfYear.of_plan(plan, today) and not rows.exists():
            return running(plan, at)
        owed = rows.filter(published_at__isnull=True).order_by().values("initiative")
        begun = plan.initiatives.filter(publish_from__lte=at or timezone.now())
        return begun.filter(pk__in=owed).select_related("focus_area")

    def needing(self, chore: "Status.Chore") -> Self:
        """In plans that run; one that has ended still owes its last ones."""
        plans = Plan.objects.in_use().values("pk")
        return self.filter(signed_at__isnull=True, published_at__isnull=True, initiative__plan__in=plans)


def running(plan: Plan, at: datetime.datetime | None = None) -> Any:
    """The initiatives of a plan that are shown, and not ended or yet to begin; a pause is told of, too."""
    stages = (Initiative.Stage.PLANNED, Initiative.Stage.ENDED)
    return plan.initiatives.published(at).exclude(stage__in=stages).select_related("focus_area")


class Status(models.Model):
    """A half-yearly status. `document` is what the board was given (board.status_document.Document)."""

    class Light(models.TextChoices):
        AS_PLANNED = "planlagt", _("Som planlagt")
        ATTENTION = "opmaerksomhed", _("Opmærksomhed")
        CRITICAL = "kritisk", _("Kritisk")

    class State(models.TextChoices):
        DRAFT = "kladde", _("Kladde")
        SIGNED = "godkendt", _("Godkendt, venter på at blive udgivet")
        PUBLISHED = "udgivet", _("Udgivet")

    class Chore(models.TextChoices):
        WRITE = "skriv", _("skal skrives")

    initiative = models.ForeignKey(
        Initiative, verbose_name=_("initiativ"), on_delete=models.PROTECT, related_name="statuses", editable=False
    )
    as_of = models.DateField(_("pr."), editable=False)
    light = models.CharField(_("hvordan går det"), max_length=20, choices=Light.choices, blank=True, default="")
    happened = models.TextField(_("hvad er sket"), max_length=2000, blank=True)
    hard = models.TextField(_("hvad er svært"), max_length=2000, blank=True)
    next_step = models.TextField(_("hvad nu"), max_length=2000, blank=True)
    signed_at = models.DateTimeField(_("godkendt"), null=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("godkendt af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        editable=False,
    )
    published_at = models.DateTimeField(_("udgivet"), null=True, editable=False)
    document: Any = models.JSONField(null=True, editable=False)
    checksum = models.CharField(max_length=64, blank=True, editable=False)

    # What must be written before anybody can sign it.
    ASKED = ("light", "happened", "next_step")

    objects = StatusQuerySet.as_manager()
    history = versions(excluded_fields=["document", "checksum"])

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statusser")
        ordering = ["-as_of", "initiative__name", "pk"]
        permissions = [("publish_status", "Kan udgive statusser")]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "as_of"], name="status_once_a_half_year"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, document__isnull=True)
                | Q(published_at__isnull=False, document__isnull=False),
                name="a_published_status_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}, {self.half_year}"

    def clean(self) -> None:
        super().clean()
        if self.as_of and (self.as_of.day != 1 or self.as_of.month not in MONTHS):
            raise ValidationError(_("En status er pr. 1. januar eller 1. juli."))

    def get_absolute_url(self) -> str:
        return reverse("status", args=[self.pk])

    @property
    def half_year(self) -> HalfYear:
        return HalfYear(self.as_of)

    @property
    def state(self) -> State:
        if self.published_at:
            return self.State.PUBLISHED
        return self.State.SIGNED if self.signed_at else self.State.DRAFT

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_complete(self) -> bool:
        return all(getattr(self, name).strip() for name in self.ASKED)

    @property
    def is_untouched(self) -> bool:
        """Whether the document is the one that was published."""
        return checksum(self.document) == self.checksum
