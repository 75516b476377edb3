"""The link in an invitation: for one person, for some days, once; and it tells nobody anything."""

import datetime
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from accounts import invitations
from accounts.models import User
from accounts.roles import Role
from organisation.models import Body
from tests import factories
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

PASSWORD = "noget-helt-andet-2"
CHOSEN = {"password1": PASSWORD, "password2": PASSWORD}
DAY = datetime.timedelta(days=1)


@pytest.fixture
def mona() -> User:
    user = factories.user("mona@example.invalid", password=None, role=Role.WORKER, name="Mona Medlem")
    invitations.begin(user)
    return user


def link(user: User) -> str:
    return f"/konto/invitation/{invitations.token(user)}/"


def open_to(client: Client, email: str = "mona@example.invalid") -> bool:
    return bool(client.post("/konto/log-ind/", {"login": email, "password": PASSWORD}).status_code == 302)


def test_the_invited_chooses_a_password_and_is_where_the_work_is(client: Client, mona: User) -> None:
    page = text(client.get(link(mona)))
    assert "mona@example.invalid" in page
    assert "Mindst 8 tegn." in page
    assert client.post(link(mona), CHOSEN)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    mona.refresh_from_db()
    assert (mona.check_password(PASSWORD), mona.invited_at) == (True, None)
    assert open_to(Client())


def test_looking_changes_nothing(mona: User) -> None:
    before = User.objects.values().get(pk=mona.pk)
    for method in ("get", "head", "get"):
        response = getattr(Client(), method)(link(mona))
        assert response.status_code == 200
        assert "sessionid" not in response.cookies
    assert User.objects.values().get(pk=mona.pk) == before
    for method in ("put", "patch", "delete"):
        assert getattr(Client(), method)(link(mona)).status_code == 405


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"password2": "noget-tredje-3"},
        {"password1": "123", "password2": "123"},
        {"password1": "mona@example.invalid", "password2": "mona@example.invalid"},
        {"password1": "a\0bcdefgh1", "password2": "a\0bcdefgh1"},
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_words(client: Client, mona: User, wrong: dict[str, str]) -> None:
    response = client.post(link(mona), (CHOSEN if wrong else {}) | wrong)
    assert response.status_code == 200
    assert "Det gik ikke" in text(response)
    assert not User.objects.get(pk=mona.pk).has_usable_password()


def dead_links(mona: User, settings: Any) -> dict[str, str]:
    """Every way in which a link can be no good."""
    old = link(mona)
    invitations.begin(mona)
    names = ("late", "back", "used", "closed", "moved")
    others = {name: factories.user(password=None, role=Role.WORKER) for name in names}
    links = {"replaced": old, "cut": link(mona)[:-5] + "/", "garbled": "/konto/invitation/x/"}
    stolen = signing.loads(invitations.token(mona), salt=invitations.SALT)
    links["forged"] = "/konto/invitation/" + signing.dumps(stolen, salt="andet") + "/"
    links["nobody"] = "/konto/invitation/" + signing.dumps([99999, "2031"], salt=invitations.SALT) + "/"
    for name, user in others.items():
        invitations.begin(user)
        links[name] = link(user)
    ago = timezone.now() - settings.INVITATION_DAYS * DAY
    late = others["late"]
    User.objects.filter(pk=late.pk).update(invited_at=ago)
    late.refresh_from_db()
    links["late"] = link(late)
    invitations.withdraw(others["back"])
    invitations.accept(others["used"], "et-andet-kodeord-3")
    User.objects.filter(pk=others["closed"].pk).update(is_active=False)
    # The first address was mistyped; whoever has it got the mail.
    User.objects.filter(pk=others["moved"].pk).update(email="rigtig@example.invalid")
    return links


def test_all_dead_links_answer_alike_and_name_nobody(mona: User, settings: Any) -> None:
    before = {user.pk: user.password for user in User.objects.all()}
    links = dead_links(mona, settings)
    answers = set()
    for address in links.values():
        for client in (Client(), Client()):
            response = client.get(address)
            answers.add((response.status_code, response.content, response["Referrer-Policy"]))
            assert client.post(address, CHOSEN).status_code == 410
    assert len(answers) == 1
    status, body, _policy = answers.pop()
    assert status == 410
    assert "Linket virker ikke længere" in body.decode()
    for secret in ("mona", "Mona", "@example"):
        assert secret not in body.decode()
    assert not any(User.objects.get(pk=pk).check_password(PASSWORD) for pk in before)


def test_a_link_works_until_its_last_moment(mona: User, settings: Any) -> None:
    almost = timezone.now() - settings.INVITATION_DAYS * DAY + datetime.timedelta(minutes=1)
    User.objects.filter(pk=mona.pk).update(invited_at=almost)
    mona.refresh_from_db()
    assert Client().get(link(mona)).status_code == 200


def test_of_two_who_use_a_link_at_once_one_wins(mona: User) -> None:
    twin = User.objects.get(pk=mona.pk)
    assert invitations.accept(mona, PASSWORD)
    assert not invitations.accept(twin, "den-anden-adgangskode-4")
    assert User.objects.get(pk=mona.pk).check_password(PASSWORD)


def test_the_page_is_kept_by_nobody_and_tells_no_other_page_its_address(mona: User) -> None:
    for address in (link(mona), "/konto/invitation/x/"):
        response = Client().get(address)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        # Of the address, only the host goes along.
        assert response["Referrer-Policy"] == "strict-origin"
        assert '<meta name="robots" content="noindex">' in text(response)
        assert "<script" not in text(response)


def test_the_form_is_guarded_against_forgery(mona: User) -> None:
    assert Client(enforce_csrf_checks=True).post(link(mona), CHOSEN).status_code == 403


def test_whoever_was_logged_in_there_is_not_any_more(editor_client: Client, mona: User) -> None:
    editor_client.post(link(mona), CHOSEN)
    assert editor_client.get("/konto/").context["user"] == mona


def test_who_is_to_come_later_is_told_so_and_stays_outside(client: Client) -> None:
    user = factories.user("mona@example.invalid", password=None)
    member = factories.member(
        factories.seat(factories.body(kind=Body.Kind.BOARD)), user=user, starts_on=timezone.localdate() + DAY
    )
    invitations.begin(user)
    response = client.post(link(user), CHOSEN, follow=True)
    assert response.redirect_chain == [("/konto/log-ind/", 302)]
    assert "Du kan logge ind fra den dag, din adgang begynder." in text(response)
    assert not open_to(client)
    member.starts_on = timezone.localdate()
    member.save()
    assert open_to(client)


def test_who_goes_on_guessing_links_has_to_wait(client: Client) -> None:
    answers = [client.post("/konto/invitation/x/", CHOSEN).status_code for _ in range(31)]
    assert answers == [410] * 30 + [429]
    # Looking costs nothing, for a stairwell behind one network.
    assert client.get("/konto/invitation/x/").status_code == 410
