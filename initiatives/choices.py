"""Which of a plan's initiatives there are for each choice of the list's filter."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, InitiativeQuerySet
from organisation.models import HousingArea, Plan

Ids = dict[Any, set[int]]


class Price(NamedTuple):
    """A choice that is not a row of its own."""

    pk: int
    slug: str
    name: Any


FREE = Price(0, "gratis", _("Gratis"))
# Stands among the areas for those that nobody knows.
UNKNOWN = None


def by_choice(plan: Plan, visible: InitiativeQuerySet, plan_areas: list[HousingArea]) -> dict[str, Ids]:
    """For each facet and choice the ids of its initiatives: read once, to filter and to count with."""
    focus_areas, scopes, prices = (defaultdict(set) for _facet in range(3))
    for pk, focus_area, scope, is_free in visible.order_by().values_list("pk", "focus_area", "area_scope", "is_free"):
        focus_areas[focus_area].add(pk)
        scopes[scope].add(pk)
        if is_free:
            prices[FREE.pk].add(pk)
    among = set().union(*focus_areas.values())
    areas, audiences, languages = (
        _linked(field, plan, among) for field in (Initiative.areas, Initiative.audiences, Initiative.languages)
    )
    unknown = scopes[Initiative.AreaScope.UNKNOWN]
    everywhere = scopes[Initiative.AreaScope.ALL] | unknown
    return {
        "indsats": focus_areas,
        "omraade": {area.pk: areas[area.pk] | everywhere for area in plan_areas} | {UNKNOWN: unknown},
        "maalgruppe": audiences,
        "sprog": languages,
        "pris": prices,
    }


def _linked(field: Any, plan: Plan, among: set[int]) -> Ids:
    found: Ids = defaultdict(set)
    links = field.through.objects.filter(initiative__plan=plan)
    for row, initiative in links.values_list(field.field.m2m_reverse_name(), "initiative"):
        if initiative in among:
            found[row].add(initiative)
    return found
