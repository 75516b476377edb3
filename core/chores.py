"""What the editors should look after: rows that lack something, or that soon will.

A model names its chores in `Chore`, and its queryset says with `needing(chore)` which rows have one.
The start page counts them, and the list opens on exactly those, because both ask here.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


def chores_of(user: Any, model: Any, chore: str) -> models.QuerySet:
    """Rows with this chore that it is up to this user to look after."""
    if not may_change(user, model):
        return model._default_manager.none()
    rows = model._default_manager.needing(chore)
    return rows.editable_by(user) if hasattr(rows, "editable_by") else rows


def may_change(user: Any, model: Any) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('change', model._meta)}")


class ChoreFilter(admin.SimpleListFilter):
    title = _("opgave")
    parameter_name = "mangler"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """None for those who only read."""
        chores = model_admin.model.Chore.choices if may_change(request.user, model_admin.model) else []
        return [(chore, capfirst(label)) for chore, label in chores]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in queryset.model.Chore.values:
            return queryset
        found = chores_of(request.user, queryset.model, self.value() or "")
        return queryset.filter(pk__in=found.order_by().values("pk"))
