"""Who finances a plan, as published and row by row.

`funding(plan)` reads the rows once; all else is arithmetic on them in exact kroner. Three
totals are always named for what they hold: cash, in-kind hours, and the two together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from budget.models import Contribution, FrameLine, FundingSource
from budget.reports.figures import Figures, FrameFact, PlanFact, SourceFact
from organisation.models import Department, HousingArea, Plan

ZERO = Decimal(0)
Kind = FundingSource.Kind
Form = FundingSource.Form


@dataclass(frozen=True)
class Line:
    """One source: what it gives a year (None where that is not known) and in all, in kroner."""

    source: FundingSource | SourceFact
    years: dict[int, Decimal | None]

    @property
    def total(self) -> Decimal | None:
        return self.source.total


@dataclass(frozen=True)
class Sum:
    """The sum of some lines in kroner; sources whose amount is not known are left out and counted."""

    lines: tuple[Line, ...]

    @cached_property
    def total(self) -> Decimal:
        return sum((line.total for line in self.lines if line.total is not None), ZERO)

    @cached_property
    def cash(self) -> Decimal:
        return self.of_form(Form.CASH).total

    @cached_property
    def hours(self) -> Decimal:
        """The value of in-kind hours, in kroner."""
        return self.of_form(Form.HOURS).total

    @cached_property
    def years(self) -> dict[int, Decimal | None]:
        """Per year; None as soon as one line's year is not known."""
        years = self.lines[0].years if self.lines else ()
        return {year: sum_or_none(line.years[year] for line in self.lines) for year in years}

    @property
    def notes(self) -> dict[str, str]:
        """What is said about where the figures come from, and the names of the sources it is said of."""
        notes: dict[str, list[str]] = {}
        for line in self.lines:
            if line.source.source_note:
                notes.setdefault(line.source.source_note, []).append(str(line.source))
        return {note: ", ".join(names) for note, names in notes.items()}

    @property
    def unknown(self) -> int:
        return sum(line.total is None for line in self.lines)

    @property
    def is_rounded(self) -> bool:
        return any(line.source.total_is_rounded for line in self.lines)

    def of_kind(self, *kinds: str) -> "Sum":
        return Sum(tuple(line for line in self.lines if line.source.kind in kinds))

    def of_form(self, form: str) -> "Sum":
        return Sum(tuple(line for line in self.lines if line.source.form == form))


@dataclass(frozen=True)
class FramePart:
    """A published line of the frame beside the exact sum of the sources that belong to it."""

    line: FrameLine | FrameFact
    exact: Sum

    @property
    def difference(self) -> Decimal:
        """How far the published, rounded amount lies from the rows: their sum minus it."""
        return self.exact.total - self.line.amount if self.exact.lines else ZERO

    @property
    def style(self) -> str:
        """How money pages draw it: by the kind of its first source."""
        return style_of(self.exact.lines[0].source) if self.exact.lines else "local"


@dataclass(frozen=True)
class Payer:
    """A row of the short table: who pays, how much, how large a part of all, drawn how."""

    name: str
    amount: Decimal
    part: Decimal | None
    style: str
    is_rounded: bool


@dataclass(frozen=True)
class Group:
    """A part of the co-financing with a name and a sum of its own."""

    name: str
    sum: Sum


