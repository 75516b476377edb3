"""Texts of the pages about initiatives, places, people and plans."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    # Initiatives
    "initiatives.title": (_("Initiativer: overskrift"), _("Find noget at være med i")),
    "initiatives.search": (_("Initiativer: eksempel i søgefeltet"), _("Søg efter et ord")),
    "initiatives.missing": (_("Initiativer: nederst, når intet er fundet"), _("Savner du noget?")),
    "initiatives.focus_areas": (_("Initiativer: filter"), _("Hvad handler det om?")),
    "initiatives.areas": (_("Initiativer: filter"), _("Hvor bor du?")),
    "initiatives.audiences": (_("Initiativer: filter"), _("Hvem er det for?")),
    "initiatives.languages": (_("Initiativer: filter"), _("Hvilket sprog?")),
    "initiatives.price": (_("Initiativer: filter"), _("Hvad koster det?")),
    "initiatives.empty": (_("Initiativer: ingen fundet"), _("Vi fandt ikke noget, der passer til dit valg")),
    "initiatives.none": (
        _("Initiativer: ingen endnu"),
        _("Der er ikke skrevet nogen initiativer ind endnu. Kig forbi igen senere."),
    ),
    "initiatives.empty_hint": (_("Initiativer: råd, når intet er fundet"), _("Prøv en af de her ting:")),
    "initiatives.unknown_areas": (
        _("Initiativer uden kendt boligområde: overskrift"),
        _("I hele indsatsen: spørg, hvad der sker hos jer"),
    ),
    "initiatives.unknown_area_tag": (_("Initiativ uden kendt boligområde: mærkat"), _("Spørg, om det er hos jer")),
    "initiative.everywhere": (_("Et initiativ: når det er i alle områder"), _("I alle boligområderne")),
    "initiative.costs": (_("Et initiativ: når prisen ikke er kendt"), _("Det koster noget. Spørg os.")),
    "initiative.ended": (_("Et initiativ: når det er slut"), _("Det her er slut. Tak til alle, der var med.")),
    "initiative.instead": (_("Et initiativ, der er slut: over lignende"), _("Her kan du være med i stedet")),
    "initiative.print": (
        _("Et initiativ: om at printe siden"),
        _("Print siden, og hæng den op i opgangen: på papir bliver den til et opslag."),
    ),
    "initiative.scan": (_("Et opslag: ved QR-koden"), _("Læs mere, og spørg os")),
    "initiative.text": (_("Et initiativ: over teksten"), _("Sådan foregår det")),
    "initiative.no_text": (
        _("Et initiativ: når der mangler tekst"),
        _("Vi har ikke skrevet mere om det her endnu. Spørg os, så fortæller vi, hvad vi ved."),
    ),
    "initiative.contact": (_("Et initiativ: over kontaktpersonen"), _("Spørg om det her")),
    "initiative.no_contact": (
        _("Et initiativ: når der ikke er en kontaktperson"),
        _("Skriv til os. Så finder vi den, der ved mest om det."),
    ),
    "initiative.ideas": (_("Et initiativ: over idéerne bag det"), _("Det begyndte som en idé")),
    "initiative.related": (_("Et initiativ: over lignende initiativer"), _("Måske også noget for dig")),
    # Focus areas
    "focus_areas.title": (_("Indsatsområder: overskrift"), _("Det arbejder vi med")),
    "focus_areas.lead": (
        _("Indsatsområder: under overskriften"),
        _("Vores arbejde er delt i indsatsområder. Hvert område har sine initiativer og sine medarbejdere."),
    ),
    "focus_areas.empty": (_("Indsatsområder: ingen endnu"), _("Der er ikke skrevet nogen indsatsområder ind endnu.")),
    "focus_area.fund_name": (_("Et indsatsområde: over hovedfinansieringens navn"), _("Et andet navn")),
    "focus_area.initiatives": (_("Et indsatsområde: over initiativerne"), _("Initiativer")),
    "focus_area.people": (_("Et indsatsområde: over medarbejderne"), _("Hvem kan du spørge?")),
    "focus_area.fund_name_text": (
        _("Et indsatsområde: hovedfinansieringens navn"),
        _("Hos hovedfinansieringen hedder det »{fondens_navn}«."),
    ),
    "focus_area.group": (_("Et indsatsområde: over ressourcegruppen"), _("Ressourcegruppe")),
    # Housing areas
    "areas.title": (_("Boligområder: overskrift"), _("Hvor bor du?")),
    "areas.lead": (
        _("Boligområder: under overskriften"),
        _("Vælg dit boligområde, og se, hvad der er for dig, og hvem du kan spørge."),
    ),
    "areas.empty": (_("Boligområder: ingen endnu"), _("Der er ikke skrevet nogen boligområder ind endnu.")),
    "area.lead": (
        _("Et boligområde: under overskriften"),
        _("Her kan du se, hvad der er i dit område, hvem der er med til at betale og til at bestemme."),
    ),
    "area.initiatives": (_("Et boligområde: over initiativerne"), _("Initiativer i området")),
    "area.no_initiatives": (
        _("Et boligområde: ingen initiativer kun her"),
        _("Vi har ikke skrevet ind, hvad der sker netop her. Men du kan være med i det, der står nedenfor. Spørg os."),
    ),
    "area.unknown_lead": (
        _("Et boligområde: om initiativer uden kendt område"),
        _("Det her hører til hele indsatsen. Vi ved ikke endnu, hvor det foregår. Spørg, om der sker noget hos jer."),
    ),
    "area.departments": (_("Et boligområde: over boligafdelingerne"), _("Boligafdelinger")),
    "area.no_departments": (
        _("Et boligområde: ingen boligafdelinger"),
        _("Vi har ikke skrevet ind, hvilke boligafdelinger der ligger her."),
    ),
    "area.gives": (_("Et boligområde: hvad en afdeling giver"), _("Bidrager med {beloeb} i {periode}")),
    "area.gives_unknown": (
        _("Et boligområde: når det ikke vides, hvad en afdeling giver"),
        _("Hvad afdelingen bidrager med, er ikke oplyst."),
    ),
    "area.steering_group": (_("Et boligområde: over styregruppen"), _("Lokal styregruppe")),
    "area.contact": (_("Et boligområde: hvem man kan spørge"), _("Spørg os om dit område")),
    "area.contact_lead": (
        _("Et boligområde: under »spørg os«"),
        _("Vil du vide, hvad der sker hos jer, eller har du en idé? Skriv til os, så finder vi den rette."),
    ),
    # Organisation
    "organisation.title": (_("Organisation: overskrift"), _("Et hus, vi bygger sammen")),
    "organisation.lead": (
        _("Organisation: under overskriften"),
        _("{navn} er et partnerskab. Tegningen viser, hvem der gør hvad."),
    ),
    "organisation.boards": (_("Organisation: bestyrelsen i tabellen"), _("Bestyrelsen")),
    "organisation.board": (_("Organisation: tegningens tag"), _("Leder det hele og tager sig af pengene.")),
    "organisation.resource_groups": (_("Organisation: ressourcegrupperne"), _("Ressourcegrupper")),
    "organisation.resource_lead": (
        _("Organisation: om ressourcegrupperne"),
        _("Gør indsatsen bedre på tværs. En gruppe for hvert indsatsområde."),
    ),
    "organisation.local_groups": (_("Organisation: de lokale styregrupper"), _("Lokale styregrupper")),
    "organisation.local_lead": (
        _("Organisation: om de lokale styregrupper"),
        _("Sørger for, at området selv er med, og at der sker noget."),
    ),
    "organisation.theme_groups": (_("Organisation: temastyregrupperne"), _("Temastyregruppe")),
    "organisation.theme_lead": (_("Organisation: om temastyregrupperne"), _("Følger et emne på tværs af områderne.")),
    "organisation.secretariat": (_("Organisation: sekretariatet"), _("Sekretariatet")),
    "organisation.secretariat_lead": (_("Organisation: om sekretariatet"), _("Samler og udvikler hele indsatsen.")),
    "organisation.table": (_("Organisation: over tabellen"), _("Hvem er med, og hvad gør de?")),
    "organisation.empty": (
        _("Organisation: ingen grupper"),
        _("Vi har ikke skrevet ind, hvem der leder arbejdet. Spørg os."),
    ),
    "body.purpose": (_("Bestyrelse eller gruppe: over formålet"), _("Det gør vi")),
    "body.no_purpose": (_("Bestyrelse eller gruppe: intet formål"), _("Vi har ikke skrevet ind, hvad gruppen gør.")),
    "body.seats": (_("Bestyrelse eller gruppe: over posterne"), _("Hvem sidder her?")),
    "body.no_seats": (
        _("Bestyrelse eller gruppe: ingen poster"),
        _("Vi har ikke skrevet ind, hvem der sidder i gruppen."),
    ),
    "body.meetings_unknown": (
        _("Bestyrelse eller gruppe: ingen mødetal"),
        _("Hvor ofte gruppen mødes, er ikke oplyst."),
    ),
    # About
    "about.title": (_("Om: overskrift"), _("Om {navn}")),
    "about.lead": (_("Om: under overskriften"), _("Hvad vi vil, hvorfor vi gør det, og hvem der er med.")),
    "about.vision": (_("Om: over visionen"), _("Det drømmer vi om")),
    "about.purpose": (_("Om: over formålet"), _("Det skal planen")),
    "about.method": (_("Om: over metoden"), _("Sådan arbejder vi")),
    "about.partners": (_("Om: over parterne"), _("Hvem er med?")),
    "about.companies": (_("Om: over boligorganisationerne"), _("Boligorganisationer og deres afdelinger")),
    "about.administered": (_("Om: hvem der administrerer"), _("Administreres af {administration}")),
    "about.figures": (_("Om: over tallene"), _("Planen i tal")),
    "about.no_plan": (
        _("Om: når der ikke er nogen plan"),
        _("Der er ikke skrevet nogen helhedsplan ind endnu. Spørg os."),
    ),
    "about.unknown_administrator": (
        _("Om: når administrationen ikke er kendt"),
        _("Står der ingen administration, er den ikke oplyst."),
    ),
    # Staff and contact
    "staff.title": (_("Medarbejdere: overskrift"), _("Hvem kan hjælpe dig?")),
    "staff.lead": (
        _("Medarbejdere: under overskriften"),
        _("Find den, der arbejder med det, du vil tale om. Skriv kort. Du behøver ikke skrive perfekt dansk."),
    ),
    "staff.secretariat": (_("Medarbejdere: over sekretariatet"), _("Sekretariatet")),
    "staff.secretariat_lead": (
        _("Medarbejdere: om sekretariatet"),
        _("Spørg sekretariatet, hvis du ikke ved, hvem du skal spørge."),
    ),
    "staff.others": (_("Medarbejdere: øvrige"), _("Andre medarbejdere")),
    "staff.empty": (_("Medarbejdere: ingen"), _("Der er ikke skrevet nogen medarbejdere ind endnu.")),
    "staff.work": (_("En medarbejder: over indsatsområderne"), _("Det kan du spørge om")),
    "staff.no_contact_data": (
        _("En medarbejder: ingen telefon"),
        _("Telefonnummeret er ikke skrevet ind endnu. Du kan skrive her på siden."),
    ),
    "contact.title": (_("Kontakt: overskrift"), _("Spørg os")),
    "contact.lead": (
        _("Kontakt: under overskriften"),
        _("Vælg det, du vil tale om. Eller skriv til os, så finder vi den rette."),
    ),
    "contact.people": (_("Kontakt: over personerne"), _("Hvad vil du tale om?")),
    "contact.partnership": (_("Kontakt: over adressen"), _("Find os")),
    "contact.unknown": (
        _("Kontakt: når telefon, adresse og åbningstid mangler"),
        _("Telefon, adresse og åbningstid er ikke skrevet ind endnu. Du kan skrive til os her på siden."),
    ),
    "contact.form_title": (_("Skriv til os: overskrift"), _("Skriv til os")),
    "contact.form_lead": (
        _("Skriv til os: under overskriften"),
        _("Skriv kort, hvad det handler om. Du behøver ikke skrive perfekt dansk."),
    ),
    "contact.idea_title": (_("Jeg har en idé: overskrift"), _("Har du en idé?")),
    "contact.idea_lead": (
        _("Jeg har en idé: under overskriften"),
        _("Hvad kunne gøre det bedre at bo her? Idéen må gerne være lille, og den behøver ikke være færdig."),
    ),
    "contact.help_title": (_("Jeg vil gerne hjælpe: overskrift"), _("Vil du hjælpe?")),
    "contact.help_lead": (
        _("Jeg vil gerne hjælpe: under overskriften"),
        _("Alle kan noget. Du kan hjælpe en enkelt gang eller tit, og vi finder ud af det sammen."),
    ),
    "contact.form_privacy": (
        _("Skriv til os: om oplysningerne"),
        _("Vi bruger kun det, du skriver, til at svare dig. Skriv ikke CPR-nummer eller om sygdom."),
    ),
    "contact.form_deleted": (
        _("Skriv til os: hvornår beskeden slettes"),
        _("Vi sletter din besked efter {dage} dage."),
    ),
    "contact.thanks_title": (_("Tak-siden: overskrift"), _("Tak. Vi har fået din besked")),
    "contact.thanks_next": (_("Tak-siden: over hvad der sker nu"), _("Det sker der nu")),
    "contact.thanks_text": (
        _("Tak-siden: hvad der sker nu"),
        _("En medarbejder læser din besked og svarer på den telefon eller e-mail, du skrev."),
    ),
    # Ideas
    "ideas.title": (_("Idéer: overskrift"), _("Idéer, der blev til noget")),
    "ideas.lead": (
        _("Idéer: under overskriften"),
        _("Nogen fik en idé og fortalte om den. Se, hvad der kom ud af det."),
    ),
    "ideas.empty": (
        _("Idéer: ingen endnu"),
        _("Her kommer de idéer, som bliver til noget. Måske bliver din den første."),
    ),
    # Search
    "search.title": (_("Søgning: overskrift"), _("Søg på siden")),
    "search.start": (_("Søgning: før man har søgt"), _("Skriv et ord, for eksempel et sted, et emne eller et navn.")),
    "search.empty": (_("Søgning: intet fundet"), _("Vi fandt ikke noget")),
    "search.empty_hint": (
        _("Søgning: råd, når intet er fundet"),
        _("Prøv et andet ord, eller et kortere. Eller spørg os."),
    ),
    "search.alike": (
        _("Søgning: noget, der ligner"),
        _("Vi fandt ikke præcis det, du skrev. Mente du noget af det her?"),
    ),
    # Plans
    "plans.title": (_("Helhedsplaner: overskrift"), _("Helhedsplaner")),
    "plans.lead": (
        _("Helhedsplaner: under overskriften"),
        _("En boligsocial helhedsplan er en aftale om, hvad der skal ske i boligområderne, og hvem der betaler."),
    ),
    "plans.empty": (_("Helhedsplaner: ingen endnu"), _("Der er ikke skrevet nogen helhedsplan ind endnu.")),
    "plan.areas": (_("En helhedsplan: over boligområderne"), _("Her arbejder vi")),
    "plan.focus_areas": (_("En helhedsplan: over indsatsområderne"), _("Det arbejder vi med")),
    "plan.inside": (_("En helhedsplan: over genvejene"), _("Læs mere om planen")),
}
