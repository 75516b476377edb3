"""A meeting on paper, set from dagsorden.typ: the agenda, and once it was held the minutes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.formats import clock_span, day_and_month, long_date
from core.typesetting import typeset
from core.typesetting.rich import Node, nodes
from meetings.page import File, Page, Person, Point
from meetings.papers import Decided
from organisation.models.partnership import our_name

SOURCE = Path(__file__).parent / "dagsorden.typ"
Absolute = Callable[[str], str]


def file_name(page: Page) -> str:
    what = "referat" if page.meeting.is_held else "dagsorden"
    copy = "" if page.papers.reads_all or not page.papers.has_stubs else "-aaben"
    return f"{what}-{page.meeting.body.slug}-{page.record.date}{copy}.pdf"


def pdf(page: Page, request: HttpRequest) -> bytes:
    return typeset(SOURCE, document(page, request.build_absolute_uri), timezone.now())


def document(page: Page, absolute: Absolute) -> dict[str, Any]:
    record = page.record
    title = f"{record.title}, {long_date(record.date)}"
    return {
        "title": title,
        "author": our_name() or record.body,
        "running": f"{title} · {page.state}",
        "day": "",
        "foot": foot(page),
        "page": _("Side {now} af {all}"),
        "heading": record.title,
        "state": page.state,
        "facts": list(_facts(page)),
        "contents": _("Punkter"),
        "points": [_point(point, absolute) for point in page.points],
        "lists": [{"title": name, "rows": rows} for name, rows in _lists(page) if rows],
        "empty": "" if page.points else _("Dagsordenen er ikke klar endnu."),
    }


def foot(page: Page) -> str:
    """Whether the copy can be passed on."""
    if page.papers.has_stubs:
        return _("Uden det, der er lukket.")
    if page.has_closed:
        return _("Med lukkede punkter: Må ikke sendes videre.")
    return ""


def _facts(page: Page) -> Any:
    record = page.record
    times = clock_span(record.begins, record.ends)
    yield _("Hvornår"), capfirst(f"{day_and_month(record.date)} {record.date.year} {times}".strip())
    if record.place:
        yield _("Hvor"), record.place
    if record.access:
        yield _("Sådan kommer du ind"), record.access
    if page.meeting.is_cancelled:
        yield _("Aflyst"), page.meeting.cancelled_because or _("Mødet er aflyst.")


def _point(point: Point, absolute: Absolute) -> dict[str, Any]:
    entry = point.entry
    parts = [
        _part(_("Indstilling"), nodes(entry.recommendation)),
        _part(_("Sagen"), nodes(entry.case)),
        _part(_("Bilag"), rows=[_file(file, absolute) for file in point.files]),
        _part(_("Referat"), nodes(entry.outcome)),
        _part(_("Beslutninger"), rows=[_words(decided(row)) for row in entry.decisions]),
    ]
    return {
        "title": f"{entry.number}. {point.title}",
        "kind": f"({entry.kind}) {point.kind}" if point.kind else "",
        "closed": _("Lukket punkt") if entry.is_closed and entry.title else "",
        "parts": [part for part in parts if part["nodes"] or part["rows"]],
    }


def _part(name: str, words: list[Node] | None = None, rows: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"name": name, "nodes": words or [], "rows": rows or []}


def _file(file: File, absolute: Absolute) -> dict[str, str]:
    return {"words": f"{file.title} ({file.facts})", "href": absolute(file.url) if file.url else ""}


def _words(words: str) -> dict[str, str]:
    return {"words": words, "href": ""}


def decided(row: Decided) -> str:
    """What, who, by when, on one line."""
    facts = [row.responsible, _("senest %(day)s") % {"day": long_date(row.due_on)} if row.due_on else ""]
    if row.done_on:
        facts.append(_("gjort %(day)s") % {"day": long_date(row.done_on)})
    told = ", ".join(filter(None, facts))
    return f"{row.what} ({told})" if told else row.what


def _lists(page: Page) -> Any:
    """What stands after the items."""
    yield _("Åbne beslutninger fra før"), [_words(decided(row)) for row in page.record.carried]
    if page.tells_who_came:
        yield _("Til stede"), [_words(_person(person)) for person in page.present]
        yield _("Ikke til stede"), [_words(_person(person)) for person in page.absent]


def _person(person: Person) -> str:
    chair = person.chair
    instead = _("stedfortræder: %(name)s") % {"name": chair.substitute} if chair.substitute else ""
    return ", ".join(filter(None, [chair.post, chair.organisation, person.name, instead]))
