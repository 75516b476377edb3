"""Who may do what: the table, its way into the database, and who holds which role on which day."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import ROLES, Role, synchronise
from organisation.models import Body
from tests import factories
from tests.pages import queries

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def names(permissions: Any) -> set[str]:
    return {f"{app}.{codename}" for app, codename in permissions.values_list("content_type__app_label", "codename")}


def in_database() -> dict[str, set[str]]:
    return {group.name: names(group.permissions.all()) for group in Group.objects.all()}


# The table and the database -------------------------------------------------------------


def test_after_migrating_the_groups_are_the_table() -> None:
    found = in_database()
    assert found.pop("sekretariatsleder") == names(Permission.objects.all())
    assert found == {role.value: set(ROLES[role]) for role in Role if role is not Role.HEAD}


def test_the_head_has_every_right_of_every_model_of_ours() -> None:
    ours = [config.label for config in apps.get_app_configs() if "site-packages" not in config.path]
    wanted = {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        if model._meta.app_label in ours
        for codename in [f"{verb}_{model._meta.model_name}" for verb in model._meta.default_permissions]
        + [codename for codename, _name in model._meta.permissions]
    }
    assert wanted - factories.editor().permissions == set()
    assert {"accounts.see_board", "initiatives.change_any_initiative", "contact.handle_any_enquiry"} <= wanted


def test_writing_the_table_twice_changes_nothing() -> None:
    before = list(Group.objects.values_list("pk", "name", "permissions").order_by("pk", "permissions"))
    call_command("migrate", verbosity=0)
    synchronise()
    assert list(Group.objects.values_list("pk", "name", "permissions").order_by("pk", "permissions")) == before


def test_what_leaves_the_table_leaves_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLES, Role.AUDITOR, ("accounts.use_admin",))
    synchronise()
    assert in_database()["revisor"] == {"accounts.use_admin"}


def test_what_somebody_added_by_hand_goes_too() -> None:
    Group.objects.get(name="bestyrelse").permissions.add(Permission.objects.get(codename="delete_plan"))
    Group.objects.create(name="venner af huset")
    synchronise()
    assert in_database()["bestyrelse"] == {"accounts.see_board"}
    assert set(in_database()) == set(Role.values)


@pytest.mark.parametrize("wrong", ["budget.view_fundingsauce", "budgets.view_fundingsource", "staff.look_staffmember"])
def test_a_right_that_does_not_exist_stops_the_migration(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    before = in_database()
    monkeypatch.setitem(ROLES, Role.AUDITOR, ("accounts.use_admin", wrong))
    with pytest.raises(LookupError, match=f"revisor has {wrong}, which does not exist"):
        call_command("migrate", verbosity=0)
    assert in_database() == before


# Roles by dates -------------------------------------------------------------------------


def chair(user: User, kind: Body.Kind = Body.Kind.BOARD, **dates: datetime.date) -> None:
    factories.member(factories.seat(factories.body(kind=kind)), user=user, **dates)


def dates(starts: int | None, ends: int | None) -> dict[str, Any]:
    """Days from today; None is an open end."""
    found = {"starts_on": starts, "ends_on": ends}
    return {name: TODAY() + days * DAY for name, days in found.items() if days is not None}


PERIODS = [
    (None, None, True),
    (0, None, True),
    (None, 0, True),
    (0, 0, True),
    (-1, 1, True),
    (1, None, False),
    (None, -1, False),
    (-9, -1, False),
    (1, 9, False),
]


@pytest.mark.parametrize(("starts", "ends", "holds"), PERIODS)
def test_a_chair_gives_the_role_from_its_first_day_to_its_last(
    starts: int | None, ends: int | None, holds: bool
) -> None:
    user = factories.user()
    chair(user, **dates(starts, ends))
    assert user.roles == (frozenset({Role.BOARD}) if holds else frozenset())
    assert user.has_perm("accounts.see_board") == holds


@pytest.mark.parametrize(("starts", "ends", "holds"), PERIODS)
def test_employment_gives_the_role_from_its_first_day_to_its_last(
    starts: int | None, ends: int | None, holds: bool
) -> None:
    user = factories.user(role=Role.WORKER)
    factories.staff_member(user=user, **dates(starts, ends))
    assert user.roles == (frozenset({Role.WORKER}) if holds else frozenset())
    assert user.is_staff == user.is_of_secretariat == holds


def test_employment_alone_gives_no_role_that_nobody_wrote() -> None:
    user = factories.user()
    factories.staff_member(user=user)
    assert user.roles == frozenset()


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE, Role.HEAD])
@pytest.mark.parametrize(("days", "holds"), [(None, True), (0, True), (1, True), (-1, False)])
def test_who_is_employed_elsewhere_keeps_the_role_until_the_date(role: Role, days: int | None, holds: bool) -> None:
    until = None if days is None else TODAY() + days * DAY
    user = factories.user(role=role, access_until=until)
    assert user.roles == (frozenset({role}) if holds else frozenset())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD])
@pytest.mark.parametrize(("days", "holds"), [(0, True), (1, True), (-1, False)])
def test_a_guest_looks_in_until_the_date(role: Role, days: int, holds: bool) -> None:
    user = factories.user(role=role, access_until=TODAY() + days * DAY)
    assert user.roles == (frozenset({role}) if holds else frozenset())


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD])
def test_a_guest_without_a_date_is_refused_and_has_no_role_if_there_is_one(role: Role) -> None:
    with pytest.raises(ValidationError, match="Skriv, hvor længe adgangen gælder"):
        factories.user(role=role)
    user = factories.user()
    User.objects.filter(pk=user.pk).update(role=role)
    assert User.objects.get(pk=user.pk).roles == frozenset()


def test_roles_can_be_asked_of_any_day() -> None:
    user = factories.user()
    chair(user, **dates(-10, -1))
    assert user.roles_on(TODAY()) == frozenset()
    assert user.roles_on(TODAY() - DAY) == {Role.BOARD}
    assert user.roles_on(TODAY() - 11 * DAY) == frozenset()


# Several facts at once ------------------------------------------------------------------


def test_roles_add_up() -> None:
    user = factories.user(role=Role.FINANCE)
    chair(user, Body.Kind.THEME)
    chair(user, Body.Kind.BOARD)
    assert user.roles == {Role.FINANCE, Role.BOARD, Role.GROUP}
    assert user.permissions == set(ROLES[Role.FINANCE]) | set(ROLES[Role.BOARD])


def test_who_leaves_one_of_two_bodies_stays_in_the_other() -> None:
    user = factories.user()
    chair(user, Body.Kind.BOARD, **dates(None, -1))
    chair(user, Body.Kind.RESOURCE, **dates(-1, None))
    assert user.roles == {Role.GROUP}
    assert not user.has_perm("accounts.see_board")
    assert [body.kind for body in Body.objects.of(user)] == [Body.Kind.RESOURCE]


def test_a_group_gives_no_right_but_to_ones_own_bodies() -> None:
    user = factories.user()
    own = factories.body(kind=Body.Kind.THEME, publish_from=None)
    factories.body(kind=Body.Kind.THEME, publish_from=None)
    factories.member(factories.seat(own), user=user)
    assert user.permissions == set()
    assert list(Body.objects.visible_to(user)) == [own]


@pytest.mark.parametrize("until", [None, 30, -30])
def test_who_is_deleted_from_the_staff_has_no_access_any_more(until: int | None) -> None:
    """Without a row somebody might as well be employed elsewhere, and could come in for ever."""
    access_until = None if until is None else TODAY() + until * DAY
    user = factories.user(role=Role.WORKER, access_until=access_until)
    other = factories.user(role=Role.WORKER)
    factories.staff_member(user=user, **dates(-9, -1 if until is None else None)).delete()
    factories.staff_member().delete()
    user = User.objects.get(pk=user.pk)
    assert (user.roles, user.role) == (set(), Role.WORKER)
    assert user.access_until == (access_until if until == -30 else TODAY() - DAY)
    assert User.objects.get(pk=other.pk).roles == {Role.WORKER}


def test_a_superuser_is_a_head_whatever_the_dates() -> None:
    user = User.objects.create_superuser("rod@example.invalid", "et-langt-kodeord-1")
    factories.staff_member(user=user, **dates(-9, -1))
    assert user.roles == {Role.HEAD}


def test_who_is_switched_off_has_nothing() -> None:
    for fields in ({"role": Role.HEAD}, {"role": Role.HEAD, "is_superuser": True}):
        user = factories.user(is_active=False, **fields)
        assert not user.has_perm("accounts.use_admin")
        assert user.get_all_permissions() == set()
        assert not user.is_staff


def test_nobody_is_ever_given_a_right_of_their_own() -> None:
    """Django's other ways to a right lead nowhere: the table is all there is."""
    user = factories.user()
    user.groups.add(Group.objects.get(name="sekretariatsleder"))
    user.user_permissions.add(Permission.objects.get(codename="use_admin"))
    assert user.permissions == set()
    assert not user.is_staff


