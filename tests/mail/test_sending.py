"""From the outbox to a real mail server, which takes, refuses, hangs, drops or is not there."""

import datetime
import socket
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from core.mails import compose
from mail import sending
from mail.models import LEASE, OutgoingMail
from mail.sending import Line, Postman
from tests import mails
from tests.mail.server import OK, Server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
State = OutgoingMail.State
MINUTE = datetime.timedelta(minutes=1)
HOUR = 60 * MINUTE


@pytest.fixture
def mail() -> OutgoingMail:
    return written("anna@example.invalid")


def written(to: str) -> OutgoingMail:
    compose("password_reset", to, {"link": "http://127.0.0.1/hemmeligt"}).send()
    return OutgoingMail.objects.latest("pk")


def now(mail: OutgoingMail) -> OutgoingMail:
    """The row as it is now."""
    return OutgoingMail.objects.get(pk=mail.pk)


def tries(mail: OutgoingMail) -> list[datetime.timedelta]:
    """When this mail was tried until it was given up, counted from when it was written."""
    found, row = [], now(mail)
    while row.state == State.WAITING:
        assert not Postman().deliver(row.next_try_at - datetime.timedelta(seconds=1))
        Postman().deliver(row.next_try_at)
        found.append(row.next_try_at - mail.created_at)
        row = now(mail)
    return found


def test_what_is_taken_is_sent_and_its_body_is_gone(server: Server, mail: OutgoingMail) -> None:
    at = timezone.now()
    assert Postman().deliver(at)
    message = server.taken[0]
    assert (message["To"], message["Message-ID"]) == ("anna@example.invalid", mail.message_id)
    assert "en ny adgangskode hos" in mails.part(message, "plain")
    assert '<a href="http://127.0.0.1/hemmeligt">Vælg en ny adgangskode</a>' in mails.part(message, "html")
    row = now(mail)
    assert (row.state, row.sent_at, row.body, row.attempts) == (State.SENT, at, None, 1)
    assert not Postman().deliver(at)


def test_an_address_that_is_refused_for_good_fails_at_once_and_the_next_mail_goes(
    server: Server, mail: OutgoingMail
) -> None:
    server.to_rcpt = "550 5.1.1 No such user"
    postman = Postman()
    assert postman.deliver(timezone.now())
    row = now(mail)
    assert row.state == State.FAILED
    assert row.last_error == "Mailserveren tager ikke imod mails til den adresse. (550 5.1.1 No such user)"
    server.to_rcpt, other = OK, written("bo@example.invalid")
    assert postman.deliver(timezone.now())
    assert now(other).state == State.SENT


def test_a_mail_that_is_refused_for_good_fails_at_once(server: Server, mail: OutgoingMail) -> None:
    server.to_data = "554 5.7.1 Looks like spam"
    Postman().deliver(timezone.now())
    assert now(mail).state == State.FAILED
    assert now(mail).last_error == "Mailserveren vil ikke have mailen. (554 5.7.1 Looks like spam)"


def test_a_mail_that_cannot_be_addressed_fails_at_once(server: Server) -> None:
    EmailMessage("Hej", "Hej", to=["anna @@ example"]).send()
    Postman().deliver(timezone.now())
    assert OutgoingMail.objects.get().state == State.FAILED


@pytest.mark.parametrize("which", ["to_rcpt", "to_data"])
def test_what_is_refused_for_now_waits_longer_and_longer_and_is_given_up_after_two_days(
    server: Server, mail: OutgoingMail, which: str
) -> None:
    setattr(server, which, "451 4.7.1 Come back later")
    minutes = [0, 1, 6, 21, 81, 261, 11 * 60 - 39, 23 * 60 - 39, 47 * 60 - 39]
    assert tries(mail) == [number * MINUTE for number in minutes]
    row = now(mail)
    assert (row.state, row.attempts) == (State.FAILED, 9)
    assert "lige nu" in row.last_error
    # Somebody who still wants it sent says so.
    setattr(server, which, OK)
    late = mail.created_at + 100 * HOUR
    assert OutgoingMail.objects.send_again(late) == 1
    Postman().deliver(late)
    assert (now(mail).state, server.identities) == (State.SENT, [mail.message_id])


def test_a_server_that_drops_gets_the_same_mail_later_with_the_same_identity(
    server: Server, mail: OutgoingMail
) -> None:
    server.drops = True
    postman, at = Postman(), timezone.now()
    assert not postman.deliver(at)
    assert now(mail).last_error.startswith("Forbindelsen til mailserveren blev afbrudt.")
    server.drops = False
    assert not postman.deliver(at + MINUTE / 2)
    assert postman.deliver(at + MINUTE)
    assert server.identities == [mail.message_id] * 2


