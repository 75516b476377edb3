from meetings.models.agenda import AgendaItem, StandingItem
from meetings.models.attachments import Attachment, AttachmentVersion
from meetings.models.decisions import Decision
from meetings.models.meetings import KEEP_ANY, SEE_CLOSED, Meeting, MeetingQuerySet
from meetings.models.minutes import Minutes
from meetings.models.participants import Participant

__all__ = [
    "KEEP_ANY",
    "SEE_CLOSED",
    "AgendaItem",
    "Attachment",
    "AttachmentVersion",
    "Decision",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "Participant",
    "StandingItem",
]
