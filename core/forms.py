"""Form fields that several rooms use."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MAX_QUERY = 300


class QueryField(forms.CharField):
    """What somebody searches for."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "max_length": _("Søgningen er for lang. Skriv højst %(limit_value)d tegn."),
            "null_characters_not_allowed": _("Søgningen indeholder tegn, som vi ikke kan læse."),
        }
        super().__init__(required=False, max_length=MAX_QUERY, error_messages=messages, **kwargs)