# What it costs --------------------------------------------------------------------------


def test_all_rights_cost_one_query_a_request(django_assert_num_queries: Any) -> None:
    user = User.objects.get(pk=factories.user(role=Role.WORKER).pk)
    assert user.roles == {Role.WORKER}
    with django_assert_num_queries(1):
        for name in ROLES[Role.WORKER]:
            assert user.has_perm(name)
        assert not user.has_perm("accounts.add_user")
        assert user.is_staff


def test_a_visitor_costs_none(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not AnonymousUser().has_perm("accounts.use_admin")
        assert not AnonymousUser().has_perm("accounts.see_drafts")


def test_a_page_asks_as_much_however_many_roles_somebody_has(client: Client) -> None:
    factories.partnership()
    factories.plan()
    user = factories.user(role=Role.FINANCE)
    client.force_login(user)
    client.get("/oekonomi/")  # The first page after a login also notes the session.
    before = queries(client, "/oekonomi/")
    for kind in (Body.Kind.BOARD, Body.Kind.THEME, Body.Kind.RESOURCE):
        chair(user, kind)
    assert queries(client, "/oekonomi/") == before


# At the door ----------------------------------------------------------------------------


def test_a_term_that_ended_yesterday_ends_the_session_today(client: Client) -> None:
    user = factories.user()
    member = factories.member(factories.seat(factories.body(kind=Body.Kind.BOARD)), user=user, ends_on=TODAY())
    client.force_login(user)
    assert client.get("/bestyrelse/").status_code == 200
    member.ends_on = TODAY() - DAY
    member.save()
    response = client.get("/bestyrelse/")
    assert response["Location"] == "/konto/log-ind/?next=/bestyrelse/"
    assert response.cookies["sessionid"].value == ""


def test_rights_that_come_later_need_no_new_login(client: Client) -> None:
    user = factories.user()
    chair(user, Body.Kind.THEME)
    client.force_login(user)
    assert client.get("/bestyrelse/").status_code == 403
    chair(user, Body.Kind.BOARD)
    assert client.get("/bestyrelse/").status_code == 200
