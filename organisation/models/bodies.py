"""The bodies that lead and advise; their chairs; and who sits in them, from and to."""

import datetime
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold, fold_html
from core.history import versions
from core.models import (
    Keyed,
    Ordered,
    Published,
    PublishedQuerySet,
    Searchable,
    SearchableQuerySet,
    Slugged,
    begun,
    not_over,
    period_constraint,
    runs_on,
)
from core.rich_text import RichTextField
from organisation.models.housing import Administrator, HousingArea, HousingCompany, Partner
from organisation.models.partnership import Plan


class BodyQuerySet(PublishedQuerySet, SearchableQuerySet):
    def of(self, user: Any, at: datetime.date | None = None) -> Self:
        """Those in which somebody sits on the day."""
        sits = Member.objects.on(at or timezone.localdate()).filter(seat__body=models.OuterRef("pk"), user=user.pk)
        return self.filter(models.Exists(sits)) if user.is_authenticated else self.none()

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """As everything that can be a draft; and whoever sits in a body sees that body."""
        rows = super().visible_to(user, at)
        if not user.is_authenticated:
            return rows
        own = self.of(user, timezone.localdate(at) if at else None)
        return self.filter(models.Q(pk__in=rows.values("pk")) | models.Q(pk__in=own.values("pk")))

    def needing(self, chore: "Body.Chore") -> Self:
        return self.ending_soon()

    def with_seats(self, user: Any, at: datetime.date | None = None) -> Self:
        """All that a page about bodies prints; each chair gets its `holders` on the day."""
        return self.select_related("area").prefetch_related(
            models.Prefetch("seats", Seat.objects.with_holders(user, at))
        )

    def with_focus_areas(self, plan: Plan | None) -> Self:
        """Each body gets `supports`: the plan's focus areas that have it as their resource group."""
        if plan is None:
            return self
        return self.prefetch_related(models.Prefetch("focus_areas", plan.focus_areas.all(), to_attr="supports"))


