"""Two factors: demanded of the secretariat in production, offered to all."""

import re
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import invitations
from accounts.models import User
from accounts.roles import Role
from organisation.models import Body
from tests import factories
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

EMAIL, PASSWORD = "anna@example.invalid", "et-langt-kodeord-1"
ACTIVATE = "/konto/totrin/slaa-til/"
DEACTIVATE = "/konto/totrin/slaa-fra/"


@pytest.fixture(autouse=True)
def _one_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time stands still for the app and for us, so that no code is over before it is sent."""
    clock = SimpleNamespace(time=lambda: 2_000_000_000)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", clock)


@pytest.fixture
def _required(settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = True


@pytest.fixture
def anna() -> User:
    return factories.editor(EMAIL, PASSWORD)


@pytest.fixture
def board_member() -> User:
    user = factories.user("mona@example.invalid", PASSWORD)
    factories.member(factories.seat(factories.body(kind=Body.Kind.BOARD)), user=user)
    return user


def log_in(client: Client, email: str = EMAIL) -> Any:
    return client.post("/konto/log-ind/", {"login": email, "password": PASSWORD})


def code_of(secret: str) -> str:
    """What the app shows now; it may be shown twice in a test."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def activate(client: Client) -> str:
    """Read the key off the page and answer with its code: the key."""
    found = re.search(r'class="secret">(\w+)<', text(client.get(ACTIVATE)))
    assert found
    assert client.post(ACTIVATE, {"code": code_of(found[1])})["Location"] == "/konto/totrin/noedkoder/"
    return found[1]


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<code>(\d+)</code>", text(client.get("/konto/totrin/noedkoder/")))


