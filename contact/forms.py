"""What somebody writes to us: little is asked, and nothing that we must not have."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from contact.models import Enquiry
from core.form_guards import GuardedForm
from core.forms import ChoiceField, TextField
from core.reachable import check_reachable
from organisation.models import Plan
from staff.models import StaffMember


class EnquiryForm(GuardedForm, forms.ModelForm):
    limited_as = "enquiry"

    name = TextField(_("Skriv dit navn."), label=_("Dit navn"), max_length=120)
    reply_to = TextField(
        _("Skriv din telefon eller e-mail."),
        label=_("Telefon eller e-mail"),
        help_text=_("Vi bruger det kun til at svare dig."),
        max_length=120,
        validators=[check_reachable],
    )
    focus_area = ChoiceField(label=_("Hvad handler det om? (valgfrit)"), empty_label=_("Noget andet, eller ved ikke"))
    staff_member = ChoiceField(label=_("Hvem skriver du til? (valgfrit)"), empty_label=_("Det er lige meget"))
    message = TextField(
        _("Skriv, hvad du vil spørge om."), label=_("Din besked"), max_length=4000, widget=forms.Textarea({"rows": 8})
    )

    class Meta:
        model = Enquiry
        fields = ["name", "reply_to", "focus_area", "staff_member", "message"]

    def __init__(self, *args: Any, plan: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only what everybody may see, also when an editor tries the form.
        people = StaffMember.objects.visible_to(AnonymousUser()).begun()
        self.offer("focus_area", plan.focus_areas.all() if plan else None)
        self.offer("staff_member", people)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def offer(self, name: str, rows: Any) -> None:
        """Let the reader choose between some rows; a choice without choices is not asked for."""
        if rows:
            self.fields[name].queryset = rows
        else:
            del self.fields[name]

    @property
    def recipient(self) -> StaffMember | None:
        """Whom the message is to, as chosen so far."""
        if "staff_member" not in self.fields:
            return None
        chosen = self["staff_member"].value()
        return next((person for person in self.fields["staff_member"].queryset if person.slug == chosen), None)
