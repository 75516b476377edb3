"""Texts of the news, their comments and the banner."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "news.title": (_("Nyheder: overskrift"), _("Nyt fra {navn}")),
    "news.lead": (_("Nyheder: under overskriften"), _("Her fortæller vi, hvad der er sket, og hvad der kommer.")),
    "news.about": (_("Nyheder: filter, initiativer"), _("Hvilket initiativ?")),
    "news.authors": (_("Nyheder: filter"), _("Hvem har skrevet?")),
    "news.none": (_("Nyheder: ingen endnu"), _("Vi har ikke skrevet nogen nyheder endnu. Kig forbi igen senere.")),
    "news.none_chosen": (
        _("Nyheder: ingen i det, der er valgt"),
        _("Der er ingen nyheder i dit valg. Fjern et filter, og prøv igen."),
    ),
    "news.next_time": (_("En nyhed: over den næste dato"), _("Kom med næste gang")),
    "news.initiatives": (_("En nyhed: over initiativerne"), _("Det handler om")),
    "news.more": (_("En nyhed: over andre nyheder"), _("Flere nyheder")),
    "news.home": (_("Forside: over nyhederne"), _("Nyt fra os")),
    "news.area": (_("Boligområde: over nyhederne"), _("Nyt")),
    "news.initiative": (_("Et initiativ: over nyhederne"), _("Nyt om det her")),
    "comments.title": (_("En nyhed: over kommentarerne"), _("Kommentarer")),
    "comments.closed": (_("En nyhed: når man ikke kan kommentere mere"), _("Kommentarerne er lukket.")),
    "comment.privacy": (
        _("Skriv en kommentar: om dine oplysninger"),
        _("Navn og kommentar kan læses af alle, når den vises. Vi sletter navn og e-mail efter {dage} dage."),
    ),
    "comment.thanks": (_("Efter en kommentar: overskrift"), _("Tak for din kommentar")),
    "comment.thanks_next": (
        _("Efter en kommentar: hvad der sker nu"),
        _("En af os læser den, før den bliver vist. Det sker som regel på den næste hverdag."),
    ),
    "comment.own": (_("Egen kommentar: overskrift"), _("Din kommentar")),
    "comment.words": (_("Egen kommentar: over ordene"), _("Det skrev du")),
    "comment.waiting": (_("Egen kommentar: når den venter"), _("Den venter på, at en af os læser den.")),
    "comment.shown": (_("Egen kommentar: når den vises"), _("Den vises under nyheden.")),
    "comment.news_gone": (
        _("Egen kommentar: når nyheden ikke er på siden"),
        _("Nyheden er ikke på siden nu. Derfor vises kommentaren ikke."),
    ),
    "comment.hidden": (_("Egen kommentar: når den ikke vises"), _("Vi viser den ikke, fordi:")),
    "comment.removed": (_("Egen kommentar: når den er fjernet"), _("Du har fjernet kommentaren. Den er slettet.")),
    "comment.mail": (
        _("Egen kommentar: når der er sendt en mail"),
        _("Vi sender dig et link til den her side. Med det kan du fjerne kommentaren når som helst."),
    ),
    "comment.keep_link": (
        _("Egen kommentar: uden e-mail"),
        _("Gem adressen på den her side, hvis du vil kunne fjerne kommentaren senere."),
    ),
    "comment.gone": (_("Egen kommentar: linket virker ikke, overskrift"), _("Vi kan ikke finde kommentaren")),
    "comment.gone_text": (
        _("Egen kommentar: linket virker ikke"),
        _("Linket er ikke helt, eller kommentaren er slettet."),
    ),
    "comment.report_lead": (
        _("Meld en kommentar: under overskriften"),
        _("En af os ser på den. Vi gemmer ikke, hvem der har meldt den."),
    ),
    "comment.reported": (_("Når en kommentar er meldt: overskrift"), _("Tak, fordi du sagde til")),
    "comment.reported_next": (
        _("Når en kommentar er meldt: hvad der sker nu"),
        _("En af os ser på kommentaren og fjerner den, hvis den ikke er i orden."),
    ),
}
