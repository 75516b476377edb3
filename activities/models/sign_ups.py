"""Who comes to an activity. Personal data: kept a short while, in no history, and never in `__str__`."""

import datetime
import secrets
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from activities.models.attendance import Attendance
from activities.models.details import local_moment
from activities.models.standing import ALIVE, HOLDING, Standing
from initiatives.models import Initiative
from mail.models import OutgoingMail
from organisation.models import HousingArea

LARGEST_PARTY = 10
# A group under this size is not told as a number to others than those who work with it.
SMALLEST_GROUP = 5
# What the names of all mails about a sign-up begin with.
MAILS = "sign_up_"
# Nobody is thanked for what was longer ago.
THANKED_WITHIN = datetime.timedelta(days=3)
# Without the letters and digits that look alike: a code is read off a screen and typed in again.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def _oldest(at: datetime.datetime | None) -> datetime.datetime:
    return (at or timezone.now()) - datetime.timedelta(days=settings.SIGN_UP_DAYS)


def may_see_names(rows: models.QuerySet, user: Any, initiative: str = "initiative") -> models.QuerySet:
    """Only what belongs to initiatives that somebody works with; all for the head. `initiative` leads to it."""
    if user.has_perm("activities.see_any_sign_up"):
        return rows.all()
    if not user.has_perm("activities.view_signup"):
        return rows.none()
    own = Initiative.objects.editable_by(user).order_by().values("pk")
    return rows.filter(**{f"{initiative}__in": own})


class SignUpQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return may_see_names(self, user, "activity__initiative")  # type: ignore[return-value]

    def confirmed(self) -> Self:
        return self.filter(state=SignUp.State.CONFIRMED)

    def waiting(self) -> Self:
        return self.filter(state=SignUp.State.WAITING)

    def holding(self) -> Self:
        """Those for whom places are kept: confirmed, or offered and not answered yet."""
        return self.filter(state__in=HOLDING)

    def alive(self) -> Self:
        """Those who come, wait, or have an offer."""
        return self.filter(state__in=ALIVE)

    def in_line(self) -> Self:
        """First come, first served."""
        return self.order_by("created_at", "pk")

    def of_owner(self) -> Self:
        """With all that their own page prints, date by date."""
        activities = Activity.objects.for_page(AnonymousUser())
        return self.prefetch_related(models.Prefetch("activity", activities)).order_by("activity__starts_at", "pk")

    def to_remind(self, at: datetime.datetime | None = None) -> Self:
        """Those who come soon, signed up before that, and have not been reminded."""
        now, ahead = at or timezone.now(), datetime.timedelta(days=settings.REMINDER_DAYS)
        soon = self.confirmed().filter(activity__starts_at__gt=now, activity__starts_at__lte=now + ahead)
        planned = soon.filter(activity__state=Activity.State.PLANNED, reminded_at=None).exclude(email="")
        return planned.filter(created_at__lt=models.F("activity__starts_at") - ahead)

    def to_thank(self, at: datetime.datetime | None = None) -> Self:
        """Those who came yesterday or so, as far as we know, and whose initiative wants to thank."""
        today = local_moment(timezone.localdate(at), datetime.time())
        over = self.confirmed().filter(activity__ends_at__lt=today, activity__ends_at__gte=today - THANKED_WITHIN)
        planned = over.filter(activity__state=Activity.State.PLANNED, thanked_at=None).exclude(email="")
        return planned.exclude(came=False).exclude(activity__initiative__thanks="")

    def kept(self, at: datetime.datetime | None = None) -> Self:
        """Those whose time is not over."""
        return self.filter(activity__ends_at__gt=_oldest(at))

    def offers_over(self, at: datetime.datetime) -> Self:
        """Of dates that are called off nothing lapses: those people have been told."""
        planned = models.Q(activity__state=Activity.State.PLANNED)
        return self.filter(planned, state=SignUp.State.OFFERED, offer_ends_at__lte=at)

    def expired(self, at: datetime.datetime | None = None) -> Self:
        """Those whose time is over: so many days after the date, whatever became of them."""
        return self.filter(activity__ends_at__lte=_oldest(at))

    @transaction.atomic
    def forget(self) -> int:
        """Delete for good, and keep only how many they were: how many rows went."""
        by_activity = self.order_by().values("activity")
        # Of two who do this at once the second finds nothing left to count.
        list(Activity.objects.filter(pk__in=by_activity).lock().values_list("pk"))
        came = models.Q(came=True)
        for row in by_activity.annotate(
            signed_up=models.Sum("party", filter=models.Q(state=SignUp.State.CONFIRMED) | came, default=0),
            came=models.Sum("party", filter=came, default=0),
        ):
            # Who had their name deleted before the others are counted already.
            kept, _created = Attendance.objects.get_or_create(activity_id=row["activity"])
            kept.signed_up = (kept.signed_up or 0) + row["signed_up"]
            kept.came = (kept.came or 0) + row["came"]
            kept.save()
        return self.wipe()

    @transaction.atomic
    def wipe(self) -> int:
        """Delete for good, and the mails to those of whom nothing else is left, sent or not: how many rows went."""
        emails = set(self.exclude(email="").order_by().values_list("email", flat=True))
        gone = self.delete()[1].get(SignUp._meta.label, 0)
        left = SignUp.objects.filter(email__in=emails).values_list("email", flat=True)
        mails = OutgoingMail.objects.filter(kind__startswith=MAILS, recipient__in=emails - set(left))
        mails.delete()
        return gone


