"""Who finances what: the frame as published, the sources, and what each gives a year."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from budget.models.querysets import OfPlanQuerySet
from core.formats import kroner
from core.history import versions
from core.models import Keyed, Ordered
from core.money import MoneyField
from organisation.models import Department, HousingCompany, Partner, Plan


class FrameLine(Ordered):
    """A line of the frame as it was published, rounded as it was published."""

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="frame_lines")
    name = models.CharField(_("navn"), max_length=120)
    amount = MoneyField(_("beløb, kr."))
    decimals = models.PositiveSmallIntegerField(
        _("decimaler i mio. kr."),
        default=1,
        validators=[MaxValueValidator(6)],
        help_text=_("Med hvor mange decimaler beløbet er offentliggjort, når det skrives i millioner."),
    )
    explanation = models.CharField(_("forklaring"), max_length=200, blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("linje i rammen")
        verbose_name_plural = _("rammen")
        constraints = [
            models.UniqueConstraint(fields=["plan", "name"], name="frame_line_once"),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="frame_amount_not_negative",
                violation_error_message=_("Et beløb i rammen kan ikke være negativt."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_and_years(self) -> str:
        """Lines of several plans may share a name."""
        return f"{self.name} ({self.plan.years})"


class FundingSource(Keyed, Ordered):
    """One who pays, in cash or in hours, and what it pays in all."""

    class Kind(models.TextChoices):
        FUND = "landsfond", _("Landsdækkende fond")
        MUNICIPALITY = "kommune", _("Kommune")
        DEPARTMENT = "boligafdeling", _("Boligafdeling")
        RESERVE = "dispositionsfond", _("Dispositionsfond")

    class Form(models.TextChoices):
        CASH = "kontant", _("Kontant")
        HOURS = "timer", _("Erlagte timer")

    # Which foreign key says to whom a source of each kind belongs.
    OWNER_FIELD = {
        Kind.FUND: "partner",
        Kind.MUNICIPALITY: "partner",
        Kind.DEPARTMENT: "department",
        Kind.RESERVE: "company",
    }

    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="funding_sources"
    )
    frame_line = models.ForeignKey(
        FrameLine,
        verbose_name=_("linje i rammen"),
        on_delete=models.SET_NULL,
        related_name="sources",
        null=True,
        blank=True,
        help_text=_("Hvilken linje i den offentliggjorte ramme beløbet hører til."),
    )
    name = models.CharField(_("navn"), max_length=120)
    kind = models.CharField(_("art"), max_length=20, choices=Kind.choices)
    form = models.CharField(_("form"), max_length=10, choices=Form.choices, default=Form.CASH)
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="funding", null=True, blank=True
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("boligafdeling"),
        on_delete=models.PROTECT,
        related_name="funding",
        null=True,
        blank=True,
    )
    company = models.ForeignKey(
        HousingCompany,
        verbose_name=_("boligorganisation"),
        on_delete=models.PROTECT,
        related_name="funding",
        null=True,
        blank=True,
    )
    total = MoneyField(_("i alt, kr."), null=True, blank=True, help_text=_("Tomt felt: ikke oplyst."))
    total_is_rounded = models.BooleanField(
        _("oplyst afrundet"), default=False, help_text=_("Beløbet kendes kun i runde tal.")
    )
    source_note = models.CharField(_("kilde"), max_length=200, blank=True)

    objects = OfPlanQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("finansieringskilde")
        verbose_name_plural = _("finansieringskilder")
        constraints = [
            models.UniqueConstraint(fields=["plan", "name", "form"], name="source_name_once"),
            models.UniqueConstraint(fields=["plan", "key"], condition=~models.Q(key=""), name="source_key_once"),
            models.CheckConstraint(
                condition=models.Q(total__isnull=True) | models.Q(total__gte=0),
                name="source_total_not_negative",
                violation_error_message=_("Et beløb fra en kilde kan ikke være negativt."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind="boligafdeling", department__isnull=False, partner__isnull=True, company__isnull=True
                )
                | models.Q(
                    kind="dispositionsfond", company__isnull=False, partner__isnull=True, department__isnull=True
                )
                | models.Q(
                    kind__in=["landsfond", "kommune"],
                    partner__isnull=False,
                    department__isnull=True,
                    company__isnull=True,
                ),
                name="source_belongs_to_its_kind",
                violation_error_message=_(
                    "Vælg netop den, kilden hører til: en boligafdeling, en boligorganisation "
                    "(for en dispositionsfond) eller en partner (for kommune og fond)."
                ),
            ),
        ]

    @property
    def owner(self) -> Any:
        """Whom the source belongs to; one of them may give in several ways."""
        return getattr(self, self.OWNER_FIELD[self.Kind(self.kind)])

    @property
    def gives_hours(self) -> bool:
        return self.form == self.Form.HOURS

    def clean(self) -> None:
        super().clean()
        if self.plan_id and self.frame_line and self.frame_line.plan_id != self.plan_id:
            raise ValidationError({"frame_line": _("Linjen hører til rammen for en anden plan.")})
        if self.pk and not self.gives_hours and (self.rates.exists() or self.delivered_hours.exists()):
            raise ValidationError({"form": _("Kilden har timesatser eller erlagte timer. Slet dem først.")})
        if self.pk and self.gives_hours and self.receipts.exists():
            raise ValidationError({"form": _("Kilden har indbetalinger. Slet dem først.")})

    def __str__(self) -> str:
        return f"{self.name}, {self.get_form_display().lower()}" if self.gives_hours else self.name

    def name_and_years(self) -> str:
        """Sources of several plans may share a name."""
        return f"{self} ({self.plan.years})"


def year_outside(plan: Plan, year: int | None) -> str:
    """Says that the year is not one of the plan's; nothing where it is, or is not known."""
    if not year or year in plan.year_range:
        return ""
    return _("Året %(year)s ligger uden for planen %(years)s.") % {"year": year, "years": plan.years}


def refuse_years(amounts: Collection[Decimal], total: Decimal | None) -> None:
    """Raise ValidationError unless the years of a source add up to its total, or are not known at all."""
    by_year = sum(amounts, Decimal())
    if not amounts or by_year == total:
        return
    if total is None:
        raise ValidationError(_("Årene giver tilsammen %(sum)s – skriv også beløbet i alt.") % {"sum": kroner(by_year)})
    raise ValidationError(
        _("Årene giver tilsammen %(sum)s, men i alt står der %(total)s – ret det ene af dem.")
        % {"sum": kroner(by_year), "total": kroner(total)}
    )


class Contribution(models.Model):
    """What a source gives in one year."""

    source = models.ForeignKey(
        FundingSource, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="contributions"
    )
    year = models.PositiveSmallIntegerField(_("år"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    amount = MoneyField(_("beløb, kr."))

    history = versions()

    class Meta:
        verbose_name = _("bidrag i et år")
        verbose_name_plural = _("bidrag pr. år")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "year"],
                name="contribution_year_once",
                violation_error_message=_("Året står der allerede."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="contribution_not_negative",
                violation_error_message=_("Et bidrag kan ikke være negativt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"

    def clean(self) -> None:
        super().clean()
        # The source of a new year may be new itself; where a form refused it, there is none.
        plan = getattr(getattr(self, "source", None), "plan", None)
        if plan and (outside := year_outside(plan, self.year)):
            raise ValidationError({"year": outside})
