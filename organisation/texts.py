"""Every text of the site that an editor can change, with the words it starts with.

A template prints one with `{% text "home.title" %}`. Words in braces are filled in:
{navn} {fulde_navn} the partnership, {plan} {periode} the current plan, {antal_omraader} its areas.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Text(NamedTuple):
    where: Any
    standard: Any


TEXTS: dict[str, Text] = {
    # Every page
    "footer.line": Text(_("Alle sider: nederst"), _("{navn} er et boligsocialt partnerskab.")),
    "plan.ended_note": Text(
        _("Alle sider: når planen er slut"),
        _("{plan} er slut. Du kan stadig læse, hvad den handlede om."),
    ),
    "plan.other_note": Text(
        _("Sider fra en anden plan end den nuværende"),
        _("Du læser om en anden helhedsplan end den, der gælder nu."),
    ),
    # Front page
    "home.title": Text(_("Forside: overskrift"), _("Hvad vil du være med i?")),
    "home.lead": Text(
        _("Forside: under overskriften"),
        _("{navn} arbejder i {antal_omraader} boligområder. Find noget at være med i, eller en at spørge."),
    ),
    "home.search": Text(_("Forside: eksempel i søgefeltet"), _("For eksempel fritid")),
    "home.wishes": Text(_("Forside: over listen med ønsker"), _("Jeg vil gerne …")),
    "home.focus_areas": Text(_("Forside: over indsatsområderne"), _("Det arbejder vi med")),
    "home.areas": Text(_("Forside: over boligområderne"), _("Hvor bor du?")),
    "home.area_link": Text(_("Forside: under et boligområdes navn"), _("Se, hvad der er i dit område")),
    "home.people": Text(_("Forside: over medarbejderne"), _("Tal med os")),
    "home.people_lead": Text(
        _("Forside: om medarbejderne"),
        _("Er du i tvivl om noget, så spørg. Du behøver ikke skrive perfekt dansk."),
    ),
    "home.about": Text(_("Forside: over partnerskabet"), _("Hvem er {navn}?")),
    "home.empty": Text(
        _("Forside: når der ikke er nogen plan endnu"),
        _("Her kommer snart noget at læse. Siden er ved at blive til."),
    ),
    # Initiatives
    "initiatives.title": Text(_("Initiativer: overskrift"), _("Find noget at være med i")),
    "initiatives.lead": Text(_("Initiativer: beskrivelse"), _("Alle initiativer i {plan}.")),
    "initiatives.search": Text(_("Initiativer: eksempel i søgefeltet"), _("Søg efter et ord")),
    "initiatives.missing": Text(_("Initiativer: nederst, når intet er fundet"), _("Savner du noget?")),
    "initiatives.focus_areas": Text(_("Initiativer: filter"), _("Hvad handler det om?")),
    "initiatives.areas": Text(_("Initiativer: filter"), _("Hvor bor du?")),
    "initiatives.audiences": Text(_("Initiativer: filter"), _("Hvem er det for?")),
    "initiatives.empty": Text(_("Initiativer: ingen fundet"), _("Vi fandt ikke noget, der passer til dit valg")),
    "initiatives.none": Text(
        _("Initiativer: ingen endnu"), _("Der er ikke skrevet nogen initiativer ind endnu. Kig forbi igen senere.")
    ),
    "initiatives.empty_hint": Text(_("Initiativer: råd, når intet er fundet"), _("Prøv en af de her ting:")),
    "initiatives.unknown_areas": Text(
        _("Initiativer uden kendt boligområde: overskrift"), _("I hele indsatsen: spørg, hvad der sker hos jer")
    ),
    "initiatives.unknown_area_tag": Text(_("Initiativ uden kendt boligområde: mærkat"), _("Spørg, om det er hos jer")),
    "initiative.unknown_area": Text(
        _("Et initiativ: når området ikke er kendt"),
        _("Vi ved ikke endnu, i hvilke områder det foregår. Spørg os, hvad der sker hos jer."),
    ),
    "initiative.unknown_audience": Text(
        _("Et initiativ: når målgruppen ikke er kendt"), _("Vi har ikke skrevet ind, hvem det er for. Spørg os.")
    ),
    "initiative.everywhere": Text(_("Et initiativ: når det er i alle områder"), _("I alle boligområderne")),
    "initiative.text": Text(_("Et initiativ: over teksten"), _("Sådan foregår det")),
    "initiative.no_text": Text(
        _("Et initiativ: når der mangler tekst"),
        _("Vi har ikke skrevet mere om det her endnu. Spørg os, så fortæller vi, hvad vi ved."),
    ),
    "initiative.contact": Text(_("Et initiativ: over kontaktpersonen"), _("Spørg om det her")),
    "initiative.no_contact": Text(
        _("Et initiativ: når der ikke er en kontaktperson"),
        _("Skriv til os. Så finder vi den, der ved mest om det."),
    ),
    "initiative.related": Text(_("Et initiativ: over lignende initiativer"), _("Måske også noget for dig")),
    # Focus areas
    "focus_areas.title": Text(_("Indsatsområder: overskrift"), _("Det arbejder vi med")),
    "focus_areas.lead": Text(
        _("Indsatsområder: under overskriften"),
        _("Vores arbejde er delt i indsatsområder. Hvert område har sine initiativer og sine medarbejdere."),
    ),
    "focus_areas.empty": Text(
        _("Indsatsområder: ingen endnu"), _("Der er ikke skrevet nogen indsatsområder ind endnu.")
    ),
    "focus_area.fund_name": Text(_("Et indsatsområde: over hovedfinansieringens navn"), _("Et andet navn")),
    "focus_area.initiatives": Text(_("Et indsatsområde: over initiativerne"), _("Initiativer")),
    "focus_area.people": Text(_("Et indsatsområde: over medarbejderne"), _("Hvem kan du spørge?")),
    "focus_area.group": Text(_("Et indsatsområde: over ressourcegruppen"), _("Ressourcegruppe")),
    # Housing areas
    "areas.title": Text(_("Boligområder: overskrift"), _("Hvor bor du?")),
    "areas.lead": Text(
        _("Boligområder: under overskriften"),
        _("Vælg dit boligområde, og se, hvad der er for dig, og hvem du kan spørge."),
    ),
    "areas.empty": Text(_("Boligområder: ingen endnu"), _("Der er ikke skrevet nogen boligområder ind endnu.")),
    "area.lead": Text(
        _("Et boligområde: under overskriften"),
        _("Her kan du se, hvad der er i dit område, hvem der er med til at betale og til at bestemme."),
    ),
    "area.initiatives": Text(_("Et boligområde: over initiativerne"), _("Initiativer i området")),
    "area.no_initiatives": Text(
        _("Et boligområde: ingen initiativer kun her"),
        _("Vi har ikke skrevet ind, hvad der sker netop her. Men du kan være med i det, der står nedenfor. Spørg os."),
    ),
    "area.unknown_lead": Text(
        _("Et boligområde: om initiativer uden kendt område"),
        _("Det her hører til hele indsatsen. Vi ved ikke endnu, hvor det foregår. Spørg, om der sker noget hos jer."),
    ),
    "area.departments": Text(_("Et boligområde: over boligafdelingerne"), _("Boligafdelinger")),
    "area.no_departments": Text(
        _("Et boligområde: ingen boligafdelinger"), _("Vi har ikke skrevet ind, hvilke boligafdelinger der ligger her.")
    ),
    "area.steering_group": Text(_("Et boligområde: over styregruppen"), _("Lokal styregruppe")),
    "area.contact": Text(_("Et boligområde: hvem man kan spørge"), _("Spørg os om dit område")),
    "area.contact_lead": Text(
        _("Et boligområde: under »spørg os«"),
        _("Vil du vide, hvad der sker hos jer, eller har du en idé? Skriv til os, så finder vi den rette."),
    ),
    # Organisation
    "organisation.title": Text(_("Organisation: overskrift"), _("Et hus, vi bygger sammen")),
    "organisation.lead": Text(
        _("Organisation: under overskriften"),
        _("{navn} er et partnerskab. Tegningen viser, hvem der gør hvad."),
    ),
    "organisation.boards": Text(_("Organisation: bestyrelsen i tabellen"), _("Bestyrelsen")),
    "organisation.board": Text(_("Organisation: tegningens tag"), _("Leder det hele og tager sig af pengene.")),
    "organisation.resource_groups": Text(_("Organisation: ressourcegrupperne"), _("Ressourcegrupper")),
    "organisation.resource_lead": Text(
        _("Organisation: om ressourcegrupperne"), _("Gør indsatsen bedre på tværs. En gruppe for hvert indsatsområde.")
    ),
    "organisation.local_groups": Text(_("Organisation: de lokale styregrupper"), _("Lokale styregrupper")),
    "organisation.local_lead": Text(
        _("Organisation: om de lokale styregrupper"), _("Sørger for, at området selv er med, og at der sker noget.")
    ),
    "organisation.theme_groups": Text(_("Organisation: temastyregrupperne"), _("Temastyregruppe")),
    "organisation.theme_lead": Text(
        _("Organisation: om temastyregrupperne"), _("Følger et emne på tværs af områderne.")
    ),
    "organisation.secretariat": Text(_("Organisation: sekretariatet"), _("Sekretariatet")),
    "organisation.secretariat_lead": Text(_("Organisation: om sekretariatet"), _("Samler og udvikler hele indsatsen.")),
    "organisation.table": Text(_("Organisation: over tabellen"), _("Hvem er med, og hvad gør de?")),
    "organisation.empty": Text(
        _("Organisation: ingen grupper"), _("Vi har ikke skrevet ind, hvem der leder arbejdet. Spørg os.")
    ),
    "body.purpose": Text(_("Bestyrelse eller gruppe: over formålet"), _("Det gør vi")),
    "body.no_purpose": Text(
        _("Bestyrelse eller gruppe: intet formål"), _("Vi har ikke skrevet ind, hvad gruppen gør.")
    ),
    "body.seats": Text(_("Bestyrelse eller gruppe: over posterne"), _("Hvem sidder her?")),
    "body.no_seats": Text(
        _("Bestyrelse eller gruppe: ingen poster"), _("Vi har ikke skrevet ind, hvem der sidder i gruppen.")
    ),
    "body.meetings_unknown": Text(
        _("Bestyrelse eller gruppe: ingen mødetal"), _("Hvor ofte gruppen mødes, er ikke oplyst.")
    ),
    # About
    "about.title": Text(_("Om: overskrift"), _("Om {navn}")),
    "about.lead": Text(_("Om: under overskriften"), _("Hvad vi vil, hvorfor vi gør det, og hvem der er med.")),
    "about.vision": Text(_("Om: over visionen"), _("Det drømmer vi om")),
    "about.purpose": Text(_("Om: over formålet"), _("Det skal planen")),
    "about.method": Text(_("Om: over metoden"), _("Sådan arbejder vi")),
    "about.partners": Text(_("Om: over parterne"), _("Hvem er med?")),
    "about.figures": Text(_("Om: over tallene"), _("Planen i tal")),
    "about.no_plan": Text(
        _("Om: når der ikke er nogen plan"), _("Der er ikke skrevet nogen helhedsplan ind endnu. Spørg os.")
    ),
    "about.unknown_administrator": Text(
        _("Om: når administrationen ikke er kendt"), _("Står der ingen administration, er den ikke oplyst.")
    ),
    # Money
    "money.title": Text(_("Økonomi: overskrift"), _("Hvad koster {navn}, og hvem betaler?")),
    "money.lead": Text(_("Økonomi: over det store tal"), _("Fra {periode} er der i alt")),
    "money.empty": Text(_("Økonomi: ingen tal"), _("Der er ikke skrevet nogen tal ind endnu.")),
    "money.payers": Text(_("Økonomi: over de præcise tal"), _("Hvem betaler?")),
    "money.co_financing": Text(_("Økonomi: over medfinansieringen"), _("Medfinansieringen, række for række")),
    "money.share": Text(_("Økonomi: over andelen"), _("Den lokale andel")),
    "money.spent": Text(
        _("Økonomi: om forbrug"), _("Siden viser, hvad der er lovet. Hvad der er brugt, er ikke oplyst her.")
    ),
    # Staff and contact
    "staff.title": Text(_("Medarbejdere: overskrift"), _("Hvem kan hjælpe dig?")),
    "staff.lead": Text(
        _("Medarbejdere: under overskriften"),
        _("Find den, der arbejder med det, du vil tale om. Skriv kort. Du behøver ikke skrive perfekt dansk."),
    ),
    "staff.secretariat": Text(_("Medarbejdere: over sekretariatet"), _("Sekretariatet")),
    "staff.secretariat_lead": Text(
        _("Medarbejdere: om sekretariatet"), _("Spørg sekretariatet, hvis du ikke ved, hvem du skal spørge.")
    ),
    "staff.others": Text(_("Medarbejdere: øvrige"), _("Andre medarbejdere")),
    "staff.empty": Text(_("Medarbejdere: ingen"), _("Der er ikke skrevet nogen medarbejdere ind endnu.")),
    "staff.work": Text(_("En medarbejder: over indsatsområderne"), _("Det kan du spørge om")),
    "staff.no_contact_data": Text(
        _("En medarbejder: ingen telefon eller e-mail"),
        _("Telefon og e-mail er ikke skrevet ind endnu. Skriv her på siden."),
    ),
    "contact.title": Text(_("Kontakt: overskrift"), _("Spørg os")),
    "contact.lead": Text(
        _("Kontakt: under overskriften"), _("Vælg det, du vil tale om. Eller skriv til os, så finder vi den rette.")
    ),
    "contact.people": Text(_("Kontakt: over personerne"), _("Hvad vil du tale om?")),
    "contact.partnership": Text(_("Kontakt: over adressen"), _("Find os")),
    "contact.unknown": Text(
        _("Kontakt: når telefon, adresse og åbningstid mangler"),
        _("Telefon, adresse og åbningstid er ikke skrevet ind endnu. Du kan skrive til os her på siden."),
    ),
    "contact.form_title": Text(_("Skriv til os: overskrift"), _("Skriv til os")),
    "contact.form_lead": Text(
        _("Skriv til os: under overskriften"),
        _("Skriv kort, hvad det handler om. Du behøver ikke skrive perfekt dansk."),
    ),
    "contact.form_errors": Text(_("Skriv til os: over fejlene"), _("Din besked er ikke sendt endnu")),
    "contact.form_privacy": Text(
        _("Skriv til os: om oplysningerne"),
        _("Vi bruger kun det, du skriver, til at svare dig. Skriv ikke CPR-nummer eller om sygdom."),
    ),
    "contact.thanks_title": Text(_("Tak-siden: overskrift"), _("Tak. Vi har fået din besked")),
    "contact.thanks_next": Text(_("Tak-siden: over hvad der sker nu"), _("Det sker der nu")),
    "contact.thanks_text": Text(
        _("Tak-siden: hvad der sker nu"),
        _("En medarbejder læser din besked og svarer på den telefon eller e-mail, du skrev."),
    ),
    # Search
    "search.title": Text(_("Søgning: overskrift"), _("Søg på siden")),
    "search.start": Text(
        _("Søgning: før man har søgt"), _("Skriv et ord, for eksempel et sted, et emne eller et navn.")
    ),
    "search.empty": Text(_("Søgning: intet fundet"), _("Vi fandt ikke noget")),
    "search.empty_hint": Text(
        _("Søgning: råd, når intet er fundet"), _("Prøv et andet ord, eller et kortere. Eller spørg os.")
    ),
    # Plans
    "plans.title": Text(_("Helhedsplaner: overskrift"), _("Helhedsplaner")),
    "plans.lead": Text(
        _("Helhedsplaner: under overskriften"),
        _("En boligsocial helhedsplan er en aftale om, hvad der skal ske i boligområderne, og hvem der betaler."),
    ),
    "plans.empty": Text(_("Helhedsplaner: ingen endnu"), _("Der er ikke skrevet nogen helhedsplan ind endnu.")),
    "plan.areas": Text(_("En helhedsplan: over boligområderne"), _("Her arbejder vi")),
    "plan.focus_areas": Text(_("En helhedsplan: over indsatsområderne"), _("Det arbejder vi med")),
    "plan.inside": Text(_("En helhedsplan: over genvejene"), _("Læs mere om planen")),
    # The site itself
    "page.empty": Text(
        _("Privatliv og tilgængelighed: ingen tekst"),
        _("Teksten er ikke skrevet endnu. Spørg os, hvis du vil vide noget."),
    ),
    "error.404.title": Text(_("Side ikke fundet: overskrift"), _("Siden findes ikke")),
    "error.404.text": Text(
        _("Side ikke fundet: tekst"), _("Måske er adressen skrevet forkert, eller siden er flyttet. Prøv at søge.")
    ),
    "error.403.title": Text(_("Ingen adgang: overskrift"), _("Den side må du ikke se")),
    "error.403.text": Text(_("Ingen adgang: tekst"), _("Er det en fejl, så skriv til os.")),
    "error.csrf.title": Text(_("Formular for gammel: overskrift"), _("Det blev ikke sendt")),
    "error.csrf.text": Text(
        _("Formular for gammel: tekst"),
        _(
            "Siden har måske stået åben for længe, eller din browser siger nej til cookies. Gå tilbage, "
            "kopiér det, du skrev, og åbn siden igen. Formularen bruger én cookie, så andre ikke kan sende i dit navn."
        ),
    ),
    "error.405.title": Text(_("Forkert metode: overskrift"), _("Det kan siden ikke")),
    "error.405.text": Text(_("Forkert metode: tekst"), _("Gå til forsiden, og prøv derfra.")),
    "error.400.title": Text(_("Forkert forespørgsel: overskrift"), _("Det forstod vi ikke")),
    "error.400.text": Text(_("Forkert forespørgsel: tekst"), _("Gå tilbage, og prøv igen.")),
    "login.title": Text(_("Log ind: overskrift"), _("Log ind")),
    "login.lead": Text(
        _("Log ind: under overskriften"),
        _("Kun for sekretariatet. Beboere behøver ikke logge ind."),
    ),
}


class _Kept(dict[str, Any]):
    """Leaves a placeholder that nobody knows as it stands."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def fill(text: str, words: dict[str, Any]) -> str:
    """The text with its placeholders filled; braces that make no sense are left alone."""
    try:
        return text.format_map(_Kept(words))
    except (ValueError, AttributeError, IndexError, KeyError, TypeError):
        return text
