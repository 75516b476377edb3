"""»Orientering til bestyrelsen«: put together from what is known, checked for holes, sent, and then fixed.

`collect` makes the document, and `read` is the doorway to it. What a meeting says in it is for those who may read
that meeting; other readers of the board's pages get the rest.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from board import status_document
from board.half_years import HalfYear
from board.milestone_plan import Line, MilestonePlan
from board.models import BoardPack, Status
from budget.editions import board_of
from budget.models import Edition, ImportRun
from budget.reports.headlines import Headline, Unit, headlines
from core import formats
from core.frozen import Fact, checksum
from core.hours import hours
from core.mails import absolute, compose
from initiatives.models import Milestone
from meetings.models import Decision, Meeting
from meetings.papers import Decided, Record, decided, papers, read_outside
from organisation.models import Body, Member, Plan

# More than so many late milestones, or names, are read where all of them stand.
MOST_NAMED = 6


class Figure(Fact):
    name: str
    value: str


class Economy(Fact):
    """The key figures of an edition, which is frozen itself; `edition` leads to the whole of it."""

    edition: int
    name: str
    figures: tuple[Figure, ...]


class MilestoneFact(Fact):
    focus_area: str
    initiative: str
    title: str
    due_on: datetime.date | None
    state: str
    is_late: bool
    situation: str
    why_late: str


class StatusFact(Fact):
    status: int
    document: status_document.Document


class Agenda(Fact):
    meeting: int
    record: Record


class Document(Fact):
    """Sent ones are kept: a new field needs a default."""

    plan: str
    name: str
    as_of: datetime.date
    since: datetime.date
    letter: str
    statuses: tuple[StatusFact, ...]
    missing: tuple[str, ...]
    economy: Economy | None
    milestones: tuple[MilestoneFact, ...]
    decisions: tuple[Decided, ...]
    agenda: Agenda | None

    @property
    def late(self) -> list[MilestoneFact]:
        return [row for row in self.milestones if row.is_late]

    @property
    def others(self) -> list[MilestoneFact]:
        return [row for row in self.milestones if not row.is_late]


def suggested(plan: Plan, at: datetime.datetime | None = None) -> dict[str, Any]:
    """The half-year that was over last, the newest figures and the next meeting."""
    today = timezone.localdate(at)
    coming = Meeting.objects.filter(body__kind=Body.Kind.BOARD).taking_place().coming(today)
    as_of = HalfYear.latest(today).as_of
    return {"plan": plan, "as_of": as_of, "edition": plan.editions.first(), "meeting": coming.first()}


def untold(plan: Plan, at: datetime.datetime | None = None) -> int:
    """How many statuses of the last half-year the board has not been told of; none before all are published."""
    half = HalfYear.latest(timezone.localdate(at))
    statuses = Status.objects.of_half_year(plan, half.as_of)
    if statuses.filter(published_at__isnull=True).exists():
        return 0
    told = BoardPack.objects.of_plan(plan).sent().filter(as_of__gte=half.as_of)
    return 0 if told.exists() else statuses.count()


def collect(pack: BoardPack, user: Any, at: datetime.datetime | None = None) -> Document:
    """All of it as it stands, drafts left out, whoever puts it together; what is closed is a stub already here."""
    half = HalfYear.latest(pack.as_of)
    before = BoardPack.objects.before(pack).first()
    since = before.as_of if before else pack.plan.starts_on
    statuses = Status.objects.of_half_year(pack.plan, half.as_of).published()
    return Document(
        plan=pack.plan.name,
        name=pack.name,
        as_of=pack.as_of,
        since=since,
        letter=pack.letter,
        statuses=tuple(StatusFact(status=row.pk, document=status_document.document_of(row)) for row in statuses),
        missing=tuple(row.name for row in Status.objects.missing(pack.plan, half.as_of, at)),
        economy=_economy(pack.edition) if pack.edition else None,
        milestones=tuple(map(_milestone, _milestones(pack, half, at).lines)),
        decisions=tuple(_decisions(pack, since)),
        agenda=_agenda(pack.meeting, user) if pack.meeting else None,
    )


def _economy(edition: Edition) -> Economy:
    known = [row for row in headlines(board_of(edition)) if row.value is not None]
    figures = tuple(Figure(name=row.name, value=_written(row)) for row in known)
    return Economy(edition=edition.pk, name=edition.name, figures=figures)


def _written(row: Headline) -> str:
    if row.unit is Unit.PERCENT:
        return formats.percent(row.value)
    return _("%s timer") % hours(row.value) if row.unit is Unit.HOURS else formats.kroner(row.value)


def _milestones(pack: BoardPack, half: HalfYear, at: datetime.datetime | None) -> MilestonePlan:
    """What was open when the half-year began, or has no day, until the end of the year that the pack is of."""
    rows = Milestone.objects.of_plan(pack.plan).shown(at).with_owner_of().not_reached_before(half.first)
    rows = rows.exclude(done_on__isnull=True, due_on__gt=datetime.date(pack.as_of.year, 12, 31))
    return MilestonePlan(rows, timezone.localdate(at))


def _milestone(line: Line) -> MilestoneFact:
    row = line.milestone
    return MilestoneFact(
        focus_area=row.area.name,
        initiative=row.initiative.name if row.initiative else "",
        title=row.title,
        due_on=row.due_on,
        state=str(line.state.label),
        is_late=line.state == row.State.LATE,
        situation=row.situation,
        why_late=line.why_late,
    )


def _decisions(pack: BoardPack, since: datetime.date) -> Iterator[Decided]:
    """Of the board's meetings since then: open items of minutes that are approved or being written."""
    rows = Decision.objects.filter(item__is_closed=False, item__meeting__body__kind=Body.Kind.BOARD)
    rows = rows.filter(item__meeting__date__gt=since, item__meeting__date__lte=pack.as_of)
    for row in rows.filter(item__meeting__state=Meeting.State.HELD).for_list().in_order():
        yield decided(row, row.item, row.item.meeting)


