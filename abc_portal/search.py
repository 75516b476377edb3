"""The site's search: every kind of public page in one list, names that match before texts that do."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from core.folding import fold
from core.forms import QueryField
from core.highlighting import alike
from core.models import SearchableQuerySet
from core.search import stems, words_of
from organisation.models import Body, Department, HousingArea, Page, Plan
from staff.models import StaffMember

PER_KIND = 10


class SearchForm(forms.Form):
    q = QueryField()

    @property
    def query(self) -> str:
        """What to search for; empty when nothing, or nothing readable, was asked."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class Kind(NamedTuple):
    """Rows that are found, and where they have their short text and their long one."""

    name: str
    rows: SearchableQuerySet
    plain: str = ""
    html: str = ""


class Hit(NamedTuple):
    kind: str
    title: str
    url: str
    plain: str = ""
    html: str = ""


class Found(NamedTuple):
    """The hits to show, what to mark in them, and how many initiatives there are, shown or not."""

    hits: list[Hit]
    meant: str = ""
    initiatives: int = 0
    is_alike: bool = False


def search(query: str, plan: Plan | None, user: Any) -> Found:
    """At most PER_KIND pages of each kind that this user may see and that hold every word, else some that are alike."""
    words = words_of(query)
    if not words:
        return Found([])
    kinds = list(_kinds(plan, user))
    exact = (hit for kind in kinds for hit in _hits(kind, kind.rows.matching(query).named_first(query), plan))
    hits = [*_fixed_pages(words), *_departments(plan, words), *exact]
    if hits:
        hits.sort(key=lambda hit: not all(stems(word)[0] in fold(hit.title) for word in words))
        initiatives = plan.initiatives.visible_to(user).matching(query).count() if plan else 0
        return Found(hits, query, initiatives)
    hits = [hit for kind in kinds for hit in _hits(kind, kind.rows.resembling(query), plan)]
    return Found(hits, alike(query, [hit.title for hit in hits]), is_alike=bool(hits))


def _kinds(plan: Plan | None, user: Any) -> Iterator[Kind]:
    if plan:
        yield Kind(_("Indsatsområde"), plan.focus_areas.all(), html="purpose")
        yield Kind(_("Boligområde"), plan.areas.all(), html="text")
        yield Kind(_("Initiativ"), plan.initiatives.visible_to(user), plain="summary", html="text")
    yield Kind(_("Medarbejder"), StaffMember.objects.visible_to(user), plain="title")
    yield Kind("", Body.objects.visible_to(user), html="purpose")
    yield Kind(_("Helhedsplan"), Plan.objects.visible_to(user), html="vision")
    yield Kind(_("Om siden"), Page.objects.all(), html="text")


def _hits(kind: Kind, rows: SearchableQuerySet, plan: Plan | None) -> Iterator[Hit]:
    for row in rows[:PER_KIND]:
        name = kind.name or row.get_kind_display()
        plain, html = (getattr(row, field, "") for field in (kind.plain, kind.html))
        yield Hit(name, str(row), _url(row, plan), plain, html)


def _url(row: Any, plan: Plan | None) -> str:
    """Of an area, its page in the plan that is read."""
    if isinstance(row, HousingArea) and plan:
        return plan.url("housing_area", slug=row.slug)
    return row.get_absolute_url()


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


def _departments(plan: Plan | None, words: list[str]) -> Iterator[Hit]:
    """A department has no page of its own; its area's page tells about it."""
    if not plan:
        return
    rows = Department.objects.filter(area__plans=plan).select_related("company", "area")
    found = [row for row in rows if _holds(f"{row.name} {row.also_written} {row.company.name}", words)]
    for row in found[:PER_KIND]:
        yield Hit(_("Boligafdeling"), row.name, _url(row.area, plan), row.area.name)


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
