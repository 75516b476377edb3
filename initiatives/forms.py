"""The filter of the list of initiatives: reads the address, finds the rows, counts the choices."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.facets import Choice, FacetField, FacetForm
from core.forms import QueryField
from core.highlighting import alike
from initiatives.models import Audience, Initiative, InitiativeQuerySet, Language
from organisation.models import Plan

PER_PAGE = 30


class Price(NamedTuple):
    """A choice that is not a row of its own."""

    pk: int
    slug: str
    name: Any


FREE = Price(0, "gratis", _("Gratis"))


class InitiativeFilter(FacetForm):
    q = QueryField()
    indsats = FacetField()
    omraade = FacetField()
    maalgruppe = FacetField()
    sprog = FacetField()
    pris = FacetField()
    side = forms.IntegerField(required=False)

    FACETS = ("indsats", "omraade", "maalgruppe", "sprog", "pris")

    def __init__(self, data: QueryDict, plan: Plan, user: Any) -> None:
        super().__init__(data)
        self.visible: InitiativeQuerySet = plan.initiatives.visible_to(user)
        self.list_url = plan.url("initiative_list")
        self.fields["indsats"].rows = list(plan.focus_areas.all())
        self.fields["omraade"].rows = list(plan.areas.all())
        self.fields["maalgruppe"].rows = list(Audience.objects.filter(initiatives__in=self.visible).distinct())
        self.fields["sprog"].rows = list(Language.objects.filter(initiatives__in=self.visible).distinct())
        self.fields["pris"].rows = [FREE] if self.visible.free().exists() else []
        self.full_clean()

    @cached_property
    def plan_has_any(self) -> bool:
        return self.visible.exists()

    @property
    def query(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def is_on(self) -> bool:
        return bool(self.query) or any(self.chosen.values())

    @cached_property
    def _alike(self) -> list[int]:
        """What looks like what was searched for, if nothing holds it."""
        rows = self.visible
        if not self.query or rows.matching(self.query).exists():
            return []
        return list(rows.resembling(self.query).values_list("pk", flat=True))

    @property
    def is_alike(self) -> bool:
        return bool(self._alike)

    @property
    def is_missed(self) -> bool:
        """Whether the whole plan has nothing of what was searched for: not because of what else was chosen."""
        return bool(self.query) and not any(self.chosen.values()) and not self.page.paginator.count

    @cached_property
    def meant(self) -> str:
        """What to mark in the rows: the query, or what it perhaps meant."""
        return alike(self.query, map(str, self.page)) if self.is_alike else self.query

    def rows(self, without: str = "") -> InitiativeQuerySet:
        """The rows that match; `without` leaves one facet out."""
        chosen = {**self.chosen, without: []}
        rows = self.visible.filter(pk__in=self._alike) if self.is_alike else self.visible.matching(self.query)
        if chosen["indsats"]:
            rows = rows.filter(focus_area__in=chosen["indsats"])
        if chosen["omraade"]:
            rows = rows.perhaps_in_area(*chosen["omraade"])
        if chosen["maalgruppe"]:
            rows = rows.for_audience(*chosen["maalgruppe"])
        if chosen["sprog"]:
            rows = rows.in_language(*chosen["sprog"])
        if chosen["pris"]:
            rows = rows.free()
        return rows

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is."""
        rows = self.rows().for_list()
        pages = Paginator(rows.certain_first() if self.chosen["omraade"] else rows.ended_last(), PER_PAGE)
        return pages.page(min(max(self.cleaned_data.get("side") or 1, 1), pages.num_pages))

    @property
    def certain(self) -> list[Initiative]:
        """The rows of the page; those of unknown area stand apart once an area is chosen."""
        return [row for row in self.page if not (self.chosen["omraade"] and row.is_of_unknown_area)]

    @property
    def unknown_area(self) -> list[Initiative]:
        return [row for row in self.page if self.chosen["omraade"] and row.is_of_unknown_area]

    @cached_property
    def facets(self) -> dict[str, list[Choice]]:
        """The choices of each facet, counted with the other facets applied."""
        counts = {
            "indsats": self.rows(without="indsats").count_by_focus_area(),
            "omraade": self.rows(without="omraade").count_by_area(self.fields["omraade"].rows),
            "maalgruppe": self.rows(without="maalgruppe").count_by_audience(),
            "sprog": self.rows(without="sprog").count_by_language(),
            "pris": {FREE.pk: self.rows(without="pris").free().count()},
        }
        return {
            name: [self._choice(name, row, counts[name].get(row.pk, 0)) for row in self.fields[name].rows]
            for name in self.FACETS
        }

    @property
    def url_without_query(self) -> str:
        return self.url(self._pairs(skip=("q", self.query)))

    def page_urls(self) -> dict[str, str]:
        """Addresses of the pages before and after this one."""
        page, urls = self.page, {}
        if page.has_previous():
            urls["previous"] = self.url([*self._pairs(), ("side", page.previous_page_number())])
        if page.has_next():
            urls["next"] = self.url([*self._pairs(), ("side", page.next_page_number())])
        return urls

    def _choice(self, name: str, row: Any, total: int) -> Choice:
        return Choice(name, row, total, row in self.chosen[name], self.url(self._pairs(skip=(name, row.slug))))

    def _pairs(self, skip: tuple[str, str] | None = None) -> Iterator[tuple[str, str]]:
        """Everything that is on, as names and values of an address."""
        pairs = [("q", self.query)] if self.query else []
        return (pair for pair in [*pairs, *self.chosen_pairs()] if pair != skip)
