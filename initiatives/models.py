"""A plan's focus areas and the initiatives in them."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.design import Colour, Mark
from core.folding import fold, fold_html
from core.history import versions
from core.models import (
    SEE_DRAFTS,
    Keyed,
    Ordered,
    Published,
    PublishedQuerySet,
    Searchable,
    SearchableQuerySet,
    Slugged,
    not_shown_at,
    previewed_by,
    shown_at,
)
from core.rich_text import RichTextField
from core.slugs import free_slug
from organisation.models import Body, HousingArea, Plan
from staff.models import StaffMember

# The right to every initiative, not only one's own.
CHANGE_ANY = "initiatives.change_any_initiative"


class FocusAreaQuerySet(SearchableQuerySet):
    def with_initiatives(self, user: Any) -> Self:
        return self.prefetch_related(models.Prefetch("initiatives", Initiative.objects.visible_to(user)))

    def with_people(self, user: Any) -> Self:
        """With those who may be asked."""
        return self.prefetch_related(models.Prefetch("responsibilities", Responsibility.objects.visible_to(user)))

    def with_group(self, user: Any) -> Self:
        """With the resource group, none if it may not be seen."""
        return self.prefetch_related(models.Prefetch("resource_group", Body.objects.visible_to(user)))

    def open_to(self, user: Any) -> Self:
        """Those in which somebody may make initiatives: all, or where he or she works."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        works = Responsibility.objects.filter(focus_area=models.OuterRef("pk"), staff_member__user=user.pk)
        return self.filter(models.Exists(works)) if user.is_authenticated else self.none()

    def of_person(self, person: StaffMember) -> Self:
        """Those that somebody works with, each with `what` in it."""
        return self.filter(responsibilities__staff_member=person).annotate(what=models.F("responsibilities__what"))


