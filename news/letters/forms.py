"""What is asked of who wants the newsletter: an address, and perhaps what it should be about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_guards import GuardedForm
from core.forms import TextField
from core.reachable import check_email, comparable_email
from initiatives.models import FocusArea
from organisation.models import HousingArea, Plan

GONE = _("Noget af det, du har valgt, findes ikke mere. Vælg igen.")


class RowsField(forms.MultipleChoiceField):
    """Boxes to tick, one for each row, by its address."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = dict.fromkeys(("invalid_choice", "invalid_list"), GONE)
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, error_messages=wrong, **kwargs)
        self.rows: dict[str, Any] = {}

    def offer(self, rows: Any) -> None:
        self.rows = {row.slug: row for row in rows}
        self.choices = [(slug, row.name) for slug, row in self.rows.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.rows[slug] for slug in super().clean(value)]


class ChoicesForm(forms.Form):
    areas = RowsField(label=_("Hvilke boligområder? (valgfrit)"), help_text=_("Intet kryds: alle områder."))
    focus_areas = RowsField(label=_("Hvad skal det handle om? (valgfrit)"), help_text=_("Intet kryds: alle emner."))

    def __init__(self, *args: Any, plan: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "areas": HousingArea.objects.all(),
            "focus_areas": plan.focus_areas.all() if plan else FocusArea.objects.none(),
        }
        for name, rows in offered.items():
            self.fields[name].offer(rows)  # type: ignore[attr-defined]
            if not self.fields[name].rows:  # type: ignore[attr-defined]
                del self.fields[name]

    @property
    def choices(self) -> dict[str, list[Any]]:
        return {name: self.cleaned_data.get(name, []) for name in ("areas", "focus_areas")}


class SubscribeForm(GuardedForm, ChoicesForm):
    limited_as = "newsletter"

    email = TextField(_("Skriv din e-mail."), label=_("Din e-mail"), max_length=254, validators=[check_email])

    field_order = ("email", "areas", "focus_areas")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.update(type="email", autocomplete="email")

    def clean_email(self) -> str:
        return comparable_email(self.cleaned_data["email"])
