"""The secretariat gives its own people a login."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests import factories
from tests.html_forms import sent_by

pytestmark = pytest.mark.django_db

ADD = "/admin/accounts/user/add/"
PASSWORDS = {"password1": "noget-helt-andet-2", "password2": "noget-helt-andet-2"}


def path_of(user: Any) -> str:
    return f"/admin/accounts/user/{user.pk}/change/"


def save(client: Client, user: User, **changed: Any) -> Any:
    response = client.post(path_of(user), sent_by(client.get(path_of(user)), "user_form") | changed)
    user.refresh_from_db()
    return response


def test_a_new_colleague_can_log_in_and_edit(editor_client: Client) -> None:
    data = sent_by(editor_client.get(ADD), "user_form")
    assert data["is_active"] == ["on"]
    assert "username" not in data
    data |= {"email": "Ny@Example.invalid", "role": "medarbejder"}
    assert editor_client.post(ADD, data | PASSWORDS).status_code == 302
    client = Client()
    login = {"login": "ny@example.invalid", "password": PASSWORDS["password1"]}
    assert client.post("/konto/log-ind/", login)["Location"] == "/admin/"
    assert client.get("/admin/initiatives/initiative/").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "ikke-en-mail"},
        {"email": "SEKRETARIAT@example.invalid"},
        {"password1": "", "password2": ""},
        {"password2": "noget-tredje-3"},
        {"password1": "123", "password2": "123"},
        {"password1": "ny@example.invalid", "password2": "ny@example.invalid"},
    ],
)
def test_a_login_without_an_address_of_its_own_or_a_fair_password_is_refused(
    editor_client: Client, wrong: dict[str, str]
) -> None:
    data = sent_by(editor_client.get(ADD), "user_form") | PASSWORDS | {"email": "ny@example.invalid"} | wrong
    assert editor_client.post(ADD, data).status_code == 200
    assert User.objects.count() == 1


def test_a_password_is_changed_only_when_one_is_typed(editor_client: Client) -> None:
    colleague = factories.editor("kollega@example.invalid")
    assert save(editor_client, colleague, name="Kim").status_code == 302
    assert colleague.check_password("et-langt-kodeord-1")
    assert save(editor_client, colleague, **PASSWORDS).status_code == 302
    assert colleague.check_password(PASSWORDS["password1"])


def test_no_password_is_shown(editor_client: Client, editor: Any) -> None:
    for path in (path_of(editor), "/admin/accounts/user/"):
        assert "md5" not in editor_client.get(path).content.decode()


def test_changing_ones_own_password_here_does_not_log_one_out(editor_client: Client, editor: Any) -> None:
    assert save(editor_client, editor, **PASSWORDS).status_code == 302
    assert editor_client.get("/admin/").status_code == 200


def test_nobody_locks_themselves_out(editor_client: Client, editor: Any) -> None:
    page = sent_by(editor_client.get(path_of(editor)), "user_form")
    assert "role" not in page
    assert save(editor_client, editor).status_code == 302
    assert (editor.role, editor.is_active) == ("sekretariatsleder", True)
    assert editor_client.post(f"/admin/accounts/user/{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": editor.pk, "post": "yes"}
    editor_client.post("/admin/accounts/user/", data)
    assert User.objects.filter(pk=editor.pk).exists()


def test_who_is_of_the_secretariat_no_longer_may_nothing(editor_client: Client) -> None:
    colleague = factories.editor("kollega@example.invalid")
    client = Client()
    client.force_login(colleague)
    assert client.get("/admin/").status_code == 200
    assert save(editor_client, colleague, role="").status_code == 302
    assert client.get("/admin/").status_code == 302
