"""The inbox: what somebody sees of it, and what is done with a message."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from contact.models import Enquiry
from staff.models import StaffMember
from tests import factories
from tests.pages import grows, logged_in
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
INBOX = "/admin/contact/enquiry/"
MOVES = ["tag", "besvaret", "luk", "aabn"]


@pytest.fixture
def worker() -> User:
    return factories.user(role="medarbejder", name="Wanda")


@pytest.fixture
def person(worker: User) -> StaffMember:
    return factories.staff_member(name="Wanda Worm", user=worker)


@pytest.fixture
def foreign() -> Enquiry:
    """To a colleague, and about what she works with."""
    colleague = factories.staff_member(name="Nora Nabo", user=factories.user(role="medarbejder", name="Nora"))
    focus_area = factories.focus_area(factories.plan())
    factories.responsibility(focus_area, colleague)
    return factories.enquiry(
        name="Aja Hansen", message="Min hemmelighed", staff_member=colleague, focus_area=focus_area
    )


def shown(client: Client, query: str = "") -> list[str]:
    return sorted(row.message for row in client.get(f"{INBOX}?{query}").context["cl"].result_list)


# Who sees what. --------------------------------------------------------------------------------


def test_a_worker_sees_what_is_hers_or_nobodys(worker: User, person: StaffMember, foreign: Enquiry) -> None:
    own_area = factories.focus_area(factories.plan(slug="anden"))
    factories.responsibility(own_area, person)
    factories.enquiry(message="Til mig", staff_member=person)
    factories.enquiry(message="Om mit", focus_area=own_area)
    factories.enquiry(message="Om mit, til en anden", focus_area=own_area, staff_member=foreign.staff_member)
    factories.enquiry(message="Taget af mig", focus_area=foreign.focus_area, taken_by=worker)
    factories.enquiry(message="Til ingen")
    factories.enquiry(message="Om andet", focus_area=foreign.focus_area)
    factories.enquiry(message="Til en anden", staff_member=foreign.staff_member, taken_by=factories.editor())
    seen = ["Om mit", "Om mit, til en anden", "Taget af mig", "Til ingen", "Til mig"]
    assert sorted(row.message for row in Enquiry.objects.visible_to(worker)) == seen
    assert shown(logged_in(worker)) == seen


def test_the_head_sees_them_all(editor_client: Client, foreign: Enquiry) -> None:
    factories.enquiry(message="Til ingen")
    assert shown(editor_client) == ["Min hemmelighed", "Til ingen"]


def test_nobody_else_sees_any(foreign: Enquiry) -> None:
    factories.enquiry(message="Til ingen")
    seat = factories.seat(factories.body(kind="bestyrelse"))
    on_the_board = factories.user()
    factories.member(seat, user=on_the_board)
    others = [
        AnonymousUser(),
        factories.user(role="oekonomi"),
        factories.user(role="revisor", access_until="2199-01-01"),
        factories.user(role="bestyrelse", access_until="2199-01-01"),
        on_the_board,
        factories.user(),
    ]
    for user in others:
        Enquiry.objects.update(taken_by=user.pk)
        assert not Enquiry.objects.visible_to(user).exists()
        if user.pk:
            assert logged_in(user).get(INBOX).status_code in (302, 403)


def test_a_worker_who_has_left_sees_none(worker: User, person: StaffMember) -> None:
    factories.enquiry(message="Til mig", staff_member=person)
    StaffMember.objects.filter(pk=person.pk).update(ends_on="2020-01-01")
    assert not Enquiry.objects.visible_to(User.objects.get(pk=worker.pk)).exists()


@pytest.mark.parametrize("page", ["change/", "history/", "delete/"])
def test_anothers_message_is_as_one_that_is_not_there(worker: User, foreign: Enquiry, page: str) -> None:
    response = logged_in(worker).get(f"{INBOX}{foreign.pk}/{page}", follow=True)
    assert response.status_code in (403, 404)
    assert "hemmelighed" not in response.content.decode()
    assert logged_in(worker).get(f"{INBOX}{foreign.pk}/change/").status_code == 404
    assert logged_in(worker).get(f"{INBOX}{foreign.pk + 1}/change/").status_code == 404


@pytest.mark.parametrize("move", MOVES)
def test_anothers_message_cannot_be_handled(worker: User, foreign: Enquiry, move: str) -> None:
    assert logged_in(worker).post(f"{INBOX}{foreign.pk}/{move}/").status_code == 404
    foreign.refresh_from_db()
    assert (foreign.state, foreign.taken_by) == ("ny", None)


@pytest.mark.parametrize("query", ["q=hemmelighed", "q=Aja", "status=alle", "hos=ingen", "_facets=True", "e=1"])
def test_neither_search_nor_filter_finds_anothers_message(worker: User, foreign: Enquiry, query: str) -> None:
    response = logged_in(worker).get(f"{INBOX}?{query}")
    assert not response.context["cl"].result_list
    assert "Min hemmelighed" not in response.content.decode()
    assert "Aja Hansen" not in response.content.decode()


# The list. -------------------------------------------------------------------------------------


def test_the_list_opens_on_what_is_not_closed(editor: Any, editor_client: Client) -> None:
    factories.enquiry(message="En ny")
    factories.enquiry(message="En besvaret", state="besvaret", taken_by=editor)
    factories.enquiry(message="En lukket", state="lukket", taken_by=factories.user())
    assert shown(editor_client) == ["En besvaret", "En ny"]
    assert shown(editor_client, "status=ny") == ["En ny"]
    assert shown(editor_client, "status=besvaret") == ["En besvaret"]
    assert shown(editor_client, "status=lukket") == ["En lukket"]
    assert shown(editor_client, "status=alle") == ["En besvaret", "En lukket", "En ny"]
    assert shown(editor_client, "hos=mig") == ["En besvaret"]
    assert shown(editor_client, "hos=ingen") == ["En ny"]
    assert "Ikke lukkede" in words(editor_client.get(INBOX))


def test_the_list_asks_as_often_with_more_messages(editor: Any, editor_client: Client) -> None:
    plan = factories.plan()

    def more() -> None:
        for _ in range(8):
            person = factories.staff_member()
            factories.enquiry(focus_area=factories.focus_area(plan), staff_member=person, taken_by=factories.user())

    more()
    editor_client.get(INBOX)  # what a session asks once is not counted
    before, after = grows(editor_client, INBOX, more)
    assert before == after


# What is done. ---------------------------------------------------------------------------------


def test_a_message_is_taken_answered_closed_and_opened_again(worker: User) -> None:
    enquiry = factories.enquiry()
    client, path = logged_in(worker), f"{INBOX}{enquiry.pk}/"
    for move, state, said in (
        ("tag", "ny", "Du har taget henvendelsen."),
        ("besvaret", "besvaret", "Henvendelsen er besvaret."),
        ("luk", "lukket", "Henvendelsen er lukket."),
        ("aabn", "ny", "Henvendelsen er åben igen."),
    ):
        page = client.get(f"{path}change/").content.decode()
        assert f'formaction="{path}{move}/"' in page
        assert said in words(client.post(f"{path}{move}/", follow=True))
        enquiry.refresh_from_db()
        assert (enquiry.state, enquiry.taken_by) == (state, worker)


def test_who_answers_what_nobody_has_taken_has_taken_it(worker: User) -> None:
    enquiry = factories.enquiry()
    logged_in(worker).post(f"{INBOX}{enquiry.pk}/besvaret/")
    enquiry.refresh_from_db()
    assert enquiry.taken_by == worker


def test_taking_what_a_colleague_has_says_so(worker: User) -> None:
    enquiry = factories.enquiry(taken_by=factories.user(role="medarbejder", name="Nora Nabo"))
    client = logged_in(worker)
    assert "Nora Nabo" in words(client.get(INBOX))
    assert "Nora Nabo" in words(client.get(f"{INBOX}{enquiry.pk}/change/"))
    page = words(client.post(f"{INBOX}{enquiry.pk}/tag/", follow=True))
    assert "Du har taget henvendelsen. Nora Nabo havde den før." in page
    enquiry.refresh_from_db()
    assert enquiry.taken_by == worker


def test_only_what_can_be_done_is_offered(worker: User) -> None:
    own = factories.enquiry(taken_by=worker)
    closed = factories.enquiry(state="lukket", taken_by=worker)
    client = logged_in(worker)
    page = client.get(f"{INBOX}{own.pk}/change/").content.decode()
    assert [move for move in MOVES if f"{own.pk}/{move}/" in page] == ["besvaret", "luk"]
    page = client.get(f"{INBOX}{closed.pk}/change/").content.decode()
    assert [move for move in MOVES if f"{closed.pk}/{move}/" in page] == ["aabn"]


@pytest.mark.parametrize("move", MOVES)
def test_a_message_is_handled_by_post_alone_and_with_a_token(worker: User, move: str) -> None:
    enquiry = factories.enquiry()
    path = f"{INBOX}{enquiry.pk}/{move}/"
    for method in ("get", "put", "delete"):
        assert getattr(logged_in(worker), method)(path).status_code in (403, 405)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(worker)
    assert strict.post(path).status_code == 403
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.taken_by) == ("ny", None)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999999", "-1", "abc"])
def test_a_forged_number_is_not_found(worker: User, pk: str) -> None:
    for rest in ("tag/", "luk/", "change/"):
        assert logged_in(worker).post(f"{INBOX}{pk}/{rest}", follow=True).status_code in (403, 404)


@pytest.mark.parametrize(
    ("reply_to", "link"),
    [
        ("anna+abc@example.invalid", "mailto:anna%2Babc@example.invalid"),
        ("+45 12 34 56 78", "tel:+4512345678"),
        ('"a?bcc=b"@example.invalid', "mailto:%22a%3Fbcc%3Db%22@example.invalid"),
    ],
)
def test_one_press_answers(editor_client: Client, reply_to: str, link: str) -> None:
    enquiry = Enquiry.objects.create(name="Anna", reply_to=reply_to, message="Hej")
    assert f'href="{link}"' in editor_client.get(f"{INBOX}{enquiry.pk}/change/").content.decode()


def test_no_name_of_a_resident_outlives_the_message(editor_client: Client) -> None:
    enquiry = factories.enquiry(name="Aja Hansen", message="Min hemmelighed", reply_to="aja@example.invalid")
    said = []
    for move in MOVES:
        response = editor_client.post(f"{INBOX}{enquiry.pk}/{move}/", follow=True)
        said += [str(message) for message in response.context["messages"]]
    response = editor_client.post(f"{INBOX}{enquiry.pk}/delete/", {"post": "yes"}, follow=True)
    said += [str(message) for message in response.context["messages"]]
    kept = [str(enquiry), *said, *(f"{row.object_repr} {row.change_message}" for row in LogEntry.objects.all())]
    for word in ("Aja", "hemmelighed", "example.invalid"):
        assert word not in " ".join(kept)
    assert not hasattr(Enquiry, "history")
