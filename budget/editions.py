"""What the board was shown: frozen once, and read as it was."""

from typing import Any

from django.db import transaction

from budget.models import Edition
from budget.reports import Board, Figures, figures


def freeze(edition: Edition, by: Any) -> None:
    """Give an edition the figures that stand at this moment, all of one moment, and save it."""
    with transaction.atomic():
        document = figures(edition.plan, edition.version)
        edition.figures = document.model_dump(mode="json")
        edition.frozen_by = by
        edition.save()


def board_of(edition: Edition) -> Board:
    return Board(Figures.model_validate(edition.figures))
