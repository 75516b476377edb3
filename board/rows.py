"""The rows behind the page's figures, a class for each sort: which they are, what they sum to, and how each reads.

A row is seen through `visible_to`, and the sums are of all the rows that are chosen, not of a page of them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board.filters import RowFilter
from budget.models import BudgetLine, DeliveredHours, FundingSource, HourlyRate, Posting, Receipt
from budget.reports import Period
from budget.reports.collecting import as_of, rate_on, rates_of, value_of
from budget.reports.funding import ZERO
from organisation.models import Plan

CASH, HOURS = FundingSource.Form.CASH, FundingSource.Form.HOURS


class Column(NamedTuple):
    name: Any
    kind: str = "text"

    @property
    def is_number(self) -> bool:
        return self.kind in ("kroner", "hours")


class Total(NamedTuple):
    """A sum, named for what it holds; in `kroner` or `hours`."""

    name: str
    value: Decimal
    kind: str = "kroner"


class Rows:
    title: ClassVar[Any]
    facets: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[Column, ...]]

    def __init__(self, plan: Plan, user: Any, chosen: RowFilter) -> None:
        self.plan, self.user, self.chosen = plan, user, chosen

    def rows(self) -> Any:
        """All that are chosen, newest first."""
        raise NotImplementedError

    @property
    def count(self) -> int:
        raise NotImplementedError

    @property
    def totals(self) -> list[Total]:
        raise NotImplementedError

    def cells(self, row: Any) -> tuple[Any, ...]:
        """A value for each column."""
        raise NotImplementedError

    def lines(self) -> Iterator[tuple[Any, ...]]:
        """Every row as values, without holding them all."""
        rows = self.rows()
        return map(self.cells, rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows)

    @cached_property
    def period(self) -> Period:
        return Period(self.plan.starts_on, self.plan.ends_on, as_of(self.plan, timezone.localdate()))

    def planned_sums(self, amounts: Iterable[tuple[str, Decimal]]) -> list[Total]:
        """The sums of what is planned to date, which is what the page compares with; not of a plan that is over."""
        sums = [] if self.period.is_over else named_sums(amounts)
        return [Total(_("Planlagt til nu, %s") % total.name.lower(), total.value) for total in sums]


class Booked(Rows):
    """Rows of cash, which the database counts and sums."""

    sum_name: ClassVar[Any]

    @cached_property
    def _chosen(self) -> QuerySet[Any]:
        raise NotImplementedError

    @cached_property
    def _sum(self) -> dict[str, Any]:
        return self._chosen.order_by().aggregate(amount=Sum("amount"), rows=Count("*"))

    @property
    def count(self) -> int:
        return self._sum["rows"]

    @property
    def totals(self) -> list[Total]:
        return [Total(str(self.sum_name), self._sum["amount"] or ZERO)]


class Spent(Booked):
    title = gettext_lazy("Forbrug")
    sum_name = gettext_lazy("Brugt, kontant")
    facets = ("aar", "indsatsomraade", "art", "kilde")
    columns = (
        Column(gettext_lazy("Dato"), "date"),
        Column(gettext_lazy("Bilag")),
        Column(gettext_lazy("Tekst")),
        Column(gettext_lazy("Budgetlinje")),
        Column(gettext_lazy("Indsatsområde")),
        Column(gettext_lazy("Art")),
        Column(gettext_lazy("Betalt af")),
        Column(gettext_lazy("Beløb, kr."), "kroner"),
    )

    @cached_property
    def _chosen(self) -> QuerySet[Posting]:
        rows = Posting.objects.of_plan(self.plan).visible_to(self.user)
        of_line = self.chosen.of("aar", "line__year")
        of_line &= self.chosen.of("indsatsomraade", "line__focus_area") & self.chosen.of("art", "line__kind")
        named, unnamed = self.chosen.of("kilde", "source"), self.chosen.of("kilde", "line__source")
        # A posting that does not say who paid is paid by whom its line says.
        by = (named & Q(source__isnull=False)) | (unnamed & Q(source__isnull=True)) if named else Q()
        return rows.filter(of_line, by)

    def rows(self) -> QuerySet[Posting]:
        return self._chosen.select_related("line__focus_area", "line__kind", "line__source", "source").order_by(
            "-date", "-pk"
        )

    def cells(self, row: Posting) -> tuple[Any, ...]:
        line = row.line
        payer = row.source or line.source
        names = (line.focus_area or _("Fælles"), line.kind, payer or _("Ikke fordelt"))
        return (row.date, row.voucher, row.text, f"{line.code} {line.name}".strip(), *map(str, names), row.amount)


class Budgeted(Rows):
    title = gettext_lazy("Budget")
    facets = ("aar", "indsatsomraade", "art", "kilde", "form")
    columns = (
        Column(gettext_lazy("År")),
        Column(gettext_lazy("Linje")),
        Column(gettext_lazy("Tekst")),
        Column(gettext_lazy("Indsatsområde")),
        Column(gettext_lazy("Art")),
        Column(gettext_lazy("Betales af")),
        Column(gettext_lazy("Beløb, kr."), "kroner"),
        Column(gettext_lazy("Planlagt til nu, kr."), "kroner"),
    )

    @cached_property
    def _lines(self) -> list[BudgetLine]:
        rows = self._all_lines
        fields = {"aar": "year", "indsatsomraade": "focus_area", "art": "kind", "kilde": "source"}
        for facet, field in fields.items():
            rows = rows.filter(self.chosen.of(facet, field))
        lines = rows.select_related("focus_area", "kind", "source").order_by("-year", "code")
        forms = self.chosen.slugs("form")
        return [line for line in lines if not forms or self._form(line) in forms]

    @property
    def _all_lines(self) -> QuerySet[BudgetLine]:
        return BudgetLine.objects.filter(version=self.chosen.version).visible_to(self.user)

    @cached_property
    def _planned(self) -> dict[int, Decimal]:
        """Of all the lines, whichever are chosen: a year's øre are split over them together."""
        lines = self._all_lines.select_related("source")
        return self.period.planned((x.pk, x.year, self._form(x) == HOURS, x.amount) for x in lines)

    def _form(self, line: BudgetLine) -> str:
        return line.source.form if line.source else CASH

    def rows(self) -> list[BudgetLine]:
        return self._lines

    @property
    def count(self) -> int:
        return len(self._lines)

    @property
    def totals(self) -> list[Total]:
        sums = named_sums((self._form(line), line.amount) for line in self._lines)
        return [*sums, *self.planned_sums((self._form(line), self._planned[line.pk]) for line in self._lines)]

    def cells(self, row: BudgetLine) -> tuple[Any, ...]:
        names = (row.focus_area or _("Fælles"), row.kind, row.source or _("Ikke fordelt"))
        return (str(row.year), row.code, row.name, *map(str, names), row.amount, self._planned[row.pk])


