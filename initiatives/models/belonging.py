"""What is followed for the board: of one initiative, or of a focus area as a whole."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import SEE_BOARD
from core.models import SEE_DRAFTS, Ordered, shown_at
from initiatives.models.focus_areas import CHANGE_ANY, FocusArea
from initiatives.models.initiatives import Initiative
from organisation.models import Plan


class FollowedQuerySet(models.QuerySet):
    def of_plan(self, plan: Plan) -> Self:
        return self.filter(Q(initiative__plan=plan) | Q(focus_area__plan=plan))

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """All of it for the secretariat; for the board's other readers what is shown."""
        if user.has_perm(SEE_DRAFTS):
            return self.all()
        if not user.has_perm(SEE_BOARD):
            return self.none()
        return self.shown(at)

    def shown(self, at: datetime.datetime | None = None) -> Self:
        """Nothing of a plan, or of an initiative, that is a draft still."""
        now = at or timezone.now()
        of_initiative = Q(initiative__publish_from__lte=now) & shown_at(now, of="initiative__plan__")
        return self.filter(of_initiative | shown_at(now, of="focus_area__plan__"))

    def editable_by(self, user: Any) -> Self:
        """All, or those of what somebody works with."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        initiatives = Initiative.objects.editable_by(user).order_by().values("pk")
        areas = FocusArea.objects.open_to(user).order_by().values("pk")
        return self.filter(Q(initiative__in=initiatives) | Q(focus_area__in=areas))

    def with_owner_of(self) -> Self:
        """With what each belongs to."""
        return self.select_related("initiative__focus_area", "focus_area")


class Followed(Ordered):
    """Of an initiative, or of a focus area: one of them, never both."""

    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiativ"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        null=True,
        blank=True,
    )
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("indsatsområde"),
        on_delete=models.CASCADE,
        related_name="%(class)ss",
        null=True,
        blank=True,
        help_text=_("Vælg enten et initiativ eller et indsatsområde."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=True, focus_area__isnull=False)
                | Q(initiative__isnull=False, focus_area__isnull=True),
                name="%(class)s_of_one",
                violation_error_message=_("Vælg enten et initiativ eller et indsatsområde, og kun det ene."),
            )
        ]

    @property
    def of(self) -> Initiative | FocusArea:
        """What it belongs to."""
        return self.initiative or self.focus_area  # type: ignore[return-value]

    @property
    def area(self) -> FocusArea:
        """The focus area it counts in."""
        return self.initiative.focus_area if self.initiative else self.focus_area  # type: ignore[return-value]
