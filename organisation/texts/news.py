"""Texts of the news, their comments and the banner."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "news.title": (_("Nyheder: overskrift"), _("Nyt fra {navn}")),
    "news.lead": (_("Nyheder: under overskriften"), _("Her fortæller vi, hvad der er sket, og hvad der kommer.")),
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
}
