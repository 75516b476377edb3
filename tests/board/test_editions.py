"""What the board was shown: frozen, compared, followed to its rows, and never changed."""

import datetime
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from budget.editions import board_of, freeze
from budget.models import Edition
from budget.reports import Board, Figures
from budget.reports.changes import changes
from core.moments import one_moment
from organisation.models import Partnership, Plan
from tests import factories
from tests.board import reading_files
from tests.board.books import DAY, SUMS, YEAR, fill
from tests.budget.test_money_page import words as seen
from tests.html_forms import sent_by
from tests.pages import text

TODAY = datetime.date.today()


def words(answer: Any) -> str:
    return seen(text(answer))


@pytest.fixture
def plan(db: None) -> Plan:
    factories.partnership()
    row = factories.plan(name="Vores plan", starts_on=DAY(YEAR, 1, 1), ends_on=DAY(YEAR + 1, 12, 31))
    row.books = fill(row)
    return row


@pytest.fixture
def edition(plan: Plan) -> Edition:
    return factories.edition(plan, name="Budget til maj", note="Husk bilag 2.")


@pytest.fixture
def later(plan: Plan, edition: Edition) -> None:
    """What happens after: an import of spending, a line that is raised, and hours."""
    run = factories.import_run(plan, file_name="oktober.xlsx", booked_to=DAY(YEAR, 12, 31))
    factories.posting(plan.books["line"], "1000.01", run=run)
    line = plan.books["line"]
    line.amount += Decimal("0.45")
    line.save()
    factories.delivered_hours(plan.books["hours"], "2")


def test_the_secretariat_freezes_what_stands_and_only_when_residents_see_it_can_change(
    plan: Plan, logged_in: Callable[[User], Client]
) -> None:
    user = factories.user(role=Role.FINANCE)
    factories.staff_member(user=user)
    client = logged_in(user)
    page = client.get("/admin/budget/edition/add/")
    data = sent_by(page, "edition_form")
    assert (data["plan"], data["presented_on"], data["publish_from"]) == (str(plan.pk), TODAY.isoformat(), "")
    client.post("/admin/budget/edition/add/", data | {"presented_on": "12.05.2031"})
    row = Edition.objects.get()
    assert row.name == "Budget som forelagt bestyrelsen 12.\u00a0maj 2031"
    assert (row.frozen_by, row.version, row.publish_from) == (user, plan.books["version"], None)
    assert row.is_untouched
    assert board_of(row).total.actual == SUMS["brugt"]
    path = f"/admin/budget/edition/{row.pk}/change/"
    form = sent_by(client.get(path), "edition_form")
    assert {name for name in form if not name.startswith("_") and "csrf" not in name} == {
        "publish_from",
        "publish_until",
    }
    client.post(path, form | {"publish_from": "2031-06-01T08:00", "name": "Noget andet", "presented_on": "01.01.2031"})
    changed = Edition.objects.get()
    assert (changed.name, changed.presented_on, changed.checksum) == (row.name, row.presented_on, row.checksum)
    assert changed.publish_from.year == 2031


def test_a_version_of_another_plan_cannot_be_frozen(plan: Plan, editor_client: Client) -> None:
    other = factories.budget_version(factories.plan(slug="anden"))
    data = sent_by(editor_client.get("/admin/budget/edition/add/"), "edition_form")
    answer = editor_client.post("/admin/budget/edition/add/", data | {"version": str(other.pk)})
    assert "Versionen hører til en anden plan." in words(answer)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(("shown", "days", "kept"), [(False, 1, False), (False, 0, True), (True, 1, True)])
def test_what_was_shown_is_never_deleted(plan: Plan, editor_client: Client, shown: bool, days: int, kept: bool) -> None:
    row = factories.edition(
        plan,
        presented_on=TODAY + datetime.timedelta(days=days),
        publish_from=timezone.now() if shown else None,
    )
    answer = editor_client.post(f"/admin/budget/edition/{row.pk}/delete/", {"post": "yes"})
    assert answer.status_code == (403 if kept else 302)
    assert Edition.objects.exists() is kept
    data = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    editor_client.post("/admin/budget/edition/", data)
    assert Edition.objects.exists() is kept


