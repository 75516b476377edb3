"""The pages of history: what was done to a row, the way back, and the bin with what was deleted."""

import datetime
import uuid
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.history import Versions
from core.history.acts import ACTS_PER_PAGE, acts_of, entries, kinds_of, who
from core.history.undo import CannotComeBack, bin_title, bring_back, deleted, deleted_in, go_back
from core.history.words import Names, own_name
from core.models import SEE_DRAFTS


class HasHistory:
    """For an admin: the history of a row, and nothing in Django's own log, which would keep names."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The versions say it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The versions say it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The versions say it."""

    def after_change(self, request: HttpRequest, row: Any) -> None:
        """What follows from a change, be it by form or by going back: part of the same transaction."""

    def get_urls(self) -> list[Any]:
        urls = super().get_urls()  # type: ignore[misc]
        meta = self.model._meta  # type: ignore[attr-defined]
        name = f"{meta.app_label}_{meta.model_name}"
        if self.model not in Versions.of:  # type: ignore[attr-defined]
            return [address for address in urls if address.name != f"{name}_history"]
        view = self.admin_site.admin_view(self.undo_view)  # type: ignore[attr-defined]
        return [path("<path:object_id>/historik/<uuid:act>/tilbage/", view, name=f"{name}_undo"), *urls]

    def has_history_permission(self, request: HttpRequest, row: Any) -> bool:
        """Whoever sees rows only while the site shows them does not see what they said before."""
        return self.has_view_permission(request, row) and request.user.has_perm(SEE_DRAFTS)  # type: ignore[attr-defined]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        meta = self.model._meta  # type: ignore[attr-defined]
        deletes = self.model in Versions.of and self.has_delete_permission(request)  # type: ignore[attr-defined]
        context = {"bin_url": f"{reverse('admin:bin')}?hvad={meta.label_lower}" if deletes else None}
        return super().changelist_view(request, {**context, **(extra_context or {})})  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        context = {"days_in_bin": settings.TRASH_DAYS if self.model in Versions.of else None}  # type: ignore[attr-defined]
        return super().delete_view(request, object_id, {**context, **(extra_context or {})})  # type: ignore[misc]

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        context["has_history"] = bool(row and self.model in Versions.of and self.has_history_permission(request, row))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self._row_with_history(request, object_id)
        kinds = kinds_of(self, request, row)
        acts = acts_of(kinds, row.pk)
        page = Paginator(acts, ACTS_PER_PAGE).get_page(request.GET.get("side"))
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Historik"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": row,
            "page": page,
            "entries": entries(kinds, row.pk, list(page), request.user),
            "newest": acts[0][0] if acts else None,
            "may_go_back": kinds[0].may_change,
        }
        return render(request, "admin/history/history.html", context)

    @method_decorator(require_POST)
    def undo_view(self, request: HttpRequest, object_id: str, act: uuid.UUID) -> HttpResponse:
        row = self._row_with_history(request, object_id)
        kinds = kinds_of(self, request, row)
        moments = dict(acts_of(kinds, row.pk))
        if not kinds[0].may_change:
            raise PermissionDenied
        if act not in moments:
            raise Http404
        try:
            notes = self._go_back(request, row.pk, moments[act])
        except CannotComeBack as refused:
            messages.error(request, _("Intet er ændret. %(why)s") % {"why": refused})
        else:
            messages.success(request, _("Det er, som det var dengang. Fortryd ved at gå tilbage til en anden version."))
            for note in notes:
                messages.warning(request, note)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", row.pk)  # type: ignore[attr-defined]

    def _row_with_history(self, request: HttpRequest, object_id: str) -> Any:
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        # In this order: who may see none is not told which there are.
        if not self.has_history_permission(request, row):
            raise PermissionDenied
        if row is None:
            raise Http404
        return row

    def _go_back(self, request: HttpRequest, key: Any, moment: datetime.datetime) -> list[str]:
        with transaction.atomic():
            row = self.model._base_manager.select_for_update().get(pk=key)  # type: ignore[attr-defined]
            kind, *inlines = kinds_of(self, request, row)
            # What the form only shows stays as it is: nobody gets by history what they may not write.
            shown_only = self.get_readonly_fields(request, row)  # type: ignore[attr-defined]
            kind = replace(kind, fields=[field for field in kind.fields if field.name not in shown_only])
            notes = go_back(row, [kind, *inlines], moment)
            refuse_foreign(self, request, row)
            self.after_change(request, row)
        return notes


def refuse_foreign(model_admin: Any, request: HttpRequest, row: Any) -> None:
    """What came back must be what its user might have changed or deleted by hand."""
    request.__dict__.pop("editable_rows", None)
    if not model_admin.has_change_permission(request, row):
        raise PermissionDenied


