"""The decision log: what is to be done, by whom, and whether it is. Ticking it off is possible for ever."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import PortalModelAdmin
from meetings.admin.rights import OfOwnMeeting, is_fixed
from meetings.models import Decision
from organisation.models import Body, Seat


class DoneFilter(admin.SimpleListFilter):
    """The list opens on what is not done."""

    title = _("gjort")
    parameter_name = "gjort"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("for-sent", _("For sent på den")), ("ja", _("Gjort")), ("alle", _("Alle"))]

    def choices(self, changelist: Any) -> list[Any]:
        standard, *rest = super().choices(changelist)
        return [{**standard, "display": _("Ikke gjort")}, *rest]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "for-sent":
            return queryset.late()
        if self.value() == "ja":
            return queryset.filter(done_on__isnull=False)
        return queryset if self.value() == "alle" else queryset.open()


class DecidingBodyFilter(admin.SimpleListFilter):
    title = _("organ")
    parameter_name = "organ"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        own = Decision.objects.editable_by(request.user).values("item__meeting__body")
        return [(str(body.pk), body.name) for body in Body.objects.filter(pk__in=own.order_by())]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = {key for key, _name in self.lookup_choices}
        return queryset.filter(item__meeting__body=self.value()) if self.value() in chosen else queryset


@admin.action(description=_("Sæt som gjort i dag"), permissions=["change"])
def mark_done(model_admin: Any, request: HttpRequest, decisions: Any) -> None:
    """One by one, so that history tells it."""
    rows = list(decisions.open())
    for row in rows:
        row.done_on = timezone.localdate()
        row.save()
    words = ngettext("%(number)s beslutning er gjort.", "%(number)s beslutninger er gjort.", len(rows))
    messages.success(request, words % {"number": len(rows)})


@admin.register(Decision)
class DecisionAdmin(OfOwnMeeting, PortalModelAdmin):
    list_display = ["what", "responsible", "due_on", "done_on", "meeting"]
    list_filter = [DoneFilter, DecidingBodyFilter]
    list_select_related = ["item__meeting__body", "seat"]
    search_fields = ["what", "who", "seat__post", "done_note"]
    actions = [mark_done]
    fieldsets = [
        (None, {"fields": ["what", "item", "seat", "who", "due_on"]}),
        (_("Gjort"), {"fields": ["done_on", "done_note"]}),
    ]
    decided = ("what", "seat", "who", "due_on")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("item__meeting__body", "seat__body")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        return [F("due_on").asc(nulls_last=True), "pk"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What was decided is fixed with the minutes."""
        fixed = self.decided if obj and is_fixed(request, obj) else ()
        return ["item", *fixed]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)
        chosen = form.base_fields.get("seat")
        if chosen and obj:
            chosen.queryset = Seat.objects.filter(body=obj.item.meeting.body_id).select_related("body")
        return form

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of its item, or while the minutes are taken."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Also when the minutes are fixed: that it was done comes later."""
        return super(OfOwnMeeting, self).has_change_permission(request, obj)

    def view_on_site(self, decision: Decision) -> str:
        return decision.item.meeting.get_absolute_url()

    @admin.display(description=_("hvem"))
    def responsible(self, decision: Decision) -> str:
        return decision.responsible

    @admin.display(description=_("møde"), ordering="item__meeting__date")
    def meeting(self, decision: Decision) -> str:
        return str(decision.item.meeting)
