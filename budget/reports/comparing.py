"""What was planned beside what became of it, and whether the difference is worth a word."""

from dataclasses import dataclass
from decimal import Decimal

from budget.reports.figures import Comment, SourceFact
from budget.reports.funding import ratio

# What an address calls the rows that have none.
NONE = {"indsatsomraade": "faelles", "kilde": "ingen"}


@dataclass(frozen=True)
class Comparison:
    """One thing planned and what became of it, in kroner. `where` leads to its rows, as the address says it."""

    name: str
    whole: Decimal | None
    planned: Decimal | None
    actual: Decimal
    where: dict[str, str]
    threshold: Decimal

    @property
    def variance(self) -> Decimal | None:
        """Below zero: less than planned to date."""
        return None if self.planned is None else self.actual - self.planned

    @property
    def part(self) -> Decimal | None:
        """What became of the plan, of one."""
        return None if self.planned is None else ratio(self.actual, self.planned)

    @property
    def deviation(self) -> Decimal | None:
        """The variance as a part of what was planned to date, of one."""
        return None if self.variance is None or not self.planned else self.variance / self.planned

    @property
    def off(self) -> Decimal | None:
        """How far off, of one, whichever way."""
        return None if self.deviation is None else abs(self.deviation)

    @property
    def is_over(self) -> bool:
        return bool(self.variance and self.variance > 0)

    @property
    def deviates(self) -> bool:
        """More than the threshold; what was not planned at all deviates as soon as there is some."""
        if self.variance is None:
            return False
        return bool(self.variance) if not self.planned else abs(self.variance) > abs(self.planned) * self.threshold


@dataclass(frozen=True)
class Funder:
    """What one source gives: pledged, decided, planned to date, received (or worked), and spent of it."""

    source: SourceFact
    given: Comparison
    spent: Decimal
    decided_years: frozenset[int]
    is_decided: bool

    @property
    def pledged(self) -> Decimal | None:
        return self.source.total


@dataclass(frozen=True)
class Work:
    """A source's hours: the hours, and the kroner beside them; `value` leaves out hours without a rate."""

    source: SourceFact
    hours: Decimal
    without_rate: Decimal
    given: Comparison


@dataclass(frozen=True)
class Deviation:
    """Something that deviates more than the threshold, and what the secretariat says about it."""

    of: Comparison
    sort: str
    said: Comment | None

    @property
    def comment(self) -> str:
        return self.said.text if self.said else ""
