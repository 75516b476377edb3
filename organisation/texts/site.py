"""Texts about the site itself: what goes wrong, and the way in."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "page.empty": (
        _("Privatliv og tilgængelighed: ingen tekst"),
        _("Teksten er ikke skrevet endnu. Spørg os, hvis du vil vide noget."),
    ),
    "error.404.title": (_("Side ikke fundet: overskrift"), _("Siden findes ikke")),
    "error.404.text": (
        _("Side ikke fundet: tekst"),
        _("Måske er adressen skrevet forkert, eller siden er flyttet. Prøv at søge."),
    ),
    "preview.note": (
        _("Kladde, vist med et link: øverst"),
        _("Kladde. Siden er ikke offentlig. Linket gælder til {dag}; del det ikke videre."),
    ),
    "preview.gone.title": (_("Link til en kladde, som er slut: overskrift"), _("Linket virker ikke længere")),
    "preview.gone.text": (
        _("Link til en kladde, som er slut: tekst"),
        _("Et link til en kladde virker kun i nogle dage. Bed den, der sendte det, om et nyt."),
    ),
    "error.403.title": (_("Ingen adgang: overskrift"), _("Den side må du ikke se")),
    "error.403.text": (_("Ingen adgang: tekst"), _("Er det en fejl, så skriv til os.")),
    "error.csrf.title": (_("Formular for gammel: overskrift"), _("Det blev ikke sendt")),
    "error.csrf.text": (
        _("Formular for gammel: tekst"),
        _(
            "Siden har måske stået åben for længe, eller din browser siger nej til cookies. Gå tilbage, "
            "kopiér det, du skrev, og åbn siden igen. Formularen bruger én cookie, så andre ikke kan sende i dit navn."
        ),
    ),
    "error.405.title": (_("Forkert metode: overskrift"), _("Det kan siden ikke")),
    "error.405.text": (_("Forkert metode: tekst"), _("Gå til forsiden, og prøv derfra.")),
    "error.400.title": (_("Forkert forespørgsel: overskrift"), _("Det forstod vi ikke")),
    "error.400.text": (_("Forkert forespørgsel: tekst"), _("Gå tilbage, og prøv igen.")),
    "error.429.title": (_("For mange forsøg: overskrift"), _("Der har været for mange forsøg")),
    "error.429.text": (_("For mange forsøg: tekst"), _("Vent nogle minutter, og prøv igen.")),
    "login.title": (_("Log ind: overskrift"), _("Log ind")),
    "login.lead": (
        _("Log ind: under overskriften"),
        _("For sekretariatet, bestyrelsen og grupperne. Beboere behøver ikke logge ind."),
    ),
    "invitation.title": (_("Invitation: overskrift"), _("Velkommen")),
    "invitation.lead": (
        _("Invitation: under overskriften"),
        _("Vælg en adgangskode, som kun du kender. Så er dit login klar."),
    ),
    "invitation.gone.title": (_("Invitation, som er slut: overskrift"), _("Linket virker ikke længere")),
    "invitation.gone.text": (
        _("Invitation, som er slut: tekst"),
        _(
            "En invitation virker én gang og i nogle dage. Har du valgt en adgangskode, så log ind. "
            "Ellers bed om en ny."
        ),
    ),
    "reset.title": (_("Glemt adgangskode: overskrift"), _("Glemt adgangskoden?")),
    "reset.lead": (
        _("Glemt adgangskode: under overskriften"),
        _("Skriv din e-mail, så sender vi et link, hvor du vælger en ny."),
    ),
    "reset.sent.title": (_("Glemt adgangskode, sendt: overskrift"), _("Se i din mail")),
    "reset.sent.text": (
        _("Glemt adgangskode, sendt: tekst"),
        _(
            "Har du et login med den e-mail, er der et link på vej. Kommer det ikke om nogle minutter, "
            "så se i uønsket post, eller kontakt sekretariatet."
        ),
    ),
    "reset.gone.title": (_("Link til ny adgangskode, som er slut: overskrift"), _("Linket virker ikke længere")),
    "reset.gone.text": (
        _("Link til ny adgangskode, som er slut: tekst"),
        _("Det virker én gang og i tre dage. Bed om et nyt."),
    ),
}
