"""Money of a plan that is not published, in the admin of those who see no drafts."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from budget.models import FrameLine, FundingSource
from organisation.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans() -> list[Plan]:
    """One published, one draft, one to come, one over and taken down; each with a line and a source."""
    now, day = timezone.now(), datetime.timedelta(days=1)
    shown = [(now - day, None), (None, None), (now + day, None), (now - 2 * day, now - day)]
    rows = []
    for name, (starts, ends) in zip(["Vist", "Kladde", "Kommende", "Nedtaget"], shown, strict=True):
        plan = factories.plan(name=f"{name} plan", slug=name.lower(), publish_from=starts, publish_until=ends)
        line = factories.frame_line(plan, name=f"{name} ramme")
        factories.funding_source(plan, name=f"{name} kilde", frame_line=line, total=Decimal(1234))
        rows.append(plan)
    return rows


@pytest.fixture
def auditor() -> Client:
    client = Client()
    client.force_login(factories.user(role=Role.AUDITOR, access_until=timezone.localdate()))
    return client


def test_money_is_seen_when_its_plan_is(plans: list[Plan]) -> None:
    for user in (AnonymousUser(), factories.user()):
        assert [row.name for row in FundingSource.objects.visible_to(user)] == ["Vist kilde"]
        assert [row.name for row in FrameLine.objects.visible_to(user)] == ["Vist ramme"]
    assert FundingSource.objects.visible_to(factories.user(role=Role.FINANCE)).count() == 4
    later = timezone.now() + datetime.timedelta(days=2)
    assert FundingSource.objects.visible_to(AnonymousUser(), later).count() == 2


@pytest.mark.parametrize("path", ["organisation/plan", "budget/frameline", "budget/fundingsource"])
def test_the_auditor_finds_no_draft_in_list_filter_search_or_address(
    auditor: Client, plans: list[Plan], path: str
) -> None:
    for query in ("", "?q=Kladde", f"?plan__id__exact={plans[1].pk}", "?vises=nej", "?_facets=True"):
        page = auditor.get(f"/admin/{path}/{query}", follow=True).content.decode()
        for hidden in ("Kladde plan", "Kladde ramme", "Kladde kilde", "Kommende", "Nedtaget"):
            assert hidden not in page, query
    assert "Vist" in auditor.get(f"/admin/{path}/").content.decode()


def test_the_auditor_changes_nothing(auditor: Client, plans: list[Plan]) -> None:
    source = FundingSource.objects.get(name="Vist kilde")
    path = f"/admin/budget/fundingsource/{source.pk}"
    page = auditor.get(f"{path}/change/").content.decode()
    assert "Vist kilde" in page
    assert 'name="name"' not in page
    for address, data in ((f"{path}/change/", {"name": "x"}), (f"{path}/delete/", {"post": "yes"})):
        assert auditor.post(address, data).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    auditor.post("/admin/budget/fundingsource/", data)
    assert FundingSource.objects.get(pk=source.pk).name == "Vist kilde"


def test_the_finance_worker_keeps_the_budget_and_reads_the_rest(client: Client, plans: list[Plan]) -> None:
    client.force_login(factories.user(role=Role.FINANCE))
    assert "Kladde kilde" in client.get("/admin/budget/fundingsource/").content.decode()
    assert client.get("/admin/budget/fundingsource/add/").status_code == 200
    path = f"/admin/organisation/plan/{plans[0].pk}/change/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": "x"}).status_code == 403
