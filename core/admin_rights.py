"""Rights on single rows in the admin: which are seen, and which of those may be changed.

A model says it on its queryset. `visible_to(user)`: what somebody without the right to drafts sees.
`editable_by(user)`: which rows somebody may change and delete who has Django's right to do so.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from core.models import SEE_DRAFTS

CHANGES = {"add", "change", "delete"}

Action = Callable[[Any, HttpRequest, Any], HttpResponse | None]


def seen_in_admin(rows: Any, user: Any) -> Any:
    """Editors see all, past rows and drafts included; others what the site shows them.

    A queryset with `hides_from_editors` says of editors, too, what they see.
    """
    sees_all = user.has_perm(SEE_DRAFTS) and not getattr(rows, "hides_from_editors", False)
    return rows if sees_all or not hasattr(rows, "visible_to") else rows.visible_to(user)


def foreign_rows(rows: Any, user: Any) -> Any:
    """Those among the rows that this user may not change, though the user may change such rows."""
    everything = rows.model._default_manager.all()
    if not hasattr(everything, "editable_by"):
        return rows.none()
    own = everything.editable_by(user)
    # Whose right is to all of them is not asked of the database for row after row.
    return rows.exclude(pk__in=own.order_by().values("pk")) if own.query.where else rows.none()


def own_rows_only(action: Action) -> Action:
    """An action is not begun when one of the chosen rows is somebody else's."""

    @wraps(action)
    def guarded(model_admin: Any, request: HttpRequest, rows: Any) -> HttpResponse | None:
        if foreign_rows(rows, request.user).exists():
            messages.error(request, _("Nogle af rækkerne er ikke dine. Vælg kun dem, du selv har ansvar for."))
            return None
        return action(model_admin, request, rows)

    return guarded


class RowRights:
    """For an admin: rows that somebody may not see are not there, others' rows open read-only."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return seen_in_admin(super().get_queryset(request), request.user)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_editable(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_editable(request, obj)  # type: ignore[misc]

    def _is_editable(self, request: HttpRequest, row: Any) -> bool:
        """Django asks many times for one page; the database is asked once."""
        if row is None:
            return True
        answers = request.__dict__.setdefault("editable_rows", {})
        key = (type(row), row.pk)
        if key not in answers:
            this = type(row)._default_manager.filter(pk=row.pk)
            answers[key] = not foreign_rows(this, request.user).exists()
        return answers[key]

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The page itself: Django's own address for it would tell anybody where any row's page is."""
        if self.view_on_site is not True:  # type: ignore[attr-defined]
            return super().get_view_on_site_url(obj)  # type: ignore[misc]
        try:
            return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None
        except NoReverseMatch:  # A form shown again, with something as its address that is none.
            return None

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Those that change rows are for one's own; those that only read, such as an export, for all."""
        actions = super().get_actions(request)  # type: ignore[misc]
        return {
            name: (own_rows_only(action) if CHANGES & set(asked_by(action)) else action, *rest)
            for name, (action, *rest) in actions.items()
        }


def asked_by(action: Action) -> Iterable[str]:
    return getattr(action, "allowed_permissions", ())


class VisibleChoices(admin.RelatedFieldListFilter):
    """A filter that does not name what its reader may not see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = _("Ikke valgt")  # type: ignore[assignment]

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        seen = seen_in_admin(field.related_model._default_manager.all(), request.user)
        ordering = self.field_admin_ordering(field, request, model_admin)
        shown = models.Q(pk__in=seen.order_by().values("pk"))
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=shown)


admin.FieldListFilter.register(lambda field: bool(field.remote_field), VisibleChoices, take_priority=True)
