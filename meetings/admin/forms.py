"""What the secretariat types on the pages that lead a meeting on."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin_forms import sensible_year
from core.forms import TextField
from meetings.models import Meeting


class StepForm(forms.Form):
    """Nothing to type: just the button."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.meeting = meeting


class CancelForm(StepForm):
    reason = TextField(
        label=_("Hvorfor?"),
        max_length=250,
        help_text=_("Står på siden og i mailen til medlemmerne. Må stå tomt."),
    )


class CorrectForm(StepForm):
    reason = TextField(
        _("Skriv, hvorfor referatet skal rettes."),
        label=_("Hvorfor?"),
        max_length=250,
        help_text=_("Står på referatet, når det er godkendt igen."),
    )


class ApproveForm(StepForm):
    on = forms.DateField(
        label=_("Godkendt den"),
        validators=[sensible_year],
        error_messages={"required": _("Skriv, hvilken dag det blev godkendt."), "invalid": _("Skriv en dato.")},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    at = forms.ModelChoiceField(
        None,
        label=_("På mødet"),
        required=False,
        empty_label=_("Ikke på et møde"),
        error_messages={"invalid_choice": _("Vælg et af gruppens møder.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = Meeting.objects.of(self.meeting.body).taking_place().filter(date__gt=self.meeting.date)
        self.fields["at"].queryset = later.for_list().order_by("date")
        self.fields["on"].initial = timezone.localdate()
        self.fields["at"].initial = later.filter(date__lte=timezone.localdate()).order_by("-date").first()