def test_many_go_over_one_line_and_a_server_that_hangs_up_in_between_costs_none(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MAILS_A_CONNECTION", 3)
    for number in range(4):
        written(f"nr{number}@example.invalid")
    postman, at = Postman(), timezone.now()
    for _ in range(4):
        assert postman.deliver(at)
    first, second, third, fourth = server.peers
    assert first == second == third != fourth
    server.hangs_up = True
    for number in range(2):
        written(f"igen{number}@example.invalid")
    at = timezone.now()
    assert postman.deliver(at)
    assert wait_for_the_end_of(postman.line)
    assert postman.deliver(at)
    assert server.peers[4] == fourth
    assert server.peers[5] != fourth
    assert len(server.identities) == len(set(server.identities)) == 6
    assert not postman.deliver(at)
    assert postman.line.connection is None


def wait_for_the_end_of(line: Line) -> bool:
    """Until the server's hanging up has come."""
    return line.connection.connection.sock.recv(1) == b""


def test_a_letter_to_all_lets_every_other_mail_go_first(server: Server) -> None:
    letter = EmailMessage("Nyt", "Nyt", to=["alle@example.invalid"])
    assert OutgoingMail.objects.write_many([letter], timezone.now() - HOUR) == 1
    written("anna@example.invalid")
    postman, at = Postman(), timezone.now()
    assert postman.deliver(at)
    assert postman.deliver(at)
    assert [message["To"] for message in server.taken] == ["anna@example.invalid", "alle@example.invalid"]


def test_a_server_that_hangs_does_not_keep_the_mail_or_the_worker(server: Server, mail: OutgoingMail) -> None:
    server.gates = {1: Event()}
    assert not Postman().deliver(timezone.now())
    row = now(mail)
    assert (row.state, row.attempts) == (State.WAITING, 1)
    assert row.next_try_at < timezone.now() + LEASE


def test_a_server_that_is_not_there_is_asked_ever_more_rarely_and_costs_no_mail_a_try(
    mail: OutgoingMail, settings: Any
) -> None:
    """One listens and never speaks, as a server that is overwhelmed; then there is none at all."""
    settings.MAIL_TRANSPORT, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 0.1
    written("bo@example.invalid")
    postman, at = Postman(), timezone.now()
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        assert not postman.deliver(at)
    asked = [second for second in range(1, 400) if _asks(postman, at + datetime.timedelta(seconds=second))]
    assert asked == [1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363]
    for row in mails.waiting():
        assert (row.attempts, row.next_try_at <= at + 7 * MINUTE) == (0, True)
    assert now(mail).last_error.startswith("Mailserveren svarer ikke. (ConnectionRefusedError")
    # For a whole weekend: then somebody must say what is still worth sending, and nothing is lost.
    Postman().deliver(at + 47 * HOUR)
    assert len(mails.waiting()) == 2
    for hours in (49, 50):
        Postman().deliver(at + hours * HOUR)
    assert [row.body is None for row in OutgoingMail.objects.filter(state=State.FAILED)] == [False, False]


def _asks(postman: Postman, at: datetime.datetime) -> bool:
    before = postman.rests_until
    postman.deliver(at)
    return postman.rests_until != before


def test_a_mail_in_somebodys_hands_is_nobody_elses_until_the_lease_is_over(mail: OutgoingMail) -> None:
    at = timezone.now()
    assert OutgoingMail.objects.lease(at) == mail
    assert OutgoingMail.objects.lease(at + LEASE / 2) is None
    second = OutgoingMail.objects.lease(at + LEASE)
    assert second == mail
    # The first one comes back and says that it did not work: that is the second one's to say.
    first = OutgoingMail(pk=mail.pk, attempts=1, next_try_at=at + LEASE, give_up_at=mail.give_up_at)
    first.mark_refused("for sent", at + LEASE, for_good=True)
    assert now(mail).state == State.WAITING
    # … or that it did: then there is nothing left to send.
    first.mark_sent(at + LEASE)
    assert second is not None
    second.mark_refused("dobbelt", at + LEASE, for_good=True)
    assert now(mail).state == State.SENT


def test_on_ones_own_machine_mails_are_files_that_a_mail_program_opens(
    mail: OutgoingMail, settings: Any, tmp_path: Path
) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_FILE_PATH = "mail.backends.FolderBackend", tmp_path / "mails"
    body = bytes(mail.body or b"")
    assert Postman().deliver(timezone.now())
    (file,) = (tmp_path / "mails").iterdir()
    assert (file.suffix, file.read_bytes()) == (".eml", body)
    # A folder that cannot be written to is a server that is not there.
    settings.EMAIL_FILE_PATH = file
    other = written("bo@example.invalid")
    assert not Postman().deliver(timezone.now())
    assert now(other).state == State.WAITING
