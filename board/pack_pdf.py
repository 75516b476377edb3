"""A pack on paper, set from orientering.typ: what the page says, in the same order."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from board.models import BoardPack
from board.packs import Document, MilestoneFact, StatusFact
from core.formats import long_date
from core.typesetting import typeset
from core.typesetting.rich import nodes
from meetings.papers import Entry
from meetings.pdf import decided

SOURCE = Path(__file__).parent / "orientering.typ"


def file_name(pack: BoardPack) -> str:
    return f"orientering-{pack.as_of}.pdf"


def pdf(pack: BoardPack, document: Document) -> bytes:
    """`document` is what this reader may read."""
    made = pack.sent_at or timezone.now()
    said = {
        "title": document.name,
        "author": document.plan,
        "running": f"{document.plan} · {document.name}",
        "day": _("Pr. %(day)s") % {"day": long_date(document.as_of)},
        "foot": _("Sendt den %(day)s") % {"day": long_date(timezone.localdate(made))} if pack.is_sent else _("Kladde"),
        "page": _("Side {now} af {all}"),
        "letter": nodes(document.letter),
        "figures_of": [_("Økonomien"), document.economy.name] if document.economy else [],
        "figures": [{"name": row.name, "value": row.value} for row in document.economy.figures]
        if document.economy
        else [],
        "sections": [{"title": title, "points": points} for title, points in _sections(document) if points],
    }
    return typeset(SOURCE, said, made)


def _sections(document: Document) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield _("Hvordan går det?"), [*map(_status, document.statuses), *_missing(document)]
    yield _("Milepæle"), [_milestone(row) for row in (*document.late, *document.others)]
    yield _("Besluttet siden sidst"), [_point(decided(row)) for row in document.decisions]
    if document.agenda:
        record = document.agenda.record
        title = _("Næste møde: %(day)s") % {"day": long_date(record.date)}
        yield title, [_item(entry) for entry in record.entries] or [_point(_("Mødet er ikke indkaldt endnu."))]


def _status(row: StatusFact) -> dict[str, Any]:
    status = row.document
    told = [(_("Hvad er sket"), status.happened), (_("Hvad er svært"), status.hard), (_("Hvad nu"), status.next_step)]
    return _point(status.initiative, f"{status.focus_area} · {status.light_label}", told)


def _missing(document: Document) -> list[dict[str, Any]]:
    return [_point(name, _("Ingen status")) for name in document.missing]


def _milestone(row: MilestoneFact) -> dict[str, Any]:
    due = _(", frist %(day)s") % {"day": long_date(row.due_on)} if row.due_on else ""
    told = [(_("Situationen"), row.situation), (_("Hvorfor forsinket"), row.why_late)]
    return _point(row.title, f"{row.state}{due} · {row.initiative or row.focus_area}", told)


def _item(entry: Entry) -> dict[str, Any]:
    kind = f"({entry.kind}) " if entry.kind else ""
    head = f"{entry.number}. {kind}{entry.title or _('Lukket punkt')}"
    return _point(head, _("Lukket punkt") if entry.is_closed else "")


def _point(head: str, facts: str = "", told: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    parts = [{"name": name, "words": words} for name, words in told or [] if words]
    return {"head": head, "facts": facts, "parts": parts}
