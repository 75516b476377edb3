"""The admin site: its own policy, our login, and what all its lists and forms have in common."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.account import views as account_views
from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from js_asset import Media

from core.folding import fold
from core.formats import kroner, long_date
from core.models import shown_at

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


class _Catalog(JavaScriptCatalog):
    """The admin's texts for JavaScript, and ours for the editor."""

    def get_paths(self, packages: Any) -> list[Any]:
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]


class PortalAdminSite(admin.AdminSite):
    site_title = site_header = _("Administration")
    index_title = _("Hvad vil du rette?")

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


# Form fields. For dates the browser's own, which need no script and have a label each. ---


def sensible_year(day: Any) -> None:
    """Years that a partnership can mean; far ones cannot be moved between time zones."""
    if not 1900 <= day.year <= 2199:
        raise ValidationError(_("Skriv et årstal mellem 1900 og 2199."), code="year")


FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.DateField: {
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        "validators": [sensible_year],
    },
    models.DateTimeField: {
        "form_class": forms.DateTimeField,
        "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        "validators": [sensible_year],
    },
    models.URLField: {"widget": admin.widgets.AdminURLFieldWidget, "assume_scheme": "https"},
}


def can_be_key(text: str) -> bool:
    """Whether a forged key would at least fit where keys are stored."""
    return text.isascii() and text.isdigit() and len(text) <= 18


class ManyChoices(forms.ModelMultipleChoiceField):
    """Django asks the database for whatever is sent; a number too large is an error there."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not can_be_key(str(key)):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key})
        return super().clean(value)


class FetchedChoice(forms.ModelChoiceField):
    """A select in an inline: its choices are fetched once for all rows, to show and to check them."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        for key, _label in self.choices:
            if str(key) == str(value):
                return key.instance
        raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


FORM_FIELDS[models.ManyToManyField] = {"form_class": ManyChoices}


class PortalModelAdmin(admin.ModelAdmin):
    """An admin whose search knows Danish letters and whose forms keep the policy."""

    formfield_overrides = FORM_FIELDS
    empty_value_display = "–"
    list_per_page = 50

    class Media:
        js = ["js/editor.js"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is filled in from the address: some fields cannot show any text given to them."""
        return {}

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        if hasattr(queryset, "matching"):
            return queryset.matching(search_term), False
        found = folded_search(queryset, self.get_search_fields(request), search_term)
        return queryset.filter(pk__in=found), False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not all(map(can_be_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise SuspiciousOperation
        return super().changelist_view(request, extra_context)

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


class PortalFormSet(forms.BaseInlineFormSet):
    # The box stands alone in its column; it is told what it does.
    deletion_widget = forms.CheckboxInput(attrs={"aria-label": _("Slet rækken")})


class PortalInline(admin.TabularInline):
    """Rows inside another row's form."""

    formfield_overrides = FORM_FIELDS
    formset = PortalFormSet
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A forged count of rows is not worth drawing thousands."""
        return super().get_formset(request, obj, **{"max_num": 300, "absolute_max": 300, **kwargs})

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A field in a table has no label beside it: its column's head is said instead."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            getattr(field.widget, "widget", field.widget).attrs["aria-label"] = capfirst(field.label)
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, form_class=FetchedChoice, **kwargs)
        field.choices = list(field.choices)
        return field


def folded_search(queryset: models.QuerySet, fields: Iterable[str], query: str) -> list[Any]:
    """Keys of the rows whose fields hold every word, whatever its case, accents or Danish letters."""
    words = fold(query).split()
    rows = queryset.order_by().values_list("pk", *fields)
    texts = ((pk, fold(" ".join(str(part) for part in parts if part))) for pk, *parts in rows)
    return [pk for pk, text in texts if all(word in text for word in words)]


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
    """Whether readers see a row: a draft, from a day to come, or now."""
    if row.state == row.State.SCHEDULED:
        return _("fra %(day)s") % {"day": long_date(timezone.localdate(row.publish_from))}
    return row.state.label


class ShownFilter(admin.SimpleListFilter):
    title = _("vises")
    parameter_name = "vises"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("På siden")), ("nej", _("Kladder"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "ja":
            return queryset.published()
        if self.value() == "nej":
            return queryset.exclude(shown_at(timezone.now()))
        return queryset
