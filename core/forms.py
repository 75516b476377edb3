"""Form fields that several rooms use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.cpr import refuse_cpr

MAX_QUERY = 300
TOO_LONG = _("Skriv højst %(limit_value)d tegn. Du har skrevet %(show_value)d.")
UNREADABLE = _("Der er tegn, som vi ikke kan læse. Skriv det igen.")


class QueryField(forms.CharField):
    """What somebody searches for."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "max_length": _("Søgningen er for lang. Skriv højst %(limit_value)d tegn."),
            "null_characters_not_allowed": _("Søgningen indeholder tegn, som vi ikke kan læse."),
        }
        super().__init__(required=False, max_length=MAX_QUERY, error_messages=messages, **kwargs)


class TextField(forms.CharField):
    """A field for words, which refuses anything like a CPR number and says in plain Danish what is wrong.

    `missing` is said when nothing was written; without it the field is optional.
    """

    default_validators = [refuse_cpr]

    def __init__(self, missing: Any = None, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}
        super().__init__(required=missing is not None, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        # A browser sends two characters for a line break, but counts one against the limit.
        return (super().to_python(value) or "").replace("\r\n", "\n")


class ChoiceField(forms.ModelChoiceField):
    """A choice by address, so that a link can make it; one that is gone is asked for again."""

    def __init__(self, **kwargs: Any) -> None:
        gone = {"invalid_choice": _("Det kan ikke vælges mere. Vælg noget andet, eller lad være med at vælge.")}
        super().__init__(None, required=False, to_field_name="slug", error_messages=gone, **kwargs)
