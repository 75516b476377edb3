"""Minutes become fixed when they are approved; a correction opens them, and closes with a new version."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.frozen import checksum
from meetings.models import Meeting, Minutes
from meetings.papers import record_of


@transaction.atomic
def approve(meeting: Meeting, on: datetime.date, by: Any, at: Meeting | None = None) -> Minutes:
    """Fix the minutes of a meeting that was held; after a correction, as a new version with its reason.

    Raises ValidationError where there is nothing to approve.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not meeting.is_held:
        raise ValidationError(_("Mødet er ikke holdt endnu. Derfor er der intet referat at godkende."))
    if meeting.is_fixed:
        raise ValidationError(_("Referatet er allerede godkendt."))
    if on < meeting.date:
        raise ValidationError(_("Et referat kan ikke godkendes før mødet."))
    if on > timezone.localdate():
        raise ValidationError(_("Datoen er i fremtiden. Skriv den dag, referatet blev godkendt."))
    if at and (at.body_id != meeting.body_id or at.pk == meeting.pk):
        raise ValidationError(_("Referatet godkendes på et andet møde i samme gruppe."))
    record = record_of(meeting).model_dump(mode="json")
    minutes = meeting.minutes.create(
        number=meeting.minutes.count() + 1,
        record=record,
        checksum=checksum(record),
        approved_on=on,
        approved_at=at,
        reason=meeting.correction,
        made_by=by,
    )
    meeting.correction = ""
    meeting.save(update_fields=["correction", "changed_at"])
    return minutes


@transaction.atomic
def begin_correction(meeting: Meeting, reason: str) -> None:
    """Open fixed minutes again. What was approved is read until the correction is approved."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not reason.strip():
        raise ValidationError(_("Skriv, hvorfor referatet skal rettes."))
    if not meeting.is_fixed:
        raise ValidationError(_("Referatet ligger ikke fast, så det kan rettes uden videre."))
    meeting.correction = reason.strip()
    meeting.save(update_fields=["correction", "changed_at"])
