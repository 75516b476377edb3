"""What readers choose and members answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from meetings.models import Participant

Reply = Participant.Reply


class DecisionFilter(forms.Form):
    """Which decisions of a body; what nobody knows is all of them."""

    ALL, OPEN, LATE, DONE = "", "aabne", "forsinkede", "gjorte"
    CHOICES = ((ALL, _("Alle")), (OPEN, _("Åbne")), (LATE, _("For sent ude")), (DONE, _("Gjort")))

    vis = forms.ChoiceField(choices=CHOICES, required=False)

    @property
    def chosen(self) -> str:
        return self.cleaned_data["vis"] if self.is_valid() else self.ALL

    def filter(self, rows: Any) -> Any:
        if self.chosen == self.DONE:
            return rows.filter(done_on__isnull=False)
        return {self.OPEN: rows.open, self.LATE: rows.late}.get(self.chosen, rows.all)()


class AnswerForm(forms.Form):
    reply = forms.ChoiceField(
        label=_("Dit svar"),
        choices=[(Reply.COMING, _("Jeg kommer")), (Reply.APOLOGIES, _("Jeg melder afbud"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om du kommer."), "invalid_choice": _("Vælg, om du kommer.")},
    )
    substitute = TextField(
        label=_("Hvem kommer i stedet? (valgfrit)"),
        max_length=120,
        help_text=_("Kun ved afbud. Det er kun gruppen, der ser det."),
    )

    def clean_substitute(self) -> str:
        is_coming = self.cleaned_data.get("reply") == Reply.COMING
        return "" if is_coming else self.cleaned_data["substitute"]


class TaskForm(forms.Form):
    note = TextField(label=_("Hvad kom der ud af det? (valgfrit)"), max_length=250)