# The bin. ----------------------------------------------------------------------------------


def bin_addresses(site: Any) -> list[Any]:
    return [
        path("papirkurv/", site.admin_view(partial(bin_view, site=site)), name="bin"),
        path("papirkurv/<uuid:act>/", site.admin_view(partial(bring_back_view, site=site)), name="bring_back"),
    ]


@dataclass(frozen=True)
class Deletion:
    """What went in one act."""

    act: uuid.UUID
    when: datetime.datetime
    who: str
    rows: list[tuple[str, str]]
    along: list[tuple[str, int]]

    @property
    def days_left(self) -> int:
        gone = timezone.localdate(self.when + datetime.timedelta(days=settings.TRASH_DAYS))
        return (gone - timezone.localdate()).days


def may_bring_back(user: Any, version: Any) -> bool:
    """Who might have deleted it; those with rights to their own rows: what they deleted themselves."""
    meta = version.instance_type._meta
    if not all(user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}") for verb in ("view", "add", "delete")):
        return False
    rows = version.instance_type._default_manager.all()
    if not hasattr(rows, "editable_by") or not rows.editable_by(user).query.where:
        return True
    return version.history_user_id == user.pk


def in_the_bin() -> dict[uuid.UUID, list[Any]]:
    """What each act deleted and can come back, the newest first."""
    since = timezone.now() - datetime.timedelta(days=settings.TRASH_DAYS)
    acts: dict[uuid.UUID, list[Any]] = {}
    for model in Versions.of:
        for version in deleted(model).filter(history_date__gt=since).select_related("history_user"):
            acts.setdefault(version.act, []).append(version)
    return dict(sorted(acts.items(), key=lambda item: item[1][0].history_date, reverse=True))


@require_safe
def bin_view(request: HttpRequest, site: Any) -> HttpResponse:
    mine = [(act, gone) for act, gone in in_the_bin().items() if all(may_bring_back(request.user, v) for v in gone)]
    kind = request.GET.get("hvad", "")
    shown = [item for item in mine if any(v.instance_type._meta.label_lower == kind for v in item[1])] if kind else mine
    page = Paginator(shown, ACTS_PER_PAGE).get_page(request.GET.get("side"))
    context = {
        **site.each_context(request),
        "title": _("Papirkurv"),
        "page": page,
        "deletions": deletions(list(page), request.user),
        "days": settings.TRASH_DAYS,
        "kind": kind,
        "others": len(mine) - len(shown),
    }
    return render(request, "admin/history/bin.html", context)


def deletions(acts: list[tuple[uuid.UUID, list[Any]]], user: Any) -> list[Deletion]:
    told = [(act, gone, *bin_title(gone)) for act, gone in acts]
    names = Names(user)
    for _act, _gone, tops, _along in told:
        for _kind, version in tops:
            for field in version.instance_type._meta.concrete_fields:
                if not own_name(version) and not field.null:
                    names.want_of(version, field)
    names.fetch()
    return [
        Deletion(act, gone[0].history_date, who(gone[0]), [(kind, called(v, names)) for kind, v in tops], along)
        for act, gone, tops, along in told
    ]


def called(version: Any, names: Names) -> str:
    """Its own name, or those of the rows that it ties together."""
    links = [field for field in version.instance_type._meta.concrete_fields if field.remote_field and not field.null]
    return own_name(version) or ", ".join(names.of(f.related_model, getattr(version, f.attname)) for f in links)


@require_POST
def bring_back_view(request: HttpRequest, act: uuid.UUID, site: Any) -> HttpResponse:
    since = timezone.now() - datetime.timedelta(days=settings.TRASH_DAYS)
    gone = [version for version in deleted_in(act) if version.history_date > since]
    if not gone or not all(may_bring_back(request.user, version) for version in gone):
        messages.error(request, _("Det ligger ikke længere i papirkurven."))
        return redirect("admin:bin")
    try:
        notes = _bring_back(request, gone, site)
    except CannotComeBack as refused:
        messages.error(request, _("Intet er hentet tilbage. %(why)s") % {"why": refused})
        return redirect("admin:bin")
    messages.success(request, _("Det er hentet tilbage."))
    for note in notes:
        messages.warning(request, note)
    return redirect("admin:bin")


def _bring_back(request: HttpRequest, gone: list[Any], site: Any) -> list[str]:
    with transaction.atomic():
        notes = bring_back(gone)
        for model in {version.instance_type for version in gone} & site._registry.keys():
            keys = [getattr(version, model._meta.pk.attname) for version in gone if version.instance_type is model]
            for row in model._base_manager.filter(pk__in=keys):
                refuse_foreign(site._registry[model], request, row)
    return notes
