"""Årshjulet: the year's duties as rows, as a page with a wheel, and the button that says that one is done."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Min, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from board.models import Duty, DutyTurn
from board.wheel import wheel
from core.admin import PortalInline, PortalModelAdmin
from core.formats import long_date


class TurnInline(PortalInline):
    model = DutyTurn
    fields = ["due_on", "done_on", "note"]
    extra = 0


@admin.register(Duty)
class DutyAdmin(PortalModelAdmin):
    list_display = ["title", "recurrence", "next_day", "who"]
    list_filter = ["recurrence"]
    list_select_related = ["responsible"]
    search_fields = ["title", "about", "role"]
    inlines = [TurnInline]
    fieldsets = [
        (None, {"fields": ["title", "about", "recurrence", ("day", "month")]}),
        (gettext_lazy("Hvem"), {"fields": ["responsible", "role", "remind_days"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        coming = DutyTurn.objects.open().filter(duty=OuterRef("pk")).order_by().values("duty")
        return (
            super().get_queryset(request).annotate(next_on=Subquery(coming.annotate(day=Min("due_on")).values("day")))
        )

    def view_on_site(self, duty: Duty) -> None:
        return None

    def after_change(self, request: HttpRequest, duty: Duty) -> None:
        super().after_change(request, duty)
        duty.follow_rule()

    @admin.display(description=gettext_lazy("næste frist"), ordering="next_on")
    def next_day(self, duty: Any) -> str:
        return long_date(duty.next_on) if duty.next_on else _("ikke sat")

    @admin.display(description=gettext_lazy("hvem"))
    def who(self, duty: Duty) -> str | None:
        return duty.who or None


@require_safe
def year_wheel(request: HttpRequest) -> HttpResponse:
    """`?aar=`: one of the years from the first turn to next year."""
    if not request.user.has_perm("board.view_duty"):
        raise PermissionDenied
    today = timezone.localdate()
    first = DutyTurn.objects.aggregate(day=Min("due_on"))["day"] or today
    years = {str(year): year for year in range(min(first.year, today.year), today.year + 2)}
    year = years.get(request.GET.get("aar", str(today.year)))
    if year is None:
        raise Http404
    turns = list(DutyTurn.objects.of_year(year).for_list())
    context = {
        **admin.site.each_context(request),
        "title": _("Årshjul %d") % year,
        "wheel": wheel(year, turns, today),
        "years": years.values(),
        "overdue": DutyTurn.objects.overdue(today).exclude(due_on__year=year).for_list(),
        "without_date": Duty.objects.without_date().select_related("responsible"),
        "may_press": set(DutyTurn.objects.next_ones().editable_by(request.user).values_list("pk", flat=True)),
    }
    return render(request, "admin/board/year_wheel.html", context)


@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("board.change_dutyturn"):
        raise PermissionDenied
    turn = get_object_or_404(DutyTurn.objects.for_list(), pk=pk)
    if not DutyTurn.objects.editable_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    if turn.mark_done(request.user):
        coming = turn.duty.turns.open().first()
        said = _("»%(duty)s« er meldt gjort.") % {"duty": turn.duty}
        then = _("Næste gang er %(day)s.") % {"day": long_date(coming.due_on)} if coming else ""
        messages.success(request, f"{said} {then}".strip())
    else:
        messages.info(request, _("»%(duty)s« var meldt gjort i forvejen.") % {"duty": turn.duty})
    return redirect("admin:index" if request.POST.get("fra") == "start" else "year_wheel")
