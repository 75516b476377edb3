"""The fictional partnership's books until the end of last month: all goes well, but for a few things to talk about."""

import csv
import datetime
import io
import itertools
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from abc_portal.demo.links import linked
from accounts.models import User
from budget.editions import freeze
from budget.imports import matching, runs
from budget.imports.files import open_book
from budget.imports.tables import table_of
from budget.models import (
    AdjustmentBalance,
    BudgetLine,
    BudgetVersion,
    Contribution,
    CostKind,
    DeliveredHours,
    Edition,
    FundingSource,
    HourlyRate,
    ImportRun,
    PledgeDecision,
    Receipt,
    VarianceComment,
    copy_lines,
)
from core.formats import long_date
from core.money import ØRE
from core.rounding import largest_remainder
from organisation.models import Plan

DATA = Path(__file__).with_suffix(".toml")
HOMES = (FundingSource.Kind.DEPARTMENT, FundingSource.Kind.RESERVE)


def fill(plan: Plan, now: datetime.datetime, clerk: User) -> None:
    """`clerk` is who has brought the accounts in."""
    data, today = tomllib.loads(DATA.read_text()), timezone.localdate(now)
    booked_to = min(today.replace(day=1) - datetime.timedelta(days=1), plan.ends_on)
    sources = {source.key: source for source in plan.funding_sources.all()}
    for row in data["decisions"]:
        for key in row.pop("sources"):
            years = {"first_year": plan.year_range[0], "last_year": plan.year_range[-1]}
            PledgeDecision.objects.create(source=sources[key], **years, **row)
    _budget(plan, data, sources)
    for row in data["balances"]:
        if row["balance_on"] <= booked_to:
            amounts = {name: Decimal(row.pop(name)) for name in ("amount", "approved_amount")}
            AdjustmentBalance.objects.create(plan=plan, **amounts, **row)
    source = sources[data["hours"]["source"]]
    for row in data["hours"]["rates"]:
        HourlyRate.objects.create(source=source, **row | {"amount": Decimal(row["amount"])})
    after = plan.starts_on - datetime.timedelta(days=1)
    years_end = datetime.date(booked_to.year - 1, 12, 31)
    for until in (years_end, booked_to):
        if after < until:
            _pay_in(plan, after, until, sources[data["late"]])
            _work(plan, data["hours"], after, until, source)
            _book(plan, data, after, until, clerk)
            after = until
        if until == years_end == after:
            _show_the_board(plan, min(today, datetime.date(booked_to.year, 3, 12)), clerk)
    for row in data["comments"]:
        of = {"source": sources[row.pop("source")]} if "source" in row else {}
        if "kind" in row:
            of["kind"] = CostKind.objects.get(name=row.pop("kind"))
        VarianceComment.objects.create(plan=plan, written_on=today, **of, **linked(row, plan))


def _show_the_board(plan: Plan, day: datetime.date, clerk: User) -> None:
    """The spring meeting: what the accounts of the years before come to, and residents may see it too."""
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))
    ImportRun.objects.of_plan(plan).update(
        uploaded_at=moment - datetime.timedelta(days=7), applied_at=moment - datetime.timedelta(days=7)
    )
    name = f"Regnskab og budget som forelagt bestyrelsen {long_date(day)}"
    edition = Edition(plan=plan, name=name, presented_on=day, publish_from=moment)
    freeze(edition, clerk, day)
    Edition.objects.filter(pk=edition.pk).update(frozen_at=moment)


def _budget(plan: Plan, data: dict[str, Any], sources: dict[str, FundingSource]) -> None:
    """Each payer's years, shared by the parts of its lines; then the same, revised."""
    first = BudgetVersion.objects.create(
        plan=plan,
        name="Oprindeligt",
        in_force_from=plan.starts_on,
        decided_on=plan.starts_on - datetime.timedelta(days=28),
        reference="Bestyrelsesmøde, punkt 5",
    )
    kinds = {kind.name: kind for kind in CostKind.objects.all()}
    by_payer = itertools.groupby(data["lines"], key=lambda row: row.get("source"))
    for payer, rows in by_payer:
        lines = list(rows)
        for year in plan.year_range:
            pledged = Contribution.objects.filter(source__plan=plan, year=year)
            given = pledged.filter(source__key=payer) if payer else pledged.filter(source__kind__in=HOMES)
            total = sum((row.amount for row in given), Decimal())
            shares = largest_remainder([total * row["part"] / 100 for row in lines], Decimal(1))
            for row, amount in zip(lines, shares, strict=True):
                where = linked({"focus_area": row["focus_area"]}, plan) if "focus_area" in row else {}
                BudgetLine.objects.create(
                    version=first,
                    code=row["code"],
                    name=row["name"],
                    kind=kinds[row["kind"]],
                    source=sources.get(payer) if payer else None,
                    year=year,
                    amount=amount,
                    **where,
                )
    revision = data["revision"]
    amount = Decimal(revision.pop("amount"))
    moved = {revision.pop("taken_from"): -amount, revision.pop("given_to"): amount}
    second = BudgetVersion.objects.create(plan=plan, **revision)
    for line in copy_lines(first, second):
        if line.code in moved and line.year >= second.in_force_from.year:
            line.amount += moved[line.code]
            line.save()


