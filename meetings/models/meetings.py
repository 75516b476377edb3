"""A meeting of a body: when, where, how far it has come, and who knows of it."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.formats import long_date
from core.history import versions
from core.models import SEE_DRAFTS, InCalendars
from organisation.models import Body, Member

# Who reads what is closed in every body, and who keeps every body's meetings. Else it follows from a chair,
# or from being the one who keeps the minutes.
SEE_CLOSED = "meetings.see_closed"
KEEP_ANY = "meetings.keep_any"
KEEP = "meetings.change_meeting"

# A meeting is called in good time: from then on the start page says that it is not.
CALL_BEFORE = datetime.timedelta(days=14)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Open meetings of bodies that are seen, for everybody; and those of one's own bodies.

        That a meeting is seen says nothing of its items: those have a doorway of their own.
        """
        if user.has_perm(SEE_DRAFTS):
            return self.all()
        bodies = Body.objects.visible_to(user, at).order_by().values("pk")
        return self.filter(models.Q(is_open=True, body__in=bodies) | inside(user, at))

    def editable_by(self, user: Any) -> Self:
        """All, or those that somebody keeps the minutes of."""
        if user.has_perm(KEEP_ANY):
            return self.all()
        return self.filter(kept_by(user))

    def of(self, body: Body) -> Self:
        return self.filter(body=body)

    def coming(self, at: datetime.date | None = None) -> Self:
        """From today on, the next first; cancelled ones too, so that nobody comes in vain."""
        return self.filter(date__gte=at or timezone.localdate()).order_by("date", "begins", "pk")

    def called(self) -> Self:
        """Those whose agenda is out, also when they have been."""
        return self.filter(called_at__isnull=False)

    def with_approval(self) -> Self:
        """Each meeting gets `approved_on`: the day its minutes were approved, or None."""
        minutes = Meeting.objects.filter(pk=models.OuterRef("pk"), minutes__isnull=False).order_by("-minutes__number")
        return self.annotate(approved_on=models.Subquery(minutes.values("minutes__approved_on")[:1]))

    def taking_place(self) -> Self:
        return self.exclude(state=Meeting.State.CANCELLED)

    def fixed(self) -> Self:
        """Those whose minutes are approved, as `is_fixed` says of each."""
        return self.filter(correction="", minutes__isnull=False).distinct()

    def needing(self, chore: "Meeting.Chore") -> Self:
        """Meetings for which the secretariat should do something now."""
        today, state = timezone.localdate(), Meeting.State
        if chore == Meeting.Chore.CALL:
            return self.filter(state=state.PLANNED, date__range=(today, today + CALL_BEFORE))
        if chore == Meeting.Chore.HOLD:
            return self.filter(state__in=[state.PLANNED, state.CALLED], date__lt=today)
        if chore == Meeting.Chore.APPROVE:
            later = Meeting.objects.filter(body=models.OuterRef("body"), date__gt=models.OuterRef("date"))
            waits = models.Q(models.Exists(later.filter(state=state.HELD)), state=state.HELD, minutes__isnull=True)
            return self.filter(waits | ~models.Q(correction=""))
        if chore == Meeting.Chore.MEMBERS:
            sits = Member.objects.on(models.OuterRef("date")).filter(seat__body=models.OuterRef("body"))
            asked = models.Q(participations__meeting=models.OuterRef("pk"))
            return self.filter(models.Exists(sits.exclude(asked)), state=state.CALLED, date__gte=today)
        here = Member.objects.on(today).filter(seat__body=models.OuterRef("body"))
        ends = here.filter(ends_on__lt=models.OuterRef("date"))
        followed = Member.objects.on(models.OuterRef(models.OuterRef("date"))).filter(seat=models.OuterRef("seat"))
        return self.coming().taking_place().filter(models.Exists(ends.filter(~models.Exists(followed))))

    def for_list(self) -> Self:
        return self.select_related("body__area")


def inside(user: Any, at: datetime.datetime | None = None, of: str = "") -> models.Q:
    """Meetings of which somebody may read all: who sits in the body on the day, or keeps the minutes.

    `of="meeting__"` asks it of the meeting that a row belongs to.
    """
    if user.has_perm(SEE_CLOSED):
        return models.Q(pk__isnull=False)
    bodies = Body.objects.of(user, timezone.localdate(at) if at else None).order_by().values("pk")
    return models.Q(**{f"{of}body__in": bodies}) | kept_by(user, of)


def kept_by(user: Any, of: str = "") -> models.Q:
    """Meetings that somebody keeps the minutes of, as long as he or she works here."""
    return models.Q(**{f"{of}secretary": user.pk}) if user.has_perm(KEEP) else models.Q(pk__in=[])


