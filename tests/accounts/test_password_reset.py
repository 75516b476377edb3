"""A forgotten password: the answer is the same whoever exists, and the link dies with the right."""

import datetime
import re
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from organisation.models import Body
from tests import factories, mails
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.alike, pytest.mark.usefixtures("outbox")]

EMAIL, PASSWORD, NEW = "anna@example.invalid", "et-langt-kodeord-1", "noget-helt-andet-2"
CHOSEN = {"password1": NEW, "password2": NEW}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def anna() -> User:
    return factories.editor(EMAIL, PASSWORD)


def ask(client: Client, email: str = EMAIL) -> Any:
    return client.post("/konto/glemt-adgangskode/", {"email": email})


def link() -> str:
    text = mails.part(mails.read(mails.waiting()[0]), "plain")
    found = re.search(r"http://testserver(/konto/ny-adgangskode/\S+)", text)
    assert found
    return found[1]


def test_a_new_password_by_mail(client: Client, anna: User) -> None:
    factories.partnership(name="Nordlyset")
    assert 'href="/konto/glemt-adgangskode/"' in text(client.get("/konto/log-ind/"))
    assert ask(client)["Location"] == "/konto/glemt-adgangskode/sendt/"
    message = mails.waiting()[0]
    assert (message.recipient, message.subject) == (EMAIL, "Ny adgangskode hos Nordlyset")
    form = client.get(link())["Location"]
    assert "<h1>Ny adgangskode</h1>" in text(client.get(form))
    assert client.post(form, CHOSEN)["Location"] == "/konto/ny-adgangskode/"
    assert "Adgangskoden er skiftet" in text(client.get("/konto/ny-adgangskode/"))
    # It does not log anybody in: with two factors the second one is still asked for.
    assert client.get("/admin/").status_code == 302
    assert Client().post("/konto/log-ind/", {"login": EMAIL, "password": NEW}).status_code == 302


def answers_of(email: str) -> tuple[Any, ...]:
    client = Client()
    response = ask(client, email)
    page = client.get(response["Location"])
    headers = {name: value for name, value in response.items() if name != "Date"}
    return response.status_code, headers, set(response.cookies), response.content, page.status_code, page.content


def test_whoever_exists_the_answer_is_the_same_to_the_byte(anna: User) -> None:
    today = timezone.localdate()
    factories.user("lukket@example.invalid", role=Role.HEAD, is_active=False)
    factories.user("kun-inviteret@example.invalid", password=None, role=Role.HEAD, invited_at=timezone.now())
    factories.user("uden-rolle@example.invalid")
    ended = factories.user("udtraadt@example.invalid")
    factories.member(factories.seat(factories.body(kind=Body.Kind.BOARD)), user=ended, ends_on=today - DAY)
    factories.user("gaest@example.invalid", role=Role.AUDITOR, access_until=today - DAY)
    names = ("anna", "ingen", "lukket", "kun-inviteret", "uden-rolle", "udtraadt", "gaest")
    first, *others = [answers_of(f"{name}@example.invalid") for name in names]
    assert all(other == first for other in others)
    assert [message.recipient for message in mails.waiting()] == [EMAIL]


def test_whoever_exists_the_answer_takes_as_long(client: Client, anna: User, settings: Any) -> None:
    settings.FORGOTTEN_PASSWORD_SECONDS = 0.2
    for email in (EMAIL, "ingen@example.invalid"):
        began = time.monotonic()
        ask(client, email)
        assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": ""}])
def test_a_link_dies_with_the_right(client: Client, anna: User, fields: dict[str, Any]) -> None:
    ask(client)
    form = client.get(link())["Location"]
    User.objects.filter(pk=anna.pk).update(**fields)
    for address in (link(), form):
        assert client.get(address).status_code == 410
        assert client.post(address, CHOSEN).status_code == 410
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)


def test_a_link_works_once_and_ends_all_sessions(client: Client, anna: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(anna)
    ask(client)
    client.post(client.get(link())["Location"], CHOSEN)
    assert elsewhere.get("/admin/").status_code == 302
    assert Client().get(link()).status_code == 410


def test_changing_the_password_ends_the_others_sessions_and_keeps_ones_own(client: Client, anna: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(anna)
    client.force_login(anna)
    client.post("/konto/adgangskode/", {"oldpassword": PASSWORD, **CHOSEN})
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


@pytest.mark.parametrize("key", ["1-forfalsket", "zzz-zzz", "1-vaelg", "zzzzzzzzzzzzz-a", "1-a%00b", "1-æ"])
def test_a_link_that_is_none_is_kindly_refused(client: Client, anna: User, key: str) -> None:
    response = client.get(f"/konto/ny-adgangskode/{key}/")
    assert response.status_code == 410
    assert "Linket virker ikke længere" in text(response)
    assert EMAIL not in text(response)


@pytest.mark.parametrize("email", ["", "ikke en e-mail", "a\0b@example.invalid", "x" * 10_000, "<b>@x.dk"])
def test_what_is_no_email_is_refused_in_words(client: Client, email: str) -> None:
    response = ask(client, email)
    assert response.status_code == 200
    assert "Det gik ikke" in text(response)


def test_one_address_is_written_to_a_few_times_an_hour(anna: User) -> None:
    for email in (EMAIL, "ingen@example.invalid"):
        assert [ask(Client(), email).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert len(mails.waiting()) == 3
