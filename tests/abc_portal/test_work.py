"""The worker does each chore when its time has come, and one that fails stops neither the others nor the mails."""

import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from abc_portal import work
from core.models import Deletion
from mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def test_chores_are_done_at_the_start_and_then_at_their_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    def breaks(now: datetime.datetime) -> None:
        done.append(("breaks", now - start))
        raise ZeroDivisionError

    chores = [
        ("breaks", 60 * MINUTE, breaks),
        ("hourly", 60 * MINUTE, lambda now: done.append(("hourly", now - start))),
    ]
    monkeypatch.setattr(work, "CHORES", chores)
    start, worker = timezone.now(), work.Worker()
    for minute in range(70):
        worker.round(start + minute * MINUTE)
    assert [when for name, when in done if name == "hourly"] == [0 * MINUTE, 60 * MINUTE]
    # Sooner than it else would, because it failed.
    assert [when for name, when in done if name == "breaks"] == [minute * MINUTE for minute in range(0, 70, 10)]


def test_once_does_what_is_due_and_sends_all_that_waits(settings: Any, tmp_path: Any) -> None:
    settings.MAIL_TRANSPORT, settings.EMAIL_FILE_PATH = "mail.backends.FolderBackend", tmp_path
    for number in range(3):
        factories.outgoing_mail(body=b"Message-ID: <%d@example.invalid>\nFrom: p@example.invalid\n\nHej" % number)
    later = factories.outgoing_mail(next_try_at=timezone.now() + 60 * MINUTE)
    call_command("work", "--once")
    assert list(OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)) == [later]
    assert len(list(tmp_path.iterdir())) == 3
    assert Deletion.objects.exists()
    call_command("work", "--once")
    assert len(list(tmp_path.iterdir())) == 3
