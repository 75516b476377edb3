"""Logging in: by e-mail, at one address, and telling strangers nothing."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

EMAIL, PASSWORD = "anna@example.invalid", "et-langt-kodeord-1"
WRONG = "E-mail eller adgangskode passer ikke. Prøv igen."


@pytest.fixture
def anna() -> User:
    return factories.editor(EMAIL, PASSWORD)


def log_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/konto/log-ind/", {"login": email, "password": password, **more})


def errors(response: Any) -> list[str]:
    summary = re.search(r'<div class="errsum".*?</div>', response.content.decode(), re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", summary[0]) if summary else []


def test_the_login_is_in_danish_and_in_our_design(client: Client) -> None:
    factories.partnership(name="Nordlyset")
    page = client.get("/konto/log-ind/").content.decode()
    assert "<title>Log ind – Nordlyset</title>" in page
    assert "<h1>Log ind</h1>" in page
    for word in ("E-mail", "Adgangskode", "For sekretariatet", "Glemt adgangskoden?"):
        assert word in page
    for english in ("Sign", "Password", "Remember", "Email", "Menu:", "placeholder"):
        assert english not in page


@pytest.mark.parametrize("email", [EMAIL, EMAIL.upper(), f" {EMAIL} "])
def test_one_logs_in_with_the_email_however_it_is_written(client: Client, anna: User, email: str) -> None:
    assert log_in(client, email)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_after_the_login_one_comes_to_where_one_was_going(client: Client, anna: User) -> None:
    page = client.get("/konto/log-ind/?next=/admin/organisation/plan/").content.decode()
    assert 'value="/admin/organisation/plan/"' in page
    assert log_in(client, next="/admin/organisation/plan/")["Location"] == "/admin/organisation/plan/"


@pytest.mark.parametrize(
    "address", ["https://ond.example/", "//ond.example/", "javascript:alert(1)", "/\\ond.example", "http:///x", "\0"]
)
def test_after_the_login_nobody_is_sent_away(client: Client, anna: User, address: str) -> None:
    assert log_in(client, next=address)["Location"] == "/admin/"


def test_all_that_can_be_wrong_looks_the_same(client: Client, anna: User) -> None:
    User.objects.create_user("lukket@example.invalid", PASSWORD, is_active=False)
    factories.user("uden-rolle@example.invalid", PASSWORD)
    tries = [(EMAIL, "forkert-kodeord")]
    tries += [(f"{name}@example.invalid", PASSWORD) for name in ("ingen", "lukket", "uden-rolle")]
    for email, password in tries:
        response = log_in(client, email, password)
        assert response.status_code == 200
        assert errors(response) == [WRONG]
        assert "sessionid" not in client.cookies


@pytest.mark.parametrize("text", ["", "ikke en e-mail", "a\0b@example.invalid", "x" * 10_000, "' OR 1=1", "<b>@x.dk"])
def test_what_is_no_email_is_refused_in_words(client: Client, text: str) -> None:
    response = log_in(client, text)
    assert response.status_code == 200
    assert errors(response)


@pytest.mark.parametrize("password", ["a\0b", "x" * 10_000, "<script>", ""])
def test_what_is_no_password_is_refused_in_words(client: Client, anna: User, password: str) -> None:
    response = log_in(client, password=password)
    assert response.status_code == 200
    assert errors(response)


def test_who_guesses_too_often_has_to_wait(client: Client, anna: User) -> None:
    for _ in range(5):
        assert errors(log_in(client, password="gæt")) == [WRONG]
    # Not even the right password helps now.
    assert errors(log_in(client)) == ["Der har været for mange forsøg. Vent nogle minutter, og prøv igen."]


def test_another_way_of_writing_the_host_gives_no_new_attempts(client: Client, anna: User) -> None:
    for port in range(1, 6):
        client.defaults["HTTP_HOST"] = f"testserver:{port}"
        assert errors(log_in(client, password="gæt")) == [WRONG]
    client.defaults["HTTP_HOST"] = "testserver:6"
    assert errors(log_in(client)) == ["Der har været for mange forsøg. Vent nogle minutter, og prøv igen."]


def test_who_tries_many_addresses_has_to_wait_too(client: Client) -> None:
    for number in range(30):
        log_in(client, f"nummer{number}@example.invalid")
    assert errors(log_in(client, "en-til@example.invalid")) == [
        "Der har været for mange forsøg. Vent nogle minutter, og prøv igen."
    ]


def test_a_machine_that_goes_on_and_on_gets_a_page_in_our_design(client: Client) -> None:
    responses = [log_in(client, "") for _ in range(61)]
    assert responses[-1].status_code == 429
    assert "Der har været for mange forsøg" in responses[-1].content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "registrer/",
        "opret/",
        "email/",
        "password/reset/",
        "password/set/",
        "totrin/webauthn/",
        "totrin/trust/",
        "login/",
        "inactive/",
        "confirm-email/",
        "social/signup/",
    ],
)
def test_nobody_can_register_or_do_anything_else_of_allauths(client: Client, path: str) -> None:
    assert client.get(f"/konto/{path}").status_code == 404
    assert client.get(f"/accounts/{path}").status_code == 404


def test_registration_has_no_name_either() -> None:
    for name in ("account_signup", "account_email", "account_set_password", "mfa_trust", "socialaccount_signup"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_the_login_is_no_page_for_somebody_who_is_in(editor_client: Client) -> None:
    assert editor_client.get("/konto/log-ind/")["Location"] == "/admin/"


def test_one_logs_out_by_a_button(editor_client: Client) -> None:
    page = editor_client.get("/konto/log-ud/").content.decode()
    assert "<h1>Log ud</h1>" in page
    assert editor_client.get("/admin/").status_code == 200
    response = editor_client.post("/konto/log-ud/")
    assert response["Location"] == "/"
    assert editor_client.get("/admin/").status_code == 302
    # Nothing follows the visitor out: no session, no message.
    assert response.cookies["sessionid"].value == ""
    assert "messages" not in response.cookies


def test_a_login_leaves_no_message_behind(client: Client, anna: User) -> None:
    log_in(client)
    assert client.get("/admin/").context["messages"]._queued_messages == []
    assert "messagelist" not in client.get("/admin/").content.decode()


def test_one_changes_ones_own_password(client: Client, anna: User) -> None:
    assert client.get("/konto/adgangskode/")["Location"] == "/konto/log-ind/?next=/konto/adgangskode/"
    log_in(client)
    page = client.get("/konto/adgangskode/").content.decode()
    for label in ("Nuværende adgangskode", "Ny adgangskode", "Ny adgangskode en gang til"):
        assert label in page
    new = {"oldpassword": PASSWORD, "password1": "noget-helt-andet-2", "password2": "noget-helt-andet-2"}
    response = client.post("/konto/adgangskode/", {**new, "oldpassword": "forkert"})
    assert "Det er ikke din nuværende adgangskode." in response.content.decode()
    response = client.post("/konto/adgangskode/", {**new, "password1": "12345678", "password2": "12345678"})
    assert len(errors(response)) >= 1
    response = client.post("/konto/adgangskode/", new, follow=True)
    assert response.redirect_chain == [("/konto/", 302)]
    assert "Adgangskoden er skiftet." in response.content.decode()
    assert log_in(Client(), password="noget-helt-andet-2").status_code == 302


def test_the_pages_of_the_login_run_no_script_and_are_kept_by_nobody(client: Client) -> None:
    response = client.get("/konto/log-ind/")
    assert "<script" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_form_without_its_token_is_refused(anna: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403


def test_an_address_that_allauth_remembers_lets_nobody_in_when_it_is_not_theirs_any_more(
    editor_client: Client, anna: User
) -> None:
    EmailAddress.objects.create(user=anna, email=EMAIL, verified=True, primary=True)
    data = {"email": "ny@example.invalid", "is_active": "on", "who": "medarbejder"}
    data["secretariat_role"] = "sekretariatsleder"
    assert editor_client.post(f"/admin/accounts/user/{anna.pk}/change/", data).status_code == 302
    assert errors(log_in(Client())) == [WRONG]
    assert log_in(Client(), "ny@example.invalid").status_code == 302
