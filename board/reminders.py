"""What time does to the year's duties: their turns are made, and who is responsible is told. Twice changes nothing."""

import datetime
import logging

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from board.models import Duty, DutyTurn
from board.models.duties import CHANGE_DUTIES, DutyTurnQuerySet
from core.mails import absolute, compose
from organisation.models import Partnership
from staff.roles import employed_who_may

log = logging.getLogger(__name__)

# Nobody is told of a duty at night.
FIRST_HOUR = 8


def make_turns(at: datetime.datetime | None = None) -> None:
    for duty in Duty.objects.order_by("pk"):
        duty.make_turns(at)


def remind(at: datetime.datetime | None = None) -> None:
    """Once before the day, once when it has passed."""
    now = timezone.localtime(at)
    if now.hour >= FIRST_HOUR:
        _once(DutyTurn.objects.to_remind(now.date()), "reminded_for", "duty_reminder")
        _once(DutyTurn.objects.to_tell_overdue(now.date()), "overdue_for", "duty_overdue")


def _once(turns: DutyTurnQuerySet, mark: str, mail: str) -> None:
    """Of two workers only the one who marks the row writes the mails, and both together or neither."""
    for turn in turns.select_related("duty__responsible__user"):
        try:
            with transaction.atomic():
                same = DutyTurn.objects.open().filter(pk=turn.pk, due_on=turn.due_on)
                if same.filter(**{mark: getattr(turn, mark)}).update(**{mark: turn.due_on}):
                    for address in addresses(turn.duty):
                        link = absolute(reverse("year_wheel"))
                        compose(mail, address, {"turn": turn, "link": link}).send()
        except Exception:
            log.exception("Nobody could be told of duty turn %s", turn.pk)


def addresses(duty: Duty) -> list[str]:
    """Of the responsible, who can still come in; else of those who answer for all; else the partnership's own."""
    person = duty.responsible
    if person and person.user and employed_who_may("board.change_dutyturn").filter(pk=person.user_id).exists():
        return [person.email or person.user.email]
    heads = list(employed_who_may(CHANGE_DUTIES).order_by("pk").values_list("email", flat=True))
    return heads or list(Partnership.objects.exclude(email="").values_list("email", flat=True))
