"""From pledge to money: who decided what a source gives, and what has come in."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget.models.funding import FundingSource, year_outside
from budget.models.querysets import OfSourceQuerySet
from core.documents import DocumentField
from core.history import versions
from core.money import MoneyField

A_YEAR = [MinValueValidator(1990), MaxValueValidator(2100)]


class PledgeDecision(models.Model):
    """That whoever gives has decided it: a reserve fund's money is granted by its company's own board.

    A pledge of a year is decided when the years of a decision hold it; else it is a pledge still.
    """

    source = models.ForeignKey(
        FundingSource, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="decisions"
    )
    first_year = models.PositiveSmallIntegerField(_("fra år"), validators=A_YEAR)
    last_year = models.PositiveSmallIntegerField(_("til og med år"), validators=A_YEAR)
    decided_by = models.CharField(
        _("besluttet af"), max_length=160, help_text=_("Det organ, der har besluttet det, for eksempel en bestyrelse.")
    )
    decided_on = models.DateField(_("besluttet den"))
    reference = models.CharField(_("henvisning"), max_length=120, blank=True, help_text=_("Punkt eller journalnummer."))
    document = DocumentField(_("dokument"), upload_to="beslutninger/%Y", blank=True)

    objects = OfSourceQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("beslutning om bidrag")
        verbose_name_plural = _("beslutninger om bidrag")
        ordering = ["first_year", "decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__gte=models.F("first_year")),
                name="decision_years_in_order",
                violation_error_message=_("Det sidste år ligger før det første."),
            ),
        ]

    def __str__(self) -> str:
        years = str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"
        return f"{self.decided_by}, {years}"

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    def clean(self) -> None:
        super().clean()
        # The source of a new row may be new itself; where a form refused it, there is none.
        plan = getattr(getattr(self, "source", None), "plan", None)
        if plan and not {self.first_year, self.last_year} - {None} <= set(plan.year_range):
            raise ValidationError(_("Årene ligger uden for planen %(years)s.") % {"years": plan.years})


class Receipt(models.Model):
    """Money that a source has paid in; one paid back is negative."""

    source = models.ForeignKey(
        FundingSource, verbose_name=_("kilde"), on_delete=models.PROTECT, related_name="receipts"
    )
    year = models.PositiveSmallIntegerField(
        _("for år"), validators=A_YEAR, help_text=_("Det år, pengene er bidrag for; de kan komme senere.")
    )
    received_on = models.DateField(_("modtaget den"))
    amount = MoneyField(_("beløb, kr."), help_text=_("Skriv et beløb, der er betalt tilbage, med minus."))
    reference = models.CharField(
        _("henvisning"), max_length=80, blank=True, help_text=_("Bilagsnummer eller lignende.")
    )
    run = models.ForeignKey(
        "budget.ImportRun",
        verbose_name=_("indlæsning"),
        on_delete=models.PROTECT,
        related_name="receipts",
        null=True,
        blank=True,
        editable=False,
    )

    objects = OfSourceQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("indbetaling")
        verbose_name_plural = _("indbetalinger")
        ordering = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.received_on}"

    def clean(self) -> None:
        super().clean()
        source = getattr(self, "source", None)
        if source is None:
            return
        if source.gives_hours:
            raise ValidationError({"source": _("Kilden giver timer, ikke penge. Skriv dem under erlagte timer.")})
        if outside := year_outside(source.plan, self.year):
            raise ValidationError({"year": outside})
