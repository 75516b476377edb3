"""What is different since the members were last told, in sentences that the reader may read."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.formats import clock, day_and_month, listed
from meetings.models import Meeting
from meetings.papers import Entry, Record, as_read_by, record_of


def changes(meeting: Meeting, user: Any) -> list[str]:
    """For a page: nothing before the call, and nothing when the meeting is over."""
    if meeting.told is None or not meeting.is_called:
        return []
    return differences(*(as_read_by(record, meeting, user) for record in (_told(meeting), record_of(meeting))))


def changes_for_mail(meeting: Meeting) -> list[str]:
    """For all who are called. A mail leaves the house: that something closed is changed is all that it says."""
    if meeting.told is None or not meeting.is_called:
        return []
    return differences(_told(meeting), record_of(meeting), names_closed=False)


def _told(meeting: Meeting) -> Record:
    return Record.model_validate(meeting.told)


def differences(before: Record, now: Record, names_closed: bool = True) -> list[str]:
    """The sentences. An item that is closed in one of them is closed."""
    return [*_of_meeting(before, now), *_of_agenda(before, now, names_closed)]


def _of_meeting(before: Record, now: Record) -> Iterator[str]:
    if before.title != now.title:
        yield _("Mødet hedder nu »%(title)s«.") % {"title": now.title}
    if before.date != now.date:
        days = {"now": day_and_month(now.date), "before": day_and_month(before.date)}
        yield _("Dato: %(now)s i stedet for %(before)s.") % days
    if (before.begins, before.ends) != (now.begins, now.ends):
        yield _instead(_("Tid"), _time(now), _time(before))
    if before.place != now.place:
        yield _instead(_("Sted"), now.place, before.place)
    if before.access != now.access:
        yield _("Sådan kommer du ind: %(how)s") % {"how": " ".join(now.access.split()) or _("ikke oplyst.")}


def _instead(what: str, now: str, before: str) -> str:
    if not now:
        return _("%(what)s: ikke fastsat endnu. Før: %(before)s.") % {"what": what, "before": before}
    if not before:
        return f"{what}: {now}."
    return _("%(what)s: %(now)s i stedet for %(before)s.") % {"what": what, "now": now, "before": before}


def _time(record: Record) -> str:
    if record.begins is None:
        return ""
    if record.ends is None:
        return _("kl. %(begins)s") % {"begins": _exact(record.begins)}
    return _("kl. %(begins)s–%(ends)s") % {"begins": _exact(record.begins), "ends": _exact(record.ends)}


def _exact(time: datetime.time) -> str:
    return clock(time) if time.minute else f"{time.hour}.00"


def _of_agenda(before: Record, now: Record, names_closed: bool) -> Iterator[str]:
    old = {entry.key: entry for entry in before.entries}
    new = {entry.key: entry for entry in now.entries}
    # What is gone is not named: nobody can say any more whether it was closed at last.
    for entry in before.entries:
        if entry.key not in new:
            yield _("Det tidligere punkt %(number)s udgår.") % {"number": entry.number}
    for entry in now.entries:
        was = old.get(entry.key)
        is_closed = entry.is_closed or (was is not None and was.is_closed)
        called = _called(entry, names_closed or not is_closed)
        if was is None:
            yield _("Nyt punkt %(called)s") % {"called": called}
        elif parts := _changed(was, entry):
            which = f" ({listed(parts)})" if names_closed or not is_closed else ""
            yield _("Ændret er punkt %(called)s") % {"called": called} + which
    stayed = [entry.key for entry in before.entries if entry.key in new]
    if stayed != [entry.key for entry in now.entries if entry.key in old]:
        yield _("Punkterne har fået en ny rækkefølge.")


def _called(entry: Entry, may_be_named: bool) -> str:
    """`4: Budget 2031`"""
    title = entry.title if may_be_named else ""
    return f"{entry.number}: {title or _('Lukket punkt')}"


def _changed(was: Entry, entry: Entry) -> list[str]:
    """Which parts of an item are different. An outcome is no news to those who are to come."""
    if entry.is_stub:
        return []
    parts = {
        _("art"): (was.kind, entry.kind),
        _("overskrift"): (was.title, entry.title),
        _("sagen"): (was.case, entry.case),
        _("indstilling"): (was.recommendation, entry.recommendation),
        _("bilag"): (was.attachments, entry.attachments),
        _("åben eller lukket"): (was.is_closed, entry.is_closed),
    }
    return [str(name) for name, (old, new) in parts.items() if old != new]
