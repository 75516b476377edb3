"""A meeting as one document, and the one doorway to it: page, PDF, mail, calendar and minutes are drawn from it.

`record_of` reads everything and is for freezing and comparing only. What anybody is shown comes from `papers`,
where an item that the reader may not read is a stub: its number, and its title unless that is hidden too.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.frozen import Fact
from core.models import SEE_DRAFTS
from meetings.models import AgendaItem, Attachment, Decision, Meeting, Minutes
from meetings.models.meetings import inside
from organisation.models import Seat


class Decided(Fact):
    """`key` and `item` are the rows' own; `decided_on` is the day of the meeting."""

    key: int
    item: int
    decided_on: datetime.date
    what: str
    responsible: str
    due_on: datetime.date | None
    done_on: datetime.date | None
    done_note: str
    is_closed: bool


class Attached(Fact):
    """`key` is that of the version that was newest then."""

    key: int
    title: str
    version: int
    file_name: str


class Entry(Fact):
    """An item; `is_stub` says that this reader may not read it."""

    key: int
    number: int
    kind: str
    title: str
    is_closed: bool
    hides_title: bool
    case: str
    recommendation: str
    outcome: str
    decisions: tuple[Decided, ...]
    attachments: tuple[Attached, ...]
    is_stub: bool = False

    def as_stub(self, titled: bool = True) -> "Entry":
        kept = {"key": self.key, "number": self.number, "is_closed": True, "hides_title": self.hides_title}
        title = self.title if titled and not self.hides_title else ""
        empty = {"kind": "", "case": "", "recommendation": "", "outcome": "", "decisions": (), "attachments": ()}
        return Entry(**kept, **empty, title=title, is_stub=True)

    def without_outcome(self) -> "Entry":
        return self.model_copy(update={"outcome": "", "decisions": ()})


class Attendee(Fact):
    """By chair: a name is looked up when it is shown, in Member's own doorway."""

    member: int
    post: str
    organisation: str
    reply: str
    was_there: bool | None
    substitute: str


class Record(Fact):
    body: str
    title: str
    date: datetime.date
    begins: datetime.time | None
    ends: datetime.time | None
    place: str
    access: str
    entries: tuple[Entry, ...]
    attendees: tuple[Attendee, ...]
    carried: tuple[Decided, ...]


def record_of(meeting: Meeting) -> Record:
    """All of it as it stands now, whoever may read it. Asks the same number of queries however long it is."""
    items = meeting.items.prefetch_related("decisions__seat", "attachments__versions")
    participants = meeting.participants.select_related(
        "member__seat__partner", "member__seat__company", "member__seat__administrator"
    )
    carried = Decision.objects.carried_to(meeting).for_list().in_order()
    return Record(
        body=meeting.body.name,
        title=meeting.title,
        date=meeting.date,
        begins=meeting.begins,
        ends=meeting.ends,
        place=meeting.place,
        access=meeting.access,
        entries=tuple(_entry(item, number, meeting) for number, item in enumerate(items, start=1)),
        attendees=tuple(_attendee(row, row.member.seat) for row in participants),
        carried=tuple(decided(row, row.item, row.item.meeting) for row in carried),
    )


def _entry(item: AgendaItem, number: int, meeting: Meeting) -> Entry:
    return Entry(
        key=item.pk,
        number=number,
        kind=item.kind,
        title=item.title,
        is_closed=item.is_closed,
        hides_title=item.hides_title,
        case=item.case,
        recommendation=item.recommendation,
        outcome=item.outcome,
        decisions=tuple(decided(row, item, meeting) for row in item.decisions.all()),
        attachments=tuple(attached for row in item.attachments.all() for attached in _attached(row)),
    )


def _attached(attachment: Attachment) -> list[Attached]:
    newest = next(iter(attachment.versions.all()), None)
    if newest is None:
        return []
    name = newest.document.short_name
    return [Attached(key=newest.pk, title=attachment.title, version=newest.number, file_name=name)]


def decided(row: Decision, item: AgendaItem, meeting: Meeting) -> Decided:
    return Decided(
        key=row.pk,
        item=item.pk,
        decided_on=meeting.date,
        what=row.what,
        responsible=row.responsible,
        due_on=row.due_on,
        done_on=row.done_on,
        done_note=row.done_note,
        is_closed=item.is_closed,
    )


def _attendee(row: Any, seat: Seat) -> Attendee:
    return Attendee(
        member=row.member_id,
        post=seat.post,
        organisation=seat.organisation,
        reply=row.reply,
        was_there=row.was_there,
        substitute=row.substitute,
    )