class Body(Keyed, Slugged, Ordered, Published, Searchable):
    """A board or group: what it is for, where it works, how often it meets."""

    class Kind(models.TextChoices):
        BOARD = "bestyrelse", _("Boligsocial bestyrelse")
        RESOURCE = "ressourcegruppe", _("Ressourcegruppe")
        LOCAL = "lokal-styregruppe", _("Lokal styregruppe")
        THEME = "temastyregruppe", _("Temastyregruppe")

    class Chore(models.TextChoices):
        ENDING = "udloeb", _("forsvinder snart fra siden")

    kind = models.CharField(_("art"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("navn"), max_length=120)
    area = models.ForeignKey(
        HousingArea,
        verbose_name=_("boligområde"),
        on_delete=models.PROTECT,
        related_name="bodies",
        null=True,
        blank=True,
        help_text=_("Kun for lokale styregrupper."),
    )
    purpose = RichTextField(_("formål og opgaver"))
    meetings_per_year = models.PositiveSmallIntegerField(
        _("møder om året"), null=True, blank=True, help_text=_("Tomt felt: ikke oplyst.")
    )
    meetings_approximate = models.BooleanField(_("cirka"), default=False)
    source_note = models.CharField(_("kilde"), max_length=200, blank=True)

    objects = BodyQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("bestyrelse eller gruppe")
        verbose_name_plural = _("bestyrelse og grupper")
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="body_slug_once"),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="body_key_once"),
            models.CheckConstraint(
                condition=models.Q(kind="lokal-styregruppe", area__isnull=False)
                | (~models.Q(kind="lokal-styregruppe") & models.Q(area__isnull=True)),
                name="body_area_for_local_only",
                violation_error_message=_("En lokal styregruppe hører til et boligområde; andre grupper gør ikke."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> Iterable[str]:
        return [fold(self.name), fold_html(self.purpose)]

    def get_absolute_url(self) -> str:
        return reverse("body", kwargs={"slug": self.slug})


class SeatQuerySet(models.QuerySet):
    def needing(self, chore: "Seat.Chore") -> Self:
        """A chair that stands vacant, as the property says; or whose term ends while nobody is to follow."""
        today = timezone.localdate()
        members = Member.objects.filter(seat=models.OuterRef("pk"))
        if chore == Seat.Chore.VACANT:
            once_held = models.Q(is_vacant=True) | models.Exists(members)
            return self.filter(once_held, ~models.Exists(members.on(today)))
        ends = members.on(today).filter(ends_on__lte=today + datetime.timedelta(days=60))
        return self.filter(models.Exists(ends), ~models.Exists(members.filter(starts_on__gt=today)))

    def with_holders(self, user: Any, at: datetime.date | None = None) -> Self:
        """Chairs with `holders` (who sits there on the day) and `was_held` (somebody once did).

        Each holder's `is_named` says whether this reader may see the name.
        """
        day = at or timezone.localdate()
        return (
            self.select_related("partner", "company", "administrator")
            .prefetch_related(models.Prefetch("members", Member.objects.on(day).named_to(user, day), to_attr="holders"))
            .annotate(was_held=models.Exists(Member.objects.filter(seat=models.OuterRef("pk"))))
        )


class Seat(Keyed, Ordered):
    """One chair (post) on a body, whoever holds it."""

    class Chore(models.TextChoices):
        VACANT = "besaettelse", _("mangler et medlem")
        TERM = "periode", _("bliver ledig inden for 60 dage")

    body = models.ForeignKey(Body, verbose_name=_("organ"), on_delete=models.CASCADE, related_name="seats")
    post = models.CharField(_("post"), max_length=200, help_text=_("For eksempel »Borgmester« eller »Formand«."))
    on_behalf_of = models.CharField(
        _("på vegne af"), max_length=200, blank=True, help_text=_("I ord, når det ikke er en af organisationerne her.")
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="seats", null=True, blank=True
    )
    company = models.ForeignKey(
        HousingCompany,
        verbose_name=_("boligorganisation"),
        on_delete=models.PROTECT,
        related_name="seats",
        null=True,
        blank=True,
    )
    administrator = models.ForeignKey(
        Administrator,
        verbose_name=_("administration"),
        on_delete=models.PROTECT,
        related_name="seats",
        null=True,
        blank=True,
    )
    number_unknown = models.BooleanField(
        _("flere, antal ikke oplyst"), default=False, help_text=_("Repræsentanter, hvis antal ikke kendes.")
    )
    votes = models.BooleanField(
        _("stemmeret"),
        null=True,
        blank=True,
        choices=[(None, _("Ikke oplyst")), (True, _("Ja")), (False, _("Nej"))],
    )
    is_vacant = models.BooleanField(_("ledig"), default=False, help_text=_("Ingen er valgt eller udpeget."))

    objects = SeatQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("poster")
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], condition=~models.Q(key=""), name="seat_key_once"),
            models.CheckConstraint(
                condition=models.Q(partner__isnull=True, company__isnull=True)
                | models.Q(partner__isnull=True, administrator__isnull=True)
                | models.Q(company__isnull=True, administrator__isnull=True),
                name="seat_one_organisation",
                violation_error_message=_("En post hører højst til én organisation."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.body}"

    @property
    def organisation(self) -> str:
        """For whom the chair stands, in words; empty when that is not known."""
        return self.on_behalf_of or str(self.partner or self.company or self.administrator or "")

    @property
    def stands_vacant(self) -> bool:
        """Nobody sits here, and that is known. Needs `with_holders`."""
        return not self.holders and (self.is_vacant or self.was_held)  # type: ignore[attr-defined]


class MemberQuerySet(models.QuerySet):
    def on(self, day: datetime.date) -> Self:
        """Who sits in their chairs on a day."""
        return self.filter(begun(day), not_over(day))

    def named_to(self, user: Any, day: datetime.date) -> Self:
        """With `is_named`: names that may be shown; to fellow members and those who keep the lists, all."""
        if user.has_perm("organisation.view_member"):
            return self.annotate(is_named=models.Value(True))
        if not user.is_authenticated:
            return self.annotate(is_named=models.F("show_name"))
        fellow = Member.objects.on(day).filter(seat__body=models.OuterRef("seat__body"), user=user.pk)
        return self.annotate(is_named=models.Q(show_name=True) | models.Exists(fellow))

    def overlapping(self, other: "Member") -> Self:
        """Other holders of the same chair at the same time."""
        rows = self.filter(seat_id=other.seat_id).exclude(pk=other.pk)
        if other.ends_on:
            rows = rows.filter(begun(other.ends_on))
        if other.starts_on:
            rows = rows.filter(not_over(other.starts_on))
        return rows


class Member(models.Model):
    """A person in a chair, from–to. The name is shown only if it may be."""

    seat = models.ForeignKey(Seat, verbose_name=_("post"), on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("navn"), max_length=150)
    show_name = models.BooleanField(
        _("navnet må vises"), default=False, help_text=_("Uden kryds står der kun, at posten er besat.")
    )
    starts_on = models.DateField(_("fra"), null=True, blank=True, help_text=_("Tomt felt: ikke oplyst."))
    ends_on = models.DateField(_("til"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        related_name="memberships",
        null=True,
        blank=True,
        help_text=_("Personens adgang begynder og slutter med datoerne her."),
    )

    # Members that a form changes in the same breath, and so compares itself.
    changed_together: Collection[int] = ()

    objects = MemberQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("medlem")
        verbose_name_plural = _("medlemmer")
        ordering = ["starts_on", "pk"]
        constraints = [period_constraint("member_period")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.refuse_overlap()

    def sits_on(self, day: datetime.date) -> bool:
        return runs_on(self.starts_on, self.ends_on, day)

    def overlaps(self, other: "Member") -> bool:
        """Whether two periods share a day; an unknown end is open."""
        first, last = datetime.date.min, datetime.date.max
        return (self.starts_on or first) <= (other.ends_on or last) and (other.starts_on or first) <= (
            self.ends_on or last
        )

    def refuse_overlap(self) -> None:
        """Raise ValidationError if somebody else holds the chair in the same days."""
        if not self.seat_id or self.seat.number_unknown:
            return
        other = Member.objects.overlapping(self).exclude(pk__in=self.changed_together).first()
        if other:
            raise ValidationError(
                _("%(other)s sidder på posten »%(post)s« i samme periode."),
                code="overlap",
                params={"other": other.name, "post": self.seat.post},
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Two people can take a chair at once only if both look first and write later: so lock the chair."""
        with transaction.atomic():
            Seat.objects.select_for_update().get(pk=self.seat_id)
            self.refuse_overlap()
            super().save(*args, **kwargs)
