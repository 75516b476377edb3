"""A year's milestone plan: what the page prints and the workbook holds, late ones first."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from initiatives.models import FocusArea, Milestone
from organisation.models import Plan

State = Milestone.State
# After the late ones: what is on its way, what has no day, what is reached.
ORDER = (State.LATE, State.ON_WAY, State.NO_DAY, State.REACHED_LATE, State.REACHED)


@dataclass(frozen=True)
class Line:
    """A milestone as it stands on a day."""

    milestone: Milestone
    state: State
    why_late: str

    @property
    def cells(self) -> list[Any]:
        """One for each of `heads`."""
        row = self.milestone
        return [
            row.area.name,
            row.initiative.name if row.initiative else "",
            row.title,
            row.due_on,
            str(self.state.label),
            row.done_on,
            row.owner.name if row.owner else "",
            row.situation,
            self.why_late,
        ]


@dataclass(frozen=True)
class Group:
    area: FocusArea
    lines: list[Line]


@dataclass(frozen=True)
class MilestonePlan:
    """Milestones of one plan, in their order, as they stand on a day."""

    milestones: Iterable[Milestone]
    day: datetime.date

    @staticmethod
    def heads() -> list[str]:
        names = (_("Indsatsområde"), _("Initiativ"), _("Milepæl"), _("Frist"), _("Tilstand"), _("Nået den"))
        return [*names, _("Ansvarlig"), _("Situationen"), _("Hvorfor forsinket")]

    @cached_property
    def lines(self) -> list[Line]:
        """By state, then by focus area; within one in the order they came."""
        lines = [Line(row, row.state_on(self.day), row.why_late_on(self.day)) for row in self.milestones]
        return sorted(lines, key=lambda line: (ORDER.index(line.state), *_place(line.milestone.area)))

    @property
    def late(self) -> list[Line]:
        return [line for line in self.lines if line.state == State.LATE]

    @cached_property
    def groups(self) -> list[Group]:
        """The others, by focus area."""
        others = [line for line in self.lines if line.state != State.LATE]
        areas = sorted({line.milestone.area for line in others}, key=_place)
        return [Group(area, [line for line in others if line.milestone.area == area]) for area in areas]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many there are in each state that any are in."""
        numbers = ((state, sum(line.state == state for line in self.lines)) for state in ORDER)
        return [(str(state.label), number) for state, number in numbers if number]

    def rows(self) -> Iterator[list[Any]]:
        """In the order of the page."""
        for line in (*self.late, *(line for group in self.groups for line in group.lines)):
            yield line.cells


def of_year(plan: Plan, year: int, user: Any, day: datetime.date) -> MilestonePlan:
    """The plan of one year, as far as its reader may know it."""
    return MilestonePlan(Milestone.objects.of_plan(plan).for_board(user).of_year(year, day), day)


def _place(area: FocusArea) -> tuple[int, int]:
    return area.position, area.pk
