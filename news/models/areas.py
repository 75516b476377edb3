"""Rows that name housing areas, or none and so are for all."""

from collections.abc import Iterable

from django.db import models

from organisation.models import HousingArea


def in_areas(areas: Iterable[HousingArea], through: type[models.Model], row: str) -> models.Q:
    """Rows of one of the areas, and those that name none and so are for all; `row` is their name in the join."""
    links = through._default_manager.filter(**{row: models.OuterRef("pk")})
    return models.Exists(links.filter(housingarea__in=areas)) | ~models.Exists(links)
