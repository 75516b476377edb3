"""How far a meeting comes, step by step: called, told of anew, cancelled, held.

Each step locks the meeting, refuses in words (ValidationError) what makes no sense, and writes its mails in
the same transaction. A participant's row says that this member was asked.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import telling
from meetings.changes import changes_for_mail
from meetings.models import Meeting, Participant
from meetings.papers import record_of
from organisation.models import Member

State = Meeting.State


@dataclass(frozen=True)
class Reached:
    """Who got a mail, and who must be told in another way."""

    mailed: list[Member]
    others: list[Member]


@transaction.atomic
def call(meeting: Meeting) -> Reached:
    """Send the agenda to who sits in the body on that day. From now on it is read by who may read the meeting."""
    meeting = _locked(meeting)
    if meeting.state not in (State.PLANNED, State.CANCELLED):
        raise ValidationError(_("Mødet er allerede indkaldt."))
    if meeting.date < timezone.localdate():
        raise ValidationError(_("Mødets dato er gået. Ret datoen, eller vælg »Mødet er holdt«."))
    meeting.state, meeting.called_at, meeting.cancelled_because = State.CALLED, timezone.now(), ""
    _ask(meeting)
    _remember(meeting)
    return _reached(telling.called(meeting, members := list(invited(meeting))), members)


@transaction.atomic
def tell_changes(meeting: Meeting) -> Reached:
    """Tell the members what is new since they were last told; who is new among them gets the whole call."""
    meeting = _locked(meeting)
    if not meeting.is_called:
        raise ValidationError(_("Mødet er ikke indkaldt."))
    sentences = changes_for_mail(meeting)
    left, came = _ask(meeting)
    if not (sentences or left or came):
        raise ValidationError(_("Der er intet nyt at fortælle, siden medlemmerne sidst fik besked."))
    stayed = [member for member in invited(meeting) if member not in came] if sentences else []
    _remember(meeting)
    mailed = telling.called(meeting, came) + telling.changed(meeting, stayed, sentences) + telling.left(meeting, left)
    return _reached(mailed, [*came, *stayed, *left])


@transaction.atomic
def cancel(meeting: Meeting, reason: str) -> Reached:
    """It stays where it stands, as cancelled. Members are told if they were called."""
    meeting = _locked(meeting)
    if meeting.is_held or meeting.is_cancelled:
        raise ValidationError(_("Mødet er holdt eller aflyst i forvejen."))
    was_called = meeting.is_called
    meeting.state, meeting.cancelled_because = State.CANCELLED, reason.strip()
    meeting.save()
    members = list(invited(meeting)) if was_called else []
    return _reached(telling.cancelled(meeting, members), members)


@transaction.atomic
def hold(meeting: Meeting) -> None:
    """The meeting has been: its minutes are a draft for the body until they are approved."""
    meeting = _locked(meeting)
    if meeting.is_held or meeting.is_cancelled:
        raise ValidationError(_("Mødet er holdt eller aflyst i forvejen."))
    if meeting.date > timezone.localdate():
        raise ValidationError(_("Mødet ligger i fremtiden. Ret datoen, hvis det er holdt."))
    meeting.state, meeting.called_at = State.HELD, meeting.called_at or timezone.now()
    _ask(meeting)
    meeting.save()


def invited(meeting: Meeting) -> list[Member]:
    """Who was asked, in the order of the chairs."""
    rows = meeting.participants.select_related("member__user", "member__seat__body")
    return [row.member for row in rows]


def is_news(meeting: Meeting) -> bool:
    """Whether there is something to tell the members who were called."""
    return meeting.is_called and any([changes_for_mail(meeting), _to_leave(meeting), _to_come(meeting)])


def unasked(meeting: Meeting) -> list[Member]:
    """Who sits in the body on that day and was not asked, because chairs or the day have changed since."""
    return _to_come(meeting) if meeting.is_called else []


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("body__area").get(pk=meeting.pk)


def _ask(meeting: Meeting) -> tuple[list[Member], list[Member]]:
    """Participants as the chairs are on that day: who went (but for those who were there), and who came."""
    left, came = _to_leave(meeting), _to_come(meeting)
    meeting.participants.filter(member__in=left).delete()
    Participant.objects.bulk_create([Participant(meeting=meeting, member=member) for member in came])
    return left, came


def _to_leave(meeting: Meeting) -> list[Member]:
    sits = meeting.members().order_by().values("pk")
    gone = meeting.participants.exclude(member__in=sits).exclude(was_there=True)
    return [row.member for row in gone.select_related("member__user", "member__seat__body")]


def _to_come(meeting: Meeting) -> list[Member]:
    asked = meeting.participants.order_by().values("member")
    return list(meeting.members().exclude(pk__in=asked).select_related("user", "seat__body"))


def _remember(meeting: Meeting) -> None:
    """What the members know from now on. Their answers were about the day that they knew of."""
    if meeting.told and meeting.told["date"] != meeting.date.isoformat():
        meeting.participants.update(reply=Participant.Reply.NONE, substitute="")
    meeting.told = record_of(meeting).model_dump(mode="json")
    meeting.save()


def _reached(mailed: list[Member], members: list[Member]) -> Reached:
    return Reached(mailed, [member for member in members if member not in mailed])
