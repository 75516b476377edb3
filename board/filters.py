"""What the address of a list of rows says: which of them, and which page."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from budget.models import BudgetVersion, CostKind, FundingSource
from budget.reports.comparing import NONE
from core.facets import Choice, FacetField, FacetForm, address_with
from organisation.models import Plan

PER_PAGE = 50
LEGENDS = {
    "aar": gettext_lazy("År"),
    "indsatsomraade": gettext_lazy("Indsatsområde"),
    "art": gettext_lazy("Udgiftsart"),
    "kilde": gettext_lazy("Bidragyder"),
    "form": gettext_lazy("Form"),
}


class Key(NamedTuple):
    """Something to choose: its key in the table, in the address, and its name."""

    pk: Any
    slug: str
    name: str


class CountedPaginator(Paginator):
    """Of rows that have been counted with their sum already."""

    def __init__(self, rows: Any, count: int) -> None:
        super().__init__(rows, PER_PAGE)
        self.count = count


class RowFilter(FacetForm):
    aar = FacetField()
    indsatsomraade = FacetField()
    art = FacetField()
    kilde = FacetField()
    form = FacetField()
    side = forms.IntegerField(required=False)

    def __init__(self, data: QueryDict, plan: Plan, user: Any, facets: tuple[str, ...], list_url: str) -> None:
        super().__init__(data)
        self.FACETS, self.list_url = facets, list_url
        self.plan, self.user = plan, user
        for name in facets:
            self.fields[name].rows = getattr(self, f"_{name}")()
        self.full_clean()

    # What can be chosen ----------------------------------------------------------------

    def _aar(self) -> list[Key]:
        """The plan's years; and a year outside it that a row stands in by mistake, when it is asked for."""
        asked = [year for year in range(1990, 2101) if str(year) in self.data.getlist("aar")]
        return [Key(year, str(year), str(year)) for year in sorted({*self.plan.year_range, *asked})]

    def _indsatsomraade(self) -> list[Key]:
        return [*_keys(self.plan.focus_areas.all()), Key(None, NONE["indsatsomraade"], _("Fælles"))]

    def _art(self) -> list[Key]:
        return _keys(CostKind.objects.all())

    def _kilde(self) -> list[Key]:
        sources = FundingSource.objects.filter(plan=self.plan).visible_to(self.user)
        nobody = [Key(None, NONE["kilde"], _("Ikke fordelt"))] if "art" in self.FACETS else []
        return [*_keys(sources), *nobody]

    def _form(self) -> list[Key]:
        return [Key(form.value, form.value, str(form.label)) for form in FundingSource.Form]

    @cached_property
    def version(self) -> BudgetVersion | None:
        """The one the address asks for, if there is such a one for this reader; else the one in force."""
        versions = BudgetVersion.objects.of_plan(self.plan).visible_to(self.user)
        if "version" not in self.data:
            return versions.in_force()
        return next((version for version in versions if str(version.pk) == self.data["version"]), None)

    @property
    def asks_for_unknown_version(self) -> bool:
        return "version" in self.data and self.version is None

    # What is chosen --------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        return any(self.chosen.values())

    def slugs(self, facet: str) -> set[str]:
        return {row.slug for row in self.cleaned_data[facet]} if facet in self.FACETS else set()

    def of(self, facet: str, field: str) -> Q:
        """The rows that one of the chosen fits; all when nothing is chosen."""
        keys = [row.pk for row in self.cleaned_data[facet]]
        if not keys:
            return Q()
        none = Q(**{f"{field}__isnull": True}) if None in keys else Q()
        named = [key for key in keys if key is not None]
        return (Q(**{f"{field}__in": named}) | none) if named else none

    def page(self, rows: Any, count: int) -> Page:
        """The page asked for, or the nearest there is."""
        pages = CountedPaginator(rows, count)
        return pages.page(min(max(self.cleaned_data.get("side") or 1, 1), pages.num_pages))

    def csv_url(self, address: str) -> str:
        return address_with(address, self.pairs())

    def page_urls(self, page: Page) -> dict[str, str]:
        urls = {}
        if page.has_previous():
            urls["previous"] = self.url([*self.pairs(), ("side", page.previous_page_number())])
        if page.has_next():
            urls["next"] = self.url([*self.pairs(), ("side", page.next_page_number())])
        return urls

    @cached_property
    def facets(self) -> dict[str, list[Choice]]:
        return {name: [self._choice(name, row) for row in self.fields[name].rows] for name in self.FACETS}

    @property
    def named_facets(self) -> list[dict[str, Any]]:
        return [{"name": name, "legend": LEGENDS[name], "choices": choices} for name, choices in self.facets.items()]

    @property
    def url_without_any(self) -> str:
        return self.url(self.kept)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, whatever is chosen."""
        return [("version", self.data["version"])] if "version" in self.data else []

    def pairs(self) -> list[tuple[str, str]]:
        """Everything that is on, as names and values of an address."""
        return [*self.chosen_pairs(), *self.kept]

    def _choice(self, name: str, row: Key) -> Choice:
        without = [pair for pair in self.pairs() if pair != (name, row.slug)]
        return Choice(name, row, None, row in self.chosen[name], self.url(without))


def _keys(rows: Iterable[Any]) -> list[Key]:
    return [Key(row.pk, str(row.pk), str(row)) for row in rows]
