"""The budget's versions: which is in force, why each was made, and any two side by side."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from accounts.roles import Role
from budget.models import BudgetLine, BudgetVersion, copy_lines
from budget.reports import Board, figures
from budget.reports.versions import budget_changes
from organisation.models import Plan
from tests import factories
from tests.board.conftest import guest
from tests.budget.test_money_page import words as seen
from tests.pages import text
from tests.papers import pdf


@pytest.fixture
def plan(db: None) -> Plan:
    factories.partnership()
    return factories.plan()


@pytest.fixture
def versions(plan: Plan) -> tuple[BudgetVersion, BudgetVersion]:
    """The second gives a line more, moves one to a focus area, drops one and has one more."""
    first = factories.budget_version(plan, name="Oprindeligt", reference="Punkt 4", decided_on=plan.starts_on)
    kind = factories.cost_kind(name="Særlig løn")
    for code, amount in (("10", 1000), ("20", 500), ("30", "0.50")):
        factories.budget_line(first, amount, code=code, kind=kind)
    today = datetime.date.today()
    second = factories.budget_version(plan, name="Revideret", in_force_from=today, reason="Flere timer til unge.")
    copy_lines(first, second)
    second.lines.filter(code="10").update(amount=Decimal("1200.25"))
    second.lines.filter(code="20").update(focus_area=factories.focus_area(plan, name="Familier"))
    second.lines.filter(code="30").delete()
    factories.budget_line(second, 70, code="40", name="Kurser", kind=kind)
    return first, second


def test_the_board_reads_why_each_was_made_and_what_has_changed(
    plan: Plan, versions: Any, logged_in: Callable[[User], Client]
) -> None:
    client = logged_in(guest(Role.BOARD))
    page = seen(text(client.get("/bestyrelse/budget/")))
    assert page.index("Gælder nu Revideret") < page.index("Flere timer til unge.") < page.index("Afløst Oprindeligt")
    assert "ikke besluttet endnu" in page
    assert "Punkt 4" in page

    first, second = versions
    page = seen(text(client.get(f"/bestyrelse/budget/sammenlign/?fra={first.pk}&til={second.pk}")))
    assert "Kontant 1.500,50 1.770,25 +269,75" in page
    assert "Familier 0,00 500,00 +500,00" in page
    year = plan.starts_on.year
    assert f"10 {year} 1.000,00 1.200,25 +200,25" in page
    assert f"30 {year} 0,50 0,00 −0,50" in page
    assert f"40 Kurser {year} 0,00 70,00 +70,00" in page
    assert f"20 {year} Fælles, Særlig løn, ikke fordelt Familier, Særlig løn, ikke fordelt" in page
    assert f"40 {year} –" not in page
    # The other way round.
    page = seen(text(client.get(f"/bestyrelse/budget/sammenlign/?fra={second.pk}&til={first.pk}")))
    assert "Kontant 1.770,25 1.500,50 −269,75" in page
    assert "er ens" in text(client.get(f"/bestyrelse/budget/sammenlign/?fra={first.pk}&til={first.pk}"))


def test_a_draft_is_seen_by_those_who_write_it_alone(
    plan: Plan, versions: Any, logged_in: Callable[[User], Client]
) -> None:
    draft = factories.budget_version(plan, name="Hemmeligt udkast", in_force_from=None)
    addresses = (f"/bestyrelse/budget/sammenlign/?fra={versions[0].pk}&til={draft.pk}", "/bestyrelse/budget/")
    for role, sees in ((Role.BOARD, False), (Role.AUDITOR, False)):
        client = logged_in(guest(role))
        assert client.get(addresses[0]).status_code == 404
        assert ("Hemmeligt" in text(client.get(addresses[1]))) is sees
    head = factories.user(role=Role.HEAD)
    factories.staff_member(user=head)
    for address in addresses:
        assert "Hemmeligt udkast" in text(logged_in(head).get(address))


def test_what_was_decided_is_fetched_by_who_sees_the_version(plan: Plan, logged_in: Callable[[User], Client]) -> None:
    paper = ContentFile(pdf(), "besluttet.pdf")
    decided = factories.budget_version(plan, document=paper)
    draft = factories.budget_version(plan, in_force_from=None, document=paper)
    without = factories.budget_version(plan, in_force_from=plan.ends_on)
    client = logged_in(guest(Role.BOARD))
    address = f"/bestyrelse/budget/{decided.pk}/dokument/"
    assert f'href="{address}"' in text(client.get("/bestyrelse/budget/"))
    assert client.get(address)["Content-Disposition"].startswith('attachment; filename="besluttet')
    for version in (draft, without):
        assert client.get(f"/bestyrelse/budget/{version.pk}/dokument/").status_code == 404


@pytest.mark.parametrize("query", ["?fra=1&til=abc", "?fra=999999", "?til=%00", "?fra=", "?fra=-1&til=1e9"])
def test_versions_that_do_not_exist_are_not_found(
    plan: Plan, versions: Any, logged_in: Callable[[User], Client], query: str
) -> None:
    assert logged_in(guest(Role.BOARD)).get(f"/bestyrelse/budget/sammenlign/{query}").status_code == 404


def test_with_one_version_or_none_the_pages_say_so(plan: Plan, logged_in: Callable[[User], Client]) -> None:
    client = logged_in(guest(Role.BOARD))
    assert "ikke skrevet et budget ind endnu" in text(client.get("/bestyrelse/budget/"))
    factories.budget_version(plan)
    assert "ikke to versioner" in text(client.get("/bestyrelse/budget/sammenlign/"))


amounts = st.lists(st.decimals(0, 10**9, places=2), min_size=4, max_size=4)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts, amounts)
def test_the_lines_differences_make_the_totals_to_the_øre(plan: Plan, old: list[Decimal], new: list[Decimal]) -> None:
    boards = []
    for place, row in enumerate((old, new)):
        version = factories.budget_version(plan, in_force_from=None, name=str(next(factories.number)))
        kind = factories.cost_kind()
        lines = [
            BudgetLine(version=version, code=str(code), kind=kind, year=plan.year_range[code % 2], amount=amount)
            for code, amount in enumerate(row, start=place)
        ]
        BudgetLine.objects.bulk_create(lines)
        boards.append(Board(figures(plan, version)))
    groups = {group.name: sum(row.difference or 0 for row in group.changes) for group in budget_changes(*boards)}
    difference = sum(new) - sum(old)
    assert groups.get("Linjer", 0) == difference
    assert groups.get("År for år, kontant", 0) == difference
    assert groups.get("Udgiftsarter, kontant", 0) == difference
