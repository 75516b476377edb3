"""The rows of a plan's money, summed in the database into one document (reports/figures.py)."""

import datetime
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from budget.models import (
    BudgetLine,
    BudgetVersion,
    Contribution,
    CostKind,
    DeliveredHours,
    FundingSource,
    HourlyRate,
    ImportRun,
    PledgeDecision,
    Posting,
    Receipt,
    VarianceComment,
)
from budget.reports.figures import (
    Adjustment,
    Budgeted,
    Comment,
    Decided,
    Figures,
    FrameFact,
    LastEntry,
    Named,
    PlanFact,
    Pledged,
    Received,
    SourceFact,
    Spent,
    VersionFact,
    Worked,
)
from core.money import ØRE
from organisation.models import Plan


def figures(plan: Plan, version: BudgetVersion | None = None, day: datetime.date | None = None) -> Figures:
    """The figures of a plan against a version of its budget, by default the one in force.

    `day` is today. A fixed number of queries, however many rows there are.
    """
    day = day or timezone.localdate()
    version = version or BudgetVersion.objects.of_plan(plan).in_force(day)
    sources = plan.funding_sources.select_related("partner", "department", "company")
    return Figures(
        plan=PlanFact(**{name: getattr(plan, name) for name in PlanFact.model_fields}),
        as_of=as_of(plan, day),
        version=_version(version) if version else None,
        focus_areas=tuple(Named(key=area.pk, name=area.name) for area in plan.focus_areas.all()),
        kinds=tuple(Named(key=kind.pk, name=kind.name) for kind in CostKind.objects.all()),
        frame=tuple(
            FrameFact(key=line.pk, name=line.name, amount=line.amount, decimals=line.decimals)
            for line in plan.frame_lines.all()
        ),
        sources=tuple(map(_source, sources)),
        pledged=_pledged(plan),
        decided=_decided(plan),
        budget=_budgeted(version),
        spent=_spent(plan),
        received=_received(plan),
        worked=_worked(plan),
        adjustment=_adjustment(plan, day),
        comments=_comments(plan),
        last_entry=_last_entry(plan),
    )


def as_of(plan: Plan, day: datetime.date) -> datetime.date:
    """How far the accounts go: as the import saved last says, else as the last row; without any, the day.

    Never after the day, and never outside the plan.
    """
    booked = ImportRun.objects.booked_to(plan)
    booked = booked or Posting.objects.of_plan(plan).aggregate(last=Max("date"))["last"]
    return max(plan.starts_on, min(booked or day, day, plan.ends_on))


def _version(version: BudgetVersion) -> VersionFact:
    return VersionFact(
        key=version.pk,
        name=version.name,
        in_force_from=version.in_force_from,
        decided_on=version.decided_on,
        fund_approval=version.fund_approval,
        fund_approved_on=version.fund_approved_on,
    )


def _source(source: FundingSource) -> SourceFact:
    return SourceFact(
        key=source.pk,
        name=source.name,
        owner=Named(key=source.owner.pk, name=str(source.owner)),
        kind=source.kind,
        form=source.form,
        total=source.total,
        total_is_rounded=source.total_is_rounded,
        source_note=source.source_note,
        frame_line=source.frame_line_id,
    )


def _pledged(plan: Plan) -> tuple[Pledged, ...]:
    rows = Contribution.objects.filter(source__plan=plan).order_by("source_id", "year")
    return tuple(Pledged(source=row.source_id, year=row.year, amount=row.amount) for row in rows)


def _decided(plan: Plan) -> tuple[Decided, ...]:
    rows = PledgeDecision.objects.of_plan(plan).order_by("source_id", "first_year", "pk")
    return tuple(
        Decided(
            source=row.source_id,
            first_year=row.first_year,
            last_year=row.last_year,
            decided_by=row.decided_by,
            decided_on=row.decided_on,
            reference=row.reference,
        )
        for row in rows
    )


def _budgeted(version: BudgetVersion | None) -> tuple[Budgeted, ...]:
    rows = BudgetLine.objects.filter(version=version) if version else BudgetLine.objects.none()
    return tuple(
        Budgeted(
            code=line.code,
            name=line.name,
            focus_area=line.focus_area_id,
            kind=line.kind_id,
            year=line.year,
            source=line.source_id,
            amount=line.amount,
        )
        for line in rows
    )