class FocusArea(Keyed, Slugged, Ordered, Searchable):
    """An indsatsområde of a plan: the partnership's own name, the fund's name, its mark."""

    slug_scope = ("plan",)

    plan = models.ForeignKey(Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="focus_areas")
    name = models.CharField(_("navn"), max_length=120)
    fund_name = models.CharField(
        _("fondens navn"), max_length=120, blank=True, help_text=_("Det navn, som hovedfinansieringen bruger.")
    )
    purpose = RichTextField(_("formål"))
    mark = models.CharField(_("form"), max_length=20, choices=Mark.choices, default=Mark.CIRCLE)
    colour = models.CharField(_("farve"), max_length=20, choices=Colour.choices, default=Colour.BLUE)
    resource_group = models.ForeignKey(
        Body,
        verbose_name=_("ressourcegruppe"),
        on_delete=models.SET_NULL,
        related_name="focus_areas",
        null=True,
        blank=True,
    )
    source_note = models.CharField(_("kilde"), max_length=200, blank=True)

    objects = FocusAreaQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("indsatsområde")
        verbose_name_plural = _("indsatsområder")
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="focus_area_slug_once"),
            models.UniqueConstraint(fields=["plan", "key"], condition=~models.Q(key=""), name="focus_area_key_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def search_parts(self) -> Iterable[str]:
        return [fold(self.name), fold(self.fund_name), fold_html(self.purpose)]

    def name_and_years(self) -> str:
        """Focus areas of several plans may share a name."""
        return f"{self.name} ({self.plan.years})"

    def get_absolute_url(self) -> str:
        return self.plan.url("focus_area", slug=self.slug)


class ResponsibilityQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Those of people who may be seen and have not left, with the person."""
        people = StaffMember.objects.visible_to(user, at)
        return self.filter(staff_member__in=people).select_related("staff_member")


class Responsibility(Ordered):
    """Which member of staff works with which focus area, and with what in it."""

    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("indsatsområde"), on_delete=models.CASCADE, related_name="responsibilities"
    )
    staff_member = models.ForeignKey(
        StaffMember, verbose_name=_("medarbejder"), on_delete=models.CASCADE, related_name="responsibilities"
    )
    what = models.CharField(_("med hvad"), max_length=120, blank=True)

    objects = ResponsibilityQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("ansvar")
        verbose_name_plural = _("ansvar")
        constraints = [models.UniqueConstraint(fields=["focus_area", "staff_member"], name="responsibility_once")]

    def __str__(self) -> str:
        return f"{self.staff_member}: {self.focus_area}"


class Audience(Ordered):
    """A group of people that initiatives are for (målgruppe)."""

    name = models.CharField(_("navn"), max_length=60, unique=True)
    slug = models.CharField(max_length=80, unique=True, editable=False)

    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("målgruppe")
        verbose_name_plural = _("målgrupper")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(self.name, Audience.objects.exclude(pk=self.pk))
        super().save(*args, **kwargs)


# The property `lacks_text` of each row says the same.
LACKS_TEXT = models.Q(is_provisional=True) | models.Q(text="")


class InitiativeQuerySet(PublishedQuerySet, SearchableQuerySet):
    def in_state(self, state: Published.State, at: datetime.datetime | None = None) -> Self:
        """What is published is as its plan is."""
        moment = at or timezone.now()
        of_plan = {**not_shown_at(moment, of="plan__"), Published.State.PUBLISHED: shown_at(moment, of="plan__")}
        published = shown_at(moment) & of_plan[state]
        return self.filter(not_shown_at(moment).get(state, published) | published)

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """An initiative is seen only when its plan is seen too."""
        rows = super().visible_to(user, at)
        if user.has_perm(SEE_DRAFTS):
            return rows
        plan = shown_at(at or timezone.now(), of="plan__") | previewed_by(user, Plan, of="plan__")
        return rows.filter(plan | previewed_by(user, Initiative))

    def editable_by(self, user: Any) -> Self:
        """All, or those that somebody is the contact for or works with the focus area of."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        areas = FocusArea.objects.open_to(user).order_by().values("pk")
        return self.filter(models.Q(contact__user=user.pk) | models.Q(focus_area__in=areas))

    def needing(self, chore: "Initiative.Chore") -> Self:
        """In plans that run or are to come; in one that has ended only as long as it is the current one."""
        rows = self.filter(plan__in=Plan.objects.in_use().values("pk"))
        if chore == Initiative.Chore.ENDING:
            return rows.ending_soon()
        areas, audiences = (
            link.objects.filter(initiative=models.OuterRef("pk"))
            for link in (Initiative.areas.through, Initiative.audiences.through)
        )
        chosen = models.Q(area_scope=Initiative.AreaScope.CHOSEN)
        left = models.Q(contact__ends_on__lt=timezone.localdate())
        lacks = {
            Initiative.Chore.TEXT: LACKS_TEXT,
            Initiative.Chore.AREA: models.Q(area_scope=Initiative.AreaScope.UNKNOWN) | chosen & ~models.Exists(areas),
            Initiative.Chore.AUDIENCE: ~models.Exists(audiences),
            Initiative.Chore.CONTACT: models.Q(contact__isnull=True) | left,
        }
        return rows.filter(lacks[chore])

    def in_area(self, *areas: HousingArea) -> Self:
        """What certainly happens in one of the areas: chosen for it, or for all areas."""
        chosen = Initiative.areas.through.objects.filter(initiative=models.OuterRef("pk"), housingarea__in=areas)
        return self.filter(models.Q(area_scope=Initiative.AreaScope.ALL) | models.Exists(chosen))

    def perhaps_in_area(self, *areas: HousingArea) -> Self:
        """What may happen in one of the areas: those above, and those whose areas are not known."""
        return self.in_area(*areas) | self.of_unknown_area()

    def of_unknown_area(self) -> Self:
        return self.filter(area_scope=Initiative.AreaScope.UNKNOWN)

    def for_audience(self, *audiences: Audience) -> Self:
        chosen = Initiative.audiences.through.objects.filter(initiative=models.OuterRef("pk"), audience__in=audiences)
        return self.filter(models.Exists(chosen))

    def certain_first(self) -> Self:
        """Those whose areas are known before those whose are not."""
        unknown = models.Case(models.When(area_scope=Initiative.AreaScope.UNKNOWN, then=1), default=0)
        return self.order_by(unknown, *Initiative._meta.ordering)

    def count_by_focus_area(self) -> dict[int, int]:
        """How many there are in each focus area, by its id."""
        return _counted(self.order_by(), "focus_area")

    def count_by_area(self, areas: Iterable[HousingArea]) -> dict[int, int]:
        """How many may happen in each area, by its id. Two queries."""
        everywhere = self.exclude(area_scope=Initiative.AreaScope.CHOSEN).count()
        chosen = self.filter(area_scope=Initiative.AreaScope.CHOSEN).order_by().values("pk")
        by_area = _counted(Initiative.areas.through.objects.filter(initiative__in=chosen), "housingarea")
        return {area.pk: everywhere + by_area.get(area.pk, 0) for area in areas}

    def count_by_audience(self) -> dict[int, int]:
        """How many there are for each audience, by its id."""
        links = Initiative.audiences.through.objects.filter(initiative__in=self.order_by().values("pk"))
        return _counted(links, "audience")

    def for_list(self) -> Self:
        """With all that a row in a list prints."""
        return self.select_related("focus_area").prefetch_related("areas", "audiences")

    def for_page(self, user: Any) -> Self:
        """With all that its own page prints; a contact who has left is none."""
        return self.for_list().prefetch_related(
            models.Prefetch("contact", StaffMember.objects.visible_to(user)),
            models.Prefetch("focus_area__responsibilities", Responsibility.objects.visible_to(user)),
        )


def _counted(rows: models.QuerySet, name: str) -> dict[int, int]:
    return {row[name]: row["n"] for row in rows.values(name).annotate(n=models.Count("pk"))}


def refuse_areas(areas: Iterable[HousingArea], scope: str, plan: Plan | None) -> None:
    """Raise ValidationError unless areas are chosen where they count, and among those of the plan."""
    if scope == Initiative.AreaScope.CHOSEN and not areas:
        raise ValidationError({"areas": _("Vælg mindst ét boligområde, når initiativet foregår i de valgte.")})
    if scope != Initiative.AreaScope.CHOSEN and areas:
        message = _("Boligområderne bruges kun, når »hvor« er »De valgte områder«. Vælg det, eller fjern dem.")
        raise ValidationError({"areas": message})
    covered = set(plan.areas.all()) if plan and areas else set(areas)
    outside = [area.name for area in areas if area not in covered]
    if outside:
        message = _("%(areas)s er ikke med i %(plan)s. Føj området til planen først.")
        raise ValidationError({"areas": message % {"areas": ", ".join(outside), "plan": plan}})


class Initiative(Keyed, Slugged, Ordered, Published, Searchable):
    """Something residents can join or be helped by."""

    class AreaScope(models.TextChoices):
        UNKNOWN = "unknown", _("Ikke oplyst")
        ALL = "all", _("Alle planens områder")
        CHOSEN = "chosen", _("De valgte områder")

    class Chore(models.TextChoices):
        TEXT = "tekst", _("mangler tekst")
        AREA = "boligomraade", _("mangler boligområde")
        AUDIENCE = "maalgruppe", _("mangler målgruppe")
        CONTACT = "kontaktperson", _("mangler kontaktperson")
        ENDING = "udloeb", _("forsvinder snart fra siden")

    slug_scope = ("plan",)

    # Always the focus area's plan; kept here so that the database can hold slugs unique per plan.
    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="initiatives", editable=False
    )
    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("indsatsområde"), on_delete=models.CASCADE, related_name="initiatives"
    )
    name = models.CharField(_("navn"), max_length=120)
    summary = models.CharField(_("kort fortalt"), max_length=250, help_text=_("En sætning, som står i listerne."))
    is_provisional = models.BooleanField(
        _("foreløbig tekst"),
        default=False,
        help_text=_("Sæt kryds, når teksten ikke siger mere end navnet. Listen viser så »mangler tekst«."),
    )
    text = RichTextField(_("tekst"), help_text=_("Hvad foregår der, og hvordan kommer man med?"))
    wish = models.CharField(
        _("jeg vil gerne …"),
        max_length=60,
        blank=True,
        help_text=_("Slutningen på sætningen, fx »finde et fritidsjob«. Så står initiativet øverst på forsiden."),
    )
    area_scope = models.CharField(_("hvor"), max_length=10, choices=AreaScope.choices, default=AreaScope.UNKNOWN)
    areas = models.ManyToManyField(HousingArea, verbose_name=_("boligområder"), related_name="initiatives", blank=True)
    audiences = models.ManyToManyField(Audience, verbose_name=_("målgrupper"), related_name="initiatives", blank=True)
    contact = models.ForeignKey(
        StaffMember,
        verbose_name=_("kontaktperson"),
        on_delete=models.SET_NULL,
        related_name="initiatives",
        null=True,
        blank=True,
    )

    objects = InitiativeQuerySet.as_manager()
    history = versions(m2m_fields=[areas, audiences])

    class Meta(Ordered.Meta):
        verbose_name = _("initiativ")
        verbose_name_plural = _("initiativer")
        ordering = ["focus_area", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="initiative_slug_once"),
            models.UniqueConstraint(fields=["plan", "key"], condition=~models.Q(key=""), name="initiative_key_once"),
        ]
        permissions = [("change_any_initiative", "Kan rette alle initiativer")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.plan_id = self.focus_area.plan_id if self.focus_area_id else None
        super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.plan_id = self.focus_area.plan_id
        super().save(*args, **kwargs)

    @property
    def state(self) -> Published.State:
        """An initiative is seen only when its plan is seen too."""
        own = super().state
        return self.plan.state if own == self.State.PUBLISHED else own

    @property
    def is_of_unknown_area(self) -> bool:
        return self.area_scope == self.AreaScope.UNKNOWN

    @property
    def is_everywhere(self) -> bool:
        return self.area_scope == self.AreaScope.ALL

    @property
    def lacks_text(self) -> bool:
        """What the editors see as »mangler tekst«."""
        return self.is_provisional or not self.text

    def search_parts(self) -> Iterable[str]:
        return [fold(self.name), fold(self.summary), fold_html(self.text)]

    def get_absolute_url(self) -> str:
        return self.plan.url("initiative", slug=self.slug)
