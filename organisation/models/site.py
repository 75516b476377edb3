"""The texts of the site: whole pages about itself, and every other text an editor can change."""

from collections.abc import Iterable

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.folding import fold, fold_html
from core.history import versions
from core.models import Searchable, SearchableQuerySet
from core.rich_text import RichTextField
from organisation.texts import TEXTS


class Page(Searchable):
    """A page of text about the site itself: privacy, accessibility."""

    class Kind(models.TextChoices):
        PRIVACY = "privatliv", _("Privatliv")
        ACCESSIBILITY = "tilgaengelighed", _("Tilgængelighed")

    kind = models.CharField(_("side"), max_length=20, choices=Kind.choices, unique=True)
    title = models.CharField(_("overskrift"), max_length=120)
    text = RichTextField(_("tekst"))
    updated_at = models.DateTimeField(_("sidst ændret"), auto_now=True)

    objects = SearchableQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("side om webstedet")
        verbose_name_plural = _("sider om webstedet")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> Iterable[str]:
        return [fold(self.title), fold_html(self.text)]

    def get_absolute_url(self) -> str:
        return reverse(f"page_{self.kind}")


class SiteTextManager(models.Manager):
    def add_missing(self) -> None:
        """A row per text, so that the editors see them all."""
        known = set(self.values_list("key", flat=True))
        self.bulk_create(SiteText(key=key) for key in TEXTS if key not in known)


class SiteText(models.Model):
    """One text of the site that an editor has changed, or may change. Empty: the standard text."""

    key = models.CharField(max_length=60, unique=True, editable=False)
    text = models.TextField(_("jeres tekst"), blank=True, default="", max_length=2000)

    objects = SiteTextManager()
    history = versions()

    class Meta:
        verbose_name = _("tekst på siden")
        verbose_name_plural = _("tekster på siden")
        ordering = ["key"]

    def __str__(self) -> str:
        return str(TEXTS[self.key].where) if self.key in TEXTS else self.key

    @property
    def standard(self) -> str:
        """What the site says where nobody wrote anything else."""
        return str(TEXTS[self.key].standard) if self.key in TEXTS else ""