def _sums(rows: QuerySet[Any], *columns: str) -> QuerySet[Any, dict[str, Any]]:
    return rows.order_by(*columns).values(*columns).annotate(total=Sum("amount"), rows=Count("*"))


def _spent(plan: Plan) -> tuple[Spent, ...]:
    """Summed by line and payer from an index alone, and joined here: 100.000 rows cost little more than 1.000."""
    sums = _sums(Posting.objects.of_plan(plan), "line_id", "source_id")
    of_line = defaultdict(list)
    for row in sums:
        of_line[row["line_id"]].append(row)
    lines = BudgetLine.objects.filter(version__plan=plan, pk__in=of_line) if of_line else ()
    return tuple(
        Spent(
            code=line.code,
            focus_area=line.focus_area_id,
            kind=line.kind_id,
            year=line.year,
            source=row["source_id"] or line.source_id,
            amount=row["total"],
            rows=row["rows"],
        )
        for line in lines
        for row in of_line[line.pk]
    )


def _received(plan: Plan) -> tuple[Received, ...]:
    sums = _sums(Receipt.objects.of_plan(plan), "source_id", "year")
    return tuple(
        Received(source=row["source_id"], year=row["year"], amount=row["total"], rows=row["rows"]) for row in sums
    )


def _worked(plan: Plan) -> tuple[Worked, ...]:
    """By source, year and focus area; what no rate is known for stands apart."""
    rates = rates_of(plan)
    rows = DeliveredHours.objects.of_plan(plan).order_by("source_id", "month", "pk")
    cells: dict[Any, list[tuple[Decimal, Decimal | None]]] = defaultdict(list)
    for source, month, area, hours in rows.values_list("source_id", "month", "initiative__focus_area_id", "hours"):
        value = value_of(hours, rate_on(rates[source], month))
        cells[source, month.year, area, value is None].append((hours, value))
    return tuple(
        Worked(
            source=source,
            year=year,
            focus_area=area,
            hours=sum((hours for hours, _value in pairs), Decimal()),
            value=None if unknown else sum((value for _hours, value in pairs if value is not None), Decimal()),
            rows=len(pairs),
        )
        for (source, year, area, unknown), pairs in cells.items()
    )


def rates_of(plan: Plan) -> dict[int, list[HourlyRate]]:
    """By source, the earliest first."""
    rates: dict[int, list[HourlyRate]] = defaultdict(list)
    for rate in HourlyRate.objects.of_plan(plan).order_by("valid_from"):
        rates[rate.source_id].append(rate)
    return rates


def rate_on(rates: list[HourlyRate], month: datetime.date) -> Decimal | None:
    """What an hour of a month counts for: the last rate that was valid on its first day, else the first in it."""
    valid = [rate.amount for rate in rates if rate.valid_from <= month]
    # A plan, and with it its first rate, may begin in the middle of a month.
    begun = [rate.amount for rate in rates if rate.valid_from.replace(day=1) == month]
    return valid[-1] if valid else begun[0] if begun else None


def value_of(hours: Decimal, rate: Decimal | None) -> Decimal | None:
    """Kroner of a row of hours, rounded to the øre row by row, as a row shows it."""
    return None if rate is None else (hours * rate).quantize(ØRE, ROUND_HALF_UP)


def _adjustment(plan: Plan, day: datetime.date) -> Adjustment | None:
    row = plan.adjustment_balances.filter(balance_on__lte=day).order_by("-balance_on").first()
    return Adjustment(**{name: getattr(row, name) for name in Adjustment.model_fields}) if row else None


def _comments(plan: Plan) -> tuple[Comment, ...]:
    """The newest of each thing."""
    newest: dict[Any, VarianceComment] = {}
    for row in VarianceComment.objects.of_plan(plan).order_by("written_on", "pk"):
        newest[row.focus_area_id, row.kind_id, row.source_id] = row
    return tuple(
        Comment(
            focus_area=row.focus_area_id,
            kind=row.kind_id,
            source=row.source_id,
            text=row.text,
            written_on=row.written_on,
        )
        for row in newest.values()
    )


def _last_entry(plan: Plan) -> LastEntry | None:
    run = ImportRun.objects.of_plan(plan).standing().select_related("applied_by").order_by("-applied_at").first()
    if run is None or run.applied_at is None:
        return None
    return LastEntry(table=run.table, at=run.applied_at, by=str(run.applied_by or ""))
