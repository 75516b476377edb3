"""What a series says once and each of its dates may say otherwise: where, how many, for how much."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from core.history import versions
from core.models import Ordered, Searchable, SearchableQuerySet
from core.money import MoneyField
from initiatives.models import Initiative
from organisation.models import HousingArea
from staff.models import StaffMember


class Joining(models.TextChoices):
    DROP_IN = "drop-in", _("Bare mød op")
    SIGN_UP = "tilmelding", _("Man skal tilmelde sig")


class Place(Ordered):
    """Where activities are: a room, a yard, a school."""

    name = models.CharField(_("navn"), max_length=120)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    area = models.ForeignKey(
        HousingArea,
        verbose_name=_("boligområde"),
        on_delete=models.SET_NULL,
        related_name="places",
        null=True,
        blank=True,
        help_text=_("Tomt felt: uden for områderne."),
    )
    access = models.TextField(
        _("sådan kommer du ind"),
        max_length=500,
        blank=True,
        help_text=_("Indgang, trapper, elevator, toilet. Skriv det, som en, der går dårligt, vil vide."),
    )

    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("sted")
        verbose_name_plural = _("steder")
        constraints = [models.UniqueConstraint(fields=["name", "address"], name="place_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def in_one_line(self) -> str:
        return ", ".join(part for part in (self.name, self.address) if part)


def local_moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """17.00 on the clock on the wall, in summer and in winter."""
    return timezone.make_aware(datetime.datetime.combine(day, time))


class OfInitiativeQuerySet(SearchableQuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """What belongs to an initiative is seen when that is."""
        # Row by row: SQLite would else begin with the initiatives, and look at every date there ever was.
        seen = Initiative.objects.visible_to(user, at).order_by()
        return self.filter(models.Exists(seen.filter(pk=models.OuterRef("initiative"))))

    def editable_by(self, user: Any) -> Self:
        own = Initiative.objects.editable_by(user)
        return self.filter(initiative__in=own.order_by().values("pk")) if own.query.where else self.all()


class Details(Searchable):
    """Fields that a series has, and each of its dates again: a date's own value is kept when the series changes."""

    initiative = models.ForeignKey(Initiative, verbose_name=_("initiativ"), on_delete=models.CASCADE)
    name = models.CharField(_("navn"), max_length=120, blank=True, help_text=_("Tomt felt: hedder som initiativet."))
    note = models.CharField(
        _("kort besked"), max_length=250, blank=True, help_text=_("For eksempel »Tag varmt tøj på«.")
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("sted"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Tomt felt: ikke oplyst."),
    )
    joining = models.CharField(_("tilmelding"), max_length=12, choices=Joining.choices, default=Joining.DROP_IN)
    capacity = models.PositiveSmallIntegerField(
        _("pladser"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Hvor mange der kan tilmelde sig. Tomt felt: alle, der vil."),
    )
    price = MoneyField(_("pris"), null=True, blank=True, help_text=_("0 er gratis. Tomt felt: som initiativet."))
    languages = models.CharField(
        _("sprog"),
        max_length=120,
        blank=True,
        help_text=_("For eksempel »dansk og arabisk«. Tomt felt: som initiativet."),
    )
    contact = models.ForeignKey(
        StaffMember,
        verbose_name=_("kontaktperson"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        help_text=_("Tomt felt: initiativets kontaktperson."),
    )

    # What a date takes over from its series.
    SHARED = ("initiative_id", "name", "note", "place_id", "joining", "capacity", "price", "languages", "contact_id")

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        return self.name or self.initiative.name

    @property
    def is_free(self) -> bool:
        return self.price == Decimal(0)

    @property
    def takes_sign_ups(self) -> bool:
        return self.joining == Joining.SIGN_UP

    def search_parts(self) -> Iterable[str]:
        parts: Iterable[Any] = (
            self.title,
            self.initiative.name if self.name else "",
            self.note,
            self.place.in_one_line if self.place else "",
        )
        return [fold(part) for part in parts]


def enough_places(name: str) -> models.CheckConstraint:
    """A capacity of nothing would be a date that nobody may come to."""
    return models.CheckConstraint(
        condition=models.Q(capacity__isnull=True) | models.Q(capacity__gte=1),
        name=name,
        violation_error_message=_("Der skal være mindst én plads. Lad feltet stå tomt, hvis alle kan komme."),
    )
