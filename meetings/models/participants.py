"""Who was asked to a meeting, who sends apologies, and who came."""

import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting, inside
from organisation.models import Member


class ParticipantQuerySet(models.QuerySet):
    hides_from_editors = True

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Within the body only: who comes and who does not is nobody else's business before the minutes say it."""
        return self.filter(inside(user, at, of="meeting__"))

    def editable_by(self, user: Any) -> Self:
        own = Meeting.objects.editable_by(user)
        return self.filter(meeting__in=own.order_by().values("pk")) if own.query.where else self.all()


class Participant(models.Model):
    """A member at one meeting. It goes with the member: what minutes keep of it is the chair, not the name."""

    class Reply(models.TextChoices):
        NONE = "", _("Har ikke svaret")
        COMING = "kommer", _("Kommer")
        APOLOGIES = "afbud", _("Afbud")

    meeting = models.ForeignKey(Meeting, verbose_name=_("møde"), on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(
        Member, verbose_name=_("medlem"), on_delete=models.CASCADE, related_name="participations"
    )
    reply = models.CharField(_("svar"), max_length=10, choices=Reply.choices, blank=True, default=Reply.NONE)
    substitute = models.CharField(
        _("stedfortræder"), max_length=120, blank=True, help_text=_("Hvem der kommer i stedet. Vises kun i gruppen.")
    )
    was_there = models.BooleanField(
        _("var der"),
        null=True,
        blank=True,
        choices=[(None, _("Ikke noteret")), (True, _("Ja")), (False, _("Nej"))],
        help_text=_("Medlemmet selv eller stedfortræderen."),
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("deltager")
        verbose_name_plural = _("deltagere")
        ordering = ["member__seat__position", "member__seat", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="participant_once")]

    def __str__(self) -> str:
        return str(self.member.seat.post)
