"""What everybody must see today: »Lukket i dag«."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.addresses import leads_to_a_page
from core.history import versions
from news.models.areas import in_areas
from organisation.models import HousingArea


class BannerQuerySet(models.QuerySet):
    def current(self, at: datetime.datetime | None = None) -> Self:
        now = at or timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def for_areas(self, areas: Iterable[HousingArea]) -> Self:
        """Those for all, and those for one of the areas that a page is about."""
        return self.filter(in_areas(areas, Banner.areas.through, "banner"))


class Banner(models.Model):
    """A line above the pages, which goes by itself when its time is over."""

    text = models.CharField(
        _("tekst"), max_length=200, help_text=_("Fx »Fælleshuset er lukket i dag på grund af sne«.")
    )
    page = models.CharField(
        _("læs mere på"),
        max_length=200,
        blank=True,
        validators=[leads_to_a_page],
        help_text=_("En side her på webstedet, for eksempel »/kontakt/«."),
    )
    starts_at = models.DateTimeField(_("fra"), default=timezone.now)
    ends_at = models.DateTimeField(_("til"), help_text=_("Så forsvinder den af sig selv."))
    areas = models.ManyToManyField(
        HousingArea,
        verbose_name=_("boligområder"),
        related_name="banners",
        blank=True,
        help_text=_("Intet kryds: på alle sider. Ellers kun på områdets side og på sider om det, der sker der."),
    )

    objects = BannerQuerySet.as_manager()
    history = versions(m2m_fields=[areas])

    class Meta:
        verbose_name = _("vigtig besked")
        verbose_name_plural = _("vigtige beskeder")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="banner_period",
                violation_error_message=_("»Til« skal ligge efter »fra«."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def when(self) -> str:
        """Where it is in its time."""
        now = timezone.now()
        if now < self.starts_at:
            return str(_("Kommer"))
        return str(_("Vises nu")) if now < self.ends_at else str(_("Slut"))