def _agenda(meeting: Meeting, user: Any) -> Agenda:
    return Agenda(meeting=meeting.pk, record=papers(meeting, user, open_only=True).record)


# The doorway -----------------------------------------------------------------------------


def read(pack: BoardPack, user: Any) -> Document:
    """What was sent, or of a draft what would be sent now. `pack` must be visible to the reader."""
    whole = Document.model_validate(pack.document) if pack.is_sent else collect(pack, user)
    known = Decision.objects.filter(pk__in=[row.key for row in whole.decisions], item__is_closed=False)
    readable = set(known.visible_to(user).values_list("pk", flat=True))
    shown: dict[str, Any] = {"decisions": tuple(row for row in whole.decisions if row.key in readable)}
    if whole.agenda:
        shown["agenda"] = _readable(whole.agenda, user)
    return whole.model_copy(update=shown)


def _readable(agenda: Agenda, user: Any) -> Agenda | None:
    """What was open when it was sent and is open still, for who may read the meeting at all."""
    if not Meeting.objects.visible_to(user).filter(pk=agenda.meeting).exists():
        return None
    entries = read_outside(agenda.record.entries, user)
    return agenda.model_copy(update={"record": agenda.record.model_copy(update={"entries": entries})})


# Before it is sent, and when -------------------------------------------------------------


def holes(pack: BoardPack, document: Document) -> list[str]:
    """What the board would miss, in words. None of it keeps a pack from being sent."""
    found = [] if document.letter else [_("Der står ikke noget under »Kort fortalt«.")]
    if not document.statuses and not document.missing:
        found.append(_("Der er ingen statusser for %(half)s.") % {"half": HalfYear.latest(document.as_of)})
    if names := document.missing:
        one, many = "%(n)s initiativ mangler status: %(names)s.", "%(n)s initiativer mangler status: %(names)s."
        found.append(ngettext(one, many, len(names)) % {"n": len(names), "names": _listed(names)})
    if names := tuple(row.title for row in document.late if not row.why_late):
        one = "%(n)s forsinket milepæl mangler en forklaring: %(names)s."
        many = "%(n)s forsinkede milepæle mangler en forklaring: %(names)s."
        found.append(ngettext(one, many, len(names)) % {"n": len(names), "names": _listed(names)})
    return [*found, *_holes_in_money(pack), *_holes_in_meetings(pack)]


def _listed(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return formats.listed(list(names))
    return formats.listed([*names[:MOST_NAMED], _("%(n)s mere") % {"n": len(names) - MOST_NAMED}])


def _holes_in_money(pack: BoardPack) -> Iterator[str]:
    if pack.edition is None:
        yield _("Der er ikke valgt en udgave af økonomien.")
    elif ImportRun.objects.of_plan(pack.plan).standing().filter(applied_at__gt=pack.edition.frozen_at).exists():
        yield _("Der er læst nye tal ind, efter at udgaven af økonomien blev frosset.")


def _holes_in_meetings(pack: BoardPack) -> Iterator[str]:
    if pack.meeting is None:
        yield _("Næste møde er ikke valgt.")
    elif pack.meeting.date < timezone.localdate() or pack.meeting.state == Meeting.State.CANCELLED:
        yield _("Det valgte møde er aflyst eller har været.")
    elif not pack.meeting.agenda_is_out:
        yield _("Næste møde er ikke indkaldt, så dagsordenen er ikke med.")


@transaction.atomic
def send(pack: BoardPack, by: User, at: datetime.datetime | None = None) -> list[Member]:
    """Fix what the pack says, and tell the board that it is there: to whom a mail goes.

    Raises ValidationError for one that was sent before, or that the board could not read.
    """
    pack = BoardPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    if pack.is_sent:
        raise ValidationError(_("Orienteringen er allerede sendt. En sendt orientering ændrer sig ikke."))
    if not Plan.objects.published(at).filter(pk=pack.plan_id).exists():
        raise ValidationError(_("Helhedsplanen vises ikke endnu, så bestyrelsen kan ikke læse orienteringen."))
    pack.document = collect(pack, by, at).model_dump(mode="json")
    pack.checksum, pack.sent_at, pack.sent_by = checksum(pack.document), at or timezone.now(), by
    pack.save()
    told = members(at)
    for member in told:
        link = absolute(reverse("board_pack", args=[pack.pk]))
        compose("board_pack", member.user.email, {"pack": pack, "link": link}).send()
    return told


def members(at: datetime.datetime | None = None) -> list[Member]:
    """Who sits in a board on the day and can log in, each once."""
    rows = Member.objects.on(timezone.localdate(at)).filter(seat__body__kind=Body.Kind.BOARD, user__is_active=True)
    rows = rows.exclude(user__email="").select_related("user").order_by("-seat__position", "-pk")
    return list(reversed({row.user_id: row for row in rows}.values()))
