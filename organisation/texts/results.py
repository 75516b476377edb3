"""Texts of the board's pages about milestones, results and statuses."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    # On the board's own page
    "milestones.on_board": (_("Bestyrelsens side: over milepælene"), _("Milepæle")),
    "milestones.none_late": (
        _("Bestyrelsens side: når ingen milepæl er forsinket"),
        _("Ingen milepæle er forsinkede."),
    ),
    "milestones.no_why": (
        _("Bestyrelsens sider: når ingen har skrevet, hvorfor en milepæl er forsinket"),
        _("Der er ikke skrevet en forklaring endnu."),
    ),
    "milestones.none": (
        _("Bestyrelsens sider: når planen ingen milepæle har"),
        _("Der er ikke skrevet milepæle ind endnu. Når de første er der, står de her."),
    ),
    # The year's plan
    "milestones.title": (_("Milepæle: overskrift"), _("Milepæle {aar}")),
    "milestones.lead": (
        _("Milepæle: under overskriften"),
        _("{plan}: hvad der skal være nået i {aar}, og hvordan det går. De forsinkede står først."),
    ),
    "milestones.late": (_("Milepæle: over de forsinkede"), _("Forsinkede")),
    "milestones.empty": (
        _("Milepæle: når året ingen har"),
        _("Der er ingen milepæle for {aar} endnu. Sekretariatet skriver dem ind, når de er aftalt."),
    ),
    # What each focus area has given
    "results.title": (_("Resultater: overskrift"), _("Resultater")),
    "results.lead": (
        _("Resultater: under overskriften"),
        _("{plan}: hvad vi vil, hvad der er sket, hvor mange der kom, og hvad det har kostet, indtil {dag}."),
    ),
    "results.aim": (_("Resultater: over formålet"), _("Det vil vi")),
    "results.happened": (_("Resultater: over det, der er sket"), _("Det er der sket")),
    "results.came": (_("Resultater: over dem, der kom"), _("Så mange kom")),
    "results.cost": (_("Resultater: over pengene"), _("Det har det kostet")),
    "results.no_aim": (_("Resultater: når formålet ikke er skrevet"), _("Formålet er ikke skrevet ind endnu.")),
    "results.no_dates": (
        _("Resultater: når ingen aktiviteter er afholdt"),
        _("Ingen aktiviteter er afholdt endnu, så ingen er talt."),
    ),
    "results.uncounted": (
        _("Resultater: når ikke alle aktiviteter er talt"),
        _("Talt ved {talt} af {afholdt} aktiviteter. Resten er ikke med i tallene."),
    ),
    "results.counting": (
        _("Resultater: sådan er der talt"),
        _(
            "De tre tal lægges aldrig sammen. Et besøg er én, der kommer én gang. Forskellige mennesker er talt, "
            "første gang de kommer; den, der er med i to initiativer, er talt i begge. Frivillige er talt, hver gang "
            "de hjælper. Hvor der er færre end fem, står tallet ikke."
        ),
    ),
    "results.no_money": (_("Resultater: når intet forbrug er skrevet ind"), _("Intet forbrug er registreret endnu.")),
    "results.common": (
        _("Resultater: om de fælles udgifter"),
        _("Fælles udgifter, som ikke hører til et indsatsområde: {beloeb}."),
    ),
    "results.measured": (_("Resultater: over indikatorerne"), _("Det har vi målt")),
    "results.empty": (
        _("Resultater: når planen ingen indsatsområder har"),
        _("Planen har ingen indsatsområder endnu. Når de er der, står resultaterne her."),
    ),
    # Half-yearly statuses
    "statuses.title": (_("Statusser: overskrift"), _("Statusser")),
    "statuses.lead": (
        _("Statusser: under overskriften"),
        _("{plan}: to gange om året fortæller vi, hvordan det går med hvert initiativ."),
    ),
    "statuses.none": (
        _("Statusser: når halvåret ingen har"),
        _("Ingen statusser er udgivet for halvåret endnu."),
    ),
    "statuses.too_early": (
        _("Statusser: før planens første halvår er gået"),
        _("Planens første halvår er ikke gået endnu. De første statusser kommer, når det er slut."),
    ),
    "statuses.drafts": (_("Statusser: over kladderne, som kun sekretariatet ser"), _("Ikke udgivet endnu")),
    "statuses.draft": (
        _("En status: når den ikke er udgivet"),
        _("Bestyrelsen kan ikke se den endnu. Tallene er dem, der står i dag; de fryses, når den udgives."),
    ),
    "statuses.no_dates": (
        _("En status: når ingen aktiviteter er afholdt"),
        _("Ingen aktiviteter er afholdt i halvåret, så ingen er talt."),
    ),
    "statuses.money_of_area": (
        _("En status: om pengene"),
        _(
            "Det er hele indsatsområdet {navn}, fra planens start til {dag}. "
            "Regnskabet siger ikke, hvad initiativet selv har brugt."
        ),
    ),
}
