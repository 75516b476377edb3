"""Texts of the calendar and of each of its dates."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "calendar.title": (_("Kalender: overskrift"), _("Det sker")),
    "calendar.empty_week": (_("Kalender: en uge uden noget"), _("Der er ikke noget i kalenderen i denne uge.")),
    "calendar.subscribe": (_("Kalender: sådan abonnerer du, overskrift"), _("Få datoerne i din egen kalender")),
    "calendar.subscribe_lead": (
        _("Kalender: sådan abonnerer du"),
        _("Vælg, hvad du vil følge. Så kommer nye datoer og aflysninger af sig selv i kalenderen på din telefon."),
    ),
    "calendar.subscribe_how": (
        _("Kalender: når knappen ikke virker"),
        _(
            "Kopiér adressen, og sæt den ind i din kalender. I Google Kalender: Andre kalendere, Fra webadresse. "
            "I Outlook: Tilføj kalender, Abonner fra internettet. På iPhone: Kalendere, Tilføj abonnement."
        ),
    ),
    "calendar.print": (
        _("Kalender: om at printe ugen"),
        _("Vælg et boligområde, og print siden. Så har du et ugeprogram til opgangen."),
    ),
    "activity.next": (_("Initiativ: over de næste datoer"), _("Næste gang")),
    "activity.about": (_("Aktivitet: over det korte om initiativet"), _("Hvad er det?")),
    "activity.others": (_("Aktivitet: over seriens andre datoer"), _("Andre datoer")),
    "coming.home": (_("Forside: over de næste datoer"), _("Det sker snart")),
    "coming.area": (_("Boligområde: over de næste datoer"), _("Det sker her")),
    "activity.over": (_("Aktivitet: når den er slut"), _("Den er slut.")),
    "activity.begun": (_("Aktivitet: når den er i gang"), _("Den er i gang nu. Tilmeldingen er lukket.")),
    "activity.full": (
        _("Aktivitet: når alle pladser er optaget"),
        _("Alle pladser er optaget. Du kan skrive dig på ventelisten til aktiviteten."),
    ),
    "activity.no_place": (_("Aktivitet: når stedet ikke er oplyst"), _("Stedet er ikke skrevet endnu. Spørg os.")),
}
