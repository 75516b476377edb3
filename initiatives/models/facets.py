"""By what residents choose among initiatives, beside area and focus area."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import versions
from core.models import Ordered
from core.slugs import free_slug


class Facet(Ordered):
    """A name that many initiatives share; its address stands in the list's own."""

    name = models.CharField(_("navn"), max_length=60, unique=True)
    slug = models.CharField(max_length=80, unique=True, editable=False)

    class Meta(Ordered.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self.name, type(self)._default_manager.exclude(pk=self.pk))
        super().save(*args, **kwargs)


class Audience(Facet):
    """A group of people that initiatives are for (målgruppe)."""

    history = versions()

    class Meta(Facet.Meta):
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")


class Language(Facet):
    """A language that is spoken where something happens."""

    history = versions()

    class Meta(Facet.Meta):
        verbose_name = _("sprog")
        verbose_name_plural = _("sprog")
