"""The partnership and its plans."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import formats
from core.design import Accent
from core.folding import fold, fold_html
from core.history import versions
from core.models import Keyed, Published, PublishedQuerySet, Searchable, SearchableQuerySet, Slugged, period_constraint
from core.pictures import PictureField, picture_path
from core.rich_text import RichTextField

# Pages of the board's own stand where a plan's would.
TAKEN_SLUGS = frozenset({"budget", "milepaele", "orienteringer", "resultater", "status", "tal", "udgaver"})


class Partnership(Keyed):
    """The one partnership that this installation serves: its name, face and address."""

    name = models.CharField(_("navn"), max_length=80, help_text=_("Det korte navn, som siden bruger overalt."))
    full_name = models.CharField(_("fulde navn"), max_length=200, blank=True)
    tagline = models.CharField(_("undertitel"), max_length=120, blank=True, help_text=_("Står ved siden af logoet."))
    description = models.TextField(
        _("beskrivelse"), max_length=300, blank=True, help_text=_("En eller to sætninger, som søgemaskiner viser.")
    )
    logo = PictureField(
        _("logo"),
        upload_to=picture_path("logo"),
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
        help_text=_("PNG, JPG eller WebP. Uden et billede tegnes logoet af indsatsområdernes former."),
    )
    accent = models.CharField(_("farve"), max_length=20, choices=Accent.choices, default=Accent.SUN)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail"),
        blank=True,
        help_text=_("Vises ikke på siden. Her kommer besked om henvendelser, som ingen anden får besked om."),
    )
    address = models.TextField(_("adresse"), max_length=300, blank=True)
    opening_hours = models.TextField(_("åbningstid"), max_length=500, blank=True)
    statement_url = models.URLField(
        _("tilgængelighedserklæringens adresse"),
        blank=True,
        help_text=_("Hvor /was viser hen. Tomt felt: til siden /tilgaengelighed/."),
    )

    history = versions()

    class Meta:
        verbose_name = _("partnerskab")
        verbose_name_plural = _("partnerskabet")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="one_partnership",
                violation_error_message=_("Der kan kun være ét partnerskab."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("home")


def our_name() -> str:
    """What mails call us; empty as long as there is no partnership."""
    return Partnership.objects.values_list("name", flat=True).first() or ""


class PlanQuerySet(PublishedQuerySet, SearchableQuerySet):
    def in_use(self, at: datetime.date | None = None) -> Self:
        """Those that run or are to come, and the one that has ended as long as it is the current one."""
        day = at or timezone.localdate()
        latest = Plan.objects.published().begun(day)[:1]
        return self.filter(models.Q(ends_on__gte=day) | models.Q(pk__in=latest.values("pk")))

    def needing(self, chore: "Plan.Chore") -> Self:
        if chore == Plan.Chore.ENDING:
            return self.ending_soon()
        return self.in_use().filter(ends_on__lt=timezone.localdate())

    def begun(self, day: datetime.date) -> Self:
        """Those whose period holds the day, then those that are over, the latest first."""
        over = models.Case(models.When(ends_on__lt=day, then=1), default=0)
        return self.filter(starts_on__lte=day).order_by(over, "-starts_on", "pk")

    def current(self, at: datetime.date | None = None) -> "Plan | None":
        """The plan whose period holds the day, else the latest begun, else the first to come."""
        day = at or timezone.localdate()
        plan = self.begun(day).first() or self.order_by("starts_on", "pk").first()
        if plan is not None:
            plan.is_current = True
        return plan


class Plan(Keyed, Slugged, Published, Searchable):
    """A boligsocial helhedsplan: a period, its areas, and what it is for."""

    class Chore(models.TextChoices):
        ENDED = "slut", _("er slut, men vises stadig som den nuværende")
        ENDING = "udloeb", _("forsvinder snart fra siden")

    name = models.CharField(_("navn"), max_length=120)
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til"))
    areas = models.ManyToManyField(
        "organisation.HousingArea", verbose_name=_("boligområder"), related_name="plans", blank=True
    )
    households = models.PositiveIntegerField(_("husstande"), null=True, blank=True)
    residents_about = models.PositiveIntegerField(
        _("beboere, cirka"), null=True, blank=True, help_text=_("Et omtrentligt tal; siden skriver »cirka«.")
    )
    min_share_percent = models.PositiveSmallIntegerField(
        _("mindste medfinansiering, procent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(99)],
        help_text=_("Den lokale andel, som hovedfinansieringen kræver."),
    )
    variance_percent = models.PositiveSmallIntegerField(
        _("afvigelse, der skal forklares, procent"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Afviger penge eller timer mere end dette fra planen, står det for sig selv på bestyrelsens side."),
    )
    approved_by = models.CharField(_("godkendt af"), max_length=120, blank=True)
    vision = RichTextField(_("vision"))
    purpose = RichTextField(_("formål"))
    method = RichTextField(_("metode"))

    objects = PlanQuerySet.as_manager()
    history = versions(m2m_fields=[areas])

    class Meta:
        verbose_name = _("helhedsplan")
        verbose_name_plural = _("helhedsplaner")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="plan_slug_once"),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="plan_key_once"),
            period_constraint("plan_period"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS:
            message = gettext("»%(slug)s« er adressen på en af bestyrelsens sider. Vælg en anden adresse.")
            raise ValidationError({"slug": message % {"slug": self.slug}})

    def fill_slug(self) -> None:
        """A plan is addressed by its years, not by its name."""
        if not self.slug and self.starts_on and self.ends_on:
            self.slug = f"{self.starts_on.year}-{self.ends_on.year}"
            if Plan.objects.exclude(pk=self.pk).filter(slug=self.slug).exists():
                self.slug = ""
        super().fill_slug()

    def search_parts(self) -> Iterable[str]:
        return [fold(self.name), *(fold_html(text) for text in (self.vision, self.purpose, self.method))]

    @cached_property
    def is_current(self) -> bool:
        current = Plan.objects.published().current()
        return current is not None and current.pk == self.pk

    @property
    def has_ended(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def begins_later(self) -> bool:
        return self.starts_on > timezone.localdate()

    @property
    def years(self) -> str:
        return formats.years(self.starts_on, self.ends_on)

    @property
    def year_range(self) -> range:
        return range(self.starts_on.year, self.ends_on.year + 1)

    def url(self, name: str, **kwargs: Any) -> str:
        """The address of one of this plan's pages: short for the current plan, else under its name."""
        if not self.is_current:
            kwargs["plan_slug"] = self.slug
        return reverse(name, kwargs=kwargs)

    def get_absolute_url(self) -> str:
        return reverse("plan", kwargs={"plan_slug": self.slug})
