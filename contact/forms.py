"""What somebody writes to us: little is asked, and nothing that we must not have.

A link may say whom or what it is about, by address: `?til=` a member of staff, `?om=` a focus area,
`?initiativ=` an initiative, `?omraade=` a housing area. What it says is not asked again.
"""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contact.mails import tell_of_new
from contact.models import Enquiry
from core.form_guards import GuardedForm
from core.forms import ChoiceField, TextField
from core.reachable import check_reachable
from initiatives.models import FocusArea, Initiative
from organisation.models import HousingArea, Plan
from staff.models import StaffMember
from staff.roles import employed_who_may

PARAMETERS = {"til": "staff_member", "om": "focus_area", "initiativ": "initiative", "omraade": "area"}


class EnquiryForm(GuardedForm, forms.ModelForm):
    """What all kinds of enquiries ask for; `message` is each kind's own."""

    limited_as = "enquiry"
    kind: Enquiry.Kind

    name = TextField(_("Skriv dit navn."), label=_("Dit navn"), max_length=120)
    reply_to = TextField(
        _("Skriv din telefon eller e-mail."),
        label=_("Telefon eller e-mail"),
        help_text=_("Vi bruger det kun til at svare dig."),
        max_length=120,
        validators=[check_reachable],
    )

    class Meta:
        model = Enquiry
        fields = ["name", "reply_to"]

    def __init__(self, *args: Any, request: HttpRequest, plan: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.instance.kind = self.kind
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        rows = rows_of(plan)
        for parameter, name in PARAMETERS.items():
            self._heed(name, rows[name], request.GET.get(parameter, "").replace("\0", ""))
        if self.instance.initiative:
            self.instance.focus_area = self.instance.initiative.focus_area
            self.ask_not("focus_area", "area")
        # What is said above the form: as the address has it, whatever is chosen in the form.
        self.recipient = self._recipient()
        self.about = ", ".join(str(part) for part in (self.instance.subject, self.instance.area) if part)

    def _heed(self, name: str, rows: Any, slug: str) -> None:
        """Take a row from the address, else let the reader choose; a choice without choices is not asked for."""
        said = rows.filter(slug=slug).first() if slug else None
        if said:
            setattr(self.instance, name, said)
        elif name in self.fields and rows:
            self.fields[name].queryset = rows
            return
        self.ask_not(name)

    @transaction.atomic
    def save(self, commit: bool = True) -> Enquiry:
        """Store it, and tell those whom it concerns."""
        enquiry: Enquiry = super().save(commit)
        tell_of_new(enquiry)
        return enquiry

    def _recipient(self) -> StaffMember | None:
        """Whom it is to, or who answers for the initiative."""
        initiative = self.instance.initiative
        return self.instance.staff_member or (initiative.contact if initiative else None)

    def ask_not(self, *names: str) -> None:
        for name in names:
            self.fields.pop(name, None)


class GiveForm(forms.Form):
    """A colleague who may handle enquiries."""

    to = forms.ModelChoiceField(None, label=_("Giv den til"), empty_label=_("Vælg en kollega"))

    def __init__(self, *args: Any, enquiry: Enquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = employed_who_may("contact.change_enquiry").exclude(pk=enquiry.taken_by_id)


class MessageForm(EnquiryForm):
    kind = Enquiry.Kind.MESSAGE

    focus_area = ChoiceField(label=_("Hvad handler det om? (valgfrit)"), empty_label=_("Noget andet, eller ved ikke"))
    staff_member = ChoiceField(label=_("Hvem skriver du til? (valgfrit)"), empty_label=_("Det er lige meget"))
    message = TextField(
        _("Skriv, hvad du vil spørge om."), label=_("Din besked"), max_length=4000, widget=forms.Textarea({"rows": 8})
    )

    class Meta(EnquiryForm.Meta):
        fields = ["name", "reply_to", "focus_area", "staff_member", "message"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.addressed:
            self.ask_not("focus_area", "staff_member")


class IdeaForm(EnquiryForm):
    kind = Enquiry.Kind.IDEA

    area = ChoiceField(label=_("Hvor skal det være? (valgfrit)"), empty_label=_("Flere steder, eller ved ikke"))
    message = TextField(
        _("Skriv, hvad din idé er."), label=_("Din idé"), max_length=4000, widget=forms.Textarea({"rows": 6})
    )

    class Meta(EnquiryForm.Meta):
        fields = ["message", "area", "name", "reply_to"]


class HelpForm(EnquiryForm):
    kind = Enquiry.Kind.HELP

    focus_area = ChoiceField(
        label=_("Hvad vil du hjælpe med? (valgfrit)"), empty_label=_("Noget andet, eller ved ikke")
    )
    message = TextField(
        label=_("Hvad kan du lide at lave? (valgfrit)"),
        help_text=_("Et par ord er nok. For eksempel: lave mad, ordne cykler, hjælpe med lektier."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    area = ChoiceField(label=_("Hvor bor du? (valgfrit)"), empty_label=_("Et andet sted, eller vil ikke sige det"))

    class Meta(EnquiryForm.Meta):
        fields = ["focus_area", "message", "area", "name", "reply_to"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        wish = self.instance.subject or cleaned.get("focus_area") or cleaned.get("message")
        if not wish and {"focus_area", "message"}.isdisjoint(self.errors):
            self.add_error("message", _("Skriv et par ord om, hvad du kan lide at lave."))
        return cleaned


def rows_of(plan: Plan | None) -> dict[str, Any]:
    """What one can write to or about: only what everybody may see, also when an editor tries the form."""
    everybody = AnonymousUser()
    people = StaffMember.objects.visible_to(everybody).begun()
    initiatives = Initiative.objects.visible_to(everybody).filter(plan=plan).select_related("focus_area")
    return {
        "staff_member": people,
        "focus_area": FocusArea.objects.filter(plan=plan),
        "initiative": initiatives.prefetch_related(Prefetch("contact", people)),
        "area": plan.areas.all() if plan else HousingArea.objects.none(),
    }
