"""Texts of what the board is told in writing between its meetings."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "packs.title": (_("Orienteringer: overskrift"), _("Orienteringer til bestyrelsen")),
    "packs.lead": (
        _("Orienteringer: under overskriften"),
        _("Mellem møderne får bestyrelsen skriftlig besked. Hver orientering står, som den blev sendt."),
    ),
    "packs.empty": (_("Orienteringer: når der ingen er"), _("Der er ikke sendt nogen orientering endnu.")),
    "packs.draft": (
        _("En orientering: når den er en kladde"),
        _("Kladde. Sådan ser den ud, hvis den sendes nu. Kun sekretariatet kan se den."),
    ),
    "packs.holes": (_("En orientering: over det, der mangler"), _("Det mangler")),
    "packs.no_holes": (_("En orientering: når intet mangler"), _("Der mangler ikke noget. Den kan sendes.")),
    "packs.statuses": (_("En orientering: over statusser"), _("Hvordan går det?")),
    "packs.no_statuses": (_("En orientering: uden statusser"), _("Der er ingen statusser for halvåret.")),
    "packs.economy": (_("En orientering: over økonomien"), _("Økonomien")),
    "packs.no_economy": (_("En orientering: uden økonomi"), _("Økonomien er ikke med i denne orientering.")),
    "packs.milestones": (_("En orientering: over milepælene"), _("Milepæle")),
    "packs.no_milestones": (_("En orientering: uden milepæle"), _("Der er ingen milepæle at vise.")),
    "packs.decisions": (_("En orientering: over beslutninger"), _("Besluttet siden sidst")),
    "packs.no_decisions": (_("En orientering: uden beslutninger"), _("Der er ingen åbne beslutninger at vise.")),
    "packs.agenda": (_("En orientering: over næste møde"), _("Næste møde")),
    "packs.no_agenda": (_("En orientering: uden møde"), _("Der er ikke noget møde at vise.")),
    "packs.not_called": (_("En orientering: når mødet ikke er indkaldt"), _("Dagsordenen er ikke sendt ud endnu.")),
}
