"""The filter of the list of initiatives: reads the address, finds the rows, counts the choices."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from core.facets import Choice, FacetField, FacetForm
from core.forms import QueryField
from core.highlighting import alike
from initiatives.choices import FREE, UNKNOWN, by_choice
from initiatives.models import Audience, Initiative, InitiativeQuerySet, Language
from organisation.models import Plan

PER_PAGE = 30


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
        self._having = by_choice(plan, self.visible, self.fields["omraade"].rows)
        self.fields["maalgruppe"].rows = list(Audience.objects.filter(pk__in=self._having["maalgruppe"]))
        self.fields["sprog"].rows = list(Language.objects.filter(pk__in=self._having["sprog"]))
        self.fields["pris"].rows = [FREE] if self._having["pris"] else []
        self.full_clean()

    @property
    def plan_has_any(self) -> bool:
        return bool(self._having["indsats"])

    @property
    def query(self) -> str:
        return self.cleaned_data.get("q", "")

    @property
    def is_on(self) -> bool:
        return bool(self.query) or any(self.chosen.values())

    @cached_property
    def _matching(self) -> list[int]:
        return _in_order(self.visible.matching(self.query))

    @cached_property
    def _alike(self) -> list[int]:
        """What looks like what was searched for, if nothing holds it."""
        return [] if self._matching or not self.query else _in_order(self.visible.resembling(self.query))

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

    def _fitting(self, without: str = "") -> set[int]:
        """The rows that match; `without` leaves one facet out."""
        fitting = {*self._matching, *self._alike}
        for name, rows in self.chosen.items():
            if rows and name != without:
                fitting &= set().union(*(self._having[name][row.pk] for row in rows))
        return fitting

    @cached_property
    def page(self) -> Page:
        """The page asked for, or the nearest there is. Once an area is chosen, what is certain comes first."""
        fitting = self._fitting()
        found = [pk for pk in (*self._matching, *self._alike) if pk in fitting]
        if self.chosen["omraade"]:
            found.sort(key=self._having["omraade"][UNKNOWN].__contains__)
        pages = Paginator(found, PER_PAGE)
        page = pages.page(min(max(self.cleaned_data.get("side") or 1, 1), pages.num_pages))
        initiatives = self.visible.for_list().in_bulk(page.object_list)
        page.object_list = [initiatives[pk] for pk in page.object_list if pk in initiatives]
        return page

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
        return {name: [*self._counted(name, self._fitting(without=name))] for name in self.FACETS}

    def _counted(self, name: str, fitting: set[int]) -> Iterator[Choice]:
        for row in self.fields[name].rows:
            total, url = len(self._having[name][row.pk] & fitting), self.url(self._pairs(skip=(name, row.slug)))
            yield Choice(name, row, total, row in self.chosen[name], url)

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

    def _pairs(self, skip: tuple[str, str] | None = None) -> Iterator[tuple[str, str]]:
        """Everything that is on, as names and values of an address."""
        pairs = [("q", self.query)] if self.query else []
        return (pair for pair in [*pairs, *self.chosen_pairs()] if pair != skip)


def _in_order(rows: InitiativeQuerySet) -> list[int]:
    return list(rows.ended_last().values_list("pk", flat=True))
