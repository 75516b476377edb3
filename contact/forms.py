"""What somebody writes to us: little is asked, and nothing that we must not have."""

import re
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from contact.models import Enquiry
from core.cpr import refuse_cpr
from organisation.models import Plan
from staff.models import StaffMember

PHONE = re.compile(r"\+?[\d\s().-]+")
TOO_LONG = _("Skriv højst %(limit_value)d tegn. Du har skrevet %(show_value)d.")
UNREADABLE = _("Der er tegn, som vi ikke kan læse. Skriv det igen.")


def can_be_answered(text: str) -> None:
    """Raise ValidationError unless the text is one e-mail address or one phone number of 8 to 15 digits."""
    digits = sum(character.isdigit() for character in text)
    if PHONE.fullmatch(text) and 8 <= digits <= 15:
        return
    EmailValidator(_("Skriv en hel e-mailadresse eller et telefonnummer med mindst 8 tal."))(text)


class TextField(forms.CharField):
    """A field for words, which refuses anything like a CPR number and says in plain Danish what is wrong."""

    default_validators = [refuse_cpr]

    def __init__(self, missing: Any, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        # A browser sends two characters for a line break, but counts one against the limit.
        return super().to_python(value).replace("\r\n", "\n")


class ChoiceField(forms.ModelChoiceField):
    """A choice by address, so that a link can make it; one that is gone is asked for again."""

    def __init__(self, **kwargs: Any) -> None:
        gone = {"invalid_choice": _("Det kan ikke vælges mere. Vælg noget andet, eller lad være med at vælge.")}
        super().__init__(None, required=False, to_field_name="slug", error_messages=gone, **kwargs)


class EnquiryForm(forms.ModelForm):
    name = TextField(_("Skriv dit navn."), label=_("Dit navn"), max_length=120)
    reply_to = TextField(
        _("Skriv din telefon eller e-mail."),
        label=_("Telefon eller e-mail"),
        help_text=_("Vi bruger det kun til at svare dig."),
        max_length=120,
        validators=[can_be_answered],
    )
    focus_area = ChoiceField(label=_("Hvad handler det om? (valgfrit)"), empty_label=_("Noget andet, eller ved ikke"))
    staff_member = ChoiceField(label=_("Hvem skriver du til? (valgfrit)"), empty_label=_("Det er lige meget"))
    message = TextField(
        _("Skriv, hvad du vil spørge om."), label=_("Din besked"), max_length=4000, widget=forms.Textarea({"rows": 8})
    )
    # Nobody sees this field, so who fills it in is a program.
    website = forms.CharField(label=_("Lad feltet stå tomt"), required=False)

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
        self.fields["website"].widget.attrs.update(autocomplete="off", tabindex="-1")
        self.helper = FormHelper()
        self.helper.form_tag = False
        shown = (name for name in self.fields if name != "website")
        self.helper.layout = Layout(*shown, Div("website", css_class="visually-hidden"))

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

    def save(self, commit: bool = True) -> Enquiry | None:
        """Store the message. A program gets the same thanks as people do, and nothing is stored."""
        return None if self.cleaned_data["website"] else super().save(commit)
