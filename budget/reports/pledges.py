"""The board's figures: what is pledged by funder, form and year, and how it stands against the main funder's line.

Arithmetic on a `Funding`, in exact kroner. None is not known, and never counts as nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from budget.reports.funding import ZERO, Form, Funding, Kind, Line, Sum, style_of
from budget.reports.shares import Share


class Verdict(StrEnum):
    """How the co-financing stands against the line."""

    MET = "met"
    BELOW = "below"
    NO_LINE = "no_line"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Row:
    """Whose money in which form, in kroner a year and in all; None where that is not known.

    `where` leads to its rows, as the address says it; None where a sum has no such address.
    """

    name: str
    years: dict[int, Decimal | None]
    total: Decimal | None
    form: str = ""
    is_rounded: bool = False
    is_sum: bool = False
    note: str = ""
    where: dict[str, str] | None = None

    @property
    def knows_years(self) -> bool:
        return None not in self.years.values()


@dataclass(frozen=True)
class Part:
    """What is drawn alike: one of the four sorts of money."""

    style: str
    row: Row


@dataclass(frozen=True)
class Pledges:
    funding: Funding

    # Against the line ------------------------------------------------------------------

    @property
    def is_least(self) -> bool:
        """Somebody local has not said how much: the figures can only become larger."""
        return bool(self.funding.co_financing.unknown)

    @property
    def share(self) -> Decimal | None:
        return self.funding.share

    @property
    def cash_share(self) -> Decimal | None:
        return self.funding.cash_share

    @property
    def without_hours(self) -> Decimal:
        """What the cash share is a share of: fund and local cash."""
        return self.funding.all.total - self.funding.co_financing.hours

    @property
    def percent_left(self) -> int:
        """The part of all that the fund may be, where the line is drawn."""
        return 100 - (self.funding.plan.min_share_percent or 0)

    @property
    def headroom(self) -> Decimal | None:
        """As a Share has it, when the fund's amount is known."""
        return None if self.share is None else self._all_given.headroom

    @property
    def missing(self) -> Decimal | None:
        return None if self.share is None else self._all_given.missing

    @property
    def _all_given(self) -> Share:
        local = self.funding.co_financing
        return Share(self.funding.fund.total, local.cash, local.hours, self.funding.plan.min_share_percent)

    @property
    def verdict(self) -> Verdict:
        if self.share is None:
            return Verdict.UNKNOWN
        if self.headroom is None:
            return Verdict.NO_LINE
        if self.headroom >= 0:
            return Verdict.MET
        return Verdict.UNKNOWN if self.is_least else Verdict.BELOW

    # Row by row ------------------------------------------------------------------------

    @property
    def years(self) -> range:
        return self.funding.plan.year_range

    @cached_property
    def blocks(self) -> list[list[Row]]:
        """The table: every source, with the sum of a funder who gives in several ways, and of each kind."""
        named = {
            Kind.FUND: _("Fonde i alt"),
            Kind.MUNICIPALITY: _("Kommuner i alt"),
            Kind.DEPARTMENT: _("Boligafdelinger i alt"),
            Kind.RESERVE: _("Dispositionsfonde i alt"),
        }
        blocks = (self._block(name, self.funding.all.of_kind(kind)) for kind, name in named.items())
        return [block for block in blocks if block]

    @cached_property
    def totals(self) -> list[list[Row]]:
        """Cash, hours and the two together: of the co-financing, and of everything."""
        cash, hours, together = _("%(what)s, kontant"), _("%(what)s, arbejdstimer"), _("%(what)s, tilsammen")
        name, part = {"what": _("Medfinansiering")}, self.funding.co_financing
        local = [
            self._sum(cash % name, part.of_form(Form.CASH)),
            self._sum(hours % name, part.of_form(Form.HOURS)),
            self._sum(together % name, part),
        ]
        name, part = {"what": _("I alt")}, self.funding.all
        return [
            local,
            [
                self._sum(cash % name, part.of_form(Form.CASH), {"form": Form.CASH.value}),
                self._sum(hours % name, part.of_form(Form.HOURS), {"form": Form.HOURS.value}),
                self._sum(together % name, part, {}),
            ],
        ]

    @property
    def rows(self) -> Iterator[Row]:
        """The whole table from the top down."""
        for rows in (*self.blocks, *self.totals):
            yield from rows

    @cached_property
    def parts(self) -> list[Part]:
        """Everything once, by the sorts of money that are drawn, the fund last; without those that nobody gives."""
        named = {
            "local": _("Boligerne, kontant"),
            "cash": _("Kommunen, kontant"),
            "hours": _("Arbejdstimer"),
            "fund": _("Fonden"),
        }
        sums = {style: Sum(tuple(x for x in self.funding.all.lines if style_of(x.source) == style)) for style in named}
        return [Part(style, self._sum(named[style], part)) for style, part in sums.items() if part.lines]

    @property
    def drawn(self) -> list[Part]:
        """The parts whose every year is known."""
        return [part for part in self.parts if part.row.knows_years]

    @property
    def undrawn(self) -> str:
        """The names of the others."""
        return ", ".join(part.row.name for part in self.parts if not part.row.knows_years)

    @cached_property
    def by_year(self) -> Row:
        """Everything, year by year."""
        return self._sum(_("I alt"), self.funding.all, {})

    def _block(self, name: str, kind: Sum) -> list[Row]:
        funders = list(_funders(kind))
        rows = [row for funder in funders for row in self._funder(funder)]
        return [*rows, self._sum(name, kind)] if len(funders) > 1 else rows

    def _funder(self, given: Sum) -> list[Row]:
        rows = [
            Row(
                line.source.name,
                line.years,
                line.total,
                line.source.get_form_display(),
                line.source.total_is_rounded,
                note=line.source.source_note,
                where={"kilde": str(line.source.pk)},
            )
            for line in given.lines
        ]
        name = _("%(funder)s i alt") % {"funder": given.lines[0].source.owner}
        return [*rows, self._sum(name, given)] if len(rows) > 1 else rows

    def _sum(self, name: str, part: Sum, where: dict[str, str] | None = None) -> Row:
        nothing_known = bool(part.lines) and part.unknown == len(part.lines)
        years = {year: part.years.get(year, ZERO) for year in self.years}
        total = None if nothing_known else part.total
        return Row(name, years, total, is_rounded=part.is_rounded, is_sum=True, where=where)


def _funders(kind: Sum) -> Iterable[Sum]:
    """What each funder gives, in the order of its first source."""
    by_owner: dict[Any, list[Line]] = {}
    for line in kind.lines:
        by_owner.setdefault(line.source.owner, []).append(line)
    return (Sum(tuple(lines)) for lines in by_owner.values())
