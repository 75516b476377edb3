"""Texts of every page, and of the front page."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    # Every page
    "footer.line": (_("Alle sider: nederst"), _("{navn} er et boligsocialt partnerskab.")),
    "plan.ended_note": (
        _("Alle sider: når planen er slut"),
        _("{plan} er slut. Du kan stadig læse, hvad den handlede om."),
    ),
    "plan.other_note": (
        _("Sider fra en anden plan end den nuværende"),
        _("Du læser om en anden helhedsplan end den, der gælder nu."),
    ),
    "form.errors": (_("Alle formularer: over fejlene"), _("Det er ikke sendt endnu")),
    # Front page
    "home.title": (_("Forside: overskrift"), _("Hvad vil du være med i?")),
    "home.lead": (
        _("Forside: under overskriften"),
        _("{navn} arbejder i {antal_omraader} boligområder. Find noget at være med i, eller en at spørge."),
    ),
    "home.search": (_("Forside: eksempel i søgefeltet"), _("For eksempel fritid")),
    "home.wishes": (_("Forside: over listen med ønsker"), _("Jeg vil gerne …")),
    "home.focus_areas": (_("Forside: over indsatsområderne"), _("Det arbejder vi med")),
    "home.areas": (_("Forside: over boligområderne"), _("Hvor bor du?")),
    "home.area_link": (_("Forside: under et boligområdes navn"), _("Se, hvad der er i dit område")),
    "home.people": (_("Forside: over medarbejderne"), _("Tal med os")),
    "home.people_lead": (
        _("Forside: om medarbejderne"),
        _("Er du i tvivl om noget, så spørg. Du behøver ikke skrive perfekt dansk."),
    ),
    "home.about": (_("Forside: over partnerskabet"), _("Hvem er {navn}?")),
    "home.empty": (
        _("Forside: når der ikke er nogen plan endnu"),
        _("Her kommer snart noget at læse. Siden er ved at blive til."),
    ),
}