# Required ------------------------------------------------------------------------------


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("role", [Role.HEAD, Role.WORKER, Role.FINANCE])
def test_the_secretariat_comes_nowhere_without_the_second_factor(client: Client, role: Role) -> None:
    factories.plan()
    factories.body(slug="kladdegruppe", publish_from=None)
    factories.user(EMAIL, PASSWORD, role=role)
    log_in(client)
    for path in (
        *("/", "/admin/", "/admin/initiatives/initiative/", "/bestyrelse/", "/organisation/kladdegruppe/", "/soeg/"),
        *("/konto/", "/konto/adgangskode/", "/konto/sessioner/", "/konto/totrin/", DEACTIVATE, "/sitemap.xml"),
    ):
        assert client.get(path)["Location"] == ACTIVATE, path
        assert client.post(path)["Location"] == ACTIVATE, path
    assert client.get(ACTIVATE).status_code == 200
    assert client.get("/konto/log-ud/").status_code == 200
    activate(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_an_invitation_leads_straight_to_the_second_factor(client: Client) -> None:
    user = factories.user(EMAIL, password=None, role=Role.WORKER)
    invitations.begin(user)
    chosen = {"password1": "noget-helt-andet-2", "password2": "noget-helt-andet-2"}
    response = client.post(f"/konto/invitation/{invitations.token(user)}/", chosen, follow=True)
    assert response.redirect_chain == [("/admin/", 302), (ACTIVATE, 302)]
    # Who has just chosen a password is not asked for it again.
    assert "I sekretariatet logger man ind med adgangskode og en kode fra en app." in text(response)


@pytest.mark.usefixtures("_required")
def test_the_secretariat_cannot_switch_it_off(client: Client, anna: User) -> None:
    log_in(client)
    activate(client)
    assert "Det kan ikke slås fra." in text(client.get(DEACTIVATE))
    page = text(client.get("/konto/totrin/"))
    assert DEACTIVATE not in page
    assert ACTIVATE not in page
    assert "Bed en sekretariatsleder" in page
    client.post(DEACTIVATE)
    assert Authenticator.objects.filter(user=anna, type="totp").exists()


@pytest.mark.usefixtures("_required")
def test_others_are_not_forced(client: Client, board_member: User) -> None:
    log_in(client, board_member.email)
    assert client.get("/bestyrelse/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_visitors_and_the_way_in_are_as_ever(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/konto/log-ind/").status_code == 200


def test_on_ones_own_machine_nobody_is_forced(client: Client, anna: User) -> None:
    log_in(client)
    assert client.get("/admin/").status_code == 200


# Activating ----------------------------------------------------------------------------


def test_the_picture_for_the_app_needs_no_style_and_no_data_address(client: Client, anna: User) -> None:
    log_in(client)
    page = text(client.get(ACTIVATE))
    picture = re.search(r'<svg class="qr".*?</svg>', page, re.DOTALL)
    assert picture
    assert 'aria-label="QR-kode til din app"' in picture[0]
    for forbidden in ("style=", "data:", "<?xml", "<script"):
        assert forbidden not in page
    for english in ("Authenticator code", "Activate", "Code", "Secret"):
        assert english not in page


def test_a_wrong_code_switches_nothing_on(client: Client, anna: User) -> None:
    log_in(client)
    client.get(ACTIVATE)
    for code in ("", "000000", "æøå", "a\0b", "1" * 10_000):
        assert "Det gik ikke" in text(client.post(ACTIVATE, {"code": code}))
    assert not Authenticator.objects.exists()


# Logging in ----------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(client: Client, anna: User) -> None:
    log_in(client)
    secret = activate(client)
    other = Client()
    assert log_in(other)["Location"] == "/konto/totrin/kode/"
    assert other.get("/admin/").status_code == 302
    page = text(other.get("/konto/totrin/kode/"))
    assert "<h1>Andet trin</h1>" in page
    assert "nødkoder" in page
    assert "Koden passer ikke." in text(other.post("/konto/totrin/kode/", {"code": "000000"}))
    assert other.post("/konto/totrin/kode/", {"code": code_of(secret)})["Location"] == "/admin/"
    assert other.get("/admin/").status_code == 200


def test_a_code_is_used_once(client: Client, anna: User) -> None:
    log_in(client)
    secret = activate(client)
    code = code_of(secret)
    one, other = Client(), Client()
    log_in(one)
    log_in(other)
    assert one.post("/konto/totrin/kode/", {"code": code}).status_code == 302
    assert other.post("/konto/totrin/kode/", {"code": code}).status_code == 200


def test_a_recovery_code_opens_once_when_the_telephone_is_gone(client: Client, anna: User) -> None:
    log_in(client)
    activate(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    for expected in (302, 200):
        other = Client()
        log_in(other)
        assert other.post("/konto/totrin/kode/", {"code": codes[0]}).status_code == expected
    assert codes[0] not in recovery_codes(client)


def test_who_guesses_codes_has_to_wait(client: Client, anna: User) -> None:
    log_in(client)
    secret = activate(client)
    other = Client()
    log_in(other)
    for _ in range(5):
        assert "Koden passer ikke." in text(other.post("/konto/totrin/kode/", {"code": "000000"}))
    counters = yield_hotp_counters_from_time()
    right = format_hotp_value(hotp_value(secret, next(counters)))
    assert "Der har været for mange forsøg." in text(other.post("/konto/totrin/kode/", {"code": right}))


def test_the_second_step_is_no_page_without_the_first(client: Client) -> None:
    assert client.get("/konto/totrin/kode/")["Location"] == "/konto/log-ind/"
    assert client.post("/konto/totrin/kode/", {"code": "000000"})["Location"] == "/konto/log-ind/"


# Recovery codes, switching off, and showing again who one is -----------------------------


def test_recovery_codes_as_a_file_and_new_ones(client: Client, anna: User) -> None:
    log_in(client)
    activate(client)
    codes = recovery_codes(client)
    file = client.get("/konto/totrin/noedkoder/hent/")
    assert file["Content-Type"].startswith("text/plain")
    assert file["Cache-Control"] == "private, no-store"
    assert text(file).split()[-10:] == codes
    assert "De gamle nødkoder holder op med at virke." in text(client.get("/konto/totrin/noedkoder/nye/"))
    assert client.post("/konto/totrin/noedkoder/nye/")["Location"] == "/konto/totrin/noedkoder/"
    assert set(recovery_codes(client)).isdisjoint(codes)


def test_others_see_nobodys_codes(client: Client, anna: User, board_member: User) -> None:
    log_in(client)
    activate(client)
    other = Client()
    log_in(other, board_member.email)
    for path in ("/konto/totrin/noedkoder/", "/konto/totrin/noedkoder/hent/"):
        assert other.get(path).status_code == 404


def test_who_wants_to_can_switch_it_off_again(client: Client, board_member: User) -> None:
    log_in(client, board_member.email)
    assert "Slået fra" in text(client.get("/konto/totrin/"))
    activate(client)
    assert "10 tilbage" in text(client.get("/konto/totrin/"))
    assert "Slå fra" in text(client.get(DEACTIVATE))
    assert client.post(DEACTIVATE)["Location"] == "/konto/totrin/"
    assert not Authenticator.objects.exists()


def test_after_a_while_one_shows_again_who_one_is(client: Client, anna: User, settings: Any) -> None:
    log_in(client)
    activate(client)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = client.get("/konto/totrin/noedkoder/")
    assert response["Location"] == "/konto/bekraeft/?next=%2Fkonto%2Ftotrin%2Fnoedkoder%2F"
    page = text(client.get(response["Location"]))
    assert "<h1>Er det dig?</h1>" in page
    assert "Brug en kode fra din app" in page
    assert "Adgangskoden passer ikke." in text(client.post(response["Location"], {"password": "forkert"}))
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    assert client.post(response["Location"], {"password": PASSWORD})["Location"] == "/konto/totrin/noedkoder/"
    other = text(client.get("/konto/totrin/bekraeft/?next=/konto/"))
    assert "Skriv koden fra din app" in other


def test_a_colleague_helps_who_has_lost_the_telephone_but_not_herself(client: Client, anna: User) -> None:
    colleague = factories.user("kollega@example.invalid", PASSWORD, role=Role.WORKER)
    for user in (anna, colleague):
        session = Client()
        log_in(session, user.email)
        activate(session)
    client.force_login(anna)
    data = {"action": "reset_two_factors", "_selected_action": [anna.pk, colleague.pk]}
    page = text(client.post("/admin/accounts/user/", data, follow=True))
    assert "Login i to trin er nulstillet for kollega@example.invalid." in page
    assert {row.user_id for row in Authenticator.objects.all()} == {anna.pk}
    assert log_in(Client(), colleague.email)["Location"] == "/admin/"


def test_the_button_on_a_users_page_resets_the_second_factor_and_logs_out(client: Client, anna: User) -> None:
    colleague = factories.user("kollega@example.invalid", PASSWORD, role=Role.WORKER)
    theirs, mine = Client(), Client()
    log_in(theirs, colleague.email)
    activate(theirs)
    log_in(mine)
    activate(mine)
    path = f"/admin/accounts/user/{colleague.pk}/"
    assert "Nulstil login i to trin" in text(mine.get(f"{path}change/"))
    assert mine.get(f"{path}nulstil-to-trin/").status_code == 405
    page = text(mine.post(f"{path}nulstil-to-trin/", follow=True))
    assert "Login i to trin er nulstillet for kollega@example.invalid." in page
    assert "Nulstil login i to trin" not in page
    assert {row.user_id for row in Authenticator.objects.all()} == {anna.pk}
    assert theirs.get("/konto/").status_code == 302
    own = f"/admin/accounts/user/{anna.pk}/"
    assert "Nulstil login i to trin" not in text(mine.get(f"{own}change/"))
    assert mine.post(f"{own}nulstil-to-trin/").status_code == 403
    assert mine.post("/admin/accounts/user/99999/nulstil-to-trin/").status_code == 404
    assert theirs.post(f"{own}nulstil-to-trin/").status_code == 302


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE])
def test_only_a_head_resets(client: Client, anna: User, role: Role) -> None:
    log_in(client)
    activate(client)
    other = Client()
    other.force_login(factories.user(role=role))
    for pk in (anna.pk, 99999):
        assert other.post(f"/admin/accounts/user/{pk}/nulstil-to-trin/").status_code == 403
    assert Authenticator.objects.filter(user=anna).exists()


def test_the_only_head_is_helped_by_a_command(client: Client, anna: User) -> None:
    log_in(client)
    activate(client)
    said = StringIO()
    call_command("reset_two_factor", EMAIL.upper(), stdout=said)
    assert f"nulstillet for {EMAIL}" in said.getvalue()
    assert client.get("/konto/").status_code == 302
    for email, why in ((EMAIL, "har ikke"), ("ingen@example.invalid", "ingen bruger")):
        with pytest.raises(CommandError, match=why):
            call_command("reset_two_factor", email)


def test_switching_it_on_logs_out_whoever_came_in_with_the_password_alone(
    client: Client, anna: User, django_capture_on_commit_callbacks: Any
) -> None:
    thief = Client()
    log_in(thief)
    assert thief.get("/admin/").status_code == 200
    log_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        activate(client)
    assert client.get("/admin/").status_code == 200
    assert thief.get("/admin/")["Location"].startswith("/konto/log-ind/")
