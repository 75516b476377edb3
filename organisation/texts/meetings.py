"""Texts of the bodies' meetings, and of a member's own page."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "meetings.title": (_("Møder: overskrift"), _("Møder i {gruppe}")),
    "meetings.lead": (
        _("Møder: under overskriften"),
        _("Her er dagsordener og referater. Det, der er lukket, kan kun gruppen selv læse."),
    ),
    "meetings.empty": (
        _("Møder: når ingen møder er skrevet ind"),
        _("Der er ikke skrevet noget møde ind endnu. Når det næste er planlagt, står det her."),
    ),
    "meetings.none_coming": (
        _("Møder: når intet nyt møde er planlagt"),
        _("Det næste møde er ikke planlagt endnu. Når det er, står det her."),
    ),
    "meetings.coming": (_("Møder: over de kommende"), _("Kommende møder")),
    "meetings.past": (_("Møder: over de holdte"), _("Tidligere møder")),
    "meetings.next": (_("Møder: over det næste møde"), _("Næste møde")),
    "meetings.coming_all": (_("Organisation: over gruppernes næste møder"), _("De næste møder")),
    # One meeting
    "meetings.not_called": (
        _("Møde: når dagsordenen ikke er sendt ud"),
        _("Dagsordenen er ikke klar endnu. Når gruppen er indkaldt, kan du læse den her."),
    ),
    "meetings.not_called_draft": (
        _("Møde: til dem, der skriver dagsordenen"),
        _("Dagsordenen er en kladde. Gruppen er ikke indkaldt endnu."),
    ),
    "meetings.not_written": (
        _("Møde: når det er over, og referatet ikke er skrevet"),
        _("Mødet er over. Referatet er ikke skrevet endnu."),
    ),
    "meetings.not_approved": (
        _("Møde: når andre venter på referatet"),
        _("Mødet er holdt. Referatet kommer her, når gruppen har godkendt det."),
    ),
    "meetings.draft": (
        _("Møde: når referatet ikke er godkendt"),
        _("Referatet er ikke godkendt endnu. Til det er godkendt, kan kun gruppen og sekretariatet læse det."),
    ),
    "meetings.cancelled": (_("Møde: når det er aflyst"), _("Mødet er aflyst.")),
    "meetings.former": (
        _("Møde: over en tidligere version af referatet"),
        _("Det her er en tidligere version af referatet. Den er siden rettet."),
    ),
    "meetings.closed": (
        _("Møde: under et lukket punkt"),
        _("Punktet er lukket. Det er kun gruppen selv, der kan læse det."),
    ),
    "meetings.closed_to_you": (
        _("Møde: ved et lukket punkt, til dem, der kan læse det"),
        _("Punktet er lukket. Del ikke det, der står her, med andre."),
    ),
    "meetings.place_unknown": (_("Møde: når stedet ikke er kendt"), _("Stedet er ikke skrevet endnu.")),
    "meetings.time_unknown": (_("Møde: når klokkeslættet ikke er kendt"), _("Klokkeslættet er ikke skrevet endnu.")),
    "meetings.contents": (_("Møde: over listen med punkter"), _("Punkter")),
    "meetings.carried": (_("Møde: over det, der står åbent"), _("Åbne beslutninger fra før")),
    "meetings.coming_people": (_("Møde: over dem, der er inviteret"), _("Hvem kommer?")),
    "meetings.people": (_("Møde: over dem, der var med"), _("Hvem var med?")),
    "meetings.versions": (_("Møde: over referatets versioner"), _("Referatets versioner")),
    "meetings.changes": (_("Møde: over det, der er ændret"), _("Ændret, siden gruppen blev indkaldt")),
    "meetings.open_copy": (
        _("Møde: om kopien uden lukkede punkter"),
        _("Kopien uden lukkede punkter kan du sende videre."),
    ),
    # The calendar
    "meetings.subscribe": (_("Møder: sådan abonnerer du, overskrift"), _("Få møderne i din kalender")),
    "meetings.own_calendar": (
        _("Mine grupper: om den hemmelige kalender"),
        _("Adressen er din egen. Del den ikke: Den viser alle gruppens møder uden login, så længe du sidder der."),
    ),
    # The decision log
    "decisions.title": (_("Beslutninger: overskrift"), _("Beslutninger i {gruppe}")),
    "decisions.lead": (
        _("Beslutninger: under overskriften"),
        _("Hvad nogen skal gøre, hvornår, og om det er gjort. Det, der er for sent, står først."),
    ),
    "decisions.empty": (
        _("Beslutninger: når der ingen er"),
        _("Der er ingen beslutninger at vise endnu. De kommer her, når et referat er godkendt."),
    ),
    "decisions.none_chosen": (_("Beslutninger: når valget er tomt"), _("Der er ingen af den slags.")),
    "decisions.late": (_("Bestyrelsens side: over det, der er for sent"), _("Beslutninger, der er for sent ude")),
    # One's own page
    "own.title": (_("Mine grupper: overskrift"), _("Mine grupper")),
    "own.lead": (
        _("Mine grupper: under overskriften"),
        _("Dine møder, det du har lovet at gøre, og hvem du sidder sammen med."),
    ),
    "own.none": (
        _("Mine grupper: når man ikke sidder nogen steder"),
        _("Du sidder ikke i en gruppe lige nu. Skriv til sekretariatet, hvis det er en fejl."),
    ),
    "own.tasks": (_("Mine grupper: over opgaverne"), _("Det har du lovet")),
    "own.no_tasks": (_("Mine grupper: når der ingen opgaver er"), _("Du har ikke noget, der venter.")),
    "own.answer": (_("Mine grupper: over svaret på en indkaldelse"), _("Kommer du?")),
    "own.past": (_("Mine grupper: over de seneste møder"), _("De seneste møder")),
    "own.people": (_("Mine grupper: over dem, man sidder sammen med"), _("Hvem sidder hvor?")),
    # Who sat where
    "body.then": (_("Gruppe: over dem, der sad der før"), _("Hvem sad her før?")),
    "body.then_none": (_("Gruppe: når ingen kendes fra et år"), _("Vi ved ikke, hvem der sad her i {aar}.")),
}
