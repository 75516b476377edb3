"""The main funder's line: local money against all of it, and how much of it can go."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from budget.reports.figures import SourceFact
from budget.reports.funding import ratio


@dataclass(frozen=True)
class Share:
    """Local co-financing against the main funder's money, in kroner."""

    fund: Decimal
    cash: Decimal
    hours: Decimal
    min_percent: int | None

    @property
    def local(self) -> Decimal:
        return self.cash + self.hours

    @property
    def share(self) -> Decimal | None:
        """(local cash + hours) / (fund + local cash + hours), of one."""
        return ratio(self.local, self.fund + self.local)

    @property
    def headroom(self) -> Decimal | None:
        """Whole kroner of local money that can go, the fund's held fixed: local − fund × p / (100 − p).

        Below zero: what is missing. Rounded down, so that the line holds when just this much is gone.
        """
        if self.min_percent is None:
            return None
        required = self.fund * self.min_percent / (100 - self.min_percent)
        return (self.local - required).to_integral_value(ROUND_FLOOR)

    @property
    def missing(self) -> Decimal | None:
        return None if self.headroom is None else max(-self.headroom, Decimal())

    @property
    def holds(self) -> bool | None:
        return None if self.headroom is None else self.headroom >= 0


# The sorts of local money, as a what-if in the address names them.
SORTS: dict[str, Callable[[SourceFact], bool]] = {
    "kommunens_timer": lambda source: source.kind == "kommune" and source.gives_hours,
    "kommunens_penge": lambda source: source.kind == "kommune" and not source.gives_hours,
    "boligernes_timer": lambda source: source.kind in ("boligafdeling", "dispositionsfond") and source.gives_hours,
    "boligernes_penge": lambda source: source.kind in ("boligafdeling", "dispositionsfond") and not source.gives_hours,
}
