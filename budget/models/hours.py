"""Work that is given instead of money (erlagte timer), and what an hour of it counts for."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget.models.funding import FundingSource
from budget.models.querysets import OfSourceQuerySet
from core.documents import DocumentField
from core.history import versions
from core.hours import HoursField
from core.money import MoneyField
from initiatives.models import Initiative
from organisation.models import Plan

THERE_ALREADY = _("De timer står der allerede: samme måned, enhed, funktion og initiativ.")


def refuse_money(source: FundingSource | None) -> None:
    """Raise ValidationError for a source that gives money."""
    if source and not source.gives_hours:
        raise ValidationError({"source": _("Kilden giver penge, ikke timer.")})


class HourlyRate(models.Model):
    """What an hour from a source counts for, from a day until the next rate. Data: no law says it."""

    source = models.ForeignKey(FundingSource, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="rates")
    valid_from = models.DateField(_("gælder fra"))
    amount = MoneyField(_("kr. pr. time"), validators=[MinValueValidator(0)])
    agreed_in = models.CharField(_("aftalt i"), max_length=160, blank=True, help_text=_("Hvor satsen er aftalt."))

    objects = OfSourceQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("timesats")
        verbose_name_plural = _("timesatser")
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "valid_from"],
                name="rate_day_once",
                violation_error_message=_("Der er allerede en sats fra den dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.valid_from}"

    def clean(self) -> None:
        super().clean()
        refuse_money(getattr(self, "source", None))


class DeliveredHours(models.Model):
    """Hours that a unit has worked in a month: by function, never by name."""

    source = models.ForeignKey(
        FundingSource, verbose_name=_("kilde"), on_delete=models.PROTECT, related_name="delivered_hours"
    )
    month = models.DateField(_("måned"), help_text=_("En dag i måneden; den første gemmes."))
    unit = models.CharField(_("enhed"), max_length=120)
    function = models.CharField(
        _("funktion"), max_length=120, help_text=_("Hvad arbejdet er, ikke hvem der gør det: ingen navne.")
    )
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiativ"),
        on_delete=models.PROTECT,
        related_name="delivered_hours",
        null=True,
        blank=True,
    )
    hours = HoursField(_("timer"))
    reference = models.CharField(_("dokumentation"), max_length=160, blank=True)
    document = DocumentField(_("dokument"), upload_to="timer/%Y", blank=True)
    run = models.ForeignKey(
        "budget.ImportRun",
        verbose_name=_("indlæsning"),
        on_delete=models.PROTECT,
        related_name="delivered_hours",
        null=True,
        blank=True,
        editable=False,
    )

    objects = OfSourceQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("erlagte timer")
        verbose_name_plural = _("erlagte timer")
        ordering = ["-month", "unit", "function", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "month", "unit", "function", "initiative"],
                name="hours_of_a_month_once",
                violation_error_message=THERE_ALREADY,
            ),
            # A missing initiative is equal to none, so it wants a rule of its own.
            models.UniqueConstraint(
                fields=["source", "month", "unit", "function"],
                condition=models.Q(initiative__isnull=True),
                name="hours_of_a_month_in_common_once",
                violation_error_message=THERE_ALREADY,
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="hours_month_first_day",
                violation_error_message=_("En måned gemmes som dens første dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.function} {self.month:%m-%Y}"

    def clean(self) -> None:
        super().clean()
        source = getattr(self, "source", None)
        refuse_money(source)
        if self.month:
            self.month = self.month.replace(day=1)
        if source and (outside := month_outside(source.plan, self.month)):
            raise ValidationError({"month": outside})
        if source and self.initiative and self.initiative.focus_area.plan_id != source.plan_id:
            raise ValidationError({"initiative": _("Initiativet hører til en anden plan.")})


def month_outside(plan: Plan, month: datetime.date | None) -> str:
    """Says that the plan does not run in a month, given as its first day; nothing where it does, or is not known."""
    if not month or plan.starts_on.replace(day=1) <= month <= plan.ends_on:
        return ""
    return _("Måneden ligger uden for planen %(years)s.") % {"years": plan.years}
