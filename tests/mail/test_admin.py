"""The head sees which mails left and which did not, and sends again what was given up."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from abc_portal import desk
from accounts.models import User
from mail.models import PATIENCE, OutgoingMail
from tests import factories
from tests.pages import text

LIST = "/admin/mail/outgoingmail/"
State = OutgoingMail.State


@pytest.fixture
def failed(db: None) -> OutgoingMail:
    return factories.outgoing_mail(state=State.FAILED, attempts=9, last_error="Mailserveren vil ikke have mailen.")


def listed(client: Client, query: str = "") -> list[Any]:
    return [row.state for row in client.get(LIST + query).context["cl"].result_list]


def test_what_failed_stands_first_and_says_why(editor_client: Client, failed: OutgoingMail) -> None:
    factories.outgoing_mail()
    factories.outgoing_mail(state=State.SENT, body=None, sent_at=timezone.now())
    assert listed(editor_client) == [State.FAILED, State.WAITING, State.SENT]
    assert "Mailserveren vil ikke have mailen." in text(editor_client.get(LIST))


def test_a_failure_is_a_task_on_the_start_page_that_leads_to_the_button(
    editor_client: Client, editor: User, failed: OutgoingMail
) -> None:
    (chore,) = desk.chores(editor) or []
    assert (chore.number, chore.text) == (1, "mail kunne ikke sendes")
    factories.outgoing_mail()
    assert listed(editor_client, chore.url.removeprefix(LIST)) == [State.FAILED]
    page = text(editor_client.get(f"{LIST}{failed.pk}/change/"))
    assert f'formaction="{LIST}{failed.pk}/send-igen/"' in page
    assert "Gem" not in page.partition("<main")[2]
    before = timezone.now()
    assert "1 mail er på vej igen." in text(editor_client.post(f"{LIST}{failed.pk}/send-igen/", follow=True))
    row = OutgoingMail.objects.get(pk=failed.pk)
    assert (row.state, row.attempts, bytes(row.body or b"")) == (State.WAITING, 0, failed.body)
    assert before <= row.next_try_at == row.give_up_at - PATIENCE
    assert desk.chores(editor) == []


def test_what_waits_too_long_is_a_task_as_well(editor: User) -> None:
    factories.outgoing_mail(created_at=timezone.now() - PATIENCE / 2)
    assert [chore.text for chore in desk.chores(editor) or []] == ["mail har ventet på mailserveren i over en time"]


def test_many_are_sent_again_from_the_list_and_only_those_that_failed(
    editor_client: Client, failed: OutgoingMail
) -> None:
    sent = factories.outgoing_mail(state=State.SENT, body=None, sent_at=timezone.now())

    def again(*rows: OutgoingMail) -> str:
        data = {"action": "send_again", "_selected_action": [row.pk for row in rows]}
        return text(editor_client.post(LIST, data, follow=True))

    assert "1 mail er på vej igen." in again(failed, sent)
    assert "Kun mails, som ikke kunne sendes, kan sendes igen." in again(failed, sent)
    assert OutgoingMail.objects.get(pk=sent.pk).state == State.SENT


def test_nobody_writes_or_rewrites_a_mail(editor_client: Client, failed: OutgoingMail) -> None:
    assert editor_client.get(f"{LIST}add/").status_code == 403
    assert editor_client.post(f"{LIST}{failed.pk}/change/", {"recipient": "x@example.invalid"}).status_code == 403
