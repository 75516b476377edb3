"""Where people live, who owns and runs it, and who else takes part."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.design import Colour, Pattern
from core.folding import fold, fold_html
from core.history import versions
from core.models import Keyed, Ordered, Searchable, SearchableQuerySet, Slugged
from core.rich_text import RichTextField

KEY_ONCE = {"fields": ["key"], "condition": ~models.Q(key="")}


class Named(Keyed, Ordered):
    """An organisation with a name and perhaps a short one."""

    name = models.CharField(_("navn"), max_length=120, unique=True)
    short_name = models.CharField(_("kort navn"), max_length=40, blank=True)

    class Meta(Ordered.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Administrator(Named):
    """A housing administration (boligadministration) that works for housing companies."""

    history = versions()

    class Meta(Named.Meta):
        verbose_name = _("boligadministration")
        verbose_name_plural = _("boligadministrationer")
        constraints = [models.UniqueConstraint(**KEY_ONCE, name="administrator_key_once")]


class HousingCompanyQuerySet(models.QuerySet):
    def for_list(self) -> Self:
        """With the administration and the departments."""
        return self.select_related("administrator").prefetch_related("departments")


class HousingCompany(Named):
    """A boligorganisation: it owns departments."""

    administrator = models.ForeignKey(
        Administrator,
        verbose_name=_("administration"),
        on_delete=models.PROTECT,
        related_name="companies",
        null=True,
        blank=True,
        help_text=_("Tomt felt: ikke oplyst."),
    )

    objects = HousingCompanyQuerySet.as_manager()
    history = versions()

    class Meta(Named.Meta):
        verbose_name = _("boligorganisation")
        verbose_name_plural = _("boligorganisationer")
        constraints = [models.UniqueConstraint(**KEY_ONCE, name="company_key_once")]


class Partner(Named):
    """Somebody else who takes part: the municipality, the fund, others."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "kommune", _("Kommune")
        FUND = "landsfond", _("Landsdækkende fond")
        OTHER = "andet", _("Andet")

    kind = models.CharField(_("art"), max_length=20, choices=Kind.choices)

    history = versions()

    class Meta(Named.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partnere")
        constraints = [models.UniqueConstraint(**KEY_ONCE, name="partner_key_once")]


class HousingArea(Keyed, Slugged, Ordered, Searchable):
    """A boligområde: where residents look for what is near them."""

    name = models.CharField(_("navn"), max_length=80, unique=True)
    pattern = models.CharField(_("mønster"), max_length=20, choices=Pattern.choices, default=Pattern.HILLS)
    colour = models.CharField(_("farve"), max_length=20, choices=Colour.choices, default=Colour.PLUM)
    text = RichTextField(_("tekst"))

    objects = SearchableQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("boligområde")
        verbose_name_plural = _("boligområder")
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="area_slug_once"),
            models.UniqueConstraint(**KEY_ONCE, name="area_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> Iterable[str]:
        return [fold(self.name), fold_html(self.text)]

    def get_absolute_url(self) -> str:
        return reverse("housing_area", kwargs={"slug": self.slug})


class Department(Keyed, Ordered):
    """A boligafdeling of a housing company."""

    name = models.CharField(_("navn"), max_length=120, unique=True)
    also_written = models.CharField(
        _("skrives også"), max_length=200, blank=True, help_text=_("Andre skrivemåder, adskilt af komma.")
    )
    company = models.ForeignKey(
        HousingCompany, verbose_name=_("boligorganisation"), on_delete=models.PROTECT, related_name="departments"
    )
    area = models.ForeignKey(
        HousingArea,
        verbose_name=_("boligområde"),
        on_delete=models.PROTECT,
        related_name="departments",
        null=True,
        blank=True,
    )
    source_note = models.CharField(
        _("kilde"), max_length=200, blank=True, help_text=_("Hvor oplysningen kommer fra. Står med småt på siden.")
    )

    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("boligafdeling")
        verbose_name_plural = _("boligafdelinger")
        constraints = [models.UniqueConstraint(**KEY_ONCE, name="department_key_once")]

    def __str__(self) -> str:
        return self.name
