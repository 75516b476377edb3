"""What is asked of who signs up: as little as can be."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models.sign_ups import LARGEST_PARTY
from core.form_guards import GuardedForm
from core.forms import ChoiceField, TextField
from core.reachable import check_email, check_phone
from organisation.models import HousingArea

HOW_MANY = _("Skriv, hvor mange I kommer: et tal fra 1 til 10.")


class PartyField(forms.IntegerField):
    """How many come, all included."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), HOW_MANY)
        super().__init__(min_value=1, max_value=LARGEST_PARTY, error_messages=wrong, **kwargs)


class SignUpForm(GuardedForm):
    limited_as = "sign_up"

    name = TextField(_("Skriv dit navn."), label=_("Dit navn"), max_length=120)
    phone = TextField(
        label=_("Telefon"),
        help_text=_("Skriv telefon eller e-mail. Gerne begge."),
        max_length=30,
        validators=[check_phone],
    )
    email = TextField(
        label=_("E-mail"),
        help_text=_("Så får du svar og en påmindelse på mail."),
        max_length=254,
        validators=[check_email],
    )
    party = PartyField(label=_("Hvor mange kommer?"), help_text=_("Tæl dig selv med."), initial=1)
    area = ChoiceField(label=_("Hvor bor du? (valgfrit)"), empty_label=_("Jeg vil ikke svare"))
    note = TextField(
        label=_("Noget, vi skal vide? (valgfrit)"),
        help_text=_("Skriv ikke om sygdom."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )
    # The id that the booking gets: sent twice, it is still one.
    booking = forms.Field(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = HousingArea.objects.all()
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget.attrs.update(type="tel", autocomplete="tel")
        self.fields["email"].widget.attrs.update(type="email", autocomplete="email")

    def clean_booking(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.cleaned_data["booking"] or "")
        except ValueError:
            return None

    def clean(self) -> None:
        super().clean()
        typed = self.cleaned_data.get("phone") or self.cleaned_data.get("email")
        if not typed and not {"phone", "email"} & self.errors.keys():
            self.add_error("phone", _("Skriv din telefon eller din e-mail, så vi kan nå dig."))

    @property
    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "phone", "email", "party", "area", "note")}


class CodeForm(GuardedForm):
    """For who has no e-mail, and so no link."""

    limited_as = "sign_up_code"

    code = TextField(_("Skriv din kode."), label=_("Din kode"), help_text=_("8 bogstaver og tal."), max_length=20)
    digits = TextField(
        _("Skriv de sidste 4 tal i dit telefonnummer."),
        label=_("De sidste 4 tal i dit telefonnummer"),
        max_length=20,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autocomplete="off", autocapitalize="characters", spellcheck="false")
        self.fields["digits"].widget.attrs.update(autocomplete="off", inputmode="numeric")

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())

    def clean_digits(self) -> str:
        return "".join(sign for sign in self.cleaned_data["digits"] if sign.isdigit())[-4:]