def test_an_edition_stays_as_it_was_in_every_file(
    plan: Plan, edition: Edition, later: None, member_client: Client
) -> None:
    page = member_client.get(f"/bestyrelse/udgaver/{edition.pk}/").content
    assert reading_files.of_page(page) == SUMS
    read = {name: getattr(reading_files, f"of_{name}") for name in ("pdf", "xlsx", "csv", "json")}
    for kind, reads in read.items():
        address = f"/bestyrelse/udgaver/{edition.pk}/overblik.{kind}"
        content = member_client.get(address).content
        said = reads(content)
        assert {name: said.get(name) for name in SUMS} == SUMS
        assert reads(member_client.get(f"/bestyrelse/overblik.{kind}").content)["brugt"] == SUMS["brugt"] + Decimal(
            "1000.01"
        )
        if kind != "xlsx":
            assert member_client.get(address).content == content, "the same edition is the same file"
    assert member_client.get(f"/bestyrelse/udgaver/{edition.pk}/overblik.json").json()["edition"]["note"] == (
        "Husk bilag 2."
    )


def test_the_page_says_what_has_changed_since_and_what_was_brought_in(
    plan: Plan, edition: Edition, later: None, member_client: Client
) -> None:
    page = words(member_client.get(f"/bestyrelse/udgaver/{edition.pk}/"))
    assert "oktober.xlsx" in page
    assert "10 " + str(YEAR) + " 120.000,55 120.001,00 +0,45" in page
    assert "Brugt, kontant 134.000,23 135.000,24 +1.000,01" in page
    assert "Arbejdstimer 10,25 timer 12,25 timer +2,00 timer" in page
    assert "Modtaget, kontant" not in page.split("Kun tal, der er anderledes")[1]


def test_nothing_has_changed_until_something_does(plan: Plan, edition: Edition, member_client: Client) -> None:
    assert "Ingen tal er ændret siden." in words(member_client.get(f"/bestyrelse/udgaver/{edition.pk}/"))


def test_what_is_gone_or_new_is_a_change_from_or_to_nothing(plan: Plan, edition: Edition) -> None:
    area = factories.focus_area(plan, name="Nyt område")
    factories.budget_line(plan.books["version"], 50, year=YEAR, focus_area=area, code="77")
    plan.books["version"].lines.filter(code="30").delete()
    again = factories.edition(plan)
    groups = changes(board_of(edition), board_of(again))
    found = {row.name: (row.before, row.after, row.difference) for group in groups for row in group.changes}
    assert found["Nyt område, budget"] == (0, 50, 50)
    assert found[f"77 {YEAR}"] == (0, 50, 50)
    assert found[f"30 {YEAR}"] == (50_000, 0, -50_000)
    assert changes(board_of(edition), board_of(edition)) == []


def test_two_editions_of_a_plan_compare_and_of_two_plans_do_not(
    plan: Plan, edition: Edition, later: None, member_client: Client
) -> None:
    again = factories.edition(plan, name="Budget til november")
    page = words(member_client.get(f"/bestyrelse/udgaver/{edition.pk}/sammenlign/{again.pk}/"))
    assert "Brugt, kontant 134.000,23 135.000,24 +1.000,01" in page
    back = words(member_client.get(f"/bestyrelse/udgaver/{again.pk}/sammenlign/{edition.pk}/"))
    assert "Brugt, kontant 135.000,24 134.000,23 −1.000,01" in back
    other = factories.edition(factories.plan(slug="anden"))
    assert member_client.get(f"/bestyrelse/udgaver/{edition.pk}/sammenlign/{other.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("where", "sum_"),
    [
        ("forbrug/", "134.000,23"),
        (f"forbrug/?aar={YEAR}", "129.000,21"),
        ("forbrug/?indsatsomraade=faelles", "19.999,99"),
        ("forbrug/?kilde=ingen", "19.999,99"),
        ("budget/?form=kontant", "200.001,00"),
        ("budget/?form=timer", "50.000,00"),
        ("lovet/?form=kontant", "200.000,03"),
        ("indbetalinger/", "100.000,01"),
        ("timer/", "10,25 3.203,13"),
        ("forbrug/?aar=%00&art=x&kilde=99999999999999999999", "134.000,23"),
    ],
)
def test_a_frozen_figure_leads_to_its_frozen_rows(
    plan: Plan, edition: Edition, later: None, member_client: Client, where: str, sum_: str
) -> None:
    page = words(member_client.get(f"/bestyrelse/udgaver/{edition.pk}/tal/{where}"))
    assert f"I alt {sum_} " in page
    assert "135.000,24" not in page


