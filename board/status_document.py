"""What a status says, as one typed document: drawn from the rows while it is written, frozen when it is published."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.db.models import Sum
from django.utils import timezone
from pydantic import Field, PlainSerializer

from activities.turnout import Told, turnouts
from board.half_years import HalfYear
from board.models import Status
from board.results import Measured
from budget import reports
from budget.models import DeliveredHours
from budget.reports import Board
from core.frozen import Fact
from initiatives.models import Indicator, Milestone

Exact = Annotated[Decimal, PlainSerializer(str, return_type=str)]


class MilestoneFact(Fact):
    title: str
    due_on: datetime.date | None
    done_on: datetime.date | None
    state: str = Field(description="In words, on the day the status is of.")
    is_late: bool
    situation: str
    why_late: str


class MeasuredFact(Fact):
    name: str
    unit: str
    aim: str
    target: Exact | None
    target_on: datetime.date | None
    baseline: Exact | None
    value: Exact | None = Field(description="The newest before the day the status is of.")
    measured_on: datetime.date | None
    source: str
    note: str
    verdict: str


class TurnoutFact(Fact):
    """Three numbers that are never added up; `under 5` for a small group, null where nobody counted."""

    held: int
    counted: int
    visits: Told
    people: Told
    volunteers: Told


class MoneyFact(Fact):
    """Money is known of focus areas, and hours of initiatives."""

    focus_area: str
    spent: Exact | None = Field(description="Kroner of the whole focus area, from the plan's beginning to `as_of`.")
    budget: Exact | None
    as_of: datetime.date
    hours: Exact | None = Field(description="Hours that others gave this initiative in the half-year.")


class Document(Fact):
    """Everything a status tells. Published ones are kept: a new field needs a default."""

    initiative: str
    focus_area: str
    plan: str
    as_of: datetime.date
    light: str
    light_label: str
    happened: str
    hard: str
    next_step: str
    milestones: tuple[MilestoneFact, ...]
    turnout: TurnoutFact
    measured: tuple[MeasuredFact, ...]
    money: MoneyFact | None
    signed_by: str
    signed_on: datetime.date | None

    @property
    def half_year(self) -> HalfYear:
        return HalfYear(self.as_of)

    @property
    def late(self) -> list[MilestoneFact]:
        return [row for row in self.milestones if row.is_late]


def document_of(status: Status, with_money: bool = True, told: bool = True) -> Document:
    """What a status says: as it was published, else as the rows stand now.

    Without money for who may not see the books; `told=False` for who works with these people, and reads small numbers.
    """
    if status.is_published:
        published = Document.model_validate(status.document)
        return published if with_money else published.model_copy(update={"money": None})
    initiative, half = status.initiative, status.half_year
    came = turnouts("initiative", half.first, half.last, initiative=initiative).get(initiative.pk)
    turnout = (came.told() if told else came) if came else None
    return Document(
        initiative=initiative.name,
        focus_area=initiative.focus_area.name,
        plan=initiative.plan.name,
        as_of=status.as_of,
        light=status.light,
        light_label=status.get_light_display(),
        happened=status.happened,
        hard=status.hard,
        next_step=status.next_step,
        milestones=tuple(_milestones(initiative, half)),
        turnout=TurnoutFact(**vars(turnout)) if turnout else NOBODY,
        measured=tuple(
            _measured(row, half) for row in Indicator.objects.filter(initiative=initiative).prefetch_related("values")
        ),
        money=_money(initiative, half) if with_money else None,
        signed_by=_name_of(status.signed_by),
        signed_on=timezone.localdate(status.signed_at) if status.signed_at else None,
    )


def _name_of(user: Any) -> str:
    """As colleagues know whoever signed; an address of a login is nobody's business."""
    person = getattr(user, "staff_member", None)
    return str(person.name if person else getattr(user, "name", ""))


NOBODY = TurnoutFact(held=0, counted=0, visits=None, people=None, volunteers=None)


def _milestones(initiative: Any, half: HalfYear) -> list[MilestoneFact]:
    """Those that were open at the beginning of the half-year or have come since."""
    rows = Milestone.objects.filter(initiative=initiative).not_reached_before(half.first)
    return [
        MilestoneFact(
            title=row.title,
            due_on=row.due_on,
            done_on=row.done_on,
            state=str(row.state_on(half.as_of).label),
            is_late=row.is_late(half.as_of),
            situation=row.situation,
            why_late=row.why_late_on(half.as_of),
        )
        for row in rows
    ]


def _measured(row: Indicator, half: HalfYear) -> MeasuredFact:
    latest = next((value for value in row.values.all() if value.measured_on < half.as_of), None)
    return MeasuredFact(
        name=row.name,
        unit=row.unit,
        aim=str(row.get_aim_display()),
        target=row.target,
        target_on=row.target_on,
        baseline=row.baseline,
        value=latest.value if latest else None,
        measured_on=latest.measured_on if latest else None,
        source=latest.source if latest else "",
        note=latest.note if latest else "",
        verdict=Measured(row, latest).verdict,
    )


def _money(initiative: Any, half: HalfYear) -> MoneyFact:
    board = Board(reports.figures(initiative.plan))
    key = str(initiative.focus_area_id)
    row = next((row for row in board.by_focus_area if row.where.get("indsatsomraade") == key), None)
    hours = DeliveredHours.objects.filter(initiative=initiative, month__range=(half.first, half.last))
    return MoneyFact(
        focus_area=initiative.focus_area.name,
        spent=row.actual if row and board.has_postings else None,
        budget=row.whole if row else None,
        as_of=board.as_of,
        hours=hours.aggregate(n=Sum("hours"))["n"],
    )
