"""Half-yearly statuses: whoever works with the initiative writes and signs, the head publishes."""

import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from activities.models.sign_ups import may_see_names
from board.half_years import HalfYear
from board.models import Status
from board.status_document import document_of
from board.status_steps import make_drafts, publish, sign
from core.admin import PortalModelAdmin
from core.chores import ChoreFilter
from initiatives.models import Initiative
from organisation.models import Plan

PUBLISH = "board.publish_status"


class StatusForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """What is signed says how it goes, what happened, and what now."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "_sign" in self.data:
            for name in Status.ASKED:
                if name in self.fields and not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Skriv det, før du godkender."))
        return cleaned


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("hvor langt")
    parameter_name = "stand"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Status.State.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.in_state(self.value()) if self.value() in Status.State else queryset


class HalfYearFilter(admin.SimpleListFilter):
    title = gettext_lazy("halvår")
    parameter_name = "pr"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        days = Status.objects.order_by("-as_of").values_list("as_of", flat=True).distinct()
        return [(day.isoformat(), str(HalfYear(day))) for day in days]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        known = {day for day, _name in self.lookup_choices}
        return queryset.filter(as_of=self.value()) if self.value() in known else queryset


@admin.register(Status)
class StatusAdmin(PortalModelAdmin):
    form = StatusForm
    list_display = ["initiative", "half", "state", "light", "signed_by"]
    list_filter = [ChoreFilter, StateFilter, HalfYearFilter]
    search_fields = ["initiative__name", "happened", "hard", "next_step"]
    fields = ["light", "happened", "hard", "next_step"]
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("initiative__focus_area", "initiative__plan", "signed_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Status | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.is_published)

    def has_delete_permission(self, request: HttpRequest, obj: Status | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.is_published)

    def save_model(self, request: HttpRequest, obj: Status, form: Any, change: bool) -> None:
        """What is changed after it was signed wants to be signed anew."""
        if "_sign" in request.POST:
            sign(obj, request.user)
            messages.success(request, _("Tak. Statussen er godkendt og venter på at blive udgivet."))
            return
        if form.changed_data:
            obj.signed_at = obj.signed_by = None
        super().save_model(request, obj, form, change)

    def _go_back(self, request: HttpRequest, key: Any, moment: datetime.datetime) -> list[str]:
        """Nobody has signed the words that come back."""
        with transaction.atomic():
            notes = super()._go_back(request, key, moment)
            Status.objects.filter(pk=key).update(signed_at=None, signed_by=None)
        return notes

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        status = context.get("original")
        if status:
            own = may_see_names(Initiative.objects.filter(pk=status.initiative_id), request.user, "pk").exists()
            # Whoever writes it may not see the books; who may reads the money on the board's page of it.
            context["document"] = document_of(status, with_money=False, told=not own)
            context["may_publish_status"] = request.user.has_perm(PUBLISH)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may = {"may_make_drafts": request.user.has_perm(PUBLISH)}
        return super().changelist_view(request, {**may, **(extra_context or {})})

    @admin.display(description=gettext_lazy("halvår"), ordering="as_of")
    def half(self, status: Status) -> str:
        return str(status.half_year)

    @admin.display(description=gettext_lazy("hvor langt"))
    def state(self, status: Status) -> Any:
        return status.state.label

    # Buttons ----------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        drafts, publish_one = map(self.admin_site.admin_view, (self.drafts_view, self.publish_view))
        return [
            path("kladder/", drafts, name="board_status_drafts"),
            path("<int:pk>/udgiv/", publish_one, name="board_status_publish"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def drafts_view(self, request: HttpRequest) -> HttpResponse:
        """Of the half-year that was over last, in the current plan."""
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        plan, half = Plan.objects.published().current(), HalfYear.latest(timezone.localdate())
        made = make_drafts(plan, half) if plan else 0
        words = ngettext("%(number)s kladde er lavet for %(half)s.", "%(number)s kladder er lavet for %(half)s.", made)
        none = _("Der er ingen nye kladder at lave for %(half)s.")
        messages.success(request, (words if made else none) % {"number": made, "half": half})
        return redirect("admin:board_status_changelist")

    @method_decorator(require_POST)
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        status = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            publish(status)
        except ValueError:
            messages.error(
                request, _("Den kan ikke udgives, før den er godkendt. Er den udgivet, kan det ikke gøres om.")
            )
        else:
            words = _("Udgivet. Bestyrelsen kan læse den, og den ændrer sig ikke mere.")
            messages.success(request, words)
        return redirect("admin:board_status_change", pk)