def _pay_in(plan: Plan, after: datetime.date, until: datetime.date, late: FundingSource) -> None:
    """A quarter of the year at the end of each; one has paid nothing since the first year."""
    pledges = Contribution.objects.filter(source__plan=plan, source__form=FundingSource.Form.CASH)
    for pledge in pledges.select_related("source").order_by("source", "year"):
        quarters = largest_remainder([pledge.amount / 4] * 4, ØRE)
        for month, amount in zip((3, 6, 9, 12), quarters, strict=True):
            day = datetime.date(pledge.year, month, 20)
            if after < day <= until and (pledge.source != late or pledge.year == plan.starts_on.year):
                Receipt.objects.create(
                    source=pledge.source, year=pledge.year, received_on=day, amount=amount, reference=f"K{day:%y%m}"
                )


def _work(plan: Plan, data: dict[str, Any], after: datetime.date, until: datetime.date, source: FundingSource) -> None:
    """Fewer hours than agreed, in quarters of an hour."""
    rates = list(source.rates.all())
    agreed = {row.year: row.amount for row in source.contributions.all()}
    for month in _months(plan, until):
        if month <= after:
            continue
        rate = [rate.amount for rate in rates if rate.valid_from <= month][-1]
        for row in data["units"]:
            hours = agreed[month.year] / 12 * row["part"] / 100 * 73 / 100 / rate
            DeliveredHours.objects.create(
                source=source,
                month=month,
                hours=Decimal(round(hours * 4)) / 4,
                reference=f"Opgørelse {month:%m-%Y}",
                **linked({name: row[name] for name in ("unit", "function", "initiative")}, plan),
            )


def _months(plan: Plan, booked_to: datetime.date) -> Iterator[datetime.date]:
    month = plan.starts_on.replace(day=1)
    while month <= booked_to:
        yield month
        month = (month + datetime.timedelta(days=31)).replace(day=1)


HEADS = ["Løbenr.", "Bogføringsdato", "Konto", "Posteringstekst", "Bilagsnr.", "Beløb", "Kilde"]


def _book(plan: Plan, data: dict[str, Any], after: datetime.date, booked_to: datetime.date, clerk: User) -> None:
    """The accounts of each year as a file from the administration, read in as any other."""
    for year in range(after.year + 1, booked_to.year + 1):
        rows = list(_postings(plan, data, year, booked_to))
        if not rows:
            continue
        lines = io.StringIO()
        csv.writer(lines, delimiter=";").writerows([HEADS, *rows])
        run = ImportRun(
            plan=plan,
            table=ImportRun.Table.POSTINGS,
            booked_to=min(booked_to, datetime.date(year, 12, 31)),
            file_name=f"regnskab-{year}.csv",
            uploaded_by=clerk,
        )
        run.file = ContentFile(lines.getvalue().encode("cp1252"), run.file_name)
        with run.file.open("rb") as file:
            sheet = open_book(file, run.file_name).sheets[0]
        fields = matching.by_name(table_of(run), sheet.titles)
        run.columns = {"sheet": sheet.name, "titles": list(sheet.titles), "fields": fields}
        run.save()
        runs.start(run)
        assert runs.save(run, clerk), run.failure  # noqa: S101  the sample data is at fault


def _postings(plan: Plan, data: dict[str, Any], year: int, booked_to: datetime.date) -> Iterator[list[Any]]:
    """One row a month of what is always called the same, two of the rest; now and then something is paid back."""
    homes = [source.name for source in plan.funding_sources.filter(kind__in=HOMES)]
    version = BudgetVersion.objects.of_plan(plan).in_force(datetime.date(year, 1, 1))
    lines = {line.code: line for line in version.lines.filter(year=year)} if version else {}
    numbers = itertools.count(1)
    for month in (month for month in _months(plan, booked_to) if month.year == year):
        for row in data["lines"]:
            months = row.get("months", range(1, 13))
            if "used" not in row or month.month not in months:
                continue
            line, texts = lines[row["code"]], data["texts"][row["kind"]]
            turns = min(2, len(texts))
            part = line.amount * row["used"] / 100 / len(months) / turns
            for number in itertools.islice(numbers, turns):
                # Not the same each month, but the same each time it is made.
                amount = part * (100 + (number * 37 % 41 - 20) * (turns - 1)) / 100
                text = texts[number % len(texts)]
                if turns == 2 and number % 29 == 0:
                    amount, text = -amount / 5, f"Kreditnota: {text}"
                yield [
                    f"{year}-{number:04}",
                    f"{month.replace(day=5 + number * 7 % 22):%d-%m-%Y}",
                    line.code,
                    text,
                    f"B{number:04}",
                    f"{amount:.2f}".replace(".", ","),
                    "" if line.source_id else homes[number % len(homes)],
                ]
