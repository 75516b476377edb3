"""What contradicts itself in the books (fejl), and what is not known yet (mangler), before the board sees it.

Each finding has a code that stays, a sentence with its figures, and the row it leads to. That the
local share is too small is no mistake here: it is the board's verdict.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from budget.models import (
    BudgetLine,
    Contribution,
    DeliveredHours,
    HourlyRate,
    ImportRun,
    PledgeDecision,
    Posting,
    Receipt,
)
from budget.models.versions import BudgetVersion
from budget.reports.collecting import figures
from budget.reports.figures import Figures, SourceFact
from budget.reports.funding import ZERO
from core.formats import kroner, spans
from core.hours import hours
from organisation.models import Plan


@dataclass(frozen=True)
class Finding:
    code: str
    text: str
    # As the admin names it: "budget.fundingsource".
    model: str
    pk: int


@dataclass(frozen=True)
class Findings:
    plan: Plan
    errors: tuple[Finding, ...]
    gaps: tuple[Finding, ...]

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.gaps


def findings(plan: Plan, day: datetime.date | None = None) -> Findings:
    """Everything about a plan's books. `day` is today. A fixed number of queries, however many rows there are."""
    document = figures(plan, day=day)
    errors = (*_years(document), *_lines(document), *_frame(document), *_outside(plan), *_postings(plan))
    gaps = (*_pledges(document), *_hours(document), *_version(plan, document), *_accounts(plan, document))
    return Findings(plan, (*errors, *_editions(plan)), gaps)


# A sentence that ends with an amount ends with the point of its »kr.«

# Contradictions ----------------------------------------------------------------------------


def _years(document: Figures) -> Iterator[Finding]:
    """The years of a source add up to its total."""
    pledged = _pledged_by_source(document)
    for source in document.sources:
        years = pledged.get(source.key)
        if years and sum(years.values()) != source.total:
            text = _("%(source)s: årene giver tilsammen %(sum)s, men i alt står der %(total)s")
            total = _("intet beløb.") if source.total is None else kroner(source.total)
            yield _of(source, "aar", text, sum=kroner(sum(years.values())), total=total)


def _lines(document: Figures) -> Iterator[Finding]:
    """The lines of the version in force use what the sources have pledged, and no more."""
    pledged = _pledged_by_source(document)
    undivided = {line.year for line in document.budget if line.source is None}
    for source in document.sources if document.budget else ():
        lines: dict[int, Decimal] = defaultdict(Decimal)
        for line in document.budget:
            if line.source == source.key:
                lines[line.year] += line.amount
        if not lines and (source.gives_hours or undivided):
            continue  # Hours are told as missing; money may be a part of what is not divided between the sources.
        for year, used, given in _compared(document, source, lines, pledged.get(source.key)):
            margin = _precision(document, source)
            may_be_less = year in undivided if year else bool(undivided)
            if used > given + margin or (used < given - margin and not may_be_less):
                text = _("%(source)s: budgettet bruger %(used)s for %(year)s, men der er lovet %(given)s")
                words = {"used": kroner(used), "year": year or _("hele planen"), "given": kroner(given)}
                yield _of(source, "linjer", text, **words)
    yield from _whole_years(document, pledged, undivided)


def _compared(
    document: Figures, source: SourceFact, lines: dict[int, Decimal], years: dict[int, Decimal] | None
) -> Iterator[tuple[int | None, Decimal, Decimal]]:
    """Year, what the lines use, and what is pledged; in all (None) where years are not known."""
    if years:
        yield from ((year, lines.get(year, ZERO), years.get(year, ZERO)) for year in document.years)
    elif source.total is not None:
        yield None, sum(lines.values(), ZERO), source.total


def _whole_years(document: Figures, pledged: dict[int, dict[int, Decimal]], years: set[int]) -> Iterator[Finding]:
    """In cash the years still agree where lines are not divided between the sources; where all of it is known."""
    cash = [source for source in document.sources if not source.gives_hours]
    in_kind = {source.key for source in document.sources if source.gives_hours}
    if not cash or document.version is None or not all(pledged.get(source.key) for source in cash):
        return
    for year in sorted(years.intersection(document.years)):
        used = sum((x.amount for x in document.budget if x.year == year and x.source not in in_kind), ZERO)
        given = sum((pledged[source.key].get(year, ZERO) for source in cash), ZERO)
        if abs(used - given) > sum((_precision(document, source) for source in cash), ZERO):
            text = _("Budgettet for %(year)s er %(used)s i penge, men kilderne har lovet %(given)s")
            words = {"year": year, "used": kroner(used), "given": kroner(given)}
            yield Finding("budgetaar", text % words, "budget.budgetversion", document.version.key)


