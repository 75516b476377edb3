"""The year's duties as a list by month, and as a wheel of twelve segments, with a numbered dot for each."""

import calendar
import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from board.models import DutyTurn
from core.formats import MONTHS

# In units of the drawing, whose centre is (0, 0).
SIZE = 420
OUTER, INNER, LABEL = 200, 62, 178
# Where a dot would cover another, it stands further in.
RINGS = (147, 124, 101, 78)
APART = 22


@dataclass(frozen=True)
class Numbered:
    number: int
    turn: DutyTurn


@dataclass(frozen=True)
class Month:
    name: str
    is_now: bool
    turns: list[Numbered]
    path: str
    label: tuple[str, str]


@dataclass(frozen=True)
class Dot:
    number: int
    state: DutyTurn.State
    x: str
    y: str


@dataclass(frozen=True)
class Wheel:
    year: int
    months: list[Month]
    dots: list[Dot]
    # The ends of the line that says where in the year we are; none in another year.
    hand: tuple[str, ...]
    size: int = SIZE

    @property
    def view_box(self) -> str:
        return f"{-SIZE // 2} {-SIZE // 2} {SIZE} {SIZE}"


def wheel(year: int, turns: Iterable[DutyTurn], today: datetime.date) -> Wheel:
    """Of the year's turns in the order of their days."""
    numbered = [Numbered(number, turn) for number, turn in enumerate(turns, 1)]
    now = today.month if today.year == year else None
    months = [
        _month(month, month == now, [one for one in numbered if one.turn.due_on.month == month])
        for month in range(1, 13)
    ]
    hand = (*_place(_angle(today), INNER), *_place(_angle(today), OUTER)) if now else ()
    return Wheel(year, months, list(_dots(numbered, today)), hand)


def _month(month: int, is_now: bool, turns: list[Numbered]) -> Month:
    first, last = (month - 1) / 12, month / 12
    corners = [_place(first, INNER), _place(first, OUTER), _place(last, OUTER), _place(last, INNER)]
    a, b, c, d = (" ".join(corner) for corner in corners)
    path = f"M{a} L{b} A{OUTER} {OUTER} 0 0 1 {c} L{d} A{INNER} {INNER} 0 0 0 {a} Z"
    return Month(MONTHS[month - 1], is_now, turns, path, _place((month - 0.5) / 12, LABEL))


def _dots(numbered: list[Numbered], today: datetime.date) -> Iterator[Dot]:
    placed: list[tuple[float, float]] = []

    def room(place: tuple[float, float]) -> float:
        """Up to APART: more than enough is no better, so that the outermost ring with enough is taken."""
        return min([APART, *(math.dist(place, other) for other in placed)])

    for one in numbered:
        angle = _angle(one.turn.due_on)
        placed.append(max((_point(angle, ring) for ring in RINGS), key=room))
        yield Dot(one.number, one.turn.state_on(today), *_written(placed[-1]))


def _angle(day: datetime.date) -> float:
    """Of a whole turn; each month is a twelfth, and a dot keeps off its edges."""
    within = (day.day - 0.5) / calendar.monthrange(day.year, day.month)[1]
    return (day.month - 1 + 0.15 + 0.7 * within) / 12


def _place(share: float, radius: float) -> tuple[str, str]:
    return _written(_point(share, radius))


def _point(share: float, radius: float) -> tuple[float, float]:
    """Clockwise from the top."""
    angle = 2 * math.pi * share
    return radius * math.sin(angle), -radius * math.cos(angle)


def _written(point: tuple[float, float]) -> tuple[str, str]:
    """As a drawing's text has numbers, in any language."""
    return f"{point[0]:.1f}", f"{point[1]:.1f}"
