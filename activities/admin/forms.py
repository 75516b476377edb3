"""What workers type on the pages of a date."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Attendance, SignUp
from core.forms import TextField
from core.reachable import check_email, check_phone

MOST = 9999


class CountForm(forms.ModelForm):
    """Three numbers, typed in twenty seconds."""

    class Meta:
        model = Attendance
        fields = ["visits", "new_faces", "volunteers"]
        labels = {"visits": _("Besøg i alt"), "new_faces": _("Nye ansigter"), "volunteers": _("Frivillige")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name in self.fields:
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label,
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        visits, new = cleaned.get("visits"), cleaned.get("new_faces")
        if new and visits is not None and new > visits:
            raise ValidationError({"new_faces": _("Der kan ikke være flere nye ansigter end besøg.")})
        return cleaned


class CounterForm(forms.ModelForm):
    """Somebody who stands in front of the worker, or is on the phone: a name is enough."""

    name = TextField(_("Skriv et navn."), label=_("Navn"), max_length=120)
    phone = TextField(label=_("Telefon"), max_length=30, validators=[check_phone])
    email = TextField(label=_("E-mail"), max_length=254, validators=[check_email], widget=forms.EmailInput)
    note = TextField(label=_("Besked"), max_length=300)

    class Meta:
        model = SignUp
        fields = ["name", "party", "phone", "email", "area", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["area"].empty_label = _("Ikke oplyst")
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class CallOffForm(forms.ModelForm):
    """What those who wanted to come can do instead."""

    instead = TextField(
        label=_("Hvad kan man gøre i stedet?"),
        max_length=250,
        help_text=_("Står på siden og i beskeden til de tilmeldte. Fx »Kom på tirsdag i stedet«. Må stå tomt."),
    )

    class Meta:
        model = Activity
        fields = ["instead"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
