"""The site's search: every kind of public page in one list, names that match before texts that do."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from core.folding import fold
from core.forms import QueryField
from core.rich_text import in_short
from organisation.models import Body, Department, Page, Plan
from staff.models import StaffMember

PER_KIND = 10


class SearchForm(forms.Form):
    q = QueryField()

    @property
    def query(self) -> str:
        """What to search for; empty when nothing, or nothing readable, was asked."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class Hit(NamedTuple):
    kind: str
    title: str
    url: str
    text: str = ""


class Found(NamedTuple):
    """The hits to show, and how many initiatives there are, shown or not."""

    hits: list[Hit]
    initiatives: int


def search(query: str, plan: Plan | None, user: Any) -> Found:
    """At most PER_KIND pages of each kind that this user may see and that hold every word."""
    words = fold(query).split()
    if not words:
        return Found([], 0)
    initiatives = _best(plan.initiatives.visible_to(user).matching(query), words) if plan else []
    kinds = [
        _fixed_pages(words),
        _focus_areas(plan, query, words) if plan else (),
        _areas(plan, query, words) if plan else (),
        _departments(plan, words) if plan else (),
        (Hit(_("Initiativ"), row.name, row.get_absolute_url(), row.summary) for row in initiatives[:PER_KIND]),
        _people(query, user, words),
        _bodies(query, user, words),
        _plans(query, user, words),
        _pages(query, words),
    ]
    return Found(sorted((hit for hits in kinds for hit in hits), key=_by_name(words)), len(initiatives))


def _fixed_pages(words: list[str]) -> Iterator[Hit]:
    """Pages that are no row, by title and by other words people use for them."""
    pages = [
        (_("Initiativer"), "/initiativer/", _("aktiviteter tilbud")),
        (_("Kalender"), reverse("calendar"), _("aktiviteter arrangementer det sker datoer uge")),
        (_("Indsatsområder"), "/indsatsomraader/", _("emner")),
        (_("Boligområder"), "/boligomraader/", _("kvarterer")),
        (_("Økonomi"), reverse("money"), _("penge budget medfinansiering hvem betaler")),
        (_("Organisation"), reverse("organisation"), _("bestyrelse styregruppe ressourcegruppe")),
        (_("Om os"), reverse("about"), _("vision formål metode partnere")),
        (_("Medarbejdere"), reverse("staff_list"), _("ansatte personale sekretariat")),
        (_("Kontakt"), reverse("contact"), _("telefon adresse e-mail åbningstid skriv til os")),
        (_("Helhedsplaner"), reverse("plan_list"), _("plan")),
    ]
    return (Hit(_("Side"), title, url) for title, url, others in pages if _holds(f"{title} {others}", words))


def _focus_areas(plan: Plan, query: str, words: list[str]) -> Iterator[Hit]:
    rows = _best(plan.focus_areas.matching(query), words)[:PER_KIND]
    return (Hit(_("Indsatsområde"), row.name, row.get_absolute_url(), in_short(row.purpose)) for row in rows)


def _areas(plan: Plan, query: str, words: list[str]) -> Iterator[Hit]:
    rows = _best(plan.areas.matching(query), words)[:PER_KIND]
    return (
        Hit(_("Boligområde"), row.name, plan.url("housing_area", slug=row.slug), in_short(row.text)) for row in rows
    )


def _departments(plan: Plan, words: list[str]) -> Iterator[Hit]:
    """A department has no page of its own; its area's page tells about it."""
    rows = Department.objects.filter(area__plans=plan).select_related("company", "area")
    found = [row for row in rows if _holds(f"{row.name} {row.also_written} {row.company.name}", words)]
    return (
        Hit(_("Boligafdeling"), row.name, plan.url("housing_area", slug=row.area.slug), row.area.name)
        for row in found[:PER_KIND]
    )


def _people(query: str, user: Any, words: list[str]) -> Iterator[Hit]:
    rows = _best(StaffMember.objects.visible_to(user).matching(query), words)[:PER_KIND]
    return (Hit(_("Medarbejder"), row.name, row.get_absolute_url(), row.title) for row in rows)


def _bodies(query: str, user: Any, words: list[str]) -> Iterator[Hit]:
    rows = _best(Body.objects.visible_to(user).matching(query), words)[:PER_KIND]
    return (Hit(row.get_kind_display(), row.name, row.get_absolute_url(), in_short(row.purpose)) for row in rows)


def _plans(query: str, user: Any, words: list[str]) -> Iterator[Hit]:
    rows = _best(Plan.objects.visible_to(user).matching(query), words)[:PER_KIND]
    return (Hit(_("Helhedsplan"), row.name, row.get_absolute_url(), in_short(row.vision)) for row in rows)


def _pages(query: str, words: list[str]) -> Iterator[Hit]:
    rows = _best(Page.objects.matching(query), words)
    return (Hit(_("Om siden"), row.title, row.get_absolute_url(), in_short(row.text)) for row in rows)


def _best(rows: Iterable[Any], words: list[str]) -> list[Any]:
    """The rows whose name matches first, else as they come."""
    return sorted(rows, key=lambda row: not _holds(str(row), words))


def _by_name(words: list[str]) -> Any:
    return lambda hit: not _holds(hit.title, words)


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
