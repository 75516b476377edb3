"""Who may open the board's page, and whose names stand there."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from board import urls
from organisation.models import Body, Plan
from tests import factories
from tests.board.conftest import DAY, TODAY, guest, sits
from tests.budget.test_money_page import words
from tests.pages import WRONG_METHODS, text

LogIn = Callable[[User], Client]
PAGES = ["/bestyrelse/", "/bestyrelse/2025-2026/", "/bestyrelse/lovet.csv", "/bestyrelse/2025-2026/lovet.csv"]


def of_role(role: Role) -> User:
    if role in (Role.BOARD, Role.AUDITOR):
        return guest(role)
    if role == Role.GROUP:
        user: User = sits(factories.body()).user
        return user
    user = factories.user(role=role)
    factories.staff_member(user=user)
    return user


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_asked_to_log_in_and_comes_back(client: Client, plan: Plan, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/konto/log-ind/?next={path}")
    assert client.get(f"{path}?x=1")["Location"].endswith("%3Fx%3D1")


@pytest.mark.alike
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.HEAD, Role.FINANCE, Role.BOARD, Role.AUDITOR])
def test_those_who_lead_pay_or_look_in_see_it(plan: Plan, logged_in: LogIn, role: Role, path: str) -> None:
    answer = logged_in(of_role(role)).get(path)
    assert answer.status_code == 200
    assert "600.076" in text(answer) or "600076,00" in text(answer)


@pytest.mark.alike
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.WORKER, Role.GROUP])
def test_others_with_a_login_are_refused_in_our_words(plan: Plan, logged_in: LogIn, role: Role, path: str) -> None:
    answer = logged_in(of_role(role)).get(path)
    assert answer.status_code == 403
    assert "Gå til forsiden" in text(answer)
    assert "600" not in text(answer)


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [
        (TODAY, TODAY, 200),
        (None, None, 200),
        (TODAY - 30 * DAY, TODAY + DAY, 200),
        (TODAY + DAY, None, 403),
        (TODAY - 30 * DAY, TODAY - DAY, 403),
    ],
)
def test_a_members_access_follows_the_dates_of_the_chair(
    plan: Plan,
    board: Body,
    logged_in: LogIn,
    starts: datetime.date | None,
    ends: datetime.date | None,
    status: int,
) -> None:
    user = sits(board, starts_on=starts, ends_on=ends).user
    # Whoever has no right left is logged out; a group's chair keeps this one logged in.
    sits(factories.body(), user=user)
    assert logged_in(user).get("/bestyrelse/").status_code == status


def test_a_guest_is_out_the_day_after(plan: Plan, logged_in: LogIn) -> None:
    user = factories.user(role=Role.AUDITOR, access_until=TODAY - DAY)
    assert logged_in(user).get("/bestyrelse/").status_code in (302, 403)


@pytest.mark.parametrize("method", WRONG_METHODS)
def test_the_page_is_only_read(member_client: Client, plan: Plan, method: str) -> None:
    assert getattr(member_client, method)("/bestyrelse/").status_code == 405


@pytest.mark.parametrize("slug", ["findes-ikke", "9" * 300, "-"])
def test_a_plan_that_does_not_exist_is_not_found(member_client: Client, plan: Plan, slug: str) -> None:
    assert member_client.get(f"/bestyrelse/{slug}/").status_code == 404
    assert member_client.get(f"/bestyrelse/{slug}/lovet.csv").status_code == 404


def test_the_page_stays_in_no_cache_and_no_search_engine(member_client: Client, client: Client, plan: Plan) -> None:
    answer = member_client.get("/bestyrelse/")
    assert answer["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in text(answer)
    assert member_client.get("/bestyrelse/lovet.csv")["Cache-Control"] == "private, no-store"
    for path in ("/", "/oekonomi/", "/sitemap.xml", "/soeg/?q=bestyrelsen"):
        assert 'href="/bestyrelse/' not in text(client.get(path))
        assert "<loc>http://testserver/bestyrelse" not in text(client.get(path))
        assert "board.css" not in text(client.get(path))


def test_a_draft_is_for_those_who_see_drafts(
    member_client: Client, editor_client: Client, logged_in: LogIn, plan: Plan
) -> None:
    later = datetime.date(TODAY.year + 3, 1, 1)
    draft = factories.plan(name="Hemmelig plan", starts_on=later, ends_on=later, publish_from=None)
    factories.funding_source(draft, name="Hemmelig kilde", total=123_456)
    path = f"/bestyrelse/{draft.slug}/"
    finance = logged_in(of_role(Role.FINANCE))
    for client in (editor_client, finance):
        assert "123.456" in text(client.get(path))
        assert "Hemmelig plan" in text(client.get("/bestyrelse/"))
        assert "Hemmelig kilde" in text(client.get(f"{path}lovet.csv"))
    for client in (member_client, logged_in(guest(Role.AUDITOR))):
        assert client.get(path).status_code == 404
        assert client.get(f"{path}lovet.csv").status_code == 404
        assert "Hemmelig" not in text(client.get("/bestyrelse/"))
        assert "Hemmelig" not in text(client.get("/bestyrelse/lovet.csv"))


def test_names_that_may_not_be_shown_are_for_the_board_itself_and_those_who_keep_the_list(
    board: Body, plan: Plan, logged_in: LogIn, member_client: Client
) -> None:
    until = TODAY + 100 * DAY
    sits(board, name="Skjult Kollega", show_name=False, ends_on=until)
    sits(board, name="Vist Kollega", show_name=True)
    ended = sits(board, name="Forhenværende", show_name=True, ends_on=TODAY - DAY)
    for client in (member_client, *(logged_in(of_role(role)) for role in (Role.HEAD, Role.FINANCE))):
        page = words(text(client.get("/bestyrelse/")))
        assert "Skjult Kollega til og med" in page
        assert "Vist Kollega" in page
        assert ended.name not in page
    # A guest and the auditor look in: they see what everybody sees.
    for role in (Role.BOARD, Role.AUDITOR):
        page = words(text(logged_in(of_role(role)).get("/bestyrelse/")))
        assert "Skjult Kollega" not in page
        assert "til og med" not in page
        assert "Besat. Navnet vises ikke" in page
        assert "Vist Kollega" in page


def test_a_board_that_is_a_draft_is_seen_by_its_members_only(
    board: Body, plan: Plan, logged_in: LogIn, member_client: Client
) -> None:
    board.publish_from = None
    board.save()
    assert "Mette Medlem" in text(member_client.get("/bestyrelse/"))
    assert "Bestyrelsens poster er ikke skrevet ind" in text(logged_in(guest(Role.AUDITOR)).get("/bestyrelse/"))


def test_a_member_of_a_group_is_not_a_colleague_of_the_board(board: Body, plan: Plan, logged_in: LogIn) -> None:
    sits(board, name="Skjult Kollega")
    user = guest(Role.BOARD)
    sits(factories.body(), user=user)
    assert "Skjult Kollega" not in text(logged_in(user).get("/bestyrelse/"))


def test_no_plan_takes_an_address_that_is_the_boards_own(db: None) -> None:
    own = {str(path.pattern).split("/")[0] for path in urls.urlpatterns if "/" in str(path.pattern)}
    for slug in own - {"<slug:plan_slug>"}:
        with pytest.raises(ValidationError, match=f"»{slug}« er adressen på en af bestyrelsens sider."):
            Plan(name="Ny", slug=slug, starts_on=TODAY, ends_on=TODAY).full_clean()
    Plan(name="Ny", slug="ny", starts_on=TODAY, ends_on=TODAY).full_clean()
