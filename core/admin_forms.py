"""What the fields and rows of all the admin's forms have in common."""

import json
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import ProseEditorWidget, importmap
from js_asset import Media

from core.documents import DocumentField
from core.documents_admin import DocumentInput
from core.rich_text import RichTextField, safe_html


def sensible_year(day: Any) -> None:
    """Years that a partnership can mean; far ones cannot be moved between time zones."""
    if not 1900 <= day.year <= 2199:
        raise ValidationError(_("Skriv et årstal mellem 1900 og 2199."), code="year")


def can_be_key(text: str) -> bool:
    """Whether a forged key would at least fit where keys are stored."""
    return text.isascii() and text.isdigit() and len(text) <= 18


class ManyChoices(forms.ModelMultipleChoiceField):
    """Django asks the database for whatever is sent; a number too large is an error there."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not can_be_key(str(key)):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class FetchedChoice(forms.ModelChoiceField):
    """A select in an inline: its choices are fetched once for all rows, to show and to check them."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        for key, _label in self.choices:
            if str(key) == str(value):
                return key.instance
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


class RichTextWidget(ProseEditorWidget):
    """The text as it will be read; the editor, larger than all the rest, comes when it is asked for.

    Without JavaScript the text area itself is there, with its HTML.
    """

    template_name = "admin/rich_text.html"
    label = ""

    @property
    def media(self) -> Media:
        return Media(importmap=importmap, js=["js/editor.js"])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        # Past the parent, whose attribute would open every editor as soon as one is loaded.
        context = super(ProseEditorWidget, self).get_context(name, value, attrs)
        context["widget"] |= {
            "label": self.label,
            "reading": safe_html(value),
            "config": json.dumps(self.get_config()),
            "styles": " ".join(static(f"django_prose_editor/{css}.css") for css in ("material-icons", "editor")),
        }
        return context


class RichTextFormField(ProseEditorFormField):
    widget = RichTextWidget

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.label = self.label


class PlainChoices:
    """For an admin or an inline: that nothing is chosen is said in words, not in dashes."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **{"empty_label": nothing(db_field), **kwargs})  # type: ignore[misc]

    def formfield_for_choice_field(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_choice_field(db_field, request, **kwargs)  # type: ignore[misc]
        field.choices = [(key, label if key else nothing(db_field)) for key, label in field.choices]
        return field


def nothing(db_field: Any) -> Any:
    return _("Ikke valgt") if db_field.blank else _("Vælg")


# For dates the browser's own fields, which need no script and have a label each.
FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.DateField: {
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "validators": [sensible_year],
    },
    models.DateTimeField: {
        "form_class": forms.DateTimeField,
        # Django writes a hidden copy of a field that starts with the time, described by the field's help: not valid.
        "show_hidden_initial": False,
        "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        "validators": [sensible_year],
    },
    models.TimeField: {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")},
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    models.ManyToManyField: {"form_class": ManyChoices},
    DocumentField: {"widget": DocumentInput},
    RichTextField: {"form_class": RichTextFormField, "widget": RichTextWidget},
}


class PortalFormSet(forms.BaseInlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Slet rækken")
