"""Series: the rule, the days on which there is nothing, and the dates that come of them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from activities import queue
from activities.admin.choices import WHERE_AND_HOW, OfOwnInitiative, tell_of_calls
from activities.admin.dates import day_and_times, with_counts
from activities.models import Activity, Series, SkippedDay
from core.admin import PortalInline, PortalModelAdmin


class SkippedDayInline(PortalInline):
    model = SkippedDay
    fields = ["day"]


@admin.register(Series)
class SeriesAdmin(OfOwnInitiative, PortalModelAdmin):
    list_display = ["title", "in_words", "times", "ends_on", "place", "dates_ahead"]
    list_filter = ["initiative", "place"]
    list_select_related = ["initiative", "place"]
    search_fields = ["search_text"]
    inlines = [SkippedDayInline]
    fieldsets = [
        (None, {"fields": ["initiative", "name", "note"]}),
        (gettext_lazy("Hvornår"), {"fields": ["rhythm", "weekdays", "begins", "ends", "starts_on", "ends_on"]}),
        WHERE_AND_HOW,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        ahead = Count("dates", filter=Q(dates__ends_at__gt=timezone.now()))
        return super().get_queryset(request).select_related("initiative", "place").annotate(ahead=ahead)

    @admin.display(description=gettext_lazy("navn"))
    def title(self, series: Series) -> str:
        return series.title

    @admin.display(description=gettext_lazy("dage"))
    def in_words(self, series: Series) -> str:
        return series.in_words

    @admin.display(description=gettext_lazy("kl."), ordering="begins")
    def times(self, series: Series) -> str:
        return f"{series.begins:%H.%M}–{series.ends:%H.%M}"

    @admin.display(description=gettext_lazy("kommende datoer"), ordering="ahead")
    def dates_ahead(self, series: Any) -> int:
        return series.ahead

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        dates = Activity.objects.none()
        if series := self.get_object(request, unquote(object_id)):
            dates = with_counts(series.dates.upcoming(), request.user)
        return super().change_view(request, object_id, form_url, {"dates": dates, **(extra_context or {})})

    def after_change(self, request: HttpRequest, series: Series) -> None:
        """The exceptions are saved after the rule, and those who come are told when their date was moved."""
        series.make_dates()
        for date in series.changed:
            queue.activity_changed(date, moved=date.was_moved)
        number = series.dates.upcoming().count()
        if not number:
            messages.warning(request, _("Serien giver ingen datoer. Se på dagene og på »første gang«."))
        else:
            words = ngettext("Serien har %(number)s kommende dato.", "Serien har %(number)s kommende datoer.", number)
            messages.info(request, words % {"number": number})
        if series.kept:
            messages.warning(request, kept_dates(series.kept))
        if any(date.was_moved for date in series.changed):
            messages.info(request, _("De tilmeldte får besked om det nye tidspunkt eller sted."))
            tell_of_calls(request)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """With the dates that go along, although they could stand alone."""
        told, *rest = super().get_deleted_objects(objs, request)
        free = [str(date) for series in objs for date in series.free_dates().select_related("initiative")]
        return [*told, *free], *rest


def kept_dates(dates: list[Activity]) -> str:
    """Which dates are no longer of the rule, each with the way to its form."""
    links = ((reverse("admin:activities_activity_change", args=[date.pk]), day_and_times(date)) for date in dates)
    words = ngettext(
        "%(number)s dato er beholdt, fordi nogen er eller har været tilmeldt:",
        "%(number)s datoer er beholdt, fordi nogen er eller har været tilmeldt:",
        len(dates),
    )
    return format_html(
        "{} {}. {}",
        words % {"number": len(dates)},
        format_html_join(", ", '<a href="{}">{}</a>', links),
        _("Aflys dem, hvis de ikke skal være der."),
    )
