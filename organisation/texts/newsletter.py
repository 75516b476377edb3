"""Texts of the newsletter: asking for it, one's own page, and a letter as a page."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "newsletter.title": (_("Nyhedsbrev: overskrift"), _("Få nyhedsbrevet")),
    "newsletter.lead": (
        _("Nyhedsbrev: under overskriften"),
        _("En gang om måneden skriver vi, hvad der sker, og hvad der er nyt. Det er gratis."),
    ),
    "newsletter.privacy": (
        _("Nyhedsbrev: hvad e-mailen bruges til"),
        _(
            "Vi sender dig en mail, hvor du skal sige ja. Siger du ikke ja, sletter vi din e-mail efter {dage} dage. "
            "Vi bruger den kun til nyhedsbrevet. Du kan altid melde fra, og så sletter vi den."
        ),
    ),
    "newsletter.earlier": (_("Nyhedsbrev: over de tidligere breve"), _("Tidligere breve")),
    "newsletter.asked_title": (_("Nyhedsbrev, bedt om: overskrift"), _("Se i din mail")),
    "newsletter.asked_text": (
        _("Nyhedsbrev, bedt om: tekst"),
        _("Vi har skrevet til dig. Kommer der ikke noget om nogle minutter, så se i uønsket post."),
    ),
    "newsletter.confirm_title": (_("Nyhedsbrev, sig ja: overskrift"), _("Vil du have nyhedsbrevet?")),
    "newsletter.confirm_not": (_("Nyhedsbrev, sig nej"), _("Har du ikke bedt om det, så skal du ikke gøre noget.")),
    "newsletter.own_title": (_("Eget nyhedsbrev: overskrift"), _("Dit nyhedsbrev")),
    "newsletter.leave_title": (_("Nyhedsbrev, meld fra: overskrift"), _("Meld fra")),
    "newsletter.leave_text": (
        _("Nyhedsbrev, meld fra: tekst"),
        _("Når du melder fra, sender vi dig ikke flere breve, og vi sletter din e-mail med det samme."),
    ),
    "newsletter.left_title": (_("Nyhedsbrev, meldt fra: overskrift"), _("Du er meldt fra")),
    "newsletter.left_text": (
        _("Nyhedsbrev, meldt fra: tekst"),
        _("Vi har slettet din e-mail. Du er altid velkommen igen."),
    ),
    "newsletter.gone_title": (_("Link til et nyhedsbrev, som er slut: overskrift"), _("Linket virker ikke mere")),
    "newsletter.gone_text": (
        _("Link til et nyhedsbrev, som er slut: tekst"),
        _("Du er meldt fra, eller linket er for gammelt. Får du stadig brev, så åbn linket i det nyeste."),
    ),
    "newsletter.empty": (_("Et nyhedsbrev: intet i området"), _("Der er ikke noget herfra i denne måned.")),
    "newsletter.print": (
        _("Et nyhedsbrev: om at printe siden"),
        _("Kender du en, der ikke læser mail? Vælg boligområdet, print siden, og læg den i postkassen."),
    ),
    "newsletter.scan": (_("Et nyhedsbrev på papir: ved QR-koden"), _("Se hele kalenderen")),
}
