"""What the board was shown: frozen once, and read as it was."""

import datetime
from typing import Any

from django.utils import timezone

from budget.models import BudgetVersion, Edition, ImportRun
from budget.reports import Board, Figures, figures
from core.moments import one_moment


def freeze(edition: Edition, by: Any, day: datetime.date | None = None) -> None:
    """Give a new edition the figures that stand at this moment, and save it. `day` is today."""
    with one_moment(ImportRun):
        edition.version = edition.version or BudgetVersion.objects.of_plan(edition.plan).in_force(day)
        edition.figures = figures(edition.plan, edition.version, day).model_dump(mode="json")
        # Last: what an import brought before is in it, and cannot be undone any more.
        edition.frozen_at, edition.frozen_by = timezone.now(), by
        edition.save()


def board_of(edition: Edition) -> Board:
    return Board(Figures.model_validate(edition.figures))
