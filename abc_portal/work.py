"""What runs beside the server: mails leave, and chores are done when their time comes.

A chore must bear being done twice: whoever starts a second worker, or this one anew, does so.
"""

import datetime
import logging
from collections.abc import Callable
from typing import Any

from abc_portal.retention import EVERY, delete_expired
from activities.models.series import extend
from activities.queue import end_offers
from activities.reminders import remind, thank
from board import reminders as duties
from board.status_steps import make_due_drafts
from budget.imports import runs
from mail.sending import Postman
from news.letters import delivery
from news.letters.making import draft_in_time

log = logging.getLogger(__name__)

Task = Callable[[datetime.datetime], Any]
# What it is called in the log, how often it is done, and what does it at a given time.
CHORES: list[tuple[str, datetime.timedelta, Task]] = [
    ("delete_expired", EVERY, delete_expired),
    ("extend series", datetime.timedelta(days=1), extend),
    ("end offers", datetime.timedelta(minutes=1), end_offers),
    ("remind", datetime.timedelta(minutes=10), remind),
    ("thank", datetime.timedelta(minutes=10), thank),
    ("draft the newsletter", datetime.timedelta(hours=1), draft_in_time),
    ("write the newsletter", datetime.timedelta(seconds=1), delivery.write),
    ("make duties' turns", datetime.timedelta(days=1), duties.make_turns),
    ("remind of duties", datetime.timedelta(minutes=10), duties.remind),
    ("statuses", datetime.timedelta(days=1), make_due_drafts),
    ("spreadsheets", datetime.timedelta(seconds=1), runs.work),
]
# When a chore has failed, it need not wait for tomorrow.
AFTER_A_FAILURE = datetime.timedelta(minutes=10)


class Worker:
    def __init__(self) -> None:
        self.postman = Postman()
        self.due: dict[str, datetime.datetime] = {}

    def round(self, now: datetime.datetime) -> bool:
        """The chores whose time has come, and one mail: whether another mail may be waiting."""
        for name, every, task in CHORES:
            if name not in self.due or now >= self.due[name]:
                _result, failed = attempt(name, task, now)
                self.due[name] = now + (min(every, AFTER_A_FAILURE) if failed else every)
        more, failed = attempt("mail", self.postman.deliver, now)
        if failed:
            self.postman.take_a_rest(now)
        return bool(more)


def attempt(name: str, task: Task, now: datetime.datetime) -> tuple[Any, bool]:
    """(What it answered, whether it failed): a failure is logged, and the others go on."""
    try:
        return task(now), False
    except Exception:
        log.exception("The worker could not do: %s", name)
        return None, True
