"""The site's search: every kind of public page in one list, names that match before texts that do."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityQuerySet
from contact.models import Idea
from core.folding import fold
from core.formats import day_and_month, long_date, times
from core.forms import QueryField
from core.highlighting import alike
from core.models import SearchableQuerySet
from core.search import stems, words_of
from meetings.models import AgendaItem
from news.models import Post
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
    """Rows that are found, and what is said of one: its long text, a short one, its name."""

    name: str
    rows: SearchableQuerySet
    html: Callable[[Any], str] = lambda row: ""
    plain: Callable[[Any], str] = lambda row: ""
    title: Callable[[Any], str] = str


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
    exact = [hit for kind in kinds for hit in _hits(kind, _exact(kind.rows, query), plan)]
    hits = [*_fixed_pages(words), *_departments(plan, words), *exact]
    if hits:
        hits.sort(key=lambda hit: not all(stems(word)[0] in fold(hit.title) for word in words))
        return Found(hits, query, _count_initiatives(hits, query, plan, user))
    hits = [hit for kind in kinds for hit in _hits(kind, _alike(kind.rows, query), plan)]
    return Found(hits, alike(query, [hit.title for hit in hits]), is_alike=bool(hits))


def _kinds(plan: Plan | None, user: Any) -> Iterator[Kind]:
    if plan:
        yield Kind(_("Indsatsområde"), plan.focus_areas.all(), attrgetter("purpose"))
        yield Kind(_("Boligområde"), plan.areas.all(), attrgetter("text"))
        yield Kind(_("Initiativ"), plan.initiatives.visible_to(user), attrgetter("text"), attrgetter("summary"))
    coming = Activity.objects.visible_to(user).planned().upcoming()
    yield Kind(_("Aktivitet"), coming, plain=_when_and_where, title=attrgetter("title"))
    yield Kind(_("Nyhed"), Post.objects.visible_to(user), attrgetter("text"), attrgetter("lead"))
    yield Kind(_("Medarbejder"), StaffMember.objects.visible_to(user), plain=attrgetter("title"))
    yield Kind("", Body.objects.visible_to(user), attrgetter("purpose"))
    yield Kind(_("Punkt på et møde"), AgendaItem.objects.visible_to(user).for_search(), attrgetter("case"), _of_meeting)
    yield Kind(_("Helhedsplan"), Plan.objects.visible_to(user), lambda row: f"{row.vision} {row.purpose} {row.method}")
    yield Kind(_("Idé, der blev til noget"), Idea.objects.visible_to(user), plain=attrgetter("outcome"))
    yield Kind(_("Om siden"), Page.objects.all(), attrgetter("text"))


def _exact(rows: SearchableQuerySet, query: str) -> SearchableQuerySet:
    """Names first; dates as they come, a series once."""
    found = rows.matching(query)
    if isinstance(found, ActivityQuerySet):
        return found.once_a_series(PER_KIND).select_related("initiative", "place")
    return found.named_first(query)


def _count_initiatives(hits: list[Hit], query: str, plan: Plan | None, user: Any) -> int:
    """Those that are shown have been counted; there are more only if the list is full."""
    shown = sum(hit.kind == _("Initiativ") for hit in hits)
    return plan.initiatives.visible_to(user).matching(query).count() if plan and shown == PER_KIND else shown


def _alike(rows: SearchableQuerySet, query: str) -> SearchableQuerySet:
    """Not among dates: there are too many to compare, and the initiative they belong to mostly has the same name."""
    return rows.none() if isinstance(rows, ActivityQuerySet) else rows.resembling(query)


def _hits(kind: Kind, rows: SearchableQuerySet, plan: Plan | None) -> Iterator[Hit]:
    for row in rows[:PER_KIND]:
        name = kind.name or row.get_kind_display()
        yield Hit(name, kind.title(row), _url(row, plan), kind.plain(row), kind.html(row))


def _when_and_where(activity: Activity) -> str:
    when = f"{capfirst(day_and_month(activity.day))} {times(activity.starts_at, activity.ends_at)}"
    return f"{when}, {activity.place.name}" if activity.place else when


def _of_meeting(item: AgendaItem) -> str:
    return f"{item.meeting.title}, {long_date(item.meeting.date)}"


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
        (_("Nyheder"), reverse("post_list"), _("nyt blog fortællinger")),
        (_("Få nyhedsbrevet"), reverse("newsletter"), _("mail tilmeld hver måned")),
        (_("Indsatsområder"), "/indsatsomraader/", _("emner")),
        (_("Boligområder"), "/boligomraader/", _("kvarterer")),
        (_("Økonomi"), reverse("money"), _("penge budget medfinansiering hvem betaler")),
        (_("Organisation"), reverse("organisation"), _("bestyrelse styregruppe ressourcegruppe")),
        (_("Om os"), reverse("about"), _("vision formål metode partnere")),
        (_("Medarbejdere"), reverse("staff_list"), _("ansatte personale sekretariat")),
        (_("Kontakt"), reverse("contact"), _("telefon adresse e-mail åbningstid skriv til os")),
        (_("Jeg har en idé"), reverse("contact_idea"), _("forslag ønske")),
        (_("Jeg vil gerne hjælpe"), reverse("contact_help"), _("frivillig hjælp")),
        (_("Idéer, der blev til noget"), reverse("idea_list"), _("forslag")),
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
