"""A board that met, a closed item with words that may be nowhere else, and one reader of each sort."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.roles import Role
from organisation.models import Body
from tests import factories

SECRET = "Hemmelighed"
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


@pytest.fixture
def house(db: None) -> Any:
    board = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD)
    other = factories.body(name="Den anden gruppe")
    chair, former, coming, stranger = (factories.user() for _ in range(4))
    seat = factories.seat(board, post="Formand")
    factories.member(seat, user=chair, name="Navn Navnesen")
    today = TODAY()
    factories.member(factories.seat(board, post="Tidligere"), user=former, ends_on=today - DAY)
    factories.member(factories.seat(board, post="Kommende"), user=coming, starts_on=today + DAY)
    factories.member(factories.seat(other, post="Fremmed"), user=stranger)
    keeper = factories.user(role=Role.WORKER)
    held = factories.meeting(board, date=today - 30 * DAY, secretary=keeper)
    opened = factories.agenda_item(held, title="Åbent punkt", case="<p>Åben sag</p>", outcome="<p>Åbent udfald</p>")
    closed = factories.agenda_item(
        held,
        title=f"{SECRET} titel",
        is_closed=True,
        hides_title=True,
        case=f"<p>{SECRET} sag</p>",
        outcome=f"<p>{SECRET} udfald</p>",
    )
    factories.decision(opened, what="Åben opgave", seat=seat)
    factories.decision(closed, what=f"{SECRET} opgave", seat=seat)
    readers = {
        "visitor": AnonymousUser(),
        "head": factories.user(role=Role.HEAD),
        "keeper": keeper,
        "worker": factories.user(role=Role.WORKER),
        "finance": factories.user(role=Role.FINANCE),
        "chair": chair,
        "former": former,
        "coming": coming,
        "stranger": stranger,
        "auditor": factories.user(role=Role.AUDITOR, access_until=today + DAY),
        "guest": factories.user(role=Role.BOARD, access_until=today + DAY),
    }
    return SimpleNamespace(
        board=board, other=other, seat=seat, held=held, opened=opened, closed=closed, readers=readers
    )
