"""Which earlier versions have had their time: old ones, and all of a row that is gone and cannot come back.

What is deleted stays in the bin for TRASH_DAYS. After that no version of it is kept, so that
nothing personal outlives it.
"""

import datetime
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models


def models_with_versions() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute"))


def expired_versions(now: datetime.datetime) -> list[models.QuerySet]:
    """One queryset per model that has versions."""
    return [_expired_versions_of(model, now) for model in models_with_versions()]


def expired_choices(now: datetime.datetime) -> list[models.QuerySet]:
    """What those versions pointed to in many-to-many fields; to be deleted before them."""
    return [
        link.related_model._base_manager.filter(history__in=versions)
        for versions in expired_versions(now)
        for link in versions.model._meta.related_objects
    ]


def _expired_versions_of(model: type[models.Model], now: datetime.datetime) -> models.QuerySet:
    versions = model.history.model._base_manager.order_by()  # type: ignore[attr-defined]
    key = model._meta.pk.attname
    old = models.Q(history_date__lte=now - datetime.timedelta(days=settings.HISTORY_DAYS))
    row = model._base_manager.filter(pk=models.OuterRef(key))
    in_the_bin = versions.filter(
        **{key: models.OuterRef(key)}, history_date__gt=now - datetime.timedelta(days=settings.TRASH_DAYS)
    )
    # The newest version of a row says what the row says itself; the next change is compared with it.
    newer = versions.filter(**{key: models.OuterRef(key)}, history_id__gt=models.OuterRef("history_id"))
    is_over = old & (models.Exists(newer) | ~models.Exists(row))
    return versions.filter(is_over | ~models.Exists(row) & ~models.Exists(in_the_bin))
