"""The fictional partnership's year: one duty is done, one is late."""

import datetime

from django.utils import timezone

from accounts.models import User
from board.models import Duty, DutyTurn
from board.reminders import make_turns


def fill(now: datetime.datetime, worker: User) -> None:
    today = timezone.localdate(now)
    turns = {
        "delaftaler": {"due_on": -40, "done_on": -45, "done_by": worker, "note": "To aftaler fik en ny version."},
        "tilgaengelighed": {"due_on": -6},
    }
    for key, fields in turns.items():
        days = {name: today + datetime.timedelta(days=value) for name, value in fields.items() if name.endswith("_on")}
        DutyTurn.objects.create(duty=Duty.objects.get(key=key), **fields | days)
    make_turns(now)
