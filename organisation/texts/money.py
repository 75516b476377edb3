"""Texts of the money page."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "money.title": (_("Økonomi: overskrift"), _("Hvad koster {navn}, og hvem betaler?")),
    "money.lead": (_("Økonomi: over det store tal"), _("Fra {periode} er der i alt")),
    "money.empty": (_("Økonomi: ingen tal"), _("Der er ikke skrevet nogen tal ind endnu.")),
    # The frame
    "money.squares": (
        _("Økonomi: over firkanterne"),
        _("Hver firkant er {beloeb}, og der er {antal} firkanter."),
    ),
    "money.rounded": (_("Økonomi: under tabellen over, hvem der betaler"), _("Procenterne er rundet af.")),
    "money.squares_about": (_("Økonomi: over firkanterne, når de er afrundet"), _("Hver firkant er cirka {beloeb}")),
    "money.in_cash": (_("Økonomi: under en linje i rammen, penge"), _("{beloeb} i penge")),
    "money.in_hours": (_("Økonomi: under en linje i rammen, timer"), _("{beloeb} i arbejdstimer")),
    "money.per_krone": (_("Økonomi: under kroner udefra"), _("udefra for hver krone fra boligerne")),
    "money.per_krone_text": (
        _("Økonomi: om kroner udefra"),
        _("Boligafdelinger og dispositionsfonde giver {boliger}, og fonden og kommunen lægger {andre} oveni."),
    ),
    "money.per_household": (_("Økonomi: under kroner pr. husstand"), _("om året for hver husstand")),
    "money.per_household_text": (
        _("Økonomi: om kroner pr. husstand"),
        _("Det er {i_alt} delt på {husstande} husstande og {aar} år, rundet af til hele hundreder."),
    ),
    # The exact figures
    "money.payers": (_("Økonomi: over de præcise tal"), _("Hvem betaler?")),
    "money.payers_table": (_("Økonomi: over tabellen med de præcise tal"), _("Summen af de oplyste tal, {periode}")),
    "money.difference": (
        _("Økonomi: når rammen og rækkerne ikke er ens"),
        _("Rammen er offentliggjort som {ramme}, men rækkerne giver {raekker}, og her ligger forskellen:"),
    ),
    "money.difference_line": (
        _("Økonomi: hver forskel"),
        _("{linje}: rækkerne giver {raekker}, offentliggjort som {ramme}, forskel {forskel}"),
    ),
    "money.unknown": (
        _("Økonomi: når beløb mangler"),
        _("{antal} af kilderne har ikke oplyst et beløb og er ikke talt med."),
    ),
    # The share
    "money.share": (_("Økonomi: over andelen"), _("Den lokale andel")),
    "money.share_text": (_("Økonomi: om andelen"), _("Så stor en del betaler kommunen og boligerne selv.")),
    "money.share_above": (_("Økonomi: når andelen er stor nok"), _("Det er over kravet på {krav}.")),
    "money.share_below": (_("Økonomi: når andelen er for lille"), _("Det er under kravet på {krav}.")),
    "money.share_line": (_("Økonomi: under andelens søjle"), _("Den lodrette streg er kravet på {krav}.")),
    "money.share_table": (_("Økonomi: over andelens tabel"), _("Sådan er andelen regnet ud")),
    "money.share_formula": (
        _("Økonomi: andelens formel"),
        _("(lokale penge + timer) / (fonden + lokale penge + timer) = {lokalt} / {alt} = {andel}"),
    ),
    "money.share_cash": (_("Økonomi: andelen uden timer"), _("Uden timerne er andelen {andel}.")),
    # Row by row
    "money.co_financing": (_("Økonomi: over medfinansieringen"), _("Medfinansieringen, række for række")),
    "money.co_financing_table": (
        _("Økonomi: over medfinansieringens tabel"),
        _("Medfinansiering {periode}, kroner"),
    ),
    "money.co_financing_text": (
        _("Økonomi: under medfinansieringens tabel"),
        _(
            "Af medfinansieringen er {penge} i penge og {timer} i timer. Boligafdelingerne giver {afdelinger} og "
            "dispositionsfondene {fonde}, tilsammen {boliger}, og kommunen giver {kommune}"
        ),
    ),
    "money.notes": (_("Økonomi: over bemærkningerne"), _("Om tallene")),
    "money.notes_line": (_("Økonomi: hvem en bemærkning gælder"), _("Gælder: {kilder}.")),
    # What is used: of an edition that residents may see
    "money.used": (_("Økonomi: over forbruget"), _("Hvad er pengene brugt til?")),
    "money.used_text": (
        _("Økonomi: om forbruget, når en udgave vises"),
        _("Til og med {dag} er der brugt {beloeb}."),
    ),
    "money.used_table": (_("Økonomi: over tabellen med forbruget"), _("Brugt i hvert indsatsområde, kroner")),
    "money.used_source": (
        _("Økonomi: hvor forbruget er taget fra"),
        _("Tallene er dem, bestyrelsen fik forelagt {dag}. »Fælles« er det, der ikke hører til ét område."),
    ),
    "money.spent": (
        _("Økonomi: om forbrug"),
        _("Siden viser, hvad der er lovet. Hvad der er brugt, er ikke oplyst her."),
    ),
}
