"""Texts of the calendar and of each of its dates."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "calendar.title": (_("Kalender: overskrift"), _("Det sker")),
    "calendar.empty_week": (_("Kalender: en uge uden noget"), _("Der er ikke noget i kalenderen i denne uge.")),
    "activity.over": (_("Aktivitet: når den er slut"), _("Den er slut.")),
    "activity.begun": (_("Aktivitet: når den er i gang"), _("Den er i gang nu. Tilmeldingen er lukket.")),
    "activity.full": (
        _("Aktivitet: når alle pladser er optaget"),
        _("Alle pladser er optaget. Du kan skrive dig på ventelisten til aktiviteten."),
    ),
    "activity.no_place": (_("Aktivitet: når stedet ikke er oplyst"), _("Stedet er ikke skrevet endnu. Spørg os.")),
}
