"""The admin site: its own policy, our login, and what all its lists and forms have in common."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp_replace
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from js_asset import Media

from core.admin_forms import FORM_FIELDS, FetchedChoice, PlainChoices, PortalFormSet, can_be_key
from core.admin_rights import RowRights
from core.folding import fold
from core.formats import kroner, long_date
from core.history.admin import HasHistory, bin_addresses
from core.models import Published

# The rich-text editor puts one <style> into the page. The hash belongs to its pinned
# version; a browser test fails when a new version brings another style.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"

POLICY = {
    "default-src": [NONE],
    # The nonce is for the editor's import map, which cannot be a file.
    "script-src": [SELF, NONCE],
    "style-src": [SELF, EDITOR_STYLE],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

View = Callable[..., HttpResponse]

FILTER_LOOKUPS = {"exact", "id__exact", "isnull"}


class _Catalog(JavaScriptCatalog):
    """The admin's texts for JavaScript, and ours for the editor."""

    def get_paths(self, packages: Any) -> list[Any]:
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


class PortalAdminSite(admin.AdminSite):
    site_title = site_header = _("Administration")
    index_title = _("Hvad vil du rette?")
    enable_nav_sidebar = False

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        guarded = super().admin_view(view, cacheable)

        @csp_replace(POLICY)
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            # PostgreSQL cannot be asked for a NUL byte, and no name holds one.
            if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
                raise SuspiciousOperation
            if not self.has_permission(request):
                if request.user.is_authenticated:
                    raise PermissionDenied
                return redirect_to_login(request.get_full_path())
            return guarded(request, *args, **kwargs)

        return inner

    def get_urls(self) -> list[Any]:
        """Without Django's redirect to any row's page, which asks for no right (see RowRights)."""
        known = [address for address in super().get_urls() if getattr(address, "name", "") != "view_on_site"]
        return [*bin_addresses(self), *known]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect(f"/konto/log-ind/?{urlencode({'next': request.GET.get('next', '/admin/')})}")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return account_views.logout(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect("account_change_password")

    def i18n_javascript(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return _Catalog.as_view(packages=["django.contrib.admin"])(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Rooms in the order of the settings, models in the order of their admin.py: not by alphabet."""
        order = settings.ADMIN_APP_ORDER
        rooms = self._build_app_dict(request, app_label).values()
        return sorted(rooms, key=lambda room: order.index(room["app_label"]))


class PortalModelAdmin(HasHistory, RowRights, PlainChoices, admin.ModelAdmin):
    """An admin whose search knows Danish letters and whose forms keep the policy."""

    formfield_overrides = FORM_FIELDS
    empty_value_display = "–"
    list_per_page = 50

    @property
    def media(self) -> Media:
        """Nothing of Django's: what our lists and forms need stands in js/admin.js, on every page."""
        return Media()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is filled in from the address: some fields cannot show any text given to them."""
        return {}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """What our own filters ask and nothing else: with others one could guess at columns that are not shown."""
        name = lookup.partition("__")[0]
        if name not in {"pk", *(field.name for field in self.opts.get_fields())}:
            return True
        filters = [part[0] if isinstance(part, tuple) else part for part in self.get_list_filter(request)]
        names = {part for part in filters if isinstance(part, str)}
        return lookup in names | {f"{part}__{kind}" for part in names for kind in FILTER_LOOKUPS}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if hasattr(queryset, "matching"):
            return queryset.matching(search_term), False
        found = folded_search(queryset, self.get_search_fields(request), search_term)
        return queryset.filter(pk__in=found), False

    def get_action_choices(self, request: HttpRequest, default_choices: Any = None) -> list[Any]:
        return super().get_action_choices(request, default_choices or [("", _("Vælg"))])

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Without the rows that only join two others: they have no name that says anything."""
        told, *rest = super().get_deleted_objects(objs, request)
        return without_joins(told), *rest

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not all(map(can_be_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise SuspiciousOperation
        return super().changelist_view(request, extra_context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.after_change(request, form.instance)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Lock the row before its form is validated: what the form saw still holds when it saves."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            if row is not None:
                self.model._base_manager.select_for_update().get(pk=row.pk)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


class NotTypedAdmin(PortalModelAdmin):
    """Of rows that come of themselves, or from elsewhere: to look at, and to press buttons for."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PortalInline(PlainChoices, admin.StackedInline):
    """Rows inside another row's form. The empty one is for those without scripts; see js/admin.js."""

    formfield_overrides = FORM_FIELDS
    formset = PortalFormSet
    extra = 1
    # Django's address for it is gone; see RowRights.
    view_on_site = False
    media = Media()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A forged count of rows is not worth drawing thousands."""
        return super().get_formset(request, obj, **{"max_num": 300, "absolute_max": 300, **kwargs})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A row has no room for a link to make what its choices lack; these are fetched when they are complete."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget = getattr(field.widget, "widget", field.widget)
        if isinstance(field, FetchedChoice):
            field.choices = list(field.choices)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, form_class=FetchedChoice, **kwargs)


def folded_search(queryset: models.QuerySet, fields: Iterable[str], query: str) -> list[Any]:
    """Keys of the rows whose fields hold every word, whatever its case, accents or Danish letters."""
    words = fold(query).split()
    rows = queryset.order_by().values_list("pk", *fields)
    texts = ((pk, fold(" ".join(str(part) for part in parts if part))) for pk, *parts in rows)
    return [pk for pk, text in texts if all(word in text for word in words)]


def without_joins(told: list[Any]) -> list[Any]:
    """What Django tells of rows to be deleted: each a text, what goes along a list after it."""
    models = (model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created)
    joins = tuple(f"{capfirst(meta.verbose_name)}: " for meta in models)
    parts = [without_joins(part) if isinstance(part, list) else part for part in told]
    return [part for part in parts if part and not (isinstance(part, str) and part.startswith(joins))]


# Columns and filters. -----------------------------------------------------------------


def kroner_column(name: str, label: Any) -> Callable[[Any], str | None]:
    """A column of money, in Danish."""

    @admin.display(description=label, ordering=name)
    def kr(row: Any) -> str | None:
        value = getattr(row, name)
        return None if value is None else kroner(value)

    return kr


@admin.display(description=_("vises"), ordering="publish_from")
def shown(row: Any) -> Any:
    """Whether readers see a row: a draft, from a day to come, now, or no more."""
    if row.state == row.State.SCHEDULED and row.publish_from > timezone.now():
        return _("fra %(day)s") % {"day": long_date(timezone.localdate(row.publish_from))}
    return row.state.label


class ShownFilter(admin.SimpleListFilter):
    title = _("vises")
    parameter_name = "vises"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Published.State.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in Published.State:
            return queryset.in_state(self.value())
        return queryset
