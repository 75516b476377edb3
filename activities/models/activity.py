"""One dated occasion: of a series, or alone."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.details import Details, Joining, OfInitiativeQuerySet, enough_places, local_moment
from activities.models.standing import HOLDING, Standing
from core.history import delete_past_the_bin, versions
from core.models import InCalendars
from core.slugs import MAX_LENGTH, danish_slug, free_slug
from initiatives.models import Audience, FocusArea, Initiative, Responsibility
from organisation.models import HousingArea, Plan
from staff.models import StaffMember

FEW_PLACES = 5
WHEN_AND_WHERE = ("starts_at", "ends_at", "place_id")
DAY = datetime.timedelta(days=1)
# How long somebody may still remember how many came.
COUNTED_WITHIN = datetime.timedelta(days=60)


class ActivityQuerySet(OfInitiativeQuerySet):
    def upcoming(self, at: datetime.datetime | None = None) -> Self:
        """Those that are not over, the next first; cancelled ones too, so that nobody comes in vain."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def past(self, at: datetime.datetime | None = None) -> Self:
        return self.filter(ends_at__lte=at or timezone.now()).order_by("-starts_at", "-pk")

    def planned(self) -> Self:
        return self.filter(state=Activity.State.PLANNED)

    def once_a_series(self, most: int, among: int = 200) -> Self:
        """Of the first so many at most some: each series' first, and those that stand alone."""
        firsts: dict[int, int] = {}
        for pk, series in self.values_list("pk", "series")[:among]:
            firsts.setdefault(series or -pk, pk)
        return Activity.objects.filter(pk__in=list(firsts.values())[:most]).order_by("starts_at", "pk")

    def untouched(self) -> Self:
        """Those for which nobody has signed up, be it that they cancelled since, and where nobody was counted."""
        return self.filter(sign_ups__isnull=True, attendance__isnull=True)

    def needing(self, chore: "Activity.Chore") -> Self:
        """Those of late that took place and have no count."""
        since = timezone.now() - COUNTED_WITHIN
        return self.past().planned().filter(ends_at__gt=since, attendance__visits__isnull=True)

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        """Those that begin on one of the days, in their order."""
        midnight = datetime.time()
        begin, end = local_moment(first, midnight), local_moment(last + DAY, midnight)
        return self.filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "pk")

    def of_plan(self, plan: Plan) -> Self:
        return self.filter(initiative__plan=plan)

    def in_area(self, *areas: HousingArea) -> Self:
        """Where they take place; where that is not known, what certainly happens in one of the areas."""
        initiatives = Initiative.objects.in_area(*areas).order_by().values("pk")
        elsewhere = models.Q(place__area__isnull=True, initiative__in=initiatives)
        return self.filter(models.Q(place__area__in=areas) | elsewhere)

    def in_focus_area(self, *focus_areas: FocusArea) -> Self:
        return self.filter(initiative__focus_area__in=focus_areas)

    def for_audience(self, *audiences: Audience) -> Self:
        return self.filter(initiative__in=Initiative.objects.for_audience(*audiences).order_by().values("pk"))

    def with_people(self) -> Self:
        """With `taken` (places that are confirmed or offered) and `queued` (how many entries wait)."""
        this = Activity.objects.filter(pk=models.OuterRef("pk")).order_by().values("pk")
        taken = this.filter(sign_ups__state__in=HOLDING).values(n=models.Sum("sign_ups__party"))
        queued = this.filter(sign_ups__state=Standing.WAITING).values(n=models.Count("sign_ups"))
        return self.annotate(
            taken=Coalesce(models.Subquery(taken), 0),
            queued=Coalesce(models.Subquery(queued), 0),
        )

    def for_list(self) -> Self:
        """With all that a line in a list prints."""
        return self.select_related("initiative__focus_area", "initiative__plan", "place__area").with_people()

    def for_page(self, user: Any) -> Self:
        """With all that its own page prints; a contact who has left is none."""
        people = StaffMember.objects.visible_to(user)
        responsible = Responsibility.objects.visible_to(user)
        return (
            self.for_list()
            .select_related("series")
            .prefetch_related(
                "initiative__languages",
                models.Prefetch("contact", people),
                models.Prefetch("initiative__contact", people),
                models.Prefetch("initiative__focus_area__responsibilities", responsible),
            )
        )

    def lock(self) -> Self:
        """Held until the transaction ends, in one order, so that nobody waits for each other."""
        return self.select_for_update(of=("self",)).order_by("pk")