class Received(Booked):
    title = gettext_lazy("Indbetalinger")
    sum_name = gettext_lazy("Modtaget, kontant")
    facets = ("aar", "kilde")
    columns = (
        Column(gettext_lazy("Modtaget"), "date"),
        Column(gettext_lazy("For år")),
        Column(gettext_lazy("Bidragyder")),
        Column(gettext_lazy("Henvisning")),
        Column(gettext_lazy("Beløb, kr."), "kroner"),
    )

    @cached_property
    def _chosen(self) -> QuerySet[Receipt]:
        rows = Receipt.objects.of_plan(self.plan).visible_to(self.user)
        return rows.filter(self.chosen.of("aar", "year"), self.chosen.of("kilde", "source"))

    def rows(self) -> QuerySet[Receipt]:
        return self._chosen.select_related("source").order_by("-received_on", "-pk")

    def cells(self, row: Receipt) -> tuple[Any, ...]:
        return (row.received_on, str(row.year), str(row.source), row.reference, row.amount)


class Worked(Rows):
    title = gettext_lazy("Arbejdstimer")
    facets = ("aar", "indsatsomraade", "kilde")
    columns = (
        Column(gettext_lazy("Måned"), "month"),
        Column(gettext_lazy("Enhed")),
        Column(gettext_lazy("Funktion")),
        Column(gettext_lazy("Initiativ")),
        Column(gettext_lazy("Bidragyder")),
        Column(gettext_lazy("Dokumentation")),
        Column(gettext_lazy("Timer"), "hours"),
        Column(gettext_lazy("Værdi, kr."), "kroner"),
    )

    @cached_property
    def _chosen(self) -> QuerySet[DeliveredHours]:
        rows = DeliveredHours.objects.of_plan(self.plan).visible_to(self.user)
        area = self.chosen.of("indsatsomraade", "initiative__focus_area")
        return rows.filter(self.chosen.of("aar", "month__year"), area, self.chosen.of("kilde", "source"))

    def rows(self) -> QuerySet[DeliveredHours]:
        return self._chosen.select_related("source", "initiative").order_by("-month", "unit", "function", "pk")

    @cached_property
    def _rates(self) -> dict[int, list[HourlyRate]]:
        return rates_of(self.plan)

    def _value(self, source: int, month: datetime.date, hours: Decimal) -> Decimal | None:
        return value_of(hours, rate_on(self._rates[source], month))

    @cached_property
    def _valued(self) -> list[tuple[Decimal, Decimal | None]]:
        """Hours and kroner, which are rounded row by row."""
        rows = self._chosen.order_by().values_list("source_id", "month", "hours")
        return [(hours, self._value(source, month, hours)) for source, month, hours in rows]

    @property
    def count(self) -> int:
        return len(self._valued)

    @property
    def totals(self) -> list[Total]:
        value = sum((value for _hours, value in self._valued if value is not None), ZERO)
        without = sum((hours for hours, value in self._valued if value is None), ZERO)
        totals = [
            Total(_("Erlagte timer"), sum((hours for hours, _value in self._valued), ZERO), "hours"),
            Total(_("Arbejdstimer, i kroner"), value),
        ]
        return [*totals, Total(_("Timer uden sats"), without, "hours")] if without else totals

    def cells(self, row: DeliveredHours) -> tuple[Any, ...]:
        initiative = str(row.initiative) if row.initiative else _("Fælles")
        value = self._value(row.source_id, row.month, row.hours)
        return (row.month, row.unit, row.function, initiative, row.source.name, row.reference, row.hours, value)


def named_sums(amounts: Iterable[tuple[str, Decimal]]) -> list[Total]:
    """Of (form, kroner): cash, hours, and where there are both the two together."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for form, amount in amounts:
        sums[form] += amount
    named = {CASH: _("Kontant"), HOURS: _("Arbejdstimer, i kroner")}
    totals = [Total(name, sums[form]) for form, name in named.items() if form in sums]
    return [*totals, Total(_("Tilsammen"), sum(sums.values(), ZERO))] if len(totals) > 1 else totals
