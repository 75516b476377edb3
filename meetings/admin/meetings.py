"""Meetings: planned here, and led from step to step by the pages of meetings/admin/steps.py."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from core.admin import PortalInline, PortalModelAdmin
from core.admin_forms import can_be_key
from core.chores import ChoreFilter
from core.formats import long_date
from meetings import calling, changes
from meetings.admin.rights import OfOwnMeeting
from meetings.models import KEEP_ANY, AgendaItem, Meeting, Minutes, Participant
from meetings.telling import address_of
from organisation.models import Body

# What the next meeting of a body has from the last one.
KEPT = ("begins", "ends", "place", "access", "is_open", "secretary")


class ItemInline(PortalInline):
    model = AgendaItem
    fields = ["title", "kind", "is_closed", "hides_title", "position"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return AgendaItem.objects.editable_by(request.user)


class ParticipantInline(PortalInline):
    model = Participant
    fields = ["member", "reply", "substitute", "was_there"]
    readonly_fields = ["member"]
    extra = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        return Participant.objects.editable_by(request.user).select_related("member__seat")

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class BodyFilter(admin.SimpleListFilter):
    title = _("organ")
    parameter_name = "organ"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        meetings = Meeting.objects.editable_by(request.user).order_by().values("body")
        return [(str(body.pk), body.name) for body in Body.objects.filter(pk__in=meetings)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = {key for key, _name in self.lookup_choices}
        return queryset.filter(body=self.value()) if self.value() in chosen else queryset


@admin.register(Meeting)
class MeetingAdmin(OfOwnMeeting, PortalModelAdmin):
    list_display = ["called", "date", "state", "is_open", "secretary", "minutes_are"]
    list_filter = [ChoreFilter, BodyFilter, "state", "is_open"]
    list_select_related = ["body", "secretary"]
    search_fields = ["name", "body__name", "place"]
    fieldsets = [
        (None, {"fields": ["body", "name", "date", "begins", "ends"]}),
        (_("Hvor"), {"fields": ["place", "access"]}),
        (_("Hvem"), {"fields": ["is_open", "secretary"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        approved = Minutes.objects.filter(meeting=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_approved=Exists(approved))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A meeting stays with its body, and who keeps it is for those to say who may keep any."""
        fixed = ["body"] if obj else []
        return fixed if request.user.has_perm(KEEP_ANY) else [*fixed, "secretary"]

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """A new meeting begins with its body's standing items."""
        return [ItemInline, ParticipantInline] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Of one that was called or held there is more than a row: it is cancelled instead."""
        is_plan = obj is None or (obj.state == Meeting.State.PLANNED and obj.called_at is None)
        return super().has_delete_permission(request, obj) and is_plan

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """`?organ=` is the number of the body that is to meet again."""
        initial = super().get_changeform_initial_data(request)
        pk = request.GET.get("organ", "")
        body = Body.objects.filter(pk=pk).first() if can_be_key(pk) else None
        if body is None:
            return initial
        last = Meeting.objects.editable_by(request.user).of(body).first()
        return initial | {"body": body} | ({name: getattr(last, name) for name in KEPT} if last else {})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "secretary":
            works = Q(role__in=[Role.HEAD, Role.WORKER], is_active=True)
            kwargs["queryset"] = User.objects.filter(works | Q(pk__in=Meeting.objects.values("secretary")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def after_change(self, request: HttpRequest, meeting: Meeting) -> None:
        remind_to_tell(request, meeting)

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        meeting = kwargs.get("obj")
        if meeting and not kwargs.get("add"):
            context |= state_of(meeting, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("møde"), ordering="body__name")
    def called(self, meeting: Meeting) -> str:
        return meeting.name or meeting.body.name

    @admin.display(description=_("referat"))
    def minutes_are(self, meeting: Any) -> Any:
        if meeting.correction:
            return _("rettes")
        return _("godkendt") if meeting.is_approved else _("kladde") if meeting.is_held else ""


def remind_to_tell(request: HttpRequest, meeting: Meeting) -> None:
    if calling.is_news(meeting):
        messages.warning(request, _("Medlemmerne ved det ikke endnu. Åbn mødet, og vælg »Send ændringer«."))


def state_of(meeting: Meeting, user: Any) -> dict[str, Any]:
    """How far a meeting has come, and what its members do not know yet."""
    is_news = calling.is_news(meeting)
    members = calling.invited(meeting) if meeting.is_called else []
    return {
        "is_news": is_news,
        "changes": changes.changes(meeting, user) if is_news else [],
        "unasked": calling.unasked(meeting),
        "without_mail": [member for member in members if not address_of(member)],
        "versions": [(row, long_date(row.approved_on)) for row in meeting.minutes.defer("record")],
        "is_fixed": meeting.is_fixed,
    }