class Activity(InCalendars, Details):
    """One dated occasion."""

    class State(models.TextChoices):
        PLANNED = "planlagt", _("Efter planen")
        CANCELLED = "aflyst", _("Aflyst")

    class Chore(models.TextChoices):
        COUNT = "fremmoede", _("mangler fremmøde")

    CALENDAR_FACTS = (*WHEN_AND_WHERE, "name", "note", "state", "instead")

    # Whether the last save changed when or where it is.
    was_moved = False

    series = models.ForeignKey(
        "activities.Series",
        verbose_name=_("serie"),
        on_delete=models.SET_NULL,
        related_name="dates",
        null=True,
        blank=True,
        editable=False,
    )
    # The day by the rule, which stays when this date is moved to another day.
    series_day = models.DateField(null=True, blank=True, editable=False)
    starts_at = models.DateTimeField(_("begynder"), db_index=True)
    ends_at = models.DateTimeField(_("slutter"), db_index=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.PLANNED)
    instead = models.CharField(
        _("hvad i stedet"),
        max_length=250,
        blank=True,
        help_text=_("Når datoen er aflyst: hvad man kan gøre i stedet, fx »Kom på tirsdag«."),
    )
    slug = models.SlugField(_("adresse"), max_length=MAX_LENGTH, unique=True, editable=False)

    # When it began before the last save.
    former_start: datetime.datetime | None = None

    objects = ActivityQuerySet.as_manager()
    history = versions(excluded_fields=["changed_at"])

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        ordering = ["starts_at", "pk"]
        permissions = [("see_any_sign_up", "Ser alle tilmeldte")]
        constraints = [
            enough_places("activity_capacity"),
            models.UniqueConstraint(fields=["series", "series_day"], name="activity_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="activity_times",
                violation_error_message=_("Aktiviteten skal slutte, efter at den begynder."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {timezone.localtime(self.starts_at):%d-%m-%Y}"

    def clean(self) -> None:
        super().clean()
        before = self.facts_before()["starts_at"]
        now = timezone.now()
        if before and self.starts_at and before > now >= self.starts_at:
            raise ValidationError({"starts_at": _("Det tidspunkt er gået. Vælg et, der kommer.")})
        self.refuse_too_few_places()
        self._refuse_stranding()

    def _refuse_stranding(self) -> None:
        """Who waits, or has an offer, would never hear of a place where one just comes."""
        if self._state.adding or self.takes_sign_ups or self.is_cancelled:
            return
        # Of what is stored as a drop-in already, other fields may be changed.
        stranded = self.sign_ups.filter(state__in=[Standing.WAITING, Standing.OFFERED])
        if stranded.filter(activity__joining=Joining.SIGN_UP).exists():
            raise ValidationError({"joining": _("Nogen venter på en plads. Giv flere pladser, eller aflys datoen.")})

    def refuse_too_few_places(self) -> None:
        """Nobody loses a place because an editor wants fewer, and nobody waits in vain."""
        if self._state.adding or not self.capacity:
            return
        taken = Activity.objects.with_people().values_list("taken", flat=True).get(pk=self.pk)
        if self.capacity < taken:
            day = timezone.localtime(self.starts_at)
            why = _("%(taken)s har plads den %(day)s. Så mange pladser skal der mindst være.")
            words = {"taken": taken, "day": f"{day:%d-%m-%Y}"}
            raise ValidationError({"capacity": ValidationError(why, params=words)})
        waiting = self.sign_ups.filter(state=Standing.WAITING).exclude(activity__capacity=self.capacity)
        largest = waiting.aggregate(n=models.Max("party"))["n"] or 0
        if self.capacity < largest:
            words = {"number": largest}
            raise ValidationError({"capacity": _("En gruppe på %(number)s venter på plads til alle.") % words})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            day = f"-{timezone.localdate(self.starts_at):%Y-%m-%d}"
            self.slug = free_slug(danish_slug(self.title)[: MAX_LENGTH - 20] + day, Activity.objects.all())
        before, now = self.facts_before(), self.calendar_facts()
        self.was_moved = any(before[name] != now[name] for name in WHEN_AND_WHERE)
        self.former_start = before["starts_at"]
        comes_back = self._state.adding and self.pk is not None
        super().save(*args, **kwargs)
        if comes_back and self.series:
            delete_past_the_bin(self.series.skipped.filter(day=self.series_day))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A date that its series would make again is skipped from now on."""
        with transaction.atomic():
            if self.series and not self.series.skipped.filter(day=self.series_day).exists():
                self.series.skipped.create(day=self.series_day)
            return super().delete(*args, **kwargs)

    def set_times(self, day: datetime.date, begins: datetime.time, ends: datetime.time) -> None:
        self.starts_at, self.ends_at = local_moment(day, begins), local_moment(day, ends)

    @property
    def wall_times(self) -> tuple[datetime.time, datetime.time]:
        return timezone.localtime(self.starts_at).time(), timezone.localtime(self.ends_at).time()

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.starts_at)

    def others_of_series(self) -> ActivityQuerySet:
        return Activity.objects.filter(series__isnull=False, series=self.series_id).exclude(pk=self.pk)

    def in_areas(self) -> Iterable[HousingArea]:
        """As the queryset says it."""
        return [self.place.area] if self.place and self.place.area else self.initiative.in_areas()

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_moved(self) -> bool:
        """On another day than its series says."""
        return self.series_day is not None and self.series_day != self.day

    def has_begun(self, at: datetime.datetime | None = None) -> bool:
        return self.starts_at <= (at or timezone.now())

    def is_over(self, at: datetime.datetime | None = None) -> bool:
        return self.ends_at <= (at or timezone.now())

    def is_open(self, at: datetime.datetime | None = None) -> bool:
        """Whether one can sign up, to come or to wait."""
        return self.takes_sign_ups and not self.is_cancelled and not self.has_begun(at)

    @property
    def sign_ups_deleted_on(self) -> datetime.date:
        """The day on which the names of those who signed up go."""
        return timezone.localdate(self.ends_at + datetime.timedelta(days=settings.SIGN_UP_DAYS))

    @property
    def person(self) -> Any:
        """Whom to ask about it, if somebody is named; fetched `for_page`, nobody who has left."""
        return self.contact or self.initiative.contact

    # These need `with_people`.

    @property
    def has_people(self) -> bool:
        return bool(self.taken or self.queued)  # type: ignore[attr-defined]

    @property
    def free(self) -> int | None:
        """Places left; None without a limit, 0 as long as somebody waits."""
        if self.capacity is None:
            return None
        return 0 if self.queued else max(self.capacity - self.taken, 0)  # type: ignore[attr-defined]

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def is_nearly_full(self) -> bool:
        """Few places left. How many is not told: it would tell how few come."""
        return self.free is not None and 0 < self.free <= FEW_PLACES

    def get_absolute_url(self) -> str:
        return reverse("activity", kwargs={"slug": self.slug})
