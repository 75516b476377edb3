"""The two doorways of money: what everybody sees with its plan, and what only the board does."""

import datetime
from typing import Any, Self

from django.db import models
from django.utils import timezone

from accounts.roles import SEE_BOARD
from core.models import SEE_DRAFTS, shown_at


class OfPlanQuerySet(models.QuerySet):
    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Money is seen only when its plan is."""
        return self.all() if user.has_perm(SEE_DRAFTS) else self.filter(shown_at(at or timezone.now(), of="plan__"))


class BoardQuerySet(models.QuerySet):
    """Rows of which only the board's readers may know. `to_plan` is the way from a row to its plan."""

    to_plan = "plan__"

    def of_plan(self, plan: Any) -> Self:
        return self.filter(**{self.to_plan.removesuffix("__"): plan})

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        if not user.has_perm(SEE_BOARD):
            return self.none()
        return self.all() if user.has_perm(SEE_DRAFTS) else self.filter(shown_at(at or timezone.now(), of=self.to_plan))


class OfSourceQuerySet(BoardQuerySet):
    to_plan = "source__plan__"