class SignUp(models.Model):
    """A party that wants to come to one activity; for a series one row per date, with the same `booking`."""

    State = Standing

    activity = models.ForeignKey(
        Activity, verbose_name=_("aktivitet"), on_delete=models.PROTECT, related_name="sign_ups"
    )
    booking = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    # Short, for who has no e-mail; the same for all dates of a booking.
    code = models.CharField(_("kode"), max_length=8, db_index=True, editable=False)
    name = models.CharField(_("navn"), max_length=120)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    party = models.PositiveSmallIntegerField(
        _("hvor mange kommer"), default=1, validators=[MinValueValidator(1), MaxValueValidator(LARGEST_PARTY)]
    )
    area = models.ForeignKey(
        HousingArea, verbose_name=_("boligområde"), on_delete=models.SET_NULL, null=True, blank=True
    )
    note = models.CharField(_("besked"), max_length=300, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, db_index=True)
    created_at = models.DateTimeField(_("tilmeldt"), default=timezone.now, editable=False)
    # Until when an offered place is kept; empty as long as somebody must be rung first.
    offer_ends_at = models.DateTimeField(_("svar inden"), null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    thanked_at = models.DateTimeField(null=True, blank=True, editable=False)
    came = models.BooleanField(_("kom"), null=True, blank=True)

    # Which number in line, once `number_in_line` has counted.
    position: int | None = None

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("tilmelding")
        verbose_name_plural = _("tilmeldinger")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(party__gte=1, party__lte=LARGEST_PARTY),
                name="sign_up_party",
                violation_error_message=_("Skriv, hvor mange I kommer: fra 1 til 10."),
            )
        ]
        indexes = [models.Index(fields=["activity", "state", "created_at"], name="sign_up_line")]

    def __str__(self) -> str:
        """Never by name: this stands in headings and messages."""
        return _("Tilmelding %(number)s") % {"number": self.pk}

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_offered(self) -> bool:
        return self.state == self.State.OFFERED

    @property
    def holds_a_place(self) -> bool:
        return self.state in HOLDING

    @property
    def is_lapsed(self) -> bool:
        return self.state == self.State.LAPSED

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def greeting(self) -> str:
        """What a mail says after »Hej«: a first name, or nothing if something else was written there."""
        first = self.name.split()[0] if self.name.split() else ""
        return first if first.replace("-", "").isalpha() else ""

    def may_change(self, at: datetime.datetime | None = None) -> bool:
        """Whether one can still cancel, or be more or fewer."""
        return self.is_alive and not self.activity.is_cancelled and not self.activity.has_begun(at)

    def may_accept(self, at: datetime.datetime | None = None) -> bool:
        over = self.offer_ends_at is not None and self.offer_ends_at <= (at or timezone.now())
        return self.is_offered and not over and self.activity.is_open(at)

    @property
    def deleted_on(self) -> datetime.date:
        """The day on which the name goes."""
        return self.activity.sign_ups_deleted_on


def number_in_line(rows: Iterable[SignUp]) -> None:
    """Tell each of those who wait which number they are, 1 for the first. One query."""
    waiting = {row.pk: row for row in rows if row.is_waiting}
    of_activities = SignUp.objects.filter(activity__in={row.activity_id for row in waiting.values()})
    lines: Counter[int] = Counter()
    for pk, activity in of_activities.waiting().in_line().values_list("pk", "activity"):
        lines[activity] += 1
        if pk in waiting:
            waiting[pk].position = lines[activity]


class CallQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return may_see_names(self, user, "sign_up__activity__initiative")  # type: ignore[return-value]

    def open(self, at: datetime.datetime | None = None) -> Self:
        """Those still to be made until the activity begins, the most urgent first; what is answered needs no call."""
        offer, cancelled = Call.Reason.OFFER, Call.Reason.CANCELLED
        answered = models.Q(reason=offer) & ~models.Q(sign_up__state=SignUp.State.OFFERED)
        overtaken = ~models.Q(reason=cancelled) & models.Q(sign_up__activity__state=Activity.State.CANCELLED)
        coming = models.Q(sign_up__activity__starts_at__gt=at or timezone.now(), sign_up__state__in=ALIVE)
        return self.filter(coming, done_at=None).exclude(answered | overtaken).order_by("before", "pk")


class Call(models.Model):
    """A line of the workers' ringeliste: somebody without e-mail who must be told. Goes with the sign-up."""

    class Reason(models.TextChoices):
        OFFER = "plads", _("Der er blevet plads")
        CANCELLED = "aflyst", _("Aktiviteten er aflyst")
        MOVED = "flyttet", _("Tid eller sted er ændret")

    sign_up = models.ForeignKey(SignUp, verbose_name=_("tilmelding"), on_delete=models.CASCADE, related_name="calls")
    reason = models.CharField(_("hvorfor"), max_length=10, choices=Reason.choices)
    before = models.DateTimeField(_("inden"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("ringet"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ringet af"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("opkald")
        verbose_name_plural = _("ringeliste")
        ordering = ["before", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "reason"], condition=models.Q(done_at__isnull=True), name="call_once"
            )
        ]

    def __str__(self) -> str:
        return _("Opkald %(number)s") % {"number": self.pk}

    @property
    def is_offer(self) -> bool:
        return self.reason == self.Reason.OFFER
