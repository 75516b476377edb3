"""The secretariat gives logins: to its own, to those who hold a chair, to guests. It invites them by mail."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from organisation.models import Body, Member
from tests import factories
from tests.html_forms import sent_by
from tests.pages import grows, text

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

LIST = "/admin/accounts/user/"
ADD = "/admin/accounts/user/add/"
DAY = datetime.timedelta(days=1)


def path_of(user: Any) -> str:
    return f"/admin/accounts/user/{user.pk}/change/"


def add(client: Client, **fields: Any) -> Any:
    return client.post(ADD, sent_by(client.get(ADD), "user_form") | {"email": "ny@example.invalid"} | fields)


def save(client: Client, user: User, **changed: Any) -> Any:
    return client.post(path_of(user), sent_by(client.get(path_of(user)), "user_form") | changed)


def new() -> User:
    return User.objects.get(email="ny@example.invalid")


def chair(kind: Body.Kind = Body.Kind.BOARD, **fields: Any) -> Member:
    return factories.member(factories.seat(factories.body(kind=kind)), **fields)


def said(client: Client) -> str:
    return text(client.get(LIST))


# Who it is ------------------------------------------------------------------------------


def test_a_member_of_staff_gets_a_role_and_the_login_stands_on_the_person(editor_client: Client) -> None:
    person = factories.staff_member(name="Kim Kollega")
    data = {"who": "medarbejder", "secretariat_role": "medarbejder", "staff_member": person.pk}
    assert add(editor_client, **data, email="Ny@Example.invalid")["Location"] == LIST
    user = new()
    assert (user.name, user.role, user.staff_member, user.roles) == ("Kim Kollega", Role.WORKER, person, {Role.WORKER})
    assert not user.has_usable_password()
    assert mail.outbox == []


def test_a_member_gets_all_the_chairs_and_no_role(editor_client: Client) -> None:
    today = timezone.localdate()
    one = chair(name="Mona Medlem", ends_on=today)
    other = chair(Body.Kind.THEME, name="Mona Medlem", starts_on=today + DAY)
    assert add(editor_client, who="poster", members=[one.pk, other.pk]).status_code == 302
    assert (new().name, new().role, new().roles) == ("Mona Medlem", "", {Role.BOARD})
    assert new().roles_on(today + DAY) == {Role.GROUP}


def test_a_guest_has_a_date(editor_client: Client) -> None:
    response = add(editor_client, who="gaest", guest_role="revisor")
    assert text(response).count("Skriv, hvor længe adgangen gælder.") == 2  # in the summary and at the field
    day = timezone.localdate() + 30 * DAY
    assert add(editor_client, who="gaest", guest_role="revisor", access_until=day).status_code == 302
    assert (new().role, new().access_until) == ("revisor", day)


def test_what_belongs_to_somebody_else_does_not_count(editor_client: Client) -> None:
    """Somebody fills in all of the form; who it is decides."""
    member, person = chair(), factories.staff_member()
    everything = {
        "secretariat_role": "sekretariatsleder",
        "staff_member": person.pk,
        "members": [member.pk],
        "guest_role": "revisor",
        "access_until": timezone.localdate(),
    }
    assert add(editor_client, who="poster", **everything).status_code == 302
    assert (new().role, new().access_until, hasattr(new(), "staff_member")) == ("", None, False)
    assert [row.pk for row in new().memberships.all()] == [member.pk]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"who": ""}, "Dette felt er påkrævet."),
        ({"who": "chef"}, "Marker en gyldig valgmulighed"),
        ({"email": ""}, "Dette felt er påkrævet."),
        ({"email": "ikke-en-mail"}, "gyldig e-mail"),
        ({"email": "SEKRETARIAT@example.invalid"}, "Der er allerede en bruger med den e-mail."),
        ({"secretariat_role": ""}, "Vælg personens rolle."),
        ({"secretariat_role": "revisor"}, "Marker en gyldig valgmulighed"),
        ({"staff_member": "9" * 30}, "Marker en gyldig valgmulighed"),
        ({"who": "poster"}, "Vælg mindst én post."),
        ({"who": "poster", "members": ["9" * 30]}, "er ikke en gyldig værdi"),
        ({"who": "poster", "members": ["777"]}, "Marker en gyldig valgmulighed"),
        ({"who": "gaest", "access_until": "2031-01-01"}, "Vælg, hvad gæsten må se."),
        ({"who": "gaest", "guest_role": "revisor", "access_until": "0001-01-01"}, "1900"),
    ],
)
def test_what_is_missing_or_wrong_is_said(editor_client: Client, wrong: dict[str, Any], word: str) -> None:
    data = {"who": "medarbejder", "secretariat_role": "medarbejder"} | wrong
    assert word in text(add(editor_client, **data))
    assert User.objects.count() == 1


def test_nobody_gets_two_logins_and_an_ended_term_none(editor_client: Client) -> None:
    other = factories.user()
    taken_chair, taken_person = chair(user=other, name="Ole Optaget"), factories.staff_member(user=other)
    ended = chair(name="Eva Ex", ends_on=timezone.localdate() - DAY)
    page = text(editor_client.get(ADD))
    for name in ("Ole Optaget", "Eva Ex", taken_person.name):
        assert name not in page
    for member in (taken_chair, ended):
        assert add(editor_client, who="poster", members=[member.pk]).status_code == 200
    data = {"who": "medarbejder", "secretariat_role": "medarbejder", "staff_member": taken_person.pk}
    assert add(editor_client, **data).status_code == 200
    assert User.objects.count() == 2


def test_changing_who_it_is_moves_the_login(editor_client: Client) -> None:
    today = timezone.localdate()
    user = factories.user(role=Role.WORKER)
    person = factories.staff_member(user=user)
    past = chair(user=user, ends_on=today - DAY)
    current, coming = chair(), chair(starts_on=today + DAY)
    page = sent_by(editor_client.get(path_of(user)), "user_form")
    assert (page["who"], page["secretariat_role"], page["staff_member"]) == (
        ["medarbejder"],
        "medarbejder",
        str(person.pk),
    )
    assert save(editor_client, user, who="poster", members=[current.pk, coming.pk]).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert (user.role, hasattr(user, "staff_member")) == ("", False)
    # What is over stays as it was.
    assert {row.pk for row in user.memberships.all()} == {past.pk, current.pk, coming.pk}
    assert save(editor_client, user, members=[coming.pk]).status_code == 302
    assert {row.pk for row in user.memberships.all()} == {past.pk, coming.pk}


def test_saving_without_a_change_changes_nothing(editor_client: Client) -> None:
    user = factories.user(role=Role.WORKER, name="Kim")
    factories.staff_member(user=user)
    chair(user=user)
    before = list(User.objects.values()), list(Member.objects.values())
    assert save(editor_client, user).status_code == 302
    assert (list(User.objects.values()), list(Member.objects.values())) == before


# Nobody is locked out -------------------------------------------------------------------


def test_nobody_locks_themselves_out(editor_client: Client, editor: Any) -> None:
    page = sent_by(editor_client.get(path_of(editor)), "user_form")
    assert {"who", "secretariat_role", "is_active", "access_until"}.isdisjoint(page)
    data = {"who": "poster", "secretariat_role": "", "access_until": "2001-01-01", "name": "Lea"}
    assert save(editor_client, editor, **data).status_code == 302
    editor.refresh_from_db()
    assert (editor.name, editor.role, editor.is_active, editor.access_until) == ("Lea", Role.HEAD, True, None)
    assert editor_client.post(f"/admin/accounts/user/{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    editor_client.post(LIST, {"action": "delete_selected", "_selected_action": editor.pk, "post": "yes"})
    assert User.objects.filter(pk=editor.pk).exists()


def test_of_two_who_close_each_other_the_second_one_may_not_any_more(editor_client: Client, editor: Any) -> None:
    other = factories.editor("anden@example.invalid")
    sent = sent_by(editor_client.get(path_of(other)), "user_form")
    User.objects.filter(pk=editor.pk).update(role=Role.WORKER)
    assert editor_client.post(path_of(other), sent | {"is_active": ""}).status_code == 403
    assert editor_client.post(f"/admin/accounts/user/{other.pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": other.pk, "post": "yes"}
    assert editor_client.post(LIST, data).status_code == 403
    assert User.objects.get(pk=other.pk).is_active


def test_whoever_was_made_on_the_command_line_can_be_made_something_else(editor_client: Client) -> None:
    first = User.objects.create_superuser("rod@example.invalid", "et-langt-kodeord-1")
    assert save(editor_client, first, secretariat_role=Role.WORKER).status_code == 302
    assert User.objects.get(pk=first.pk).roles == {Role.WORKER}


def test_the_list_does_not_tell_how_a_password_begins(editor_client: Client) -> None:
    for lookup in ("password", "password__startswith", "password__regex"):
        assert editor_client.get(f"{LIST}?{lookup}=a").status_code == 400


def test_who_is_closed_is_out_at_once(editor_client: Client) -> None:
    colleague = factories.editor("kollega@example.invalid")
    client = Client()
    client.force_login(colleague)
    assert client.get("/admin/").status_code == 200
    sent = sent_by(editor_client.get(path_of(colleague)), "user_form")
    del sent["is_active"]
    assert editor_client.post(path_of(colleague), sent).status_code == 302
    assert client.get("/admin/").status_code == 302


def test_nobody_sets_or_sees_the_password_of_another(editor_client: Client) -> None:
    colleague = factories.user(role=Role.WORKER)
    for path in (path_of(colleague), LIST):
        page = text(editor_client.get(path))
        assert "md5" not in page
        assert 'type="password"' not in page
    save(editor_client, colleague, password="nyt-kodeord-9", password1="nyt-kodeord-9", password2="nyt-kodeord-9")
    assert User.objects.get(pk=colleague.pk).check_password("et-langt-kodeord-1")


@pytest.mark.parametrize("role", [Role.WORKER, Role.FINANCE, Role.AUDITOR])
def test_others_give_no_logins(client: Client, role: Role) -> None:
    until = timezone.localdate() + DAY
    client.force_login(factories.user(role=role, access_until=until))
    target = factories.user("maal@example.invalid", password=None)
    assert client.get(LIST).status_code == 403
    data = {"email": "x@example.invalid", "who": "medarbejder", "secretariat_role": "sekretariatsleder", "_invite": "1"}
    assert client.post(ADD, data).status_code == 403
    assert client.post(path_of(target), data).status_code == 403
    assert client.post(LIST, {"action": "invite", "_selected_action": target.pk}).status_code == 403
    assert mail.outbox == []


# Invitations ----------------------------------------------------------------------------


def test_save_and_invite_sends_a_mail_that_says_what_it_is(editor_client: Client) -> None:
    factories.partnership(name="Nordlyset & Co")
    member = chair(name="Mona <b>Medlem", ends_on=datetime.date(2191, 12, 31))
    add(editor_client, who="poster", members=[member.pk], _invite="1")
    message = mail.outbox[0]
    html = message.alternatives[0].content
    assert message.to == ["ny@example.invalid"]
    assert message.subject == "Dit login hos Nordlyset & Co"
    assert "Hej Mona <b>Medlem" in message.body
    assert "Hej Mona &lt;b&gt;Medlem" in html
    for part in (message.body, html):
        assert "til og med 31. december 2191" in part.replace("\xa0", " ")
        assert "http://testserver/konto/invitation/" in part
        assert str(new().invitation_ends.year) in part  # type: ignore[union-attr]
    assert "Invitationen er på vej til ny@example.invalid." in said(editor_client)


def test_send_again_and_withdraw_on_the_row(editor_client: Client) -> None:
    user = factories.user(role=Role.WORKER, password=None)
    save(editor_client, user, _invite="1")
    first = mail.outbox[-1].body
    page = text(editor_client.get(path_of(user)))
    assert "Gem, og send invitationen igen" in page
    save(editor_client, user, _invite="1")
    assert mail.outbox[-1].body != first
    save(editor_client, user, _withdraw="1")
    assert User.objects.get(pk=user.pk).invited_at is None
    assert "er trukket tilbage. Linket virker ikke mere." in said(editor_client)


def test_the_same_for_many_from_the_list(editor_client: Client) -> None:
    people = [factories.user(role=Role.WORKER, password=None) for _ in range(3)]
    active = factories.user(role=Role.WORKER)
    chosen = [user.pk for user in (*people, active)]
    editor_client.post(LIST, {"action": "invite", "_selected_action": chosen})
    assert {message.to[0] for message in mail.outbox} == {user.email for user in people}
    assert "er ikke inviteret: login er lukket, eller adgangskoden er allerede valgt." in said(editor_client)
    assert User.objects.get(pk=active.pk).has_usable_password()
    editor_client.post(LIST, {"action": "withdraw", "_selected_action": chosen})
    assert not User.objects.exclude(invited_at=None).exists()


def test_who_has_a_password_is_not_invited_again(editor_client: Client) -> None:
    user = factories.user(role=Role.WORKER)
    assert "_invite" not in text(editor_client.get(path_of(user)))
    save(editor_client, user, _invite="1")
    assert mail.outbox == []
    assert User.objects.get(pk=user.pk).invited_at is None


# The list -------------------------------------------------------------------------------


def test_the_list_says_what_everybody_is_and_how_far_they_are(editor_client: Client, settings: Any) -> None:
    now = timezone.now()
    today = timezone.localdate()
    waiting = factories.user("venter@example.invalid", password=None, role=Role.FINANCE)
    User.objects.filter(pk=waiting.pk).update(invited_at=now)
    late = factories.user("sen@example.invalid", password=None)
    User.objects.filter(pk=late.pk).update(invited_at=now - (settings.INVITATION_DAYS + 1) * DAY)
    factories.user("kladde@example.invalid", password=None)
    former = factories.user("tidligere@example.invalid")
    chair(user=former, ends_on=today - DAY)
    seated = factories.user("siddende@example.invalid")
    chair(user=seated)
    chair(Body.Kind.THEME, user=seated)
    factories.user("lukket@example.invalid", role=Role.HEAD, is_active=False)
    rows = said(editor_client).split("<tr")
    for email, words in {
        "venter": ["Økonomi", "inviteret den "],
        "sen": ["invitationen er udløbet"],
        "kladde": ["ikke inviteret"],
        "tidligere": ["adgang ophørt"],
        "siddende": ["Bestyrelse, Gruppemedlem", "aktiv"],
        "lukket": ["lukket"],
    }.items():
        row = next(html for html in rows if f"{email}@example.invalid" in html)
        for word in words:
            assert word in row


def test_the_list_and_the_form_ask_as_much_of_many_as_of_few(editor_client: Client) -> None:
    def more() -> None:
        for _ in range(4):
            user = factories.user(role=Role.WORKER)
            factories.staff_member(user=user)
            chair(user=user)
            chair(Body.Kind.THEME)

    more()
    for path in (LIST, ADD):
        before, after = grows(editor_client, path, more)
        assert before == after
