"""Which initiatives, how many of them, and in which order."""

import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone

from core.models import (
    SEE_DRAFTS,
    Published,
    PublishedQuerySet,
    SearchableQuerySet,
    not_shown_at,
    previewed_by,
    shown_at,
)
from initiatives.models.facets import Audience
from initiatives.models.focus_areas import CHANGE_ANY, FocusArea, Responsibility
from organisation.models import HousingArea, Plan
from staff.models import StaffMember

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
        return rows.filter(plan | previewed_by(user, self.model))

    def editable_by(self, user: Any) -> Self:
        """All, or those that somebody is the contact for or works with the focus area of."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        if not user.is_authenticated:
            return self.none()
        areas = FocusArea.objects.open_to(user).order_by().values("pk")
        return self.filter(models.Q(contact__user=user.pk) | models.Q(focus_area__in=areas))

    def needing(self, chore: models.TextChoices) -> Self:
        """In plans that run or are to come; in one that has ended only as long as it is the current one."""
        rows = self.filter(plan__in=Plan.objects.in_use().values("pk"))
        if chore == self.model.Chore.ENDING:
            return rows.ending_soon()
        areas, audiences = (
            link.objects.filter(initiative=models.OuterRef("pk"))
            for link in (self.model.areas.through, self.model.audiences.through)
        )
        chosen = models.Q(area_scope=self.model.AreaScope.CHOSEN)
        left = models.Q(contact__ends_on__lt=timezone.localdate())
        lacks = {
            self.model.Chore.TEXT: LACKS_TEXT,
            self.model.Chore.AREA: models.Q(area_scope=self.model.AreaScope.UNKNOWN) | chosen & ~models.Exists(areas),
            self.model.Chore.AUDIENCE: ~models.Exists(audiences),
            self.model.Chore.CONTACT: models.Q(contact__isnull=True) | left,
        }
        return rows.filter(lacks[chore])

    def in_area(self, *areas: HousingArea) -> Self:
        """What certainly happens in one of the areas: chosen for it, or for all areas."""
        chosen = self.model.areas.through.objects.filter(initiative=models.OuterRef("pk"), housingarea__in=areas)
        return self.filter(models.Q(area_scope=self.model.AreaScope.ALL) | models.Exists(chosen))

    def of_unknown_area(self) -> Self:
        return self.filter(area_scope=self.model.AreaScope.UNKNOWN)

    def for_audience(self, *audiences: Audience) -> Self:
        chosen = self.model.audiences.through.objects.filter(initiative=models.OuterRef("pk"), audience__in=audiences)
        return self.filter(models.Exists(chosen))

    def free(self) -> Self:
        return self.filter(is_free=True)

    def not_ended(self) -> Self:
        return self.exclude(stage=self.model.Stage.ENDED)

    def ended_last(self) -> Self:
        return self.order_by(_last(stage=self.model.Stage.ENDED), *self.model._meta.ordering)

    def for_list(self) -> Self:
        """With all that a row in a list prints."""
        return self.select_related("focus_area").prefetch_related("areas", "audiences")

    def for_page(self, user: Any) -> Self:
        """With all that its own page prints; a contact who has left is none."""
        return self.for_list().prefetch_related(
            "languages",
            models.Prefetch("contact", StaffMember.objects.visible_to(user)),
            models.Prefetch("focus_area__responsibilities", Responsibility.objects.visible_to(user)),
        )


def _last(**condition: Any) -> models.Case:
    """To order by: the rows of which this is true stand after the others."""
    return models.Case(models.When(**condition, then=1), default=0)
