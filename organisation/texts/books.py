"""Texts of the board's page about the books: budget, spending, money received and hours."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "books.lead": (
        _("Bestyrelsens side: under overskriften, når regnskab er indlæst"),
        _("{plan}: status pr. {dag}."),
    ),
    "books.lead_closing": (
        _("Bestyrelsens side: under overskriften, når planens regnskab er ført til ende"),
        _("{plan}: regnskab for {periode}."),
    ),
    "books.lead_year": (_("Bestyrelsens side: under overskriften, når et år er valgt"), _("Kun {aar}.")),
    # The verdict
    "books.compared": (
        _("Bestyrelsens side, første sætning: forbruget mod planen"),
        _("Vi har brugt {procent} af det, vi havde planlagt til og med {til}."),
    ),
    "books.closed": (
        _("Bestyrelsens side, første sætning: når planen er slut"),
        _("Vi brugte {procent} af budgettet: {brugt} af {budget}."),
    ),
    "books.compared_year": (
        _("Bestyrelsens side, første sætning: et år, der er i gang"),
        _("I {aar} har vi brugt {procent} af det, vi havde planlagt til og med {til}."),
    ),
    "books.closed_year": (
        _("Bestyrelsens side, første sætning: et år, der er gået"),
        _("I {aar} brugte vi {procent} af budgettet: {brugt} af {budget}."),
    ),
    "books.beginning": (
        _("Bestyrelsens side, første sætning: når intet er planlagt til nu"),
        _("Vi har brugt {brugt}. Budgettet har intet planlagt til nu, så der er ikke noget at måle mod."),
    ),
    "books.no_budget": (
        _("Bestyrelsens side, første sætning: forbrug uden budget"),
        _("Vi har brugt {brugt}, men intet budget er skrevet ind at måle mod."),
    ),
    "books.no_postings": (
        _("Bestyrelsens side, første sætning: budget uden forbrug"),
        _("Budgettet er {budget}, og intet forbrug er registreret endnu."),
    ),
    "books.nothing_year": (
        _("Bestyrelsens side, første sætning: et år uden tal"),
        _("Hverken budget eller forbrug er registreret for {aar}."),
    ),
    "books.discuss": (
        _("Bestyrelsens side, anden sætning: hvad der afviger"),
        _("{antal} ting skal drøftes: {hvad}."),
    ),
    "books.discuss_closing": (
        _("Bestyrelsens side, anden sætning: hvad der afveg, når planen er slut"),
        _("{antal} ting afveg fra planen: {hvad}."),
    ),
    "books.as_planned": (
        _("Bestyrelsens side, anden sætning: når intet afviger"),
        _("Intet afviger mere end {graense} fra planen."),
    ),
    "books.holds": (
        _("Bestyrelsens side, tredje sætning: andelen holder, som det går nu"),
        _("Som det går nu, ender den lokale andel på {andel}; kravet er {krav}."),
    ),
    "books.breaks": (
        _("Bestyrelsens side, tredje sætning: andelen holder ikke, som det går nu"),
        _("Som det går nu, ender den lokale andel på {andel}. Kravet er {krav}, så der vil mangle {mangler}."),
    ),
    "books.held": (
        _("Bestyrelsens side, tredje sætning: andelen, når planen er slut"),
        _("Den lokale andel blev {andel}; kravet var {krav}."),
    ),
    "books.broke": (
        _("Bestyrelsens side, tredje sætning: andelen var for lille, da planen sluttede"),
        _("Den lokale andel blev {andel}. Kravet var {krav}, så der manglede {mangler}."),
    ),
    # Key figures and tables
    "books.by_year": (_("Bestyrelsens side: over budget og forbrug"), _("Budget og forbrug pr. år")),
    "books.year_drawing": (_("Bestyrelsens side: over tegningen af budget og forbrug"), _("Kontant, {enhed}")),
    "books.year_table": (
        _("Bestyrelsens side: over tabellen med budget og forbrug"),
        _("Kontant, kroner"),
    ),
    "books.how_planned": (
        _("Bestyrelsens side: hvordan »planlagt til nu« er regnet"),
        _("Planlagt til nu er en tolvtedel af årets budget om måneden til og med {til}."),
    ),
    "books.rounded": (_("Bestyrelsens side: under tabeller med procenter"), _("Procenterne er rundet af.")),
    "books.funders": (_("Bestyrelsens side: over bidragyderne"), _("Hvor pengene kommer fra")),
    "books.funders_text": (
        _("Bestyrelsens side: om bidragydernes bjælker"),
        _("Den lyse bjælke er det, der er lovet. Den mørke er modtaget. Stregen er det, der er planlagt til nu."),
    ),
    "books.funders_table": (
        _("Bestyrelsens side: over bidragydernes tabel"),
        _("Kontant fra hver bidragyder, kroner"),
    ),
    "books.focus_areas": (_("Bestyrelsens side: over indsatsområderne"), _("Brugt pr. indsatsområde")),
    "books.kinds": (_("Bestyrelsens side: over udgiftsarterne"), _("Brugt pr. udgiftsart")),
    "books.bars": (
        _("Bestyrelsens side: om bjælkerne for forbrug"),
        _("Den lyse bjælke er hele budgettet. Den mørke er brugt. Stregen er det, der er planlagt til nu."),
    ),
    # Hours
    "books.hours_text": (
        _("Bestyrelsens side: om de erlagte timer"),
        _("Timerne står i timer og i kroner. De er ikke en del af de kontante tal."),
    ),
    "books.hours_table": (_("Bestyrelsens side: over timernes tabel"), _("Arbejdstimer fra hver bidragyder")),
    "books.no_rate": (
        _("Bestyrelsens side: når timer ikke har en sats"),
        _("{timer} timer har ingen sats endnu og er ikke med i kronerne."),
    ),
    # Deviations
    "books.deviations": (_("Bestyrelsens side: over afvigelserne"), _("Afvigelser over {graense}")),
    "books.no_deviations": (_("Bestyrelsens side: når intet afviger"), _("Intet afviger så meget fra planen.")),
    "books.no_comment": (
        _("Bestyrelsens side: når en afvigelse ikke er forklaret"),
        _("Sekretariatet har ikke skrevet hvorfor endnu."),
    ),
    # Where it ends
    "books.forecast": (_("Bestyrelsens side: over fremskrivningen"), _("Hvor ender vi?")),
    "books.forecast_text": (
        _("Bestyrelsens side: fremskrivningen"),
        _("Går resten som indtil nu, har vi brugt {ender} af {budget}, når planen slutter {slut}."),
    ),
    "books.forecast_how": (
        _("Bestyrelsens side: hvordan fremskrivningen er regnet"),
        _(
            "Indtil nu er {procent} af det planlagte brugt. Fremskrivningen regner med, at den samme del bliver brugt "
            "af resten af budgettet, {rest}."
        ),
    ),
    "books.forecast_under": (
        _("Bestyrelsens side: når fremskrivningen ender under budgettet"),
        _("Så bliver {rest} ikke brugt."),
    ),
    "books.forecast_over": (
        _("Bestyrelsens side: når fremskrivningen ender over budgettet"),
        _("Så mangler der {rest}."),
    ),
    "books.left": (_("Bestyrelsens side: over det, der blev tilbage, når planen er slut"), _("Hvad blev der tilbage?")),
    "books.remained": (
        _("Bestyrelsens side: hvad der blev tilbage, når planen er slut"),
        _("Der blev {rest} tilbage af budgettet."),
    ),
    "books.overspent": (
        _("Bestyrelsens side: hvad der blev brugt for meget, når planen er slut"),
        _("Der blev brugt {rest} mere end budgettet."),
    ),
    # The share
    "books.shares_table": (
        _("Bestyrelsens side: over andelen nu og senere"),
        _("Den lokale andel nu, og hvor den ender, kroner"),
    ),
    "books.on_track": (
        _("Bestyrelsens side: hvordan andelen »som det går nu« er regnet"),
        _(
            "Som det går nu: Fonden giver det lovede. De andre bliver ved med at give den del af det lovede, "
            "som de har givet indtil nu, dog højst det hele."
        ),
    ),
    "books.what_if": (_("Bestyrelsens side: over prøv-selv"), _("Hvad nu hvis?")),
    "books.what_if_text": (
        _("Bestyrelsens side: om prøv-selv"),
        _("Skriv, hvor mange procent af det lovede der kommer, og se, om kravet holder."),
    ),
    "books.what_if_holds": (
        _("Bestyrelsens side: prøv-selv, når kravet holder"),
        _("Så bliver den lokale andel {andel}. Kravet er {krav}, og der er {luft} luft."),
    ),
    "books.what_if_breaks": (
        _("Bestyrelsens side: prøv-selv, når kravet ikke holder"),
        _("Så bliver den lokale andel {andel}. Kravet er {krav}, og der mangler {mangler}."),
    ),
    "books.what_if_no_line": (
        _("Bestyrelsens side: prøv-selv, når kravet ikke er oplyst"),
        _("Så bliver den lokale andel {andel}."),
    ),
    # The adjustment account
    "books.adjustment": (_("Bestyrelsens side: over reguleringskontoen"), _("Reguleringskontoen")),
    "books.adjustment_text": (
        _("Bestyrelsens side: reguleringskontoen"),
        _("{dag} stod der {beloeb} på reguleringskontoen. Beløbet er ikke en del af de andre tal."),
    ),
    "books.adjustment_approved": (
        _("Bestyrelsens side: hvad der må bruges af reguleringskontoen"),
        _("{beloeb} må bruges: godkendt af {hvem} {dag}."),
    ),
    "books.adjustment_not_approved": (
        _("Bestyrelsens side: når intet af reguleringskontoen må bruges"),
        _("Intet af det er godkendt til brug."),
    ),
    "books.last_entry": (
        _("Bestyrelsens side: hvem der indlæste de sidste tal"),
        _("De sidste tal er indlæst {dag} af {hvem}."),
    ),
    "books.last_entry_nobody": (
        _("Bestyrelsens side: hvornår de sidste tal er indlæst, når ingen er nævnt"),
        _("De sidste tal er indlæst {dag}."),
    ),
    # Row by row
    "books.rows_none": (
        _("Tallenes rækker: når der ingen er"),
        _("Der er ingen rækker endnu."),
    ),
    "books.rows_none_chosen": (
        _("Tallenes rækker: når ingen passer til det valgte"),
        _("Ingen rækker passer til det, du har valgt."),
    ),
}