def _frame(document: Figures) -> Iterator[Finding]:
    """The sources of a line of the frame come to what was published, as exactly as it was published."""
    for line in document.frame:
        sources = [source for source in document.sources if source.frame_line == line.key]
        known = sum((source.total for source in sources if source.total is not None), ZERO)
        difference = known - line.amount
        is_least = any(source.total is None for source in sources)
        if sources and abs(difference) > half_a_unit(line.decimals) and not (is_least and difference < 0):
            text = _("Rammen »%(line)s« er %(amount)s, men dens kilder giver %(sum)s: en forskel på %(difference)s")
            words = {"line": line.name, "amount": kroner(line.amount), "sum": kroner(known)}
            difference_told = kroner(abs(difference))
            yield Finding("ramme", text % {**words, "difference": difference_told}, "budget.frameline", line.key)


def half_a_unit(decimals: int) -> Decimal:
    """How far an exact figure may lie from one published in millions with so many decimals."""
    return Decimal(1_000_000).scaleb(-decimals) / 2


def _precision(document: Figures, source: SourceFact) -> Decimal:
    line = next((line for line in document.frame if line.key == source.frame_line), None)
    return half_a_unit(line.decimals) if line and source.total_is_rounded else ZERO


def _outside(plan: Plan) -> Iterator[Finding]:
    """Rows that count in no year of the plan: its dates may have been moved since they were written."""
    years = (plan.year_range[0], plan.year_range[-1])
    text = _("%(row)s er for %(year)s, som ligger uden for planen %(years)s.")
    rows: list[tuple[str, str, QuerySet]] = [
        ("bidrag", "budget.fundingsource", Contribution.objects.filter(source__plan=plan).select_related("source")),
        ("indbetaling", "budget.receipt", Receipt.objects.of_plan(plan).select_related("source")),
        ("linje", "budget.budgetline", BudgetLine.objects.of_plan(plan).select_related("version")),
    ]
    for code, model, found in rows:
        for row in found.exclude(year__range=years):
            name = f"»{row.version}« {_('linje')} {row.code}" if code == "linje" else str(row.source)
            pk = row.source_id if code == "bidrag" else row.pk
            words = {"row": name, "year": row.year, "years": plan.years}
            yield Finding(f"{code}-uden-for", text % words, model, pk)
    outside = Q(first_year__lt=years[0]) | Q(last_year__gt=years[1])
    for decision in PledgeDecision.objects.of_plan(plan).filter(outside).select_related("source"):
        words = {"row": str(decision.source), "year": spans([*_span(decision)]), "years": plan.years}
        yield Finding("beslutning-uden-for", text % words, "budget.fundingsource", decision.source_id)
    first = plan.starts_on.replace(day=1)
    for work in DeliveredHours.objects.of_plan(plan).exclude(month__range=(first, plan.ends_on)):
        words = {"row": f"{work.unit}, {work.function}", "year": f"{work.month:%m-%Y}", "years": plan.years}
        yield Finding("timer-uden-for", text % words, "budget.deliveredhours", work.pk)


def _postings(plan: Plan) -> Iterator[Finding]:
    posted = Posting.objects.all()
    text = _("%(rows)s på linje %(line)s, i alt %(sum)s, er dateret uden for planen %(years)s.")
    for line in _per_line(posted.outside(plan)):
        yield Finding("postering-uden-for", text % {**line, "years": plan.years}, "budget.posting", line["first"])
    text = _("%(rows)s på linje %(line)s, i alt %(sum)s, hører til en version, der ikke gjaldt den dag.")
    for line in _per_line(posted.misplaced(plan)):
        yield Finding("postering-version", text % line, "budget.budgetversion", line["version"])
    text = _("%(rows)s på linje %(line)s, i alt %(sum)s, er betalt af en kilde, der giver timer.")
    for line in _per_line(posted.of_plan(plan).paid_with_hours()):
        yield Finding("postering-timer", text % line, "budget.posting", line["first"])


