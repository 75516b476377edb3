"""A plan's focus areas, and who is responsible for what in them."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.design import Colour, Mark
from core.folding import fold, fold_html
from core.history import versions
from core.models import Keyed, Ordered, Searchable, SearchableQuerySet, Slugged
from core.rich_text import RichTextField
from organisation.models import Body, Plan
from staff.models import StaffMember

# The right to every initiative, not only one's own.
CHANGE_ANY = "initiatives.change_any_initiative"


class FocusAreaQuerySet(SearchableQuerySet):
    def with_initiatives(self, rows: models.QuerySet) -> Self:
        """Each with those of the rows that are its own."""
        return self.prefetch_related(models.Prefetch("initiatives", rows))

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
