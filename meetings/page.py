"""A meeting as it is shown: what the page, the file and the boxes about the next meeting are all drawn from."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formats import NBSP, long_date
from meetings.models import AttachmentVersion, Meeting, Minutes, Participant
from meetings.models.agenda import Kind
from meetings.papers import Attached, Attendee, Entry, Papers, papers
from organisation.models import Body, Member

EVERYBODY = AnonymousUser()


class File(NamedTuple):
    """An attachment; without `url` its file is gone."""

    title: str
    url: str
    facts: str


class Point(NamedTuple):
    """An item, with its files."""

    entry: Entry
    files: list[File]

    @property
    def kind(self) -> str:
        return str(Kind(self.entry.kind).label) if self.entry.kind else ""

    @property
    def title(self) -> str:
        return self.entry.title or _("Lukket punkt")


class Person(NamedTuple):
    """A chair at the meeting; the name only where this reader may see it."""

    chair: Attendee
    name: str

    @property
    def reply(self) -> str:
        return str(Participant.Reply(self.chair.reply).label)


@dataclass(frozen=True)
class Page:
    """`reader` is who may read what is in the papers: for the copy that can be passed on, everybody."""

    papers: Papers
    reader: Any

    @property
    def record(self) -> Any:
        return self.papers.record

    @property
    def meeting(self) -> Meeting:
        return self.papers.meeting

    @property
    def state(self) -> str:
        """How far it has come, in words."""
        meeting, minutes = self.meeting, self.papers.minutes
        if minutes:
            return _("Referat, godkendt den %(day)s") % {"day": long_date(minutes.approved_on)}
        if meeting.is_cancelled:
            return _("Aflyst")
        if meeting.is_held:
            return _("Referat, ikke godkendt") if self.papers.tells_outcome else _("Holdt")
        return _("Dagsorden") if meeting.agenda_is_out else _("Planlagt")

    @property
    def note(self) -> str:
        """The key of the text that says what the reader cannot read yet; empty when there is nothing to say."""
        meeting = self.meeting
        if self.papers.minutes or meeting.is_cancelled:
            return ""
        if meeting.is_held:
            return "meetings.draft" if self.papers.tells_outcome else "meetings.not_approved"
        if meeting.date < timezone.localdate():
            return "meetings.not_written"
        if not meeting.agenda_is_out:
            return "meetings.not_called_draft" if self.record.entries else "meetings.not_called"
        return ""

    @cached_property
    def points(self) -> list[Point]:
        return [Point(entry, [self._file(row) for row in entry.attachments]) for entry in self.record.entries]

    @property
    def has_closed(self) -> bool:
        """This reader reads something that is closed to others."""
        items = any(entry.is_closed and not entry.is_stub for entry in self.record.entries)
        return items or any(row.is_closed for row in self.record.carried)

    @property
    def files(self) -> list[File]:
        return [file for point in self.points for file in point.files]

    @cached_property
    def _versions(self) -> dict[int, AttachmentVersion]:
        keys = [row.key for entry in self.record.entries for row in entry.attachments]
        return AttachmentVersion.objects.visible_to(self.reader).in_bulk(keys) if keys else {}

    def _file(self, row: Attached) -> File:
        version = self._versions.get(row.key)
        size = version.document.bytes_if_known if version else None
        if version is None or size is None:
            return File(row.title, "", _("Filen findes ikke mere"))
        facts = [version.document.kind, filesizeformat(size)]
        if row.version > 1:
            facts.append(_("version%(space)s%(number)d") % {"space": NBSP, "number": row.version})
        return File(row.title, version.get_absolute_url(), ", ".join(facts))

    @cached_property
    def people(self) -> list[Person]:
        keys = [row.member for row in self.record.attendees]
        members = Member.objects.named_to(self.reader, timezone.localdate()).in_bulk(keys) if keys else {}
        shown = {key: member.name for key, member in members.items() if member.is_named}
        return [Person(row, shown.get(row.member, "")) for row in self.record.attendees]

    @property
    def present(self) -> list[Person]:
        return [person for person in self.people if person.chair.was_there]

    @property
    def absent(self) -> list[Person]:
        return [person for person in self.people if person.chair.was_there is False]

    @property
    def tells_who_came(self) -> bool:
        return self.papers.tells_outcome and bool(self.present or self.absent)

    @cached_property
    def versions(self) -> list[Minutes]:
        """The approved versions, the newest first."""
        return list(self.meeting.minutes.visible_to(self.reader).select_related("approved_at__body"))

    @property
    def is_former(self) -> bool:
        """An earlier version of the minutes, which a correction has replaced."""
        return bool(self.papers.minutes and self.versions and self.papers.minutes.number < self.versions[0].number)

    @property
    def tells_reasons(self) -> bool:
        """Why minutes were corrected may tell of what is closed in them."""
        return self.papers.reads_all or not self.papers.has_stubs

    @property
    def is_everybodys(self) -> bool:
        """Nothing is read here that not everybody reads."""
        return self.meeting.is_open and not self.papers.reads_all


def page_of(meeting: Meeting, user: Any, version: Minutes | None = None, open_only: bool = False) -> Page:
    reader = EVERYBODY if open_only and meeting.is_open else user
    return Page(papers(meeting, user, version, open_only), reader)


class Ahead(NamedTuple):
    """What is to come in a body, for its box on a page: the next meeting, and the latest minutes."""

    body: Body
    page: Page | None
    latest: Meeting | None


def ahead(body: Body, user: Any) -> Ahead:
    seen = Meeting.objects.visible_to(user).of(body).select_related("body")
    coming = seen.taking_place().coming().exclude(state=Meeting.State.HELD).first()
    latest = seen.with_approval().filter(approved_on__isnull=False).order_by("-date").first()
    return Ahead(body, page_of(coming, user) if coming else None, latest)