class Meeting(InCalendars):
    """One meeting. Its day is the last part of its address, so a body meets once a day."""

    CALENDAR_FACTS = ("name", "date", "begins", "ends", "place", "access", "state", "cancelled_because")

    class State(models.TextChoices):
        PLANNED = "planlagt", _("Planlagt")
        CALLED = "indkaldt", _("Indkaldt")
        HELD = "holdt", _("Holdt")
        CANCELLED = "aflyst", _("Aflyst")

    class Chore(models.TextChoices):
        CALL = "indkaldelse", _("skal indkaldes")
        HOLD = "referat", _("er over og mangler referat")
        APPROVE = "godkendelse", _("mangler at få referatet godkendt")
        MEMBERS = "medlemmer", _("mangler at indkalde et medlem")
        TERMS = "perioder", _("ligger, efter at et medlems periode er slut")

    body = models.ForeignKey(Body, verbose_name=_("organ"), on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(
        _("navn"), max_length=120, blank=True, help_text=_("Kun for et særligt møde, for eksempel »Temadag«.")
    )
    date = models.DateField(_("dato"), db_index=True)
    begins = models.TimeField(_("fra kl."), null=True, blank=True)
    ends = models.TimeField(_("til kl."), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True, help_text=_("Tomt felt: ikke oplyst."))
    access = models.TextField(
        _("sådan kommer du ind"), blank=True, help_text=_("For eksempel indgang, etage, elevator eller link.")
    )
    is_open = models.BooleanField(
        _("åbent"),
        default=False,
        help_text=_("Alle kan se mødet og læse de åbne punkter. Uden kryds kan kun gruppen selv."),
    )
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.PLANNED, editable=False)
    cancelled_because = models.CharField(_("hvorfor aflyst"), max_length=250, blank=True, editable=False)
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("referent"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Fører dagsorden og referat, og læser derfor også de lukkede punkter."),
    )
    called_at = models.DateTimeField(_("indkaldt"), null=True, blank=True, editable=False)
    # What the members were last told, as papers.Record: a changed agenda says what changed since.
    told: Any = models.JSONField(null=True, editable=False)
    # Why the approved minutes are open again, as long as they are.
    correction = models.CharField(_("hvorfor referatet rettes"), max_length=250, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()
    history = versions(excluded_fields=["changed_at", "told"])

    class Meta:
        verbose_name = _("møde")
        verbose_name_plural = _("møder")
        ordering = ["-date", "-pk"]
        permissions = [
            ("see_closed", "Læser lukkede punkter i alle grupper"),
            ("keep_any", "Fører alle gruppers møder"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "date"],
                name="meeting_once_a_day",
                violation_error_message=_("Gruppen har allerede et møde den dag."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(begins__isnull=False, ends__gt=models.F("begins")),
                name="meeting_times",
                violation_error_message=_("Mødet skal slutte, efter at det begynder."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.body}, {long_date(self.date)}"

    def clean(self) -> None:
        super().clean()
        if self.is_held and self.date and self.date > timezone.localdate():
            raise ValidationError({"date": _("Mødet er holdt. Datoen kan ikke være i fremtiden.")})
        # A form that shows the body without asking for it leaves the constraint out.
        if self.pk and self.date and Meeting.objects.filter(body=self.body_id, date=self.date).exclude(pk=self.pk):
            raise ValidationError({"date": _("Gruppen har allerede et møde den dag.")})
        if self.pk and self.body_id and self.called_at:
            before = Meeting.objects.values_list("body", flat=True).get(pk=self.pk)
            if before != self.body_id:
                raise ValidationError({"body": _("Mødet er indkaldt. Det kan ikke flyttes til en anden gruppe.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new meeting begins with its body's standing items; one that comes back from the bin has its own."""
        is_new = self._state.adding and self.pk is None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new:
                self._lay_agenda()

    def _lay_agenda(self) -> None:
        for position, item in enumerate(self.body.standing_items.all(), start=1):
            self.items.create(position=position * 10, **item.as_item())

    # How far it has come -----------------------------------------------------------------

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_called(self) -> bool:
        return self.state == self.State.CALLED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD

    @property
    def agenda_is_out(self) -> bool:
        """The members have been called; before that the agenda is the secretariat's draft."""
        return self.called_at is not None

    @property
    def is_fixed(self) -> bool:
        """The minutes are approved, and nobody is correcting them."""
        return not self.correction and self.minutes.exists()

    @property
    def title(self) -> str:
        return self.name or str(_("Møde i %(body)s") % {"body": self.body.name})

    @property
    def starts_at(self) -> datetime.datetime | None:
        """On the clock on the wall; None as long as no time is known."""
        return self._moment(self.begins)

    @property
    def ends_at(self) -> datetime.datetime | None:
        return self._moment(self.ends)

    def _moment(self, time: datetime.time | None) -> datetime.datetime | None:
        return timezone.make_aware(datetime.datetime.combine(self.date, time)) if time else None

    @property
    def takes_answers(self) -> bool:
        """Those who are called may still say whether they come."""
        return self.is_called and self.date >= timezone.localdate()

    def asks(self, user: Any) -> bool:
        """Whether this is somebody who may say now whether he or she comes."""
        return self.takes_answers and user.is_authenticated and self.members().filter(user=user.pk).exists()

    def answer(self, user: Any, reply: str, substitute: str = "") -> None:
        """Somebody who is called says whether he or she comes. Raises ValidationError where nobody asks."""
        own = list(self.members().filter(user=user.pk))
        if not (self.takes_answers and own):
            raise ValidationError(_("Der kan ikke svares på mødet mere."))
        with transaction.atomic():
            for member in own:
                told = {"reply": reply, "substitute": substitute}
                self.participants.update_or_create(member=member, defaults=told)

    def members(self) -> Any:
        """Who is invited: whoever sits in the body on the day of the meeting."""
        return Member.objects.on(self.date).filter(seat__body=self.body_id).order_by("seat__position", "seat", "pk")

    def get_absolute_url(self) -> str:
        return reverse("meeting", kwargs={"slug": self.body.slug, "date": self.date})