@dataclass(frozen=True)
class Funding:
    """Who finances a plan, as published and row by row."""

    plan: Plan | PlanFact
    frame: tuple[FramePart, ...]
    all: Sum

    @property
    def is_empty(self) -> bool:
        return not self.frame and not self.all.lines

    @property
    def frame_total(self) -> Decimal:
        """The published frame: the sum of its rounded lines."""
        return sum((part.line.amount for part in self.frame), ZERO)

    @property
    def frame_decimals(self) -> int:
        return max((part.line.decimals for part in self.frame), default=1)

    @property
    def difference(self) -> Decimal:
        """What the rows sum to beyond the published frame."""
        return self.all.total - self.frame_total

    @cached_property
    def fund(self) -> Sum:
        return self.all.of_kind(Kind.FUND)

    @cached_property
    def municipality(self) -> Sum:
        return self.all.of_kind(Kind.MUNICIPALITY)

    @cached_property
    def departments(self) -> Sum:
        return self.all.of_kind(Kind.DEPARTMENT)

    @cached_property
    def reserves(self) -> Sum:
        return self.all.of_kind(Kind.RESERVE)

    @cached_property
    def housing(self) -> Sum:
        """What comes from the homes: departments and the companies' reserve funds."""
        return self.all.of_kind(Kind.DEPARTMENT, Kind.RESERVE)

    @cached_property
    def co_financing(self) -> Sum:
        """All but the fund's money."""
        return self.all.of_kind(Kind.DEPARTMENT, Kind.RESERVE, Kind.MUNICIPALITY)

    @property
    def payers(self) -> list[Payer]:
        """Fund and municipality source by source, the homes together."""
        rows = [
            self._payer(str(line.source), line.total, style_of(line.source), line.source.total_is_rounded)
            for line in (*self.fund.lines, *self.municipality.lines)
            if line.total is not None
        ]
        if self.housing.lines:
            rows.append(self._payer(_("Boligafdelinger og dispositionsfonde"), self.housing.total, "local"))
        return rows

    def _payer(self, name: str, amount: Decimal, style: str, is_rounded: bool = False) -> Payer:
        return Payer(name, amount, ratio(amount, self.all.total), style, is_rounded)

    @property
    def largest(self) -> Decimal:
        """The largest of the payers' amounts: a full bar."""
        return max((payer.amount for payer in self.payers), default=ZERO)

    @property
    def groups(self) -> list[Group]:
        """The co-financing in the order it is read, without empty groups."""
        named = (
            (_("Boligafdelinger"), self.departments),
            (_("Dispositionsfonde"), self.reserves),
            (_("Kommune"), self.municipality),
        )
        return [Group(name, rows) for name, rows in named if rows.lines]

    @property
    def knows_fund(self) -> bool:
        """The fund's amount is what every share is measured against."""
        return bool(self.fund.lines) and not self.fund.unknown

    @property
    def share(self) -> Decimal | None:
        """(local cash + hours) / (fund + local cash + hours), of one; None without the fund's amount."""
        return ratio(self.co_financing.total, self.all.total) if self.knows_fund else None

    @property
    def cash_share(self) -> Decimal | None:
        """The same without the hours."""
        return ratio(self.co_financing.cash, self.all.total - self.co_financing.hours) if self.knows_fund else None

    @property
    def min_share(self) -> Decimal | None:
        """What the main funder asks for, of one."""
        percent = self.plan.min_share_percent
        return None if percent is None else Decimal(percent) / 100

    @property
    def from_outside(self) -> Decimal:
        """What comes from others than the homes: fund and municipality."""
        return self.all.total - self.housing.total

    @property
    def outside_per_krone(self) -> Decimal | None:
        """Kroner from fund and municipality for each krone from the homes."""
        return ratio(self.from_outside, self.housing.total)

    @property
    def per_household_and_year(self) -> Decimal | None:
        """The published frame per household and year, rounded to whole hundreds of kroner."""
        households = (self.plan.households or 0) * len(self.plan.year_range)
        per_year = ratio(self.frame_total, Decimal(households))
        return None if per_year is None else (per_year / 100).quantize(Decimal(1)) * 100


def funding(plan: Plan) -> Funding:
    """The plan's frame and sources, with every amount of every year. Three queries."""
    sources = plan.funding_sources.select_related("department", "company", "partner").prefetch_related("contributions")
    lines = [(source, Line(source, _years(plan, source.contributions.all()))) for source in sources]
    frame = tuple(
        FramePart(part, Sum(tuple(line for source, line in lines if source.frame_line_id == part.pk)))
        for part in plan.frame_lines.all()
    )
    return Funding(plan, frame, Sum(tuple(line for _source, line in lines)))


def funding_of(figures: Figures) -> Funding:
    """The same, of a document, now or frozen."""
    amounts = {(cell.source, cell.year): cell.amount for cell in figures.pledged}
    lines = [
        (source, Line(source, {year: amounts.get((source.key, year)) for year in figures.years}))
        for source in figures.sources
    ]
    frame = tuple(
        FramePart(part, Sum(tuple(line for source, line in lines if source.frame_line == part.key)))
        for part in figures.frame
    )
    return Funding(figures.plan, frame, Sum(tuple(line for _source, line in lines)))


@dataclass(frozen=True)
class DepartmentShare:
    """What one department of an area gives to the plan."""

    department: Department
    gives: Sum


def area_contributions(plan: Plan, area: HousingArea) -> list[DepartmentShare]:
    """The area's departments and what each gives to the plan, in kroner. Three queries."""
    departments = list(area.departments.select_related("company"))
    sources = plan.funding_sources.filter(department__in=departments).prefetch_related("contributions")
    lines = [(source.department_id, Line(source, _years(plan, source.contributions.all()))) for source in sources]
    return [
        DepartmentShare(department, Sum(tuple(line for owner, line in lines if owner == department.pk)))
        for department in departments
    ]


def sum_or_none(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, or None as soon as one amount is not known."""
    asked = list(amounts)
    known = [amount for amount in asked if amount is not None]
    return sum(known, ZERO) if len(known) == len(asked) else None


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None


def style_of(source: FundingSource | SourceFact) -> str:
    if source.gives_hours:
        return "hours"
    return {Kind.FUND.value: "fund", Kind.MUNICIPALITY.value: "cash"}.get(source.kind, "local")


def _years(plan: Plan, contributions: Iterable[Contribution]) -> dict[int, Decimal | None]:
    by_year = {contribution.year: contribution.amount for contribution in contributions}
    return {year: by_year.get(year) for year in plan.year_range}
