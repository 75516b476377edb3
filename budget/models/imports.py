"""Spreadsheets that were sent in: the file, which column is what, and what became of each row.

A run's rows are its preview before it is confirmed, its record afterwards, and what undoing it reads.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models.querysets import BoardQuerySet
from budget.models.versions import BudgetVersion
from core.private_files import private_storage
from organisation.models import Plan


class ImportRunQuerySet(BoardQuerySet):
    def standing(self) -> "ImportRunQuerySet":
        """Those whose rows are in the portal."""
        return self.filter(state=ImportRun.State.APPLIED)


class ImportRun(models.Model):
    class Table(models.TextChoices):
        LINES = "budgetlinjer", _("Budgetlinjer")
        RECEIPTS = "indbetalinger", _("Indbetalinger")
        POSTINGS = "posteringer", _("Posteringer")
        HOURS = "timer", _("Erlagte timer")

    class State(models.TextChoices):
        UPLOADED = "modtaget", _("Modtaget: vælg kolonner")
        READING = "laeses", _("Bliver læst")
        READ = "laest", _("Klar til at blive set efter")
        APPLYING = "gemmes", _("Bliver gemt")
        APPLIED = "gemt", _("Gemt")
        UNDONE = "fortrudt", _("Fortrudt")
        FAILED = "fejlet", _("Kunne ikke gennemføres")

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="import_runs")
    table = models.CharField(_("tabel"), max_length=20, choices=Table.choices)
    version = models.ForeignKey(
        BudgetVersion,
        verbose_name=_("budgetversion"),
        on_delete=models.PROTECT,
        related_name="import_runs",
        null=True,
        blank=True,
        help_text=_("Kun for budgetlinjer: hvilken version de hører til."),
    )
    booked_to = models.DateField(
        _("bogført til og med"),
        null=True,
        blank=True,
        help_text=_("Kun for posteringer: den sidste dag, som regnskabet er ført til. Siden sammenligner til den dag."),
    )
    file = models.FileField(_("fil"), upload_to="indlaesninger/%Y", storage=private_storage, max_length=200)
    file_name = models.CharField(_("filens navn"), max_length=200)
    columns = models.JSONField(_("kolonner"), default=dict, blank=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.UPLOADED)
    rows_done = models.PositiveIntegerField(default=0, editable=False)
    rows_total = models.PositiveIntegerField(null=True, editable=False)
    counts = models.JSONField(_("antal"), default=dict, blank=True)
    failure = models.TextField(_("hvorfor ikke"), blank=True)
    uploaded_at = models.DateTimeField(_("modtaget"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    applied_at = models.DateTimeField(_("gemt"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    undone_at = models.DateTimeField(_("fortrudt"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("af"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("indlæsning")
        verbose_name_plural = _("indlæsninger")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_table_display()}: {self.file_name}"


class ImportRow(models.Model):
    """A row of a file, and what it did or would do."""

    class Outcome(models.TextChoices):
        NEW = "ny", _("Ny")
        CHANGED = "aendret", _("Ændret")
        UNCHANGED = "uaendret", _("Uændret")
        WRONG = "fejl", _("Fejl")
        # In the portal, in the span of the file, and not in the file: told, never deleted.
        GONE = "mangler", _("Mangler i filen")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(_("ark"), max_length=80, blank=True)
    number = models.PositiveIntegerField(_("række"), null=True)
    outcome = models.CharField(_("udfald"), max_length=10, choices=Outcome.choices)
    # As they stood in the file, by field; as they were understood, by field.
    cells: Any = models.JSONField(default=dict)
    values: Any = models.JSONField(default=dict)
    # [{"field", "column", "value", "message"}, …]
    errors: Any = models.JSONField(default=list)
    target = models.PositiveBigIntegerField(null=True)
    before: Any = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "outcome", "id"], name="import_rows_by_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"
