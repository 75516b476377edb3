"""The budget: its versions, and the lines of each, by focus area, kind of cost and year."""

import datetime
from itertools import count
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models.funding import FundingSource, year_outside
from budget.models.grants import A_YEAR
from budget.models.querysets import BoardQuerySet
from core.documents import DocumentField
from core.history import versions
from core.models import SEE_DRAFTS, Keyed, Ordered
from core.money import MoneyField
from initiatives.models import FocusArea
from organisation.models import Plan


class CostKind(Keyed, Ordered):
    """What money is used for (løn, aktiviteter …). The main funder's own kinds are not public, so they are data."""

    name = models.CharField(_("navn"), max_length=80, unique=True)

    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("udgiftsart")
        verbose_name_plural = _("udgiftsarter")

    def __str__(self) -> str:
        return self.name


class BudgetVersionQuerySet(BoardQuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """A version that is worked on is a draft."""
        rows = super().visible_to(user, at)
        return rows if user.has_perm(SEE_DRAFTS) else rows.filter(in_force_from__isnull=False)

    def in_force(self, day: datetime.date | None = None) -> "BudgetVersion | None":
        """The one version in force on a day: the latest that has begun."""
        return self.filter(in_force_from__lte=day or timezone.localdate()).order_by("-in_force_from").first()

    def with_end(self) -> Self:
        """With `in_force_until`: the day on which a later version comes into force, if one does."""
        later = BudgetVersion.objects.filter(
            plan=models.OuterRef("plan"), in_force_from__gt=models.OuterRef("in_force_from")
        )
        return self.annotate(
            in_force_until=models.Subquery(later.order_by("in_force_from").values("in_force_from")[:1])
        )


class BudgetVersion(models.Model):
    """Original, revised 1, revised 2 …: the one that has come into force last is in force."""

    class Approval(models.TextChoices):
        NOT_NEEDED = "nej", _("Kræves ikke")
        NEEDED = "kraeves", _("Kræves, er ikke givet endnu")
        GIVEN = "givet", _("Givet")

    class Standing(models.TextChoices):
        DRAFT = "udkast", _("udkast")
        COMING = "kommer", _("gælder senere")
        IN_FORCE = "gaelder", _("gælder nu")
        REPLACED = "afloest", _("afløst")

    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="budget_versions"
    )
    name = models.CharField(_("navn"), max_length=60, help_text=_("For eksempel »Oprindeligt« eller »Revideret 1«."))
    in_force_from = models.DateField(
        _("gælder fra"), null=True, blank=True, help_text=_("Tomt felt: et udkast, der ikke gælder endnu.")
    )
    reason = models.TextField(_("begrundelse"), blank=True, help_text=_("Hvorfor budgettet er lavet om."))
    decided_on = models.DateField(
        _("besluttet af bestyrelsen den"), null=True, blank=True, help_text=_("Tomt felt: ikke besluttet endnu.")
    )
    reference = models.CharField(_("henvisning"), max_length=120, blank=True, help_text=_("Møde og punkt."))
    document = DocumentField(_("dokument"), upload_to="budgetter/%Y", blank=True)
    fund_approval = models.CharField(
        _("hovedfinansieringens godkendelse"), max_length=10, choices=Approval.choices, default=Approval.NOT_NEEDED
    )
    fund_approved_on = models.DateField(_("godkendt den"), null=True, blank=True)

    objects = BudgetVersionQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("budgetversion")
        verbose_name_plural = _("budgetversioner")
        ordering = [models.F("in_force_from").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"], name="version_name_once", violation_error_message=_("Navnet bruges allerede.")
            ),
            models.UniqueConstraint(
                fields=["plan", "in_force_from"],
                name="version_day_once",
                violation_error_message=_("En anden version gælder fra samme dag."),
            ),
            models.CheckConstraint(
                condition=models.Q(fund_approval="givet", fund_approved_on__isnull=False)
                | (~models.Q(fund_approval="givet") & models.Q(fund_approved_on__isnull=True)),
                name="version_approval_has_a_day",
                violation_error_message=_("En godkendelse, der er givet, har en dato, og kun den."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_and_years(self) -> str:
        """Versions of several plans may share a name."""
        return f"{self.name} ({self.plan.years})"

    @property
    def is_draft(self) -> bool:
        return self.in_force_from is None

    def standing(self, day: datetime.date | None = None) -> "BudgetVersion.Standing":
        """What it is on a day; of a row fetched `with_end()`."""
        day = day or timezone.localdate()
        if self.in_force_from is None:
            return self.Standing.DRAFT
        if self.in_force_from > day:
            return self.Standing.COMING
        until = self.in_force_until
        return self.Standing.REPLACED if until and until <= day else self.Standing.IN_FORCE

    @transaction.atomic
    def revise(self) -> "BudgetVersion":
        """A new draft, which begins with the lines of this one."""
        names = set(BudgetVersion.objects.filter(plan=self.plan_id).values_list("name", flat=True))
        name = next(name for number in count(1) if (name := _("Revideret %d") % number) not in names)
        revision = BudgetVersion.objects.create(plan=self.plan, name=name)
        copy_lines(self, revision)
        return revision


class BudgetLineQuerySet(BoardQuerySet):
    to_plan = "version__plan__"

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """As their version is."""
        rows = super().visible_to(user, at)
        return rows if user.has_perm(SEE_DRAFTS) else rows.filter(version__in_force_from__isnull=False)


class BudgetLine(models.Model):
    """What may be used in a year, on one kind of cost, in a focus area or in common.

    `code` is what the accounts call the line; postings find it by code and year.
    """

    version = models.ForeignKey(
        BudgetVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="lines"
    )
    code = models.CharField(_("linje"), max_length=30, help_text=_("Linjens nummer, som regnskabet kalder den."))
    name = models.CharField(_("tekst"), max_length=120, blank=True)
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("indsatsområde"),
        on_delete=models.PROTECT,
        related_name="budget_lines",
        null=True,
        blank=True,
        help_text=_("Tomt felt: fælles for hele planen."),
    )
    kind = models.ForeignKey(CostKind, verbose_name=_("art"), on_delete=models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField(_("år"), validators=A_YEAR)
    source = models.ForeignKey(
        FundingSource,
        verbose_name=_("betales af"),
        on_delete=models.PROTECT,
        related_name="budget_lines",
        null=True,
        blank=True,
        help_text=_("Tomt felt: ikke fordelt på en kilde."),
    )
    amount = MoneyField(_("beløb, kr."))
    run = models.ForeignKey(
        "budget.ImportRun",
        verbose_name=_("indlæsning"),
        on_delete=models.PROTECT,
        related_name="lines",
        null=True,
        blank=True,
        editable=False,
    )

    objects = BudgetLineQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("budgetlinje")
        verbose_name_plural = _("budgetlinjer")
        ordering = ["code", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                "version",
                Lower("code"),
                "year",
                name="line_once_a_year",
                violation_error_message=_("Linjen står der allerede for det år. Store og små bogstaver er ens."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="line_not_negative",
                violation_error_message=_("Et budgetbeløb kan ikke være negativt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"

    def clean(self) -> None:
        super().clean()
        version = getattr(self, "version", None)
        if version is None:
            return
        plan = version.plan
        errors = {}
        if outside := year_outside(plan, self.year):
            errors["year"] = outside
        if self.focus_area and self.focus_area.plan_id != plan.pk:
            errors["focus_area"] = _("Indsatsområdet hører til en anden plan.")
        if self.source and self.source.plan_id != plan.pk:
            errors["source"] = _("Kilden hører til en anden plan.")
        if errors:
            raise ValidationError(errors)


def copy_lines(source: BudgetVersion, target: BudgetVersion) -> list[BudgetLine]:
    """Give a version the lines of another: a revision begins as what it revises. Returns them, saved with history."""
    lines = []
    for line in source.lines.all():
        line.pk, line.version, line.run = None, target, None
        line._state.adding = True
        line.save()
        lines.append(line)
    return lines
