"""Texts of the board's page."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "board.title": (_("Bestyrelsens side: overskrift"), _("Overblik for bestyrelsen")),
    "board.lead": (
        _("Bestyrelsens side: under overskriften"),
        _("{plan}: hvad der er lovet {periode}, og om det er nok."),
    ),
    "board.lead_ended": (
        _("Bestyrelsens side: under overskriften, når planen er slut"),
        _("{plan} sluttede {slut}. Her er opgørelsen af det, der blev lovet."),
    ),
    "board.no_plan": (
        _("Bestyrelsens side: når der ingen helhedsplan er"),
        _("Der er ingen helhedsplan på siden endnu. Når der er en, står dens tal her."),
    ),
    "board.no_sources": (
        _("Bestyrelsens side: når ingen har lovet noget"),
        _("Ingen bidrag er skrevet ind endnu. Når de første er lovet, står de her."),
    ),
    # The verdict
    "board.met": (
        _("Bestyrelsens side: når kravet er opfyldt"),
        _("Kravet er opfyldt: Der er lovet {andel} lokal medfinansiering, og der kræves {krav}."),
    ),
    "board.met_ended": (
        _("Bestyrelsens side: når kravet blev opfyldt, og planen er slut"),
        _("Kravet blev opfyldt: Der blev lovet {andel} lokal medfinansiering, og der krævedes {krav}."),
    ),
    "board.met_means": (
        _("Bestyrelsens side: hvad det betyder, at kravet er opfyldt"),
        _("Der kan falde {luft} fra, før kravet brydes."),
    ),
    "board.met_means_ended": (
        _("Bestyrelsens side: hvad det betød, at kravet blev opfyldt"),
        _("Der kunne falde {luft} fra, før kravet blev brudt."),
    ),
    "board.below": (
        _("Bestyrelsens side: når kravet ikke er opfyldt"),
        _("Kravet er ikke opfyldt: Der er lovet {andel} lokal medfinansiering, men der kræves {krav}."),
    ),
    "board.below_ended": (
        _("Bestyrelsens side: når kravet ikke blev opfyldt, og planen er slut"),
        _("Kravet blev ikke opfyldt: Der blev lovet {andel} lokal medfinansiering, men der krævedes {krav}."),
    ),
    "board.below_means": (
        _("Bestyrelsens side: hvad det betyder, at kravet ikke er opfyldt"),
        _("Der mangler {mangler}, hvis fondens beløb er det samme."),
    ),
    "board.below_means_ended": (
        _("Bestyrelsens side: hvad det betød, at kravet ikke blev opfyldt"),
        _("Der manglede {mangler}, målt på fondens beløb."),
    ),
    "board.no_line": (
        _("Bestyrelsens side: når intet krav er skrevet ind"),
        _("Den lokale medfinansiering er {andel}, men kravet er ikke oplyst."),
    ),
    "board.no_line_means": (
        _("Bestyrelsens side: hvad det betyder, at kravet ikke er skrevet ind"),
        _("Derfor kan siden ikke sige, om andelen er stor nok."),
    ),
    "board.unknown": (
        _("Bestyrelsens side: når andelen ikke kan afgøres"),
        _("Det kan ikke afgøres endnu, om den lokale medfinansiering er stor nok."),
    ),
    "board.unknown_fund": (
        _("Bestyrelsens side: når fondens beløb ikke er oplyst"),
        _("Fondens beløb er ikke oplyst, og det er det, andelen måles mod."),
    ),
    "board.unknown_local": (
        _("Bestyrelsens side: når et lokalt beløb ikke er oplyst, og andelen ikke når kravet uden det"),
        _("{antal} af de lokale kilder har ikke oplyst et beløb. Uden det er andelen {andel}, og der kræves {krav}."),
    ),
    "board.least": (
        _("Bestyrelsens side: når et lokalt beløb ikke er oplyst, og kravet er opfyldt uden det"),
        _("{antal} af de lokale kilder har ikke oplyst et beløb, så andelen er mindst så stor."),
    ),
    # The share
    "board.share": (_("Bestyrelsens side: over andelen"), _("Den lokale andel")),
    "board.share_drawing": (
        _("Bestyrelsens side: over andelens tegning"),
        _("Alt, der er lovet, som en bjælke. Stregen er kravet på {krav}."),
    ),
    "board.share_drawing_no_line": (
        _("Bestyrelsens side: over andelens tegning uden krav"),
        _("Alt, der er lovet, som en bjælke."),
    ),
    "board.share_formula": (
        _("Bestyrelsens side: andelens formel i ord"),
        _("(lokale penge + arbejdstimer) / (fonden + lokale penge + arbejdstimer)"),
    ),
    "board.cash_formula": (
        _("Bestyrelsens side: formlen uden arbejdstimer i ord"),
        _("lokale penge / (fonden + lokale penge)"),
    ),
    "board.headroom_formula": (
        _("Bestyrelsens side: luftens formel i ord"),
        _("medfinansieringen − fonden × krav / (100 − krav), mens fondens beløb holdes fast"),
    ),
    "board.rounded_down": (_("Bestyrelsens side: under luften"), _("Rundet ned til hele kroner.")),
    "board.rounded_fund": (
        _("Bestyrelsens side: når fondens beløb er rundt"),
        _("Fondens beløb er kun oplyst i runde tal. Andelen og luften er regnet af det runde tal."),
    ),
    # Row by row
    "board.by_year": (_("Bestyrelsens side: over beløbene pr. år"), _("Lovet pr. år")),
    "board.drawing": (_("Bestyrelsens side: over årenes tegning"), _("Kroner pr. år, hvor årene er oplyst.")),
    "board.undrawn": (
        _("Bestyrelsens side: hvem årenes tegning ikke viser"),
        _("Ikke med i tegningen, fordi årene ikke er oplyst: {hvem}."),
    ),
    "board.years_table": (_("Bestyrelsens side: over årenes tabel"), _("De samme tal som tabel, kroner")),
    "board.pledged": (_("Bestyrelsens side: over tabellen"), _("Lovet, række for række")),
    "board.pledged_table": (
        _("Bestyrelsens side: tabellens overskrift"),
        _("Lovet {periode} efter bidragyder, form og år, kroner"),
    ),
    "board.notes": (_("Bestyrelsens side: over bemærkningerne"), _("Om tallene")),
    "board.hours": (_("Bestyrelsens side: over arbejdstimerne"), _("Arbejdstimer")),
    "board.hours_text": (
        _("Bestyrelsens side: om arbejdstimerne"),
        _("Der er lovet {beloeb} i arbejdstimer regnet om til kroner, men antallet af timer er ikke oplyst."),
    ),
    "board.no_hours": (_("Bestyrelsens side: når ingen timer er lovet"), _("Der er ikke lovet arbejdstimer.")),
    "board.spent": (_("Bestyrelsens side: over forbruget"), _("Forbrug")),
    "board.no_spending": (
        _("Bestyrelsens side: når intet forbrug er skrevet ind"),
        _("Intet forbrug er registreret endnu."),
    ),
    "board.no_spending_text": (
        _("Bestyrelsens side: under at intet forbrug er skrevet ind"),
        _("Tallene her er løfter. De siger ikke, hvad der er betalt eller brugt."),
    ),
    # The board
    "board.chairs": (_("Bestyrelsens side: over posterne"), _("Hvem sidder i bestyrelsen?")),
    "board.no_chairs": (
        _("Bestyrelsens side: når der ingen poster er"),
        _("Bestyrelsens poster er ikke skrevet ind endnu."),
    ),
    "board.plans": (_("Bestyrelsens side: over de andre planer"), _("Andre helhedsplaner")),
}
