"""How a party stands that has signed up: known to the sign-up itself, and to the activity whose places it takes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    CONFIRMED = "plads", _("Har plads")
    WAITING = "venter", _("På venteliste")
    OFFERED = "tilbud", _("Er tilbudt en plads")
    LAPSED = "udloebet", _("Svarede ikke i tide")
    CANCELLED = "afmeldt", _("Meldt fra")


# For these places are kept.
HOLDING = [Standing.CONFIRMED, Standing.OFFERED]
ALIVE = [*HOLDING, Standing.WAITING]