def test_editions_are_the_boards_alone_and_no_search_finds_them(
    plan: Plan, edition: Edition, client: Client, member_client: Client, logged_in: Callable[[User], Client]
) -> None:
    assert "Budget til maj" in words(member_client.get("/bestyrelse/udgaver/"))
    ended = factories.user(role=Role.AUDITOR, access_until=TODAY - datetime.timedelta(days=1))
    group = factories.user()
    factories.member(factories.seat(factories.body()), user=group)
    files = [f"{edition.pk}/overblik.{kind}" for kind in ("pdf", "xlsx", "csv", "json")]
    for reader in (client, logged_in(ended), logged_in(group)):
        for path in ("", f"{edition.pk}/", f"{edition.pk}/tal/forbrug/", *files):
            answer = reader.get(f"/bestyrelse/udgaver/{path}")
            assert answer.status_code in (302, 403)
            assert b"134" not in answer.content
        assert "Budget til maj" not in words(reader.get("/soeg/?q=budget til maj"))
    assert "Budget til maj" not in words(member_client.get("/soeg/?q=budget til maj"))


def test_of_a_plan_that_is_not_published_the_board_sees_no_edition(plan: Plan, member_client: Client) -> None:
    hidden = factories.plan(slug="hemmelig", publish_from=None)
    row = factories.edition(hidden, name="Hemmelig udgave")
    assert member_client.get(f"/bestyrelse/udgaver/{row.pk}/").status_code == 404
    assert member_client.get(f"/bestyrelse/udgaver/{row.pk}/overblik.csv").status_code == 404
    assert "Hemmelig" not in words(member_client.get("/bestyrelse/udgaver/"))


def test_figures_that_were_touched_outside_the_portal_are_said_to_be(edition: Edition, member_client: Client) -> None:
    figures: dict[str, Any] = edition.figures
    figures["spent"][0]["amount"] = "1.00"
    Edition.objects.filter(pk=edition.pk).update(figures=figures)
    assert "Tallene er ikke dem, der blev frosset." in words(member_client.get(f"/bestyrelse/udgaver/{edition.pk}/"))


def test_one_of_the_first_editions_can_still_be_read() -> None:
    """As it lies in databases: a field that comes later needs a default."""
    old = json.loads((Path(__file__).parent / "edition.json").read_text())
    assert Board(Figures.model_validate(old)).total.actual == SUMS["brugt"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite whoever writes waits")
def test_what_is_saved_meanwhile_is_not_half_in_it() -> None:
    with one_moment():
        assert not Partnership.objects.exists()
        with ThreadPoolExecutor() as pool:
            pool.submit(_save_in_another_connection).result()
        assert not Partnership.objects.exists()
    assert Partnership.objects.exists()


def _save_in_another_connection() -> None:
    factories.partnership()
    connection.close()


def test_it_is_frozen_after_what_it_holds(plan: Plan) -> None:
    """Undoing an import asks whether an edition is newer."""
    row = Edition(plan=plan, name="Tidlig", presented_on=TODAY)
    run = factories.import_run(plan)
    freeze(row, by=None)
    assert row.frozen_at > run.applied_at


def test_every_frozen_figure_leads_to_frozen_rows_with_that_sum(
    plan: Plan, edition: Edition, later: None, member_client: Client
) -> None:
    """Also of the one year that is half gone, and of a pledge whose years nobody knows."""
    run = factories.import_run(plan, booked_to=DAY(YEAR, 5, 31))
    plan.import_runs.exclude(pk=run.pk).update(booked_to=run.booked_to)
    halfway = factories.edition(plan, name="Halvvejs")
    board = board_of(halfway)
    assert 0 < board.total.planned < board.total.whole
    factories.funding_source(plan, name="Uden år", total=Decimal("9.99"))
    for shown in (edition, halfway, factories.edition(plan, name="Uden år")):
        page = text(member_client.get(f"/bestyrelse/udgaver/{shown.pk}/"))
        links = set(re.findall(r'<a class="to-rows" href="([^"]+)">([^<]+)</a>', page))
        assert len(links) > 20
        for address, figure in links:
            rows = text(member_client.get(address.replace("&amp;", "&")))
            sums = re.findall(r">([^<>]+)</td>", rows[rows.index("<tfoot>") : rows.index("</tfoot>")])
            assert figure in sums, (address, figure, sums)
