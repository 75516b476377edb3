"""What the board asks: planned to date, spent, received, worked, what deviates, and where it ends.

Arithmetic on one document (reports/figures.py), now or frozen, in exact kroner. A plan for a part
of a year is rounded once and split to the øre over its lines, so that every way of summing gives the same. None is
not known, and never counts as nothing. Cash and in-kind hours never share a sum but one that says so.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from budget.reports.comparing import NONE, Comparison, Deviation, Funder, Work
from budget.reports.figures import Budgeted, Comment, Figures, Pledged, SourceFact, Spent
from budget.reports.funding import ZERO, Funding, funding_of, ratio, sum_or_none
from budget.reports.periods import Period
from budget.reports.pledges import Pledges
from budget.reports.shares import SORTS, Share
from core.money import ØRE


class Standing(StrEnum):
    """How far the books can say how it goes."""

    COMPARED = "compared"
    CLOSED = "closed"
    BEGINNING = "beginning"
    NO_POSTINGS = "no_postings"
    NO_BUDGET = "no_budget"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Board:
    """Of the whole plan, or (`in_year`) of one of its years."""

    figures: Figures
    year: int | None = None

    def in_year(self, year: int) -> "Board":
        """The same questions of what counts in one year. What a source gives is what it pledged for it."""
        parts = ("pledged", "budget", "spent", "received", "worked")
        cells = {name: tuple(row for row in getattr(self.figures, name) if row.year == year) for name in parts}
        pledged = {row.source: row.amount for row in cells["pledged"]}
        sources = tuple(source.model_copy(update={"total": pledged.get(source.key)}) for source in self.figures.sources)
        return Board(self.figures.model_copy(update={**cells, "sources": sources}), year)

    # Time ------------------------------------------------------------------------------

    @property
    def years(self) -> range:
        """The plan's years."""
        return self.figures.years

    @property
    def asked_years(self) -> tuple[int, ...]:
        return tuple(self.years) if self.year is None else (self.year,)

    @cached_property
    def years_with_rows(self) -> list[int]:
        """The plan's years, and any outside it that a line or posting stands in: a mistake, but not to be hidden."""
        budget = {line.year for line in self.figures.budget}
        return sorted({*self.years, *budget, *(cell.year for cell in self.figures.spent)})

    @property
    def as_of(self) -> datetime.date:
        return self.figures.as_of

    @property
    def period(self) -> Period:
        return Period(self.figures.plan.starts_on, self.figures.plan.ends_on, self.as_of)

    @property
    def is_closing(self) -> bool:
        """The accounts go to the last day of the plan, or of the year: this is the closing account."""
        return self.period.is_over or (
            self.year is not None and self.period.months_passed(self.year) == self.period.months_of(self.year)
        )

    @cached_property
    def planned_lines(self) -> dict[tuple[str, int], Decimal]:
        """What of every line of the budget, by code and year, is planned by the day of the figures."""
        lines = self.figures.budget
        return self.period.planned(((x.code, x.year), x.year, self._is_in_kind(x), x.amount) for x in lines)

    @cached_property
    def planned_pledges(self) -> dict[tuple[int, int], Decimal]:
        """What of every pledge, by source and year, is planned by then."""
        pledges = self.figures.pledged
        return self.period.planned(((x.source, x.year), x.year, self._is_in_kind(x), x.amount) for x in pledges)

    # What is pledged -------------------------------------------------------------------

    @cached_property
    def funding(self) -> Funding:
        """Who gives what, beside the frame as it was published."""
        return funding_of(self.figures)

    @cached_property
    def pledges(self) -> Pledges:
        return Pledges(self.funding)

    # Budget and spending, cash ---------------------------------------------------------

    @cached_property
    def sources(self) -> dict[int | None, SourceFact]:
        return {source.key: source for source in self.figures.sources}

    def _is_in_kind(self, line: Budgeted | Spent | Pledged) -> bool:
        source = self.sources.get(line.source)
        return bool(source and source.gives_hours)

    @cached_property
    def budget_lines(self) -> tuple[Budgeted, ...]:
        """The lines that are paid with money."""
        return tuple(line for line in self.figures.budget if not self._is_in_kind(line))

    @cached_property
    def in_kind_lines(self) -> tuple[Budgeted, ...]:
        """The lines that are paid with hours."""
        return tuple(line for line in self.figures.budget if self._is_in_kind(line))

    @property
    def has_budget(self) -> bool:
        return bool(self.figures.budget)

    @property
    def has_postings(self) -> bool:
        return bool(self.figures.spent)

    @property
    def standing(self) -> Standing:
        if not self.has_postings:
            return Standing.NO_POSTINGS if self.has_budget else Standing.NOTHING
        if not self.has_budget:
            return Standing.NO_BUDGET
        if not self.total.planned:
            return Standing.BEGINNING
        return Standing.CLOSED if self.is_closing else Standing.COMPARED

    @cached_property
    def total(self) -> Comparison:
        """The whole budget in cash, and what is spent of it."""
        return self._compare(_("I alt"), self.budget_lines, self.figures.spent, {})

    @cached_property
    def by_year(self) -> list[Comparison]:
        return self._split(((str(year), year) for year in self.years_with_rows), "year", "aar")

    @cached_property
    def by_focus_area(self) -> list[Comparison]:
        """Last what is common, if there is any."""
        named = [(area.name, area.key) for area in self.figures.focus_areas]
        return self._split([*named, (_("Fælles"), None)], "focus_area", "indsatsomraade", none=NONE["indsatsomraade"])

    @cached_property
    def by_kind(self) -> list[Comparison]:
        return self._split(((kind.name, kind.key) for kind in self.figures.kinds), "kind", "art")

    @cached_property
    def by_source(self) -> list[Comparison]:
        """Last what nobody is said to pay, if there is any."""
        named = [(source.name, source.key) for source in self.figures.sources if not source.gives_hours]
        in_kind = [(source.name, source.key) for source in self.figures.sources if source.gives_hours]
        rows = self._split([*named, (_("Ikke fordelt"), None)], "source", "kilde", none=NONE["kilde"])
        # Postings on a source that gives hours are a mistake, and are seen all the same.
        return rows + [row for row in self._split(in_kind, "source", "kilde") if row.actual]

    def _split(self, named: Iterable[tuple[str, Any]], field: str, param: str, none: str = "") -> list[Comparison]:
        rows = []
        for name, key in named:
            budget = [line for line in self.budget_lines if getattr(line, field) == key]
            spent = [cell for cell in self.figures.spent if getattr(cell, field) == key]
            if key is not None or budget or spent:
                rows.append(self._compare(name, budget, spent, {param: none if key is None else str(key)}))
        return rows

    def _compare(
        self, name: str, budget: Iterable[Budgeted], spent: Iterable[Spent], where: dict[str, str]
    ) -> Comparison:
        lines = list(budget)
        known = self.figures.version is not None
        return Comparison(
            name,
            sum((line.amount for line in lines), ZERO) if known else None,
            sum((self.planned_lines[line.code, line.year] for line in lines), ZERO) if known else None,
            sum((cell.amount for cell in spent), ZERO),
            self._where(where),
            self.threshold,
        )

    def _where(self, where: dict[str, str]) -> dict[str, str]:
        return where if self.year is None else {"aar": str(self.year), **where}

    @property
    def threshold(self) -> Decimal:
        """Of one."""
        return Decimal(self.figures.plan.variance_percent) / 100

    # Who gives -------------------------------------------------------------------------

    @cached_property
    def funders(self) -> list[Funder]:
        """Every source that gives money."""
        return [self._funder(source) for source in self.figures.sources if not source.gives_hours]

    @cached_property
    def work(self) -> list[Work]:
        """Every source that gives hours."""
        return [self._work(source) for source in self.figures.sources if source.gives_hours]

    @property
    def _valued_work(self) -> list[Work]:
        """The sources whose hours are known, and worth something known: none before any are brought in."""
        return [work for work in self.work if not work.without_rate] if self.figures.worked else []

    def _funder(self, source: SourceFact) -> Funder:
        received = sum((cell.amount for cell in self.figures.received if cell.source == source.key), ZERO)
        spent = sum((cell.amount for cell in self.figures.spent if cell.source == source.key), ZERO)
        decided = self.decided_years(source)
        return Funder(source, self._given(source, received), spent, decided, len(decided) == len(self.asked_years))

    def _work(self, source: SourceFact) -> Work:
        cells = [cell for cell in self.figures.worked if cell.source == source.key]
        value = sum((cell.value for cell in cells if cell.value is not None), ZERO)
        unvalued = sum((cell.hours for cell in cells if cell.value is None), ZERO)
        return Work(source, sum((cell.hours for cell in cells), ZERO), unvalued, self._given(source, value))

    def _given(self, source: SourceFact, actual: Decimal) -> Comparison:
        where = self._where({"kilde": str(source.key)})
        return Comparison(source.name, source.total, self.planned_of(source), actual, where, self.threshold)

    def pledged_in(self, source: SourceFact) -> list[Pledged]:
        return [cell for cell in self.figures.pledged if cell.source == source.key]

    def planned_of(self, source: SourceFact) -> Decimal | None:
        """What a source has pledged by the day of the figures; None while its years are not known."""
        years = self.pledged_in(source)
        if years:
            return sum((self.planned_pledges[cell.source, cell.year] for cell in years), ZERO)
        return source.total if self.is_closing else None

    def decided_years(self, source: SourceFact) -> frozenset[int]:
        """The years of the plan for which whoever gives has decided it."""
        rows = (row for row in self.figures.decided if row.source == source.key)
        return frozenset(year for row in rows for year in self.asked_years if row.first_year <= year <= row.last_year)

    @cached_property
    def spent_by_others(self) -> list[Comparison]:
        """What is spent without its being said that a source of money pays."""
        funders = [funder.given.where for funder in self.funders]
        return [row for row in self.by_source if row.where not in funders and row.actual]

    @property
    def pledged_total(self) -> Decimal | None:
        """Cash; None as soon as one source's amount is not known."""
        return sum_or_none(funder.pledged for funder in self.funders)

    @property
    def planned_total(self) -> Decimal | None:
        """Cash pledged by the day of the figures; None as soon as one source's years are not known."""
        return sum_or_none(funder.given.planned for funder in self.funders)

    @property
    def received_total(self) -> Decimal:
        return sum((funder.given.actual for funder in self.funders), ZERO)

    @property
    def received_if_known(self) -> Decimal | None:
        """Cash; None before any receipt is written down."""
        return self.received_total if self.figures.received else None

    @property
    def spent_if_known(self) -> Decimal | None:
        """Cash; None before any posting is brought in."""
        return self.total.actual if self.has_postings else None

    @property
    def pledged_in_kind(self) -> Decimal | None:
        """Kroner of hours; None as soon as one source's amount is not known."""
        return sum_or_none(work.source.total for work in self.work)

    @property
    def planned_in_kind(self) -> Decimal | None:
        return sum_or_none(work.given.planned for work in self.work)

    @property
    def worked_total(self) -> Decimal:
        """Kroner, without the hours that no rate is known for."""
        return sum((work.given.actual for work in self.work), ZERO)

    @property
    def worked_part(self) -> Decimal | None:
        """Of one: kroner of hours, of what is planned to date."""
        return ratio(self.worked_total, self.planned_in_kind) if self.planned_in_kind else None

    @property
    def hours_total(self) -> Decimal:
        return sum((work.hours for work in self.work), ZERO)

    @property
    def hours_without_rate(self) -> Decimal:
        return sum((work.without_rate for work in self.work), ZERO)

    # What deviates, and where it ends --------------------------------------------------

    @cached_property
    def deviations(self) -> list[Deviation]:
        """The largest first: spending by area and kind; what is received and worked, by source, if anything is."""
        comments: dict[tuple[str, str], Comment] = {}
        common = ("indsatsomraade", NONE["indsatsomraade"])
        for row in self.figures.comments:
            named = {"indsatsomraade": row.focus_area, "art": row.kind, "kilde": row.source}
            of = next(((name, str(key)) for name, key in named.items() if key), common)
            comments[of] = row
        asked: list[tuple[str, list[Comparison]]] = []
        if self.has_budget and self.has_postings:
            asked += [("spent", self.by_focus_area), ("spent", self.by_kind)]
        if self.figures.received:
            asked.append(("received", [funder.given for funder in self.funders]))
        asked.append(("worked", [work.given for work in self._valued_work]))
        found = [
            Deviation(row, sort, next((comments[of] for of in row.where.items() if of in comments), None))
            for sort, rows in asked
            for row in rows
            if row.deviates
        ]
        return sorted(found, key=lambda row: abs(row.of.variance or ZERO), reverse=True)

    @property
    def forecast(self) -> Decimal | None:
        """What is spent when the plan ends: what is left of the budget goes on as the part planned to date went.

        spent + (budget − planned) × spent / planned, in kroner to the øre. None before something was planned.
        """
        total = self.total
        if self.is_closing:
            return total.actual
        if total.whole is None or not total.planned or not self.has_postings:
            return None
        rest = (total.whole - total.planned) * total.actual / total.planned
        return _øre(total.actual + rest)

    @property
    def ahead(self) -> Decimal | None:
        """What of the budget is planned for the time that is left."""
        total = self.total
        return None if total.whole is None or total.planned is None else total.whole - total.planned

    @property
    def left_at_end(self) -> Decimal | None:
        """What of the budget is not used if it goes on as until now; below zero: what is missing."""
        return None if self.forecast is None or self.total.whole is None else self.total.whole - self.forecast

    @property
    def remaining(self) -> Decimal | None:
        """What is left of the budget, in cash."""
        return None if self.total.whole is None else self.total.whole - self.total.actual

    # The main funder's line ------------------------------------------------------------

    @property
    def _given_by_source(self) -> dict[int, Comparison]:
        funders = {row.source.key: row.given for row in self.funders}
        return funders | {row.source.key: row.given for row in self.work}

    @property
    def share_pledged(self) -> Share | None:
        """If all give what they have pledged."""
        return self._share(lambda source: source.total or ZERO)

    @property
    def share_now(self) -> Share | None:
        """Of what has been received and worked until now."""
        given = {key: row.actual for key, row in self._given_by_source.items()}
        if not any(given.values()):
            return None
        return self._share(lambda source: given[source.key], of_fund=lambda source: given[source.key])

    @property
    def share_on_track(self) -> Share | None:
        """If each goes on to give as large a part of its pledge as until now, and the fund gives all of its own."""
        # Of books without any receipt nothing is known, not that nothing comes; hours are worth what their rate says.
        funders = {row.source.key: row.given.part for row in self.funders} if self.figures.received else {}
        work = {row.source.key: row.given.part for row in self._valued_work}

        def goes_on(source: SourceFact) -> Decimal:
            part = (funders | work).get(source.key)
            # Who paid ahead has not promised more.
            return (source.total or ZERO) * (min(part, Decimal(1)) if part is not None else 1)

        return self._share(goes_on) if self.figures.received or self.figures.worked else None

    def what_if(self, percents: dict[str, Decimal]) -> Share | None:
        """If sorts of local money (SORTS) come to so many percent of what is pledged; the others to all of it."""

        def given(source: SourceFact) -> Decimal:
            sort = next((name for name, belongs in SORTS.items() if belongs(source)), "")
            return (source.total or ZERO) * percents.get(sort, Decimal(100)) / 100

        return self._share(given)

    def _share(
        self, local: Callable[[SourceFact], Decimal], of_fund: Callable[[SourceFact], Decimal] | None = None
    ) -> Share | None:
        """None without a main funder whose amount is known."""
        fund = [source for source in self.figures.sources if source.is_fund]
        if not fund or any(source.total is None for source in fund):
            return None
        others = [source for source in self.figures.sources if not source.is_fund]
        return Share(
            sum((of_fund(source) if of_fund else source.total or ZERO for source in fund), ZERO),
            _øre(sum((local(source) for source in others if not source.gives_hours), ZERO)),
            _øre(sum((local(source) for source in others if source.gives_hours), ZERO)),
            self.figures.plan.min_share_percent,
        )


def _øre(amount: Decimal) -> Decimal:
    return amount.quantize(ØRE, ROUND_HALF_UP)
