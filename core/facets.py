"""Filters that stand in the address of a list: facets, each with rows to choose from."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.http import urlencode
from django.utils.text import Truncator

LONGEST_UNKNOWN = 40


def address_with(address: str, query: Iterable[tuple[str, Any]]) -> str:
    """An address that says some names and values; as it is where there are none."""
    words = urlencode(list(query))
    return f"{address}?{words}" if words else address


class FacetField(forms.MultipleChoiceField):
    """Rows chosen by address. An unknown address chooses nothing, and is kept in `unknown`."""

    rows: Iterable[Any] = ()
    unknown: list[str]

    def clean(self, value: Any) -> list[Any]:
        given = list(dict.fromkeys(self.to_python(value)))
        known = {slug: row for row in self.rows for slug in (row.slug, *getattr(row, "former_slugs", "").split())}
        self.unknown = [slug for slug in given if slug and slug not in known]
        return list(dict.fromkeys(known[slug] for slug in given if slug in known))


class Choice(NamedTuple):
    """One box to tick, or one chip to remove. `total` is None where choices are not counted."""

    name: str
    row: Any
    total: int | None
    is_chosen: bool
    url_without: str


class FacetForm(forms.Form):
    """Never refuses: what it does not understand it leaves out and says."""

    FACETS: tuple[str, ...] = ()

    fields: dict[str, Any]
    list_url: str
    # The choices of each facet.
    facets: Any

    @property
    def chosen(self) -> dict[str, list[Any]]:
        """What is chosen in each facet."""
        return {name: self.cleaned_data[name] for name in self.FACETS}

    @property
    def unknown(self) -> list[str]:
        """Values nobody knows, cut short so that they can be said."""
        values = [value for name in self.FACETS for value in self.fields[name].unknown]
        return [Truncator(value).chars(LONGEST_UNKNOWN) for value in values[:3]]

    @property
    def chips(self) -> list[Choice]:
        """What is on, each with the address without it."""
        return [choice for name in self.FACETS for choice in self.facets[name] if choice.is_chosen]

    @property
    def url_without_any(self) -> str:
        return self.list_url

    def chosen_pairs(self) -> list[tuple[str, str]]:
        """What is chosen, as names and values of an address."""
        return [(name, row.slug) for name in self.FACETS for row in self.chosen[name]]

    def url(self, pairs: Iterable[tuple[str, Any]]) -> str:
        return address_with(self.list_url, pairs)
