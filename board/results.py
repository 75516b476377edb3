"""One chain for each focus area: what it is for, what happened, how many came, what it cost.

Pure functions; `results` alone asks the database.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from activities.turnout import Turnout, turnouts
from board.milestone_plan import MilestonePlan
from budget import reports
from budget.reports import Board, Comparison
from budget.reports.comparing import NONE
from core.rich_text import plain_text
from initiatives.models import FocusArea, Indicator, IndicatorValue, Milestone
from organisation.models import Plan

COMMON = NONE["indsatsomraade"]


@dataclass(frozen=True)
class Measured:
    """An indicator beside a value of it."""

    indicator: Indicator
    latest: IndicatorValue | None

    @property
    def is_met(self) -> bool | None:
        """None where it was never measured, or nobody has said what it should become."""
        return self.indicator.is_met_by(self.latest.value) if self.latest else None

    @property
    def verdict(self) -> str:
        if self.latest is None:
            return _("Ikke målt endnu")
        return {True: _("Nået"), False: _("Ikke nået"), None: _("Intet måltal")}[self.is_met]

    @property
    def cells(self) -> list[Any]:
        row, latest = self.indicator, self.latest
        aim = row.get_aim_display() if row.target is not None else ""
        goal = [row.baseline, aim, row.target, row.target_on]
        value = [latest.value, latest.measured_on, latest.source, latest.note] if latest else [None, None, "", ""]
        name = row.initiative.name if row.initiative else ""
        return [row.area.name, name, row.name, row.unit, *goal, *value, self.verdict]


@dataclass(frozen=True)
class Chain:
    """Of one focus area."""

    area: FocusArea
    milestones: MilestonePlan
    turnout: Turnout
    measured: list[Measured]
    money: Comparison | None
    is_booked: bool

    @property
    def spent(self) -> Decimal | None:
        """Cash, as the board's page has it; None before any posting is brought in."""
        return self.money.actual if self.money and self.is_booked else None

    @property
    def reached(self) -> int:
        reached = (Milestone.State.REACHED, Milestone.State.REACHED_LATE)
        return sum(line.state in reached for line in self.milestones.lines)

    @property
    def cells(self) -> list[Any]:
        turnout, money = self.turnout, self.money
        milestones = [len(self.milestones.lines), self.reached, len(self.milestones.late)]
        came = [turnout.held, turnout.counted, turnout.visits, turnout.people, turnout.volunteers]
        return [
            self.area.name,
            plain_text(self.area.purpose),
            *milestones,
            *came,
            self.spent,
            money.whole if money else None,
        ]


@dataclass(frozen=True)
class Results:
    """The plan from its first day to one day; money to `as_of`. `common` is what was spent on no focus area."""

    chains: list[Chain]
    common: Comparison | None
    day: datetime.date
    as_of: datetime.date
    has_postings: bool

    @staticmethod
    def heads() -> list[str]:
        milestones = (_("Milepæle"), _("Heraf nået"), _("Heraf forsinket"))
        came = (_("Aktiviteter afholdt"), _("Heraf talt"), _("Besøg"), _("Forskellige mennesker"), _("Frivillige"))
        return [_("Indsatsområde"), _("Formål"), *milestones, *came, _("Brugt, kr."), _("Budget, kr.")]

    def rows(self) -> Iterator[list[Any]]:
        for chain in self.chains:
            yield chain.cells
        if self.common:
            nothing = [None] * (len(self.heads()) - 3)
            yield [self.common.name, *nothing, self.common.actual if self.has_postings else None, self.common.whole]

    @staticmethod
    def measured_heads() -> list[str]:
        goal = (_("Udgangspunkt"), _("Målet er"), _("Måltal"), _("Senest den"))
        value = (_("Seneste måling"), _("Målt den"), _("Kilde"), _("Bemærkning"), _("Stand"))
        return [_("Indsatsområde"), _("Initiativ"), _("Indikator"), _("Enhed"), *goal, *value]

    def measured_rows(self) -> Iterator[list[Any]]:
        for chain in self.chains:
            for row in chain.measured:
                yield row.cells


def chains_of(
    board: Board,
    areas: Iterable[FocusArea],
    milestones: Iterable[Milestone],
    indicators: Iterable[Indicator],
    came: Mapping[int, Turnout],
    day: datetime.date,
) -> Results:
    """Everything beside what it belongs to; nothing is asked."""
    milestones, indicators = list(milestones), list(indicators)
    money = {row.where.get("indsatsomraade"): row for row in board.by_focus_area}
    chains = [
        Chain(
            area,
            MilestonePlan([row for row in milestones if row.area == area], day),
            came.get(area.pk, Turnout()),
            [Measured(row, row.latest) for row in indicators if row.area == area],
            money.get(str(area.pk)),
            board.has_postings,
        )
        for area in areas
    ]
    return Results(chains, money.get(COMMON), day, board.as_of, board.has_postings)


def results(plan: Plan, user: Any, day: datetime.date) -> Results:
    """What a plan has come to by a day, as far as its reader may know it."""
    came = turnouts("initiative__focus_area", plan.starts_on, day, initiative__plan=plan)
    if not user.has_perm("activities.see_any_sign_up"):
        came = {key: turnout.told() for key, turnout in came.items()}
    return chains_of(
        Board(reports.figures(plan)),
        plan.focus_areas.all(),
        Milestone.objects.of_plan(plan).for_board(user),
        Indicator.objects.of_plan(plan).for_board(user),
        came,
        day,
    )
