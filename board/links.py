"""From a figure to the rows it is the sum of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from budget.reports.cells import Sort
from core.facets import address_with
from organisation.models import Plan


class Links(Protocol):
    def url(self, sort: str, where: dict[str, str]) -> str:
        """Where the rows of a sort are that `where` asks for."""


@dataclass(frozen=True)
class RowLinks:
    """Addresses of a plan's rows; `version` is said when the figures are of another than the one in force."""

    plan: Plan
    version: int | None = None

    def page(self, year: int | None = None) -> str:
        """The board's page against the same version."""
        query = ({"aar": year} if year else {}) | ({"version": self.version} if self.version else {})
        return address_with(self.plan.url("board"), query.items())

    def files(self, kinds: Iterable[str]) -> list[tuple[str, str]]:
        """The whole plan's overview as a file of each kind, against the same version."""
        query = f"?version={self.version}" if self.version else ""
        return [(kind.upper(), f"{self.plan.url(f'overview_{kind}')}{query}") for kind in kinds]

    def url(self, sort: str, where: dict[str, str]) -> str:
        query = dict(where)
        if sort == Sort.BUDGET:
            # The page's sums are of cash; what is paid with hours stands among the hours.
            query |= {"form": "kontant"} | ({"version": str(self.version)} if self.version else {})
        return address_with(self.plan.url("board_rows", sort=sort), query.items())
