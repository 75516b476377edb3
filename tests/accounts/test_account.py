"""Where one comes to after the login, and the page about one's own login."""

import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from organisation.models import Body
from tests import factories
from tests.pages import grows, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

PASSWORD = "et-langt-kodeord-1"
FAR = datetime.date(2191, 5, 31)


def sits(user: User, kind: Body.Kind = Body.Kind.BOARD, **dates: Any) -> Body:
    body = factories.body(kind=kind)
    factories.member(factories.seat(body, post="formand"), user=user, **dates)
    return body


def landing(user: User, **data: str) -> str:
    response = Client().post("/konto/log-ind/", {"login": user.email, "password": PASSWORD, **data})
    return str(response["Location"])


def test_everybody_comes_to_where_they_work() -> None:
    for role in (Role.HEAD, Role.WORKER, Role.FINANCE):
        assert landing(factories.user(role=role)) == "/admin/"
    assert landing(factories.user(role=Role.AUDITOR, access_until=FAR)) == "/admin/"
    assert landing(factories.user(role=Role.BOARD, access_until=FAR)) == "/bestyrelse/"
    member = factories.user()
    sits(member)
    sits(member, Body.Kind.THEME)
    assert landing(member) == "/bestyrelse/"
    fellow = factories.user()
    sits(fellow, Body.Kind.THEME)
    assert landing(fellow) == "/mine-grupper/"


def test_next_is_followed_in_our_own_house_only() -> None:
    member = factories.user()
    sits(member)
    assert landing(member, next="/konto/") == "/konto/"
    for address in ("https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)", "\0"):
        assert landing(member, next=address) == "/bestyrelse/"


def test_the_page_says_what_one_may_and_until_when(client: Client) -> None:
    user = factories.user(name="Mona <Medlem>")
    sits(user, ends_on=FAR)
    sits(user, Body.Kind.THEME, starts_on=FAR)
    over = sits(user, Body.Kind.RESOURCE, ends_on=datetime.date(2001, 1, 1))
    client.force_login(user)
    page = text(client.get("/konto/")).replace("\xa0", " ")
    assert "Mona &lt;Medlem&gt;" in page
    assert user.email in page
    assert "Du må se bestyrelsens side" in page
    assert "Til og med 31. maj 2191" in page
    assert "Fra 31. maj 2191" in page
    assert over.name not in page.partition("<main")[2].partition("</main>")[0]
    for address in ("adgangskode/", "totrin/", "sessioner/", "log-ud/"):
        assert f"/konto/{address}" in page
    assert "<script" not in page


def test_employment_and_a_date_both_end_a_role(client: Client) -> None:
    user = factories.user(role=Role.FINANCE, access_until=FAR)
    factories.staff_member(user=user, ends_on=FAR - datetime.timedelta(days=31))
    client.force_login(user)
    page = text(client.get("/konto/")).replace("\xa0", " ")
    assert "Økonomi" in page
    assert "Til og med 30. april 2191" in page


def test_it_is_nobody_elses(client: Client) -> None:
    assert client.get("/konto/")["Location"] == "/konto/log-ind/?next=/konto/"
    client.force_login(factories.editor())
    assert client.post("/konto/").status_code == 405
    assert client.get("/konto/")["Cache-Control"] == "private, no-store"


def test_it_asks_as_much_of_one_with_many_chairs(client: Client) -> None:
    user = factories.user()
    sits(user)
    client.force_login(user)
    before, after = grows(client, "/konto/", lambda: [sits(user, Body.Kind.BOARD) for _ in range(4)])
    assert before == after
