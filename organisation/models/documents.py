"""The papers of a plan: the plan itself, its agreements and accounts, each in versions that follow each other."""

import datetime
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import SEE_BOARD
from core.documents import DocumentField
from core.history import versions
from core.models import SEE_DRAFTS, Ordered, shown_at
from organisation.models.partnership import Plan

A_DAY = datetime.timedelta(days=1)


def seen_documents(user: Any, at: datetime.datetime | None, of: str = "") -> models.Q:
    """The public ones of plans that are shown; the others for the board and the secretariat."""
    if user.has_perm(SEE_DRAFTS):
        return models.Q()
    seen = shown_at(at or timezone.now(), of=f"{of}plan__")
    return seen if user.has_perm(SEE_BOARD) else seen & models.Q(**{f"{of}is_public": True})


class PlanDocumentQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        return self.filter(seen_documents(user, at))

    def with_versions(self, on: datetime.date | None = None) -> Self:
        """With those in force on a day as `in_force`, one or none, and all of them, the latest first."""
        rows = DocumentVersion.objects.with_end()
        return self.prefetch_related(
            models.Prefetch("versions", rows.in_force(on), to_attr="in_force"), models.Prefetch("versions", rows)
        )


class PlanDocument(Ordered):
    """One paper; what it says at any time is its version in force."""

    class Kind(models.TextChoices):
        PLAN = "helhedsplan", _("Helhedsplan")
        STRATEGY = "strategi", _("Strategisk aftale")
        PARTIAL = "delaftale", _("Delaftale")
        ACCOUNTS = "regnskab", _("Regnskab")
        OTHER = "andet", _("Andet")

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("art"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("titel"), max_length=120)
    is_public = models.BooleanField(
        _("offentlig"),
        default=False,
        help_text=_("Uden kryds ser kun bestyrelsen, revisor og sekretariatet dokumentet og alle dets versioner."),
    )

    objects = PlanDocumentQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("plandokument")
        verbose_name_plural = _("planens dokumenter")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "title"],
                name="document_title_once",
                violation_error_message=_("Planen har allerede et dokument med den titel. Læg en ny version til det."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def others(self) -> list["DocumentVersion"]:
        """Of a row fetched `with_versions()`: those not in force."""
        return [version for version in self.versions.all() if version not in self.in_force]


class DocumentVersionQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """As their document is, the former and the coming ones, too."""
        return self.filter(seen_documents(user, at, of="document__"))

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Of each document the version in force on a day: the latest that has begun, if it has not ended."""
        day = on or timezone.localdate()
        begun = DocumentVersion.objects.filter(document=models.OuterRef("document"), valid_from__lte=day)
        latest = models.Subquery(begun.order_by("-valid_from").values("pk")[:1])
        open_ended = models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=day)
        return self.filter(open_ended, pk=latest)

    def with_end(self) -> Self:
        """With `next_from`: the day on which a later version takes over, if one does."""
        later = DocumentVersion.objects.filter(
            document=models.OuterRef("document"), valid_from__gt=models.OuterRef("valid_from")
        )
        return self.annotate(next_from=models.Subquery(later.order_by("valid_from").values("valid_from")[:1]))


class DocumentVersion(models.Model):
    """In force until its own last day, or until the next version begins: whichever comes first."""

    document = models.ForeignKey(
        PlanDocument, verbose_name=_("plandokument"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1, validators=[MinValueValidator(1)])
    file = DocumentField(_("fil"), upload_to="helhedsplaner/%Y")
    valid_from = models.DateField(_("gælder fra"))
    valid_until = models.DateField(
        _("gælder til og med"), null=True, blank=True, help_text=_("Tomt felt: til den næste version begynder.")
    )
    changes = models.TextField(
        _("hvad er ændret"), max_length=500, blank=True, help_text=_("En sætning eller to, som læserne ser.")
    )
    approved = models.CharField(
        _("godkendt"), max_length=160, blank=True, help_text=_("Af hvem og hvornår, som det skal læses.")
    )

    objects = DocumentVersionQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "valid_from"],
                name="document_day_once",
                violation_error_message=_("En anden version af dokumentet gælder fra samme dag."),
            ),
            models.UniqueConstraint(
                fields=["document", "number"],
                name="document_number_once",
                violation_error_message=_("Dokumentet har allerede en version med det nummer."),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
                name="document_period",
                violation_error_message=_("»Gælder til og med« ligger før »gælder fra«."),
            ),
        ]

    def __str__(self) -> str:
        return _("Version %d") % self.number

    @property
    def last_day(self) -> datetime.date | None:
        """Of a row fetched `with_end()`; None is not known yet."""
        ends = [self.valid_until, self.next_from and self.next_from - A_DAY]
        return min((day for day in ends if day), default=None)
