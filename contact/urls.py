from django.urls import path
from django.utils.translation import gettext_lazy as _

from contact import views
from contact.forms import HelpForm, IdeaForm, MessageForm

WRITE = {"form_class": MessageForm, "template": "contact/write.html", "here": _("Skriv til os")}
IDEA = {"form_class": IdeaForm, "template": "contact/idea.html", "here": _("Jeg har en idé")}
HELP = {"form_class": HelpForm, "template": "contact/help.html", "here": _("Jeg vil gerne hjælpe")}

urlpatterns = [
    path("kontakt/", views.contact, name="contact"),
    path("kontakt/skriv/", views.enquiry, WRITE, name="contact_write"),
    path("kontakt/ide/", views.enquiry, IDEA, name="contact_idea"),
    path("kontakt/hjaelp/", views.enquiry, HELP, name="contact_help"),
    path("kontakt/skriv/tak/", views.contact_thanks, name="contact_thanks"),
    path("ideer/", views.idea_list, name="idea_list"),
]
