"""Single dates: one can be moved, called off, or given another number of places."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import queue
from activities.admin.choices import WHERE_AND_HOW, OfOwnInitiative, tell_of_calls
from activities.models import Activity
from activities.models.sign_ups import SMALLEST_GROUP, may_see_names
from core.admin import PortalModelAdmin
from core.chores import ChoreFilter
from core.formats import long_date, people, short_weekday, times


def day_and_times(date: Activity) -> str:
    """`tir. 1. december 2026 kl. 17–19`"""
    return f"{short_weekday(date.day)} {long_date(date.day)} {times(date.starts_at, date.ends_at)}"


def with_counts(dates: Any, user: Any) -> Any:
    """With how many come, and whether the user works with them: others are not told of small groups."""
    own = may_see_names(Activity.objects.filter(pk=OuterRef("pk")), user)
    return dates.for_list().select_related("attendance").annotate(is_own=Exists(own))


def told(number: int, date: Any) -> str:
    """A count of people, as the reader of the date may know it."""
    return people(number, 0 if date.is_own else SMALLEST_GROUP)


class WhenFilter(admin.SimpleListFilter):
    """The list opens on what is to come; on a chore's rows, whenever they are."""

    title = gettext_lazy("hvornår")
    parameter_name = "tid"
    PAST, ALL = "forbi", "alle"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(self.PAST, _("Overståede")), (self.ALL, _("Alle"))]

    def choices(self, changelist: Any) -> list[Any]:
        standard, *rest = super().choices(changelist)
        return [{**standard, "display": _("Kommende")}, *rest]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == self.PAST:
            return queryset.past()
        everything = self.value() == self.ALL or ChoreFilter.parameter_name in request.GET
        return queryset if everything else queryset.upcoming()


@admin.register(Activity)
class ActivityAdmin(OfOwnInitiative, PortalModelAdmin):
    list_display = ["title", "when", "place", "state", "people", "visits", "list_of_people"]
    list_filter = [WhenFilter, ChoreFilter, "initiative", "place", "state"]
    search_fields = ["search_text"]
    readonly_fields = ["state"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("series")
        return with_counts(rows, request.user)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """What was last comes first among what is over."""
        over = {WhenFilter.PAST, WhenFilter.ALL} & {request.GET.get(WhenFilter.parameter_name)}
        return ["-starts_at", "-pk"] if over else ["starts_at", "pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        called_off = ["state", "instead"] if obj and obj.is_cancelled else ["state"] if obj else []
        return [
            (None, {"fields": ["initiative", "name", "note"]}),
            (gettext_lazy("Hvornår"), {"fields": ["starts_at", "ends_at", *called_off]}),
            WHERE_AND_HOW,
        ]

    def after_change(self, request: HttpRequest, activity: Activity) -> None:
        queue.activity_changed(activity, moved=activity.was_moved)
        is_told = activity.was_moved and not (activity.is_cancelled or activity.is_over())
        if is_told and activity.sign_ups.alive().exists():
            messages.info(request, _("De tilmeldte får besked om det nye tidspunkt eller sted."))
            tell_of_calls(request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who signed up is not named, and not lost: the date can be called off."""
        told, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            signed = [date for date in objs if date.sign_ups.exists()]
            words = _("%(date)s: nogen er eller har været tilmeldt. Aflys den i stedet.")
            protected = [words % {"date": date} for date in signed]
        return told, counts, perms_needed, protected

    @admin.display(description=gettext_lazy("navn"))
    def title(self, activity: Activity) -> str:
        return activity.title

    @admin.display(description=gettext_lazy("hvornår"), ordering="starts_at")
    def when(self, activity: Activity) -> str:
        return day_and_times(activity)

    @admin.display(description=gettext_lazy("tilmeldte"))
    def people(self, activity: Any) -> str:
        if not activity.takes_sign_ups:
            return ""
        number = told(activity.taken, activity)
        if activity.capacity is None:
            return number
        return _("%(number)s af %(places)s") % {"number": number, "places": activity.capacity}

    @admin.display(description=gettext_lazy("besøg"))
    def visits(self, activity: Any) -> str:
        attendance = getattr(activity, "attendance", None)
        return told(attendance.visits, activity) if attendance and attendance.visits is not None else ""

    @admin.display(description=gettext_lazy("deltagere"))
    def list_of_people(self, activity: Any) -> str:
        if not activity.is_own:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("activity_people", args=[activity.pk]), _("Deltagere"))
