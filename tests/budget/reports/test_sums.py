"""Whatever the books hold, and in whatever order it came: every way of summing them gives the same, to the øre."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.models import BudgetLine, DeliveredHours, Posting, Receipt
from budget.reports import Board, Comparison, Figures, figures
from organisation.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db

YEARS = (2031, 2032, 2033)
ANY_ORDER = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

kroner = st.decimals(0, 10**9, places=2)
# What is paid back is negative.
paid = st.decimals(-(10**9), 10**9, places=2)
which = st.integers(0, 2)
day = st.dates(datetime.date(2031, 1, 1), datetime.date(2033, 12, 31))
deed = st.one_of(
    st.tuples(st.just("line"), which, which, which, which, kroner),
    st.tuples(st.just("posting"), which, which, day, paid),
    st.tuples(st.just("receipt"), which, day, paid),
    st.tuples(st.just("hours"), day, which, st.decimals(0, 10**4, places=2)),
    st.tuples(st.just("rate"), day, kroner),
    st.tuples(st.just("amend line"), which, kroner),
    st.tuples(st.just("amend posting"), which, paid),
    st.tuples(st.just("drop posting"), which),
    st.tuples(st.just("revise"), day),
)


class Books:
    """A plan with three of everything, and what can be done to its books."""

    def __init__(self) -> None:
        self.plan: Plan = factories.plan(
            starts_on=datetime.date(2031, 1, 1), ends_on=datetime.date(2033, 12, 31), slug="bog"
        )
        self.areas = [factories.focus_area(self.plan), factories.focus_area(self.plan), None]
        self.kinds = [factories.cost_kind() for _ in range(3)]
        self.sources = [factories.funding_source(self.plan, department=factories.department()) for _ in range(2)]
        self.hours = factories.hours_source(self.plan)
        self.version = factories.budget_version(self.plan)
        self.run = factories.import_run(self.plan)

    def do(self, deed: tuple[Any, ...]) -> None:
        name, *how = deed
        doing: Callable[..., None] = getattr(self, name.replace(" ", "_"))
        doing(*how)

    def line(self, year: int, area: int, kind: int, source: int, amount: Decimal) -> None:
        payer = [*self.sources, None][source]
        row = {"year": YEARS[year], "focus_area": self.areas[area], "kind": self.kinds[kind], "source": payer}
        factories.budget_line(self.version, amount, **row)

    def posting(self, line: int, source: int, date: datetime.date, amount: Decimal) -> None:
        for row in BudgetLine.objects.filter(version__plan=self.plan)[line : line + 1]:
            payer = [*self.sources, None][source]
            factories.posting(row, amount, date=date, source=payer, run=self.run)

    def receipt(self, source: int, date: datetime.date, amount: Decimal) -> None:
        factories.receipt(self.sources[source % 2], amount, received_on=date)

    def hours_(self, month: datetime.date, area: int, hours: Decimal) -> None:
        focus_area = self.areas[area]
        initiative = factories.initiative(focus_area) if focus_area else None
        factories.delivered_hours(self.hours, hours, month=month.replace(day=1), initiative=initiative)

    def rate(self, date: datetime.date, amount: Decimal) -> None:
        if not self.hours.rates.filter(valid_from=date).exists():
            factories.hourly_rate(self.hours, amount, valid_from=date)

    def amend_line(self, which: int, amount: Decimal) -> None:
        for row in BudgetLine.objects.filter(version__plan=self.plan)[which : which + 1]:
            row.amount = amount
            row.save()

    def amend_posting(self, which: int, amount: Decimal) -> None:
        for row in Posting.objects.filter(plan=self.plan)[which : which + 1]:
            Posting.objects.filter(pk=row.pk).update(amount=amount)

    def drop_posting(self, which: int) -> None:
        for row in Posting.objects.filter(plan=self.plan)[which : which + 1]:
            row.delete()

    def revise(self, date: datetime.date) -> None:
        if not self.plan.budget_versions.filter(in_force_from=date).exists():
            self.version = factories.budget_version(self.plan, in_force_from=date)


@contextmanager
def thrown_away() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sums(rows: list[Comparison]) -> tuple[Decimal, ...]:
    known = [(row.whole or Decimal(), row.planned or Decimal(), row.actual) for row in rows]
    return tuple(map(sum, zip(*known, strict=True)))  # type: ignore[arg-type]


@ANY_ORDER
@given(st.lists(deed, max_size=25), day)
def test_by_funder_by_focus_area_by_year_and_by_kind_are_the_same_sum(deeds: list[Any], today: datetime.date) -> None:
    with thrown_away():
        books = Books()
        for one in deeds:
            books.do(("hours_", *one[1:]) if one[0] == "hours" else one)
        made = figures(books.plan, day=today)
        board = Board(made)
        rows = list(Posting.objects.filter(plan=books.plan))
        lines = list(BudgetLine.objects.filter(version_id=made.version.key)) if made.version else []

        total = (board.total.whole or 0, board.total.planned or 0, board.total.actual)
        assert total[0] == sum(line.amount for line in lines)
        assert total[2] == sum(row.amount for row in rows)
        for split in (board.by_year, board.by_focus_area, board.by_kind, board.by_source):
            assert sums(split) == total

        assert board.received_total == sum(row.amount for row in Receipt.objects.of_plan(books.plan))
        assert sum(row.rows for row in made.spent) == len(rows)
        (work,) = board.work
        worked = DeliveredHours.objects.of_plan(books.plan)
        assert work.hours == sum(row.hours for row in worked)
        assert Figures.model_validate_json(made.model_dump_json()) == made


@ANY_ORDER
@given(st.lists(deed, max_size=15), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_came_is_never_seen(deeds: list[Any], random: Any) -> None:
    """Only new rows: an amendment means another row in another order."""
    news = [("hours_", *one[1:]) if one[0] == "hours" else one for one in deeds if one[0] in ("receipt", "hours")]

    def seen(order: list[Any]) -> Any:
        with thrown_away():
            books = Books()
            factories.hourly_rate(books.hours, "312.37")
            for one in order:
                books.do(one)
            board = Board(figures(books.plan, day=datetime.date(2033, 12, 31)))
            given = [(row.given.actual, row.given.planned) for row in (*board.funders, *board.work)]
            return given, board.work[0].hours, board.received_total

    shuffled = random.sample(news, len(news))
    assert seen(news) == seen(shuffled)
