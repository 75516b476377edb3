"""Texts of what the board was shown."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "editions.title": (_("Udgaver: overskrift"), _("Det, bestyrelsen har fået forelagt")),
    "editions.lead": (
        _("Udgaver: under overskriften"),
        _("Hver udgave er frosset, som tallene stod den dag. Åbn en for at se, hvad der er ændret siden."),
    ),
    "editions.empty": (
        _("Udgaver: når der ingen er"),
        _("Der er ingen udgaver endnu. Sekretariatet fryser en, når bestyrelsen får tallene forelagt."),
    ),
    "editions.files": (_("Bestyrelsens side: over filerne"), _("Tag tallene med")),
    "editions.files_text": (
        _("Bestyrelsens side: om filerne"),
        _("PDF til papir, XLSX til regneark, CSV og JSON til andre programmer. Tallene er de samme."),
    ),
    "editions.shown_lead": (
        _("En udgave: under navnet"),
        _("Forelagt {dag}. Regnskabet er med til og med {til}."),
    ),
    "editions.frozen": (
        _("En udgave: at den er frosset"),
        _("Det her er ikke tallene i dag, men som de stod {dag}."),
    ),
    "editions.see_changed": (_("En udgave: vej til ændringerne"), _("Se, hvad der er ændret siden")),
    "editions.unchanged": (_("En udgave: når intet er ændret"), _("Ingen tal er ændret siden.")),
    "editions.touched": (
        _("En udgave: når dens tal er blevet rørt uden om portalen"),
        _("Tallene er ikke dem, der blev frosset. Spørg den, der driver siden."),
    ),
    "editions.changed": (_("En udgave: over ændringerne"), _("Ændret siden")),
    "editions.changed_lead": (
        _("En udgave: under overskriften over ændringerne"),
        _("Kun tal, der er anderledes i dag, i kroner og øre."),
    ),
    "editions.others": (_("En udgave: over de andre udgaver"), _("Sammenlign med")),
    "editions.compare": (_("To udgaver: overskrift"), _("Forskellen på to udgaver")),
    "editions.same": (_("To udgaver: når de er ens"), _("De to udgaver har de samme tal.")),
    "editions.rows_lead": (
        _("En udgaves rækker: under overskriften"),
        _("Rækkerne, som de stod {dag}. Summen er den, udgaven viser."),
    ),
    "editions.no_rows": (_("En udgaves rækker: når der ingen er"), _("Ingen rækker passer til det, du har valgt.")),
}
