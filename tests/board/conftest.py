"""The board's page with the money of tests/budget/conftest.py, and somebody of every role."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from organisation.models import Body, Member, Plan
from tests import factories
from tests.budget.conftest import area, plan

__all__ = ["area", "plan"]

TODAY = datetime.date.today()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def board(db: None) -> Body:
    return factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD)


def sits(body: Body, **fields: object) -> Member:
    """A member with a login, today unless the test says otherwise."""
    defaults = {"starts_on": TODAY - 30 * DAY, "user": factories.user()}
    return factories.member(factories.seat(body), **{**defaults, **fields})


def guest(role: Role) -> User:
    return factories.user(role=role, access_until=TODAY)


@pytest.fixture
def logged_in() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def member_client(board: Body, logged_in: Callable[[User], Client]) -> Client:
    """A member of the board."""
    return logged_in(sits(board, name="Mette Medlem").user)


@pytest.fixture
def running(db: None) -> Plan:
    """A plan without money."""
    factories.partnership()
    return factories.plan(name="Vores plan")


@pytest.fixture
def reader(db: None, logged_in: Callable[[User], Client]) -> Client:
    """Somebody who looks in on the board."""
    return logged_in(guest(Role.BOARD))
