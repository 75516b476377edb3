"""What a meeting is about, item by item; and the items that come by themselves."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.folding import fold, fold_html
from core.history import versions
from core.models import SEE_DRAFTS, Ordered, Searchable, SearchableQuerySet
from core.rich_text import RichTextField
from meetings.models.meetings import Meeting, inside
from organisation.models import Body


class Kind(models.TextChoices):
    DECISION = "B", _("Beslutning")
    DISCUSSION = "D", _("Drøftelse")
    ORIENTATION = "O", _("Orientering")


class Item(Ordered):
    """What an item on an agenda has, be it this meeting's or every meeting's."""

    kind = models.CharField(_("art"), max_length=1, choices=Kind.choices, default=Kind.ORIENTATION)
    title = models.CharField(_("overskrift"), max_length=200)
    is_closed = models.BooleanField(
        _("lukket"), default=False, help_text=_("Kun gruppen og referenten kan læse punktet, bilagene og beslutningen.")
    )
    hides_title = models.BooleanField(
        _("skjul overskriften"), default=False, help_text=_("Andre ser kun »Lukket punkt«.")
    )
    case = RichTextField(_("sagen"))
    recommendation = RichTextField(_("indstilling"))

    class Meta(Ordered.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title


class StandingItem(Item):
    """An item that stands on every agenda of a body."""

    body = models.ForeignKey(Body, verbose_name=_("organ"), on_delete=models.CASCADE, related_name="standing_items")

    history = versions()

    class Meta(Item.Meta):
        verbose_name = _("fast punkt")
        verbose_name_plural = _("faste punkter")

    def as_item(self) -> dict[str, Any]:
        names = ("kind", "title", "is_closed", "hides_title", "case", "recommendation")
        return {name: getattr(self, name) for name in names}


class OfMeetingQuerySet(models.QuerySet):
    """The doorway of items and all that hangs on them. `to_item` is the way from a row to its item."""

    to_item = ""
    hides_from_editors = True

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """What somebody may read in full: open items of seen meetings that are called, and all within one's bodies.

        Before the call, items are a draft that the secretariat writes.
        """
        of, to_meeting = self.to_item, f"{self.to_item}meeting__"
        all_of_it = inside(user, at, of=to_meeting)
        if user.has_perm(SEE_DRAFTS):
            return self.filter(Q(**{f"{of}is_closed": False}) | all_of_it & self._is_out(user))
        seen = Meeting.objects.visible_to(user, at).order_by().values("pk")
        is_open = Q(**{f"{of}is_closed": False, f"{of}meeting__in": seen})
        return self.filter((is_open | all_of_it) & self._is_out(user))

    def _is_out(self, user: Any) -> Q:
        """Called; or whoever asks writes it."""
        own = Meeting.objects.editable_by(user).order_by().values("pk")
        return Q(**{f"{self.to_item}meeting__called_at__isnull": False}) | Q(**{f"{self.to_item}meeting__in": own})

    def editable_by(self, user: Any) -> Self:
        own = Meeting.objects.editable_by(user)
        return (
            self.filter(**{f"{self.to_item}meeting__in": own.order_by().values("pk")})
            if own.query.where
            else self.all()
        )


class AgendaItemQuerySet(OfMeetingQuerySet, SearchableQuerySet):
    def for_search(self) -> Self:
        """The latest meeting first: standing items have the same name at every one."""
        return self.select_related("meeting__body").order_by("-meeting__date", "position", "pk")


class AgendaItem(Item, Searchable):
    """One item of one meeting: what is asked, why, and what came of it."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("møde"), on_delete=models.CASCADE, related_name="items")
    outcome = RichTextField(
        _("referat og beslutning"), help_text=_("Skrives under mødet. Hvad nogen skal gøre, står som beslutninger.")
    )

    objects = AgendaItemQuerySet.as_manager()
    history = versions()

    class Meta(Item.Meta):
        verbose_name = _("punkt")
        verbose_name_plural = _("punkter")

    def search_parts(self) -> Iterable[str]:
        """What the agenda says. What came of it is not everybody's until the minutes are approved."""
        return [fold(self.title), fold_html(self.case)]

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#punkt-{self.pk}"

    def clean(self) -> None:
        super().clean()
        refuse_fixed(getattr(self, "meeting", None))


def refuse_fixed(meeting: Meeting | None) -> None:
    """Raise ValidationError where the minutes are approved: then only a correction opens them."""
    if meeting and meeting.pk and meeting.is_fixed:
        raise ValidationError(_("Referatet er godkendt og ligger fast. Vælg »Ret referatet«, hvis det er forkert."))
