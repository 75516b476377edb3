"""Spreadsheets that were sent in: the file, which column is what, and what became of each row.

A run's rows are its preview before it is confirmed, its record afterwards, and what undoing it reads.
"""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budget.models.querysets import BoardQuerySet
from budget.models.versions import BudgetVersion
from core.models import SEE_DRAFTS
from core.private_files import private_storage
from organisation.models import Plan


class ImportRunQuerySet(BoardQuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """A file that nothing was saved of yet is a draft, and so is one of a version that is worked on."""
        rows = super().visible_to(user, at)
        if user.has_perm(SEE_DRAFTS):
            return rows
        rows = rows.filter(state__in=[ImportRun.State.APPLIED, ImportRun.State.UNDONE])
        return rows.exclude(version__isnull=False, version__in_force_from=None)

    def needing(self, chore: str) -> "ImportRunQuerySet":
        """Rows with one of the things in `Chore`."""
        return self.filter(state__in=[ImportRun.State.UPLOADED, ImportRun.State.READ])

    def standing(self) -> "ImportRunQuerySet":
        """Those whose rows are in the portal."""
        return self.filter(state=ImportRun.State.APPLIED)

    def booked_to(self, plan: Any) -> datetime.date | None:
        """How far the accounts go: as the file says that was saved last, so that a wrong day can be put right."""
        rows = self.of_plan(plan).standing().exclude(booked_to=None).order_by("-applied_at", "-pk")
        return rows.values_list("booked_to", flat=True).first()


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

    class Chore(models.TextChoices):
        WAITING = "venter", _("venter på at blive gemt")

    # What the worker is to do with a long file.
    AT_WORK = (State.READING, State.APPLYING)
    # What a file may still be given new columns in.
    OPEN = (State.UPLOADED, State.READ, State.FAILED)

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
    # Which sheet, the title of each column by field, and all the titles that there were.
    columns: Any = models.JSONField(_("kolonner"), default=dict, blank=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State.choices, default=State.UPLOADED)
    rows_done = models.PositiveIntegerField(default=0, editable=False)
    rows_total = models.PositiveIntegerField(null=True, editable=False)
    # How many rows of each outcome; and what there is to tell of the file as a whole.
    counts: Any = models.JSONField(_("antal"), default=dict, blank=True)
    told: Any = models.JSONField(default=dict, blank=True, editable=False)
    # What the rows were understood by (imports/names.py), in short.
    basis = models.CharField(max_length=64, blank=True, editable=False)
    # Until then somebody is at work on it; after that, whoever it was has been killed.
    leased_until = models.DateTimeField(null=True, editable=False)
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

    @property
    def matched(self) -> dict[str, str]:
        """The title of each column that is read, by field."""
        return self.columns.get("fields", {})

    @property
    def is_at_work(self) -> bool:
        return self.state in self.AT_WORK

    def count(self, *outcomes: str) -> int:
        return sum(self.counts.get(outcome, 0) for outcome in outcomes)

    @property
    def to_save(self) -> int:
        return self.count(ImportRow.Outcome.NEW, ImportRow.Outcome.CHANGED)

    @property
    def moves_booked_to(self) -> bool:
        return self.booked_to is not None and self.booked_to != ImportRun.objects.booked_to(self.plan_id)

    @property
    def can_be_saved(self) -> bool:
        if self.state != self.State.READ or self.count(ImportRow.Outcome.WRONG):
            return False
        return bool(self.to_save) or self.moves_booked_to


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
