"""What is spent (forbrug). The accounts live elsewhere: rows come by import and are never typed."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models.funding import FundingSource
from budget.models.querysets import BoardQuerySet
from budget.models.versions import BudgetLine, BudgetVersion, CostKind
from core.documents import DocumentField
from core.history import versions
from core.money import MoneyField
from organisation.models import Plan


class PostingQuerySet(BoardQuerySet):
    def outside(self, plan: Plan) -> "PostingQuerySet":
        """Rows whose day lies outside the plan."""
        return self.of_plan(plan).exclude(date__range=(plan.starts_on, plan.ends_on))

    def misplaced(self, plan: Plan) -> Self:
        """Rows whose line belongs to a version that was not in force on their day."""
        in_place = models.Q(pk=None)
        for version in BudgetVersion.objects.of_plan(plan).with_end().exclude(in_force_from=None):
            in_place |= models.Q(line__version=version) & _in_force_with(version)
        return self.of_plan(plan).exclude(in_place)

    def paid_with_hours(self) -> Self:
        """Rows that a source pays which gives no money."""
        form = FundingSource.Form.HOURS
        return self.filter(models.Q(source__form=form) | models.Q(source=None, line__source__form=form))

    def per_line(self) -> models.QuerySet:
        """Version, code and year of each line that has any of these rows, and how many."""
        lines = self.order_by("line__version", "line__code", "line__year")
        return lines.values_list("line__version__name", "line__code", "line__year").annotate(models.Count("pk"))

    def matching(self, query: str) -> Self:
        """Rows with every word of the query; in the database, as there may be a hundred thousand."""
        rows = self
        for word in query.split():
            # SQLite knows large and small only of the letters a to z.
            for_sqlite = {word, word.upper(), word.lower(), word.capitalize()}
            found = models.Q()
            for form in for_sqlite:
                for field in ("text", "voucher", "number", "line__code", "line__name"):
                    found |= models.Q(**{f"{field}__icontains": form})
            rows = rows.filter(found)
        return rows

    @transaction.atomic
    def move_into_place(self, plan: Plan) -> int:
        """Move misplaced rows to the line of the same code and year in the version that was in force on their day.

        Returns how many; those without such a line stay where they are.
        """
        moved = 0
        versions = BudgetVersion.objects.of_plan(plan).with_end().exclude(in_force_from=None)
        for version in versions.prefetch_related("lines"):
            rows = self.of_plan(plan).filter(_in_force_with(version)).exclude(line__version=version)
            lines = {(line.code, line.year): line for line in version.lines.all()}
            wrong = rows.order_by().values_list("line", "line__code", "line__year").distinct()
            for line, *same in list(wrong):
                if target := lines.get(tuple(same)):
                    moved += rows.filter(line=line).update(line=target)
        return moved


def _in_force_with(version: Any) -> models.Q:
    """Of rows from the days of a version that was fetched `with_end()`."""
    days = models.Q(date__gte=version.in_force_from)
    return days & models.Q(date__lt=version.in_force_until) if version.in_force_until else days


class Posting(models.Model):
    """A row of the accounts. What is paid back is negative. The year it counts in is its line's.

    `identity` says which row of the sender's it is: the sender's own number, or what the row holds
    and which of the rows that hold just that (budget/imports says how).
    """

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="postings")
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budgetlinje"), on_delete=models.PROTECT, related_name="postings"
    )
    source = models.ForeignKey(
        FundingSource,
        verbose_name=_("betalt af"),
        on_delete=models.PROTECT,
        related_name="postings",
        null=True,
        blank=True,
        help_text=_("Tomt felt: som budgetlinjen siger."),
    )
    date = models.DateField(_("dato"))
    amount = MoneyField(_("beløb, kr."))
    text = models.CharField(_("tekst"), max_length=200, blank=True)
    voucher = models.CharField(_("bilag"), max_length=40, blank=True)
    number = models.CharField(_("afsenderens nummer"), max_length=60, blank=True)
    identity = models.CharField(max_length=80, editable=False)
    run = models.ForeignKey(
        "budget.ImportRun", verbose_name=_("indlæsning"), on_delete=models.PROTECT, related_name="postings"
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("postering")
        verbose_name_plural = _("posteringer")
        ordering = ["-date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "identity"], name="posting_once")]
        indexes = [
            # The board's page sums from this one alone, however many rows there are.
            models.Index(fields=["plan", "line", "source", "amount"], name="posting_sums"),
            models.Index(fields=["plan", "-date", "-id"], name="posting_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.voucher or self.pk} {self.date}"


class AdjustmentBalance(models.Model):
    """What stood on the adjustment account (reguleringskonto, account 406) on a day.

    Money that was not used. It may be used only when that is approved, so it is never a part of another sum.
    """

    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="adjustment_balances"
    )
    balance_on = models.DateField(_("opgjort den"))
    amount = MoneyField(_("saldo, kr."))
    explanation = models.CharField(_("forklaring"), max_length=200, blank=True)
    approved_amount = MoneyField(
        _("godkendt til brug, kr."), null=True, blank=True, help_text=_("Tomt felt: intet er godkendt til brug.")
    )
    approved_by = models.CharField(_("godkendt af"), max_length=160, blank=True)
    approved_on = models.DateField(_("godkendt den"), null=True, blank=True)
    document = DocumentField(_("dokument"), upload_to="reguleringskonto/%Y", blank=True)

    objects = BoardQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("saldo på reguleringskontoen")
        verbose_name_plural = _("reguleringskontoen")
        ordering = ["-balance_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "balance_on"],
                name="balance_day_once",
                violation_error_message=_("Der er allerede en saldo fra den dag."),
            ),
            models.CheckConstraint(
                condition=models.Q(approved_amount__isnull=True, approved_by="", approved_on__isnull=True)
                | (models.Q(approved_amount__isnull=False, approved_on__isnull=False) & ~models.Q(approved_by="")),
                name="balance_approval_is_whole",
                violation_error_message=_("En godkendelse har både beløb, dato og hvem der har givet den."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.years}, {self.balance_on}"


class VarianceComment(models.Model):
    """The secretariat's words to the board about why something deviates: a focus area, a kind of cost, or a source."""

    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="variance_comments"
    )
    focus_area = models.ForeignKey(
        "initiatives.FocusArea",
        verbose_name=_("indsatsområde"),
        on_delete=models.CASCADE,
        related_name="variance_comments",
        null=True,
        blank=True,
    )
    source = models.ForeignKey(
        FundingSource,
        verbose_name=_("kilde"),
        on_delete=models.CASCADE,
        related_name="variance_comments",
        null=True,
        blank=True,
    )
    kind = models.ForeignKey(
        CostKind,
        verbose_name=_("udgiftsart"),
        on_delete=models.CASCADE,
        related_name="variance_comments",
        null=True,
        blank=True,
    )
    text = models.TextField(_("kommentar"), max_length=600)
    written_on = models.DateField(_("skrevet den"), default=timezone.localdate)

    objects = BoardQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("kommentar til en afvigelse")
        verbose_name_plural = _("kommentarer til afvigelser")
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focus_area__isnull=True, source__isnull=True)
                | models.Q(focus_area__isnull=True, kind__isnull=True)
                | models.Q(source__isnull=True, kind__isnull=True),
                name="comment_on_one_thing",
                violation_error_message=_(
                    "Vælg ét: et indsatsområde, en udgiftsart eller en kilde. Ingen: fælles udgifter."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.focus_area or self.kind or self.source or _('Fælles')}, {self.written_on}"

    def clean(self) -> None:
        super().clean()
        for name in ("focus_area", "source"):
            row = getattr(self, name)
            if row and self.plan_id and row.plan_id != self.plan_id:
                raise ValidationError({name: _("Den hører til en anden plan.")})
