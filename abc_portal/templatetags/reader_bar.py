"""The bar above every page for somebody who is logged in: where to edit what the page shows."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from organisation.models import Body, SiteText

register = template.Library()

Link = tuple[str, str]


@register.inclusion_tag("components/_reader_bar.html", takes_context=True)
def reader_bar(context: Any) -> dict[str, Any]:
    """A view says in `edits` which rows or models its page is about, in `edit_texts` which texts stand there."""
    request = context["request"]
    return {
        "user": request.user,
        "perms": context["perms"],
        "edits": [*edit_links(request, context.get("edits", ())), *text_links(request, context.get("edit_texts"))],
        "bodies": Body.objects.of(request.user).order_by("position", "pk"),
    }


def edit_links(request: HttpRequest, edits: Any) -> Iterator[Link]:
    """To the form of a row, or the list of a model, where this user may change it."""
    for edited in filter(None, edits):
        model_admin, meta = admin.site.get_model_admin(type(edited) if is_row(edited) else edited), edited._meta
        base, row = f"admin:{meta.app_label}_{meta.model_name}", edited if is_row(edited) else None
        if not model_admin.has_change_permission(request, row):
            continue
        if row:
            yield _("Rediger %(what)s") % {"what": meta.verbose_name}, reverse(f"{base}_change", args=[row.pk])
        else:
            yield _("Rediger %(what)s") % {"what": meta.verbose_name_plural}, reverse(f"{base}_changelist")


def text_links(request: HttpRequest, place: str | None) -> Iterator[Link]:
    """To the list of this page's texts: those whose keys begin with `place`."""
    if place and admin.site.get_model_admin(SiteText).has_change_permission(request):
        url = reverse("admin:organisation_sitetext_changelist")
        yield _("Rediger teksterne"), f"{url}?{urlencode({'hvor': place})}"


def is_row(edited: Any) -> bool:
    return isinstance(edited, models.Model)
