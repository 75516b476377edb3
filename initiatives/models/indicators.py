"""What is measured beside the counting of people: a number to aim at, and what it was on which day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from core.history import versions
from core.numbers import NumberField, number
from initiatives.models.belonging import Followed, FollowedQuerySet

# These are counted date by date, and nobody types their sum.
COUNTED = {"besoeg", "fremmoede", "nye ansigter", "forskellige mennesker", "frivillige"}


class IndicatorQuerySet(FollowedQuerySet):
    def for_board(self, user: Any) -> "IndicatorQuerySet":
        """What the board reads, each with its values, the newest first."""
        return self.visible_to(user).with_owner_of().prefetch_related("values")


class Indicator(Followed):
    """A number that tells whether something helps, with what it should become and when."""

    class Aim(models.TextChoices):
        AT_LEAST = "mindst", _("Mindst")
        AT_MOST = "hoejst", _("Højst")

    name = models.CharField(_("navn"), max_length=160, help_text=_("Hvad måles? Fx »Beboere, der føler sig trygge«."))
    unit = models.CharField(_("enhed"), max_length=40, help_text=_("Fx »%« eller »personer i job«."))
    aim = models.CharField(_("målet er"), max_length=10, choices=Aim.choices, default=Aim.AT_LEAST)
    target = NumberField(_("måltal"), null=True, blank=True)
    target_on = models.DateField(_("senest den"), null=True, blank=True)
    baseline = NumberField(
        _("udgangspunkt"), null=True, blank=True, help_text=_("Hvad tallet var, før arbejdet begyndte. Må stå tomt.")
    )

    objects = IndicatorQuerySet.as_manager()
    history = versions()

    class Meta(Followed.Meta):
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        for field in ("name", "unit"):
            if fold(getattr(self, field)).strip() in COUNTED:
                message = _("Besøg, mennesker og frivillige tælles på aktiviteternes lister og skrives ikke her.")
                raise ValidationError({field: message})

    @property
    def latest(self) -> "IndicatorValue | None":
        """The newest value; asks nothing of rows fetched `for_board`."""
        return next(iter(self.values.all()), None)

    def is_met_by(self, value: Any) -> bool | None:
        """None where nobody has said what the number should become."""
        if self.target is None:
            return None
        return bool(value >= self.target if self.aim == self.Aim.AT_LEAST else value <= self.target)


class IndicatorValue(models.Model):
    """What an indicator was on a day, and who says so."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indikator"), on_delete=models.CASCADE, related_name="values"
    )
    measured_on = models.DateField(_("målt den"))
    value = NumberField(_("værdi"))
    source = models.CharField(
        _("kilde"), max_length=200, help_text=_("Hvor tallet kommer fra, fx »Beboermåling 2031«.")
    )
    note = models.CharField(_("bemærkning"), max_length=250, blank=True)

    history = versions()

    class Meta:
        verbose_name = _("måling")
        verbose_name_plural = _("målinger")
        ordering = ["-measured_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "measured_on"],
                name="indicator_value_once",
                violation_error_message=_("Der er allerede en måling den dag."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measured_on:%d-%m-%Y}: {number(self.value)}"

    def clean(self) -> None:
        super().clean()
        if self.measured_on and self.measured_on > timezone.localdate():
            raise ValidationError({"measured_on": _("Den dag er ikke kommet endnu.")})