@dataclass(frozen=True)
class Papers:
    """What one reader may read of a meeting; `minutes` is the approved version that it is drawn from, if any.

    `tells_outcome` says that what was decided, and who was there, is this reader's to know.
    """

    meeting: Meeting
    record: Record
    minutes: Minutes | None
    reads_all: bool
    tells_outcome: bool

    @property
    def has_stubs(self) -> bool:
        return any(entry.is_stub for entry in self.record.entries)


def papers(meeting: Meeting, user: Any, version: Minutes | None = None, open_only: bool = False) -> Papers:
    """The doorway. `meeting` and `version` must be visible to the reader.

    `open_only` is what everybody may read, also for who may read more: the copy that can be passed on.
    """
    reads_all = not open_only and _reads_all(meeting, user)
    minutes = version or _approved(meeting, writes=reads_all and _writes(meeting, user))
    record = Record.model_validate(minutes.record) if minutes else record_of(meeting)
    if reads_all:
        seen = record if meeting.agenda_is_out or _writes(meeting, user) else _without_agenda(record)
        return Papers(meeting, seen, minutes, reads_all, tells_outcome=True)
    told = minutes is not None or (user.has_perm(SEE_DRAFTS) and not open_only)
    seen = _for_outsiders(record, meeting, user, minutes is not None, open_only)
    return Papers(meeting, seen, minutes, reads_all, told)


def as_read_by(record: Record, meeting: Meeting, user: Any) -> Record:
    """Another record of the meeting, such as what the members were told, as the reader may read it now."""
    if _reads_all(meeting, user):
        return record
    return _for_outsiders(record, meeting, user, approved=False, open_only=False)


def for_mail(record: Record) -> Record:
    """What leaves the house with a mail: of a closed item its number alone."""
    entries = [entry.as_stub(titled=False) if entry.is_closed else entry.without_outcome() for entry in record.entries]
    return record.model_copy(update={"entries": tuple(entries), "attendees": (), "carried": ()})


def _reads_all(meeting: Meeting, user: Any) -> bool:
    return Meeting.objects.filter(inside(user), pk=meeting.pk).exists()


def _approved(meeting: Meeting, writes: bool) -> Minutes | None:
    """The newest approved version; whoever is correcting it sees the rows instead."""
    return None if meeting.correction and writes else meeting.minutes.first()


def _writes(meeting: Meeting, user: Any) -> bool:
    return Meeting.objects.editable_by(user).filter(pk=meeting.pk).exists()


def _without_agenda(record: Record) -> Record:
    return record.model_copy(update={"entries": (), "attendees": (), "carried": ()})


def _for_outsiders(record: Record, meeting: Meeting, user: Any, approved: bool, open_only: bool) -> Record:
    drafts = user.has_perm(SEE_DRAFTS) and not open_only
    if not (meeting.agenda_is_out or drafts):
        return _without_agenda(record)
    told = approved or drafts
    entries = read_outside(record.entries, user)
    there = [row.model_copy(update={"substitute": "", "reply": ""}) for row in record.attendees] if told else []
    return record.model_copy(
        update={
            "entries": entries if told else tuple(entry.without_outcome() for entry in entries),
            "attendees": tuple(there),
            "carried": _carried(record.carried, user, drafts) if told else (),
        }
    )


def read_outside(entries: Iterable[Entry], user: Any) -> tuple[Entry, ...]:
    """Closed then or closed since: either closes an item. So it is with its title."""
    rows = AgendaItem.objects.filter(pk__in=[entry.key for entry in entries])
    seen = set(rows.filter(is_closed=False).visible_to(user).values_list("pk", flat=True))
    hidden = set(rows.filter(hides_title=True).values_list("pk", flat=True))
    return tuple(
        entry if entry.key in seen and not entry.is_closed else entry.as_stub(titled=entry.key not in hidden)
        for entry in entries
    )


def _carried(rows: Iterable[Decided], user: Any, drafts: bool) -> tuple[Decided, ...]:
    """Without drafts: what an earlier meeting decided, once the minutes of that one were approved."""
    items = AgendaItem.objects.filter(pk__in=[row.item for row in rows], is_closed=False).visible_to(user)
    known = items if drafts else items.filter(meeting__minutes__isnull=False)
    keys = set(known.values_list("pk", flat=True))
    return tuple(row for row in rows if row.item in keys and not row.is_closed)
