"""For the admin of what can be a draft: it begins as one, is shown by a button, and a link shows it to others."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core import previews

HELP = {
    "publish_from": _(
        "Et tidspunkt, der er gået: siden kan ses. Et, der kommer: den vises af sig selv fra da. "
        "Tomt felt: en kladde, som kun redaktører kan se."
    ),
    "publish_until": _("Fra da af kan kun redaktører se siden. Tomt felt: den bliver stående."),
}


class BeginsAsDraft:
    """Put before PortalModelAdmin. The button that shows it stands in admin/submit_line.html."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is public before somebody says so; what is loaded or read from a table is, by the model's default."""
        return {**super().get_changeform_initial_data(request), "publish_from": None}  # type: ignore[misc]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        publish = "_publish" in request.POST and "publish_from" in form.fields
        if publish:
            obj.publish_from = timezone.now()
            if obj.publish_until and obj.publish_until <= obj.publish_from:
                obj.publish_until = None
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if publish and not obj.is_hidden:
            messages.success(request, _("Den vises på siden nu."))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in HELP:
            kwargs["help_text"] = HELP[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        context["may_publish"] = "publish_from" in context["adminform"].form.fields and (row is None or row.is_hidden)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


class SharesDrafts(BeginsAsDraft):
    """For what has a page of its own. The button for a link: admin/change_form_object_tools.html."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.share_view)  # type: ignore[attr-defined]
        return [path("<int:pk>/del-kladden/", view, name=self._share_name), *super().get_urls()]  # type: ignore[misc]

    @property
    def _share_name(self) -> str:
        meta = self.model._meta  # type: ignore[attr-defined]
        return f"{meta.app_label}_{meta.model_name}_share"

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        row = kwargs.get("obj")
        if row and row.is_hidden and self.has_change_permission(request, row):  # type: ignore[attr-defined]
            context["share_url"] = reverse(f"admin:{self._share_name}", args=[row.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def share_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The link is shown in the answer and kept nowhere: whoever needs it again makes another."""
        row = self.get_object(request, str(pk))  # type: ignore[attr-defined]
        # In this order: who may change none is not told which there are.
        if not self.has_change_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        if row is None:
            raise Http404
        if not row.is_hidden:
            return redirect(row)
        until = previews.last_moment()
        link = reverse("preview", kwargs={"token": previews.token_for(row, until)})
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Link til kladden"),
            "opts": row._meta,
            "original": row,
            "link": request.build_absolute_uri(link),
            "until": timezone.localdate(until),
        }
        return render(request, "admin/shared_link.html", context)
