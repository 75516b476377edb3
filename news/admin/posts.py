"""News: written as a draft, shown from a moment on."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin import PortalModelAdmin, ShownFilter, shown
from core.previews_admin import SharesDrafts
from initiatives.models import FocusArea, Initiative
from news.models import Post

# Focus areas and initiatives of several plans may share a name: the choice says which plan.
CHOSEN_BY_YEARS = {"focus_areas": FocusArea, "initiatives": Initiative}


class PostForm(forms.ModelForm):
    class Meta:
        widgets = dict.fromkeys(("areas", "focus_areas", "initiatives"), forms.CheckboxSelectMultiple)


@admin.register(Post)
class PostAdmin(SharesDrafts, PortalModelAdmin):
    form = PostForm
    list_display = ["title", "author", "about", shown]
    list_filter = [ShownFilter, "areas", "author"]
    search_fields = ["search_text"]
    fieldsets = [
        (None, {"fields": ["title", "lead", "text", "author"]}),
        (_("Hvad og hvor"), {"fields": ["areas", "focus_areas", "initiatives"]}),
        (_("Billede"), {"fields": ["tiles", "picture", "picture_alt", "picture_credit", "picture_consent"]}),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "may_be_commented", "slug"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("author").prefetch_related("areas", "focus_areas")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if model := CHOSEN_BY_YEARS.get(db_field.name):
            kwargs["queryset"] = model.objects.select_related("plan").order_by("-plan__starts_on", "position", "pk")
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if model and field:
            field.label_from_instance = model.name_and_years
        return field

    @admin.display(description=_("handler om"))
    def about(self, post: Post) -> str:
        return ", ".join(str(row) for row in (*post.focus_areas.all(), *post.areas.all()))
