"""The decision log: what somebody is to do, by when, and whether it is done."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import versions
from core.models import SEE_DRAFTS
from meetings.models.agenda import AgendaItem, OfMeetingQuerySet
from meetings.models.meetings import Meeting, inside
from meetings.models.minutes import Minutes
from organisation.models import Body, Member, Seat


class DecisionQuerySet(OfMeetingQuerySet):
    to_item = "item__"

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Outside the body and the secretariat, what was decided is known when the minutes are approved.

        While they are corrected the rows are a draft again.
        """
        rows = super().visible_to(user, at)
        if user.has_perm(SEE_DRAFTS):
            return rows
        approved = Minutes.objects.filter(meeting=models.OuterRef("item__meeting"))
        told = models.Exists(approved) & models.Q(item__meeting__correction="")
        return rows.filter(inside(user, at, of="item__meeting__") | told)

    def of(self, *bodies: Body) -> Self:
        return self.filter(item__meeting__body__in=bodies)

    def open(self) -> Self:
        return self.filter(done_on__isnull=True)

    def carried_to(self, meeting: Meeting) -> Self:
        """What earlier meetings of the body decided and was not done when this one began."""
        undone = models.Q(done_on__isnull=True) | models.Q(done_on__gte=meeting.date)
        return self.of(meeting.body).filter(undone, item__meeting__date__lt=meeting.date)

    def of_chairs(self, user: Any, at: datetime.date | None = None) -> Self:
        """The tasks of whoever sits in the chair on the day."""
        sits = Member.objects.on(at or timezone.localdate()).filter(user=user.pk)
        return self.filter(seat__in=sits.order_by().values("seat")) if user.is_authenticated else self.none()

    def late(self, at: datetime.date | None = None) -> Self:
        return self.open().filter(due_on__lt=at or timezone.localdate())

    def in_order(self) -> Self:
        """What is not done first, by deadline and those without one last; then what was done latest."""
        done, due = models.F("done_on").desc(nulls_first=True), models.F("due_on").asc(nulls_last=True)
        return self.order_by(done, due, "pk")

    def for_list(self) -> Self:
        return self.select_related("item__meeting__body", "seat")


class Decision(models.Model):
    """A task follows the chair and not the person: whoever sits there next takes it over."""

    item = models.ForeignKey(AgendaItem, verbose_name=_("punkt"), on_delete=models.CASCADE, related_name="decisions")
    what = models.CharField(_("hvad"), max_length=300)
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("hvem (post)"),
        on_delete=models.SET_NULL,
        related_name="decisions",
        null=True,
        blank=True,
    )
    who = models.CharField(_("hvem ellers"), max_length=120, blank=True, help_text=_("For eksempel »Sekretariatet«."))
    due_on = models.DateField(_("senest"), null=True, blank=True)
    done_on = models.DateField(_("gjort den"), null=True, blank=True)
    done_note = models.CharField(_("hvad der kom ud af det"), max_length=250, blank=True)

    objects = DecisionQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("beslutning")
        verbose_name_plural = _("beslutninger")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        super().clean()
        if self.seat and self.who:
            raise ValidationError({"who": _("Vælg enten en post eller skriv, hvem ellers.")})
        item = getattr(self, "item", None)
        if self.seat and item and self.seat.body_id != item.meeting.body_id:
            raise ValidationError({"seat": _("Posten hører til en anden gruppe.")})

    def do(self, note: str = "", at: datetime.date | None = None) -> None:
        self.done_on, self.done_note = at or timezone.localdate(), note
        self.save(update_fields=["done_on", "done_note"])

    @property
    def responsible(self) -> str:
        return self.seat.post if self.seat else self.who

    def is_late(self, at: datetime.date | None = None) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < (at or timezone.localdate())
