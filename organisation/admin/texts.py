"""Pages of text, and the single texts that every page is put together of."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin
from core.folding import fold
from organisation.models import Page, SiteText
from organisation.texts import TEXTS


@admin.register(Page)
class PageAdmin(PortalModelAdmin):
    list_display = ["title", "kind", "updated_at"]
    search_fields = ["search_text"]
    fields = ["kind", "title", "text"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and Page.objects.count() < len(Page.Kind.choices)


class PlaceFilter(admin.SimpleListFilter):
    """By the page a text stands on: what comes before the colon in `where`."""

    title = _("hvor")
    parameter_name = "hvor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        places = {key.split(".")[0]: str(text.where).split(":")[0] for key, text in reversed(TEXTS.items())}
        return list(reversed(places.items()))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(key__startswith=f"{self.value()}.") if self.value() else queryset


class OwnTextFilter(admin.SimpleListFilter):
    title = _("jeres tekst")
    parameter_name = "egen"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("Rettet af jer")), ("nej", _("Standardtekst"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "ja":
            return queryset.exclude(text="")
        return queryset.filter(text="") if self.value() == "nej" else queryset


@admin.register(SiteText)
class SiteTextAdmin(PortalModelAdmin):
    list_display = ["where", "standard", "text"]
    list_filter = [OwnTextFilter, PlaceFilter]
    list_per_page = 1000
    search_fields = ["key"]
    fieldsets = [
        (
            None,
            {
                "fields": ["where", "standard", "text"],
                "description": _("Ord i klammer, for eksempel {navn}, bliver skiftet ud på siden."),
            },
        )
    ]
    readonly_fields = ["where", "standard"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(key__in=TEXTS)

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """The front page first, as in the registry."""
        return [Case(*(When(key=key, then=number) for number, key in enumerate(TEXTS)))]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        words = fold(search_term).split()
        folded = {row.pk: fold(f"{row} {row.standard} {row.text}") for row in queryset}
        found = [pk for pk, text in folded.items() if all(word in text for word in words)]
        return queryset.filter(pk__in=found), False

    @admin.display(description=_("hvor"), ordering="key")
    def where(self, row: SiteText) -> str:
        return str(row)

    @admin.display(description=_("standardtekst"))
    def standard(self, row: SiteText) -> str:
        return row.standard

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
