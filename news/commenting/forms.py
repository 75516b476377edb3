"""What is asked of who comments: a name to be called by, and the words."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_guards import GuardedForm
from core.forms import TextField
from core.reachable import check_email
from news.models import Comment
from news.models.comments import LONGEST


class CommentForm(GuardedForm):
    limited_as = "comment"

    name = TextField(
        _("Skriv dit navn."),
        label=_("Dit navn"),
        help_text=_("Det står ved kommentaren. Du må gerne nøjes med dit fornavn."),
        max_length=60,
    )
    text = TextField(
        _("Skriv din kommentar."),
        label=_("Din kommentar"),
        help_text=_("En medarbejder læser den, før den bliver vist. Skriv ikke private ting om andre."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
    )
    email = TextField(
        label=_("E-mail (valgfrit)"),
        help_text=_("Vises ikke. Vi sender dig et link, så du kan fjerne kommentaren igen."),
        max_length=254,
        validators=[check_email],
    )
    # The key that the comment gets: sent twice, it is still one.
    comment = forms.Field(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs.update(type="email", autocomplete="email")

    def clean_comment(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["comment"] or "")
        except ValueError:
            return uuid.uuid4()

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "text", "email")}


class ReportForm(GuardedForm):
    limited_as = "comment_report"

    why = forms.ChoiceField(
        label=_("Hvad er der galt med den?"),
        choices=Comment.Report.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Vælg, hvad der er galt.")),
    )


class AnswerForm(forms.Form):
    """A worker's answer. Without words it is taken away."""

    answer = TextField(label=_("Svar"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))


class HideForm(forms.Form):
    because = TextField(
        _("Skriv, hvorfor kommentaren ikke vises."),
        label=_("Hvorfor vises den ikke?"),
        help_text=_("Det kan den, der skrev den, læse på sin egen side. Læserne ser det ikke."),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
    )
