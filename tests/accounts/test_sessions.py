"""Where one is logged in; and a session ends with the right that opened it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.sessions import browser, machine
from organisation.models import Body
from tests import factories
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

PASSWORD = "et-langt-kodeord-1"
DAY = datetime.timedelta(days=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36"
)


def logged_in(user: User, agent: str = FIREFOX, **more: Any) -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/konto/log-ind/", {"login": user.email, "password": PASSWORD}, **more).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return bool(client.get("/konto/").status_code == 200)


@pytest.fixture
def anna() -> User:
    return factories.editor("anna@example.invalid")


# One's own list -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, ("Firefox", "Linux")),
        (PHONE, ("Safari", "iPhone")),
        (EDGE, ("Edge", "Windows")),
        (ANDROID, ("Samsung Internet", "Android")),
        ("", ("", "")),
        ("<script>curl", ("", "")),
    ],
)
def test_a_device_in_plain_words(agent: str, words: tuple[str, str]) -> None:
    assert (browser(agent), machine(agent)) == words


def test_the_list_shows_ones_own_and_marks_this_one(anna: User) -> None:
    here, phone = logged_in(anna), logged_in(anna, PHONE)
    logged_in(factories.editor("anden@example.invalid"), EDGE)
    page = text(here.get("/konto/sessioner/"))
    assert "Safari på iPhone" in page
    assert "Edge" not in page
    _before, _mark, mine = page.partition("Firefox på Linux")
    assert mine.index(">her<") < mine.index("</li>")
    assert ">her<" in text(phone.get("/konto/sessioner/"))
    assert page.count("Log ud der") == 1


def test_one_is_ended_by_a_button(anna: User) -> None:
    here, phone, tablet = logged_in(anna), logged_in(anna, PHONE), logged_in(anna, ANDROID)
    row = UserSession.objects.get(user_agent=PHONE)
    assert "Der er logget ud." in text(here.post("/konto/sessioner/", {"session": row.pk}, follow=True))
    assert (is_in(here), is_in(phone), is_in(tablet)) == (True, False, True)
    here.post("/konto/sessioner/", {"session": "andre"})
    assert (is_in(here), is_in(tablet)) == (True, False)


def test_nobody_ends_anothers_session_nor_this_one(anna: User) -> None:
    other = factories.editor("anden@example.invalid")
    here, theirs = logged_in(anna), logged_in(other)
    keys = [str(row.pk) for row in UserSession.objects.all()]
    for key in (*keys, "", "0", "-1", "x", "9" * 40, "a\0b"):
        assert here.post("/konto/sessioner/", {"session": key}).status_code == 302
    assert is_in(here)
    assert is_in(theirs)


def test_a_get_ends_nothing_and_a_forged_form_neither(anna: User) -> None:
    here, phone = logged_in(anna), logged_in(anna, PHONE)
    here.get("/konto/sessioner/?session=andre")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = here.cookies
    assert strict.post("/konto/sessioner/", {"session": "andre"}).status_code == 403
    assert is_in(phone)


def test_logging_out_takes_the_line_along(anna: User) -> None:
    here, phone = logged_in(anna), logged_in(anna, PHONE)
    phone.post("/konto/log-ud/")
    assert "iPhone" not in text(here.get("/konto/sessioner/"))
    assert UserSession.objects.count() == 1


def test_a_page_writes_nothing_about_its_reader(anna: User) -> None:
    """Only the login is kept, not where somebody was when."""
    here = logged_in(anna)
    before = list(UserSession.objects.values())
    here.get("/admin/", headers={"user-agent": EDGE})
    assert list(UserSession.objects.values()) == before


# The right ends, and the session with it ------------------------------------------------


def of_chair() -> tuple[User, Callable[[], Any]]:
    user = factories.user()
    member = factories.member(factories.seat(factories.body(kind=Body.Kind.THEME)), user=user)
    return user, lambda: type(member).objects.filter(pk=member.pk).update(ends_on=timezone.localdate() - DAY)


def of_employment() -> tuple[User, Callable[[], Any]]:
    user = factories.user(role=Role.WORKER)
    person = factories.staff_member(user=user)
    return user, lambda: type(person).objects.filter(pk=person.pk).update(ends_on=timezone.localdate() - DAY)


def of_guest() -> tuple[User, Callable[[], Any]]:
    user = factories.user(role=Role.AUDITOR, access_until=timezone.localdate())
    return user, lambda: User.objects.filter(pk=user.pk).update(access_until=timezone.localdate() - DAY)


def of_closed() -> tuple[User, Callable[[], Any]]:
    user = factories.user(role=Role.HEAD)
    return user, lambda: User.objects.filter(pk=user.pk).update(is_active=False)


@pytest.mark.parametrize("case", [of_chair, of_employment, of_guest, of_closed])
def test_all_sessions_end_when_the_right_does(case: Callable[[], tuple[User, Callable[[], Any]]]) -> None:
    user, end = case()
    here, phone = logged_in(user), logged_in(user, PHONE)
    end()
    for client in (here, phone):
        assert client.get("/konto/sessioner/")["Location"] == "/konto/log-ind/?next=/konto/sessioner/"
    response = Client().post("/konto/log-ind/", {"login": user.email, "password": PASSWORD})
    assert "E-mail eller adgangskode passer ikke. Prøv igen." in text(response)


def test_who_was_logged_out_is_told_why(client: Client) -> None:
    user, end = of_chair()
    here = logged_in(user)
    end()
    assert "Din adgang er ophørt." in text(here.get("/konto/", follow=True))
    # Once, and nobody else.
    assert "ophørt" not in text(here.get("/konto/log-ind/"))
    assert "ophørt" not in text(client.get("/konto/log-ind/"))


def test_one_of_two_rights_is_enough() -> None:
    user, end = of_chair()
    factories.member(factories.seat(factories.body(kind=Body.Kind.BOARD)), user=user)
    here = logged_in(user)
    end()
    assert here.get("/bestyrelse/").status_code == 200
