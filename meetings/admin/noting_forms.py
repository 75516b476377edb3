"""The forms of the page on which minutes are taken: small, as there are many of them, and typed on a phone."""

import re
from html import unescape
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _

from core.admin_forms import FetchedChoice, RichTextFormField, sensible_year
from core.rich_text import plain_text
from meetings.models import AgendaItem, Decision, Participant
from organisation.models import Seat

UNREADABLE = {"null_characters_not_allowed": _("Der er tegn, som ikke kan læses. Skriv det igen.")}


class Words(forms.CharField):
    """Several lines, which browsers end in their own way."""

    widget = forms.Textarea({"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages=UNREADABLE, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").strip()


class OutcomeForm(forms.Form):
    """Paragraphs are typed as they are. What has more form than that is opened in the editor."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.item, self.stored = item, as_lines(item.outcome)
        label: dict[str, Any] = {"label": _("Referat og beslutning"), "show_hidden_initial": True}
        self.is_rich = self.stored is None
        if self.is_rich:
            self.stored = item.outcome
            self.fields["outcome"] = item._meta.get_field("outcome").formfield(form_class=RichTextFormField, **label)
        else:
            self.fields["outcome"] = Words(**label)
        self.initial["outcome"] = self.stored

    def clean_outcome(self) -> str:
        """Raises ValidationError when somebody else has written here since the page was opened."""
        mine: str = self.cleaned_data["outcome"]
        name = self.add_initial_prefix("outcome")
        opened = self.fields["outcome"].to_python(self.data.get(name, ""))
        if "outcome" in self.changed_data and opened != self.stored != mine:
            # Whoever saves once more has read it.
            self.data = self.data.copy()
            self.data[name] = self.stored
            theirs = plain_text(str(self.stored)) or _("(ingenting)")
            words = _("En anden har skrevet her imens: »%(theirs)s« Saml de to tekster i feltet, og gem igen.")
            raise forms.ValidationError(words % {"theirs": theirs})
        return mine

    def save(self) -> None:
        words = self.cleaned_data["outcome"]
        html = words if self.is_rich else linebreaks(words, autoescape=True) if words else ""
        self.item.outcome = self.item._meta.get_field("outcome").clean(html, self.item)
        self.item.save()


def as_lines(html: str) -> str | None:
    """Paragraphs as they are typed; None for a text with more form than paragraphs and lines."""
    if re.search(r"<(?!/?p>|br\s*/?>)", html):
        return None
    lines = re.sub(r"\s*<br\s*/?>\s*", "\n", re.sub(r"\s*</p>\s*<p>\s*", "\n\n", html.strip()))
    return unescape(re.sub(r"</?p>", "", lines)).strip()


class DecisionForm(forms.ModelForm):
    """A new decision; left empty it is none."""

    seat = FetchedChoice(None, label=_("Hvem"), required=False, empty_label=_("Vælg en post"))

    class Meta:
        model = Decision
        fields = ["what", "seat", "who", "due_on"]
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, item: AgendaItem, seats: list[Seat], **kwargs: Any) -> None:
        kwargs |= {"empty_permitted": True, "use_required_attribute": False, "label_suffix": ""}
        super().__init__(*args, instance=Decision(item=item), **kwargs)
        self.fields["seat"].choices = choices_of(seats, self.fields["seat"])
        self.fields["who"].label, self.fields["who"].help_text = _("Eller hvem ellers"), ""
        self.fields["due_on"].validators.append(sensible_year)

    def save(self, commit: bool = True) -> Decision:
        """A form that was sent twice makes one decision."""
        same = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return self.instance.item.decisions.filter(**same).first() or super().save(commit)


def choices_of(seats: list[Seat], field: Any) -> list[tuple[Any, str]]:
    """The chairs of the body, fetched once for all the page."""
    return [("", field.empty_label), *((ModelChoiceIteratorValue(seat.pk, seat), seat.post) for seat in seats)]


class AttendanceForm(forms.ModelForm):
    """Who is not ticked was not there, as soon as somebody was."""

    was_there = forms.BooleanField(required=False, show_hidden_initial=True)
    substitute = forms.CharField(
        label=_("Stedfortræder"),
        required=False,
        max_length=120,
        show_hidden_initial=True,
        error_messages=UNREADABLE,
    )

    class Meta:
        model = Participant
        fields = ["was_there", "substitute"]

    def save(self, commit: bool = True) -> Participant:
        self.instance.save(update_fields=self.changed_data)
        return self.instance