def _per_line(rows: QuerySet) -> Iterator[dict[str, Any]]:
    """A line of the budget, and what is found on it."""
    columns = ("line__version", "line__version__name", "line__code", "line__year")
    found = rows.order_by(*columns).values_list(*columns).annotate(Count("pk"), Sum("amount"), Min("pk"))
    for version, name, code, year, number, total, first in found:
        told = ngettext("%(number)s postering", "%(number)s posteringer", number) % {"number": number}
        line = f"{code} ({year}, »{name}«)"
        yield {"version": version, "line": line, "rows": told, "sum": kroner(total), "first": first}


def _editions(plan: Plan) -> Iterator[Finding]:
    for edition in plan.editions.all():
        if not edition.is_untouched:
            text = _("Udgaven »%(name)s« er ikke, som den blev frosset: tallene passer ikke til deres segl.")
            yield Finding("udgave", text % {"name": edition}, "budget.edition", edition.pk)


# Not known yet -----------------------------------------------------------------------------


def _pledges(document: Figures) -> Iterator[Finding]:
    pledged = _pledged_by_source(document)
    with_sources = {source.frame_line for source in document.sources}
    for line in document.frame:
        if line.key not in with_sources:
            text = _("Rammen »%(line)s«: ingen kilde hører til den linje.")
            yield Finding("ramme-kilder", text % {"line": line.name}, "budget.frameline", line.key)
    for source in document.sources:
        if source.total is None:
            yield _of(source, "beloeb", _("%(source)s: det er ikke oplyst, hvad kilden giver i alt."))
        elif source.key not in pledged:
            text = _("%(source)s: %(total)s er ikke fordelt på år.")
            yield _of(source, "fordeling", text, total=kroner(source.total))
        decided = {year for row in document.decided if row.source == source.key for year in _span(row)}
        if missing := [year for year in document.years if year not in decided]:
            text = _("%(source)s: der er ikke skrevet nogen beslutning for %(years)s.")
            yield _of(source, "beslutning", text, years=spans(missing))


def _hours(document: Figures) -> Iterator[Finding]:
    givers = [source for source in document.sources if source.gives_hours]
    rates = HourlyRate.objects.filter(source__in=[source.key for source in givers])
    with_rate = set(rates.values_list("source", flat=True))
    for source in givers:
        unvalued = sum((x.hours for x in document.worked if x.source == source.key and x.value is None), ZERO)
        if source.key not in with_rate:
            yield _of(source, "timesats", _("%(source)s: der er ingen timesats, så timerne har ingen værdi i kroner."))
        elif unvalued:
            text = _("%(source)s: %(hours)s timer er erlagt før den første timesats og har ingen værdi i kroner.")
            yield _of(source, "timesats", text, hours=hours(unvalued))
        if document.version and not any(line.source == source.key for line in document.budget):
            yield _of(source, "timelinjer", _("%(source)s: timerne står ikke i budgettet."))


def _version(plan: Plan, document: Figures) -> Iterator[Finding]:
    version = document.version
    if version is None:
        yield Finding("version", _("Der gælder ikke noget budget."), "organisation.plan", plan.pk)
        return
    name = {"name": version.name}
    if version.decided_on is None:
        text = _("Budgettet »%(name)s« gælder uden at være besluttet af bestyrelsen.") % name
        yield Finding("bestyrelse", text, "budget.budgetversion", version.key)
    if version.fund_approval == BudgetVersion.Approval.NEEDED:
        text = _("Budgettet »%(name)s« kræver hovedfinansieringens godkendelse, og den er ikke givet.") % name
        yield Finding("godkendelse", text, "budget.budgetversion", version.key)


def _accounts(plan: Plan, document: Figures) -> Iterator[Finding]:
    runs = ImportRun.objects.of_plan(plan).standing().filter(table=ImportRun.Table.POSTINGS)
    run = runs.filter(booked_to=None).order_by("-applied_at").first()
    if document.spent and run and not runs.exclude(booked_to=None).exists():
        text = _("»%(file)s« siger ikke, hvilken dag regnskabet er ført til.") % {"file": run.file_name}
        yield Finding("bogfoert-til", text, "budget.importrun", run.pk)


# Helpers -----------------------------------------------------------------------------------


def _pledged_by_source(document: Figures) -> dict[int, dict[int, Decimal]]:
    by_source: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in document.pledged:
        by_source[row.source][row.year] = row.amount
    return dict(by_source)


def _of(source: SourceFact, code: str, text: str, **words: Any) -> Finding:
    return Finding(code, text % {"source": source, **words}, "budget.fundingsource", source.key)


def _span(decision: Any) -> range:
    return range(decision.first_year, decision.last_year + 1)
