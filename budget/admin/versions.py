"""The budget: kinds of cost, versions, and their lines."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from budget.admin.choices import ByVersionsPlan, ByYear, ChoosesInPlan, NamedFilter
from budget.admin.spreadsheets import BookOfRows
from budget.models import BudgetLine, BudgetVersion, CostKind, ImportRun, Posting
from core.admin import PortalModelAdmin, kroner_column
from core.formats import long_date

AMOUNT = kroner_column("amount", gettext_lazy("beløb"))


@admin.register(BudgetVersion)
class BudgetVersionAdmin(ChoosesInPlan, PortalModelAdmin):
    list_display = ["name", "years", "standing", "in_force_from", "decided_on", "fund_approval", "lines"]
    list_filter = ["plan"]
    search_fields = ["name", "reason", "reference"]
    fieldsets = [
        (None, {"fields": ["plan", "name", "in_force_from", "reason"]}),
        (gettext_lazy("Bestyrelsens beslutning"), {"fields": ["decided_on", "reference", "document"]}),
        (gettext_lazy("Hovedfinansieringens godkendelse"), {"fields": ["fund_approval", "fund_approved_on"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).with_end().select_related("plan")
        return rows.annotate(line_count=Count("lines"))

    @admin.display(description=gettext_lazy("plan"), ordering="plan__starts_on")
    def years(self, version: BudgetVersion) -> str:
        return version.plan.years

    @admin.display(description=gettext_lazy("står som"))
    def standing(self, version: BudgetVersion) -> Any:
        return version.standing().label

    @admin.display(description=gettext_lazy("linjer"))
    def lines(self, version: Any) -> str:
        address = reverse("admin:budget_budgetline_changelist")
        return format_html('<a href="{}?version__id__exact={}">{}</a>', address, version.pk, version.line_count)

    # Buttons ----------------------------------------------------------------------------

    def get_urls(self) -> list[Any]:
        revise, move = map(self.admin_site.admin_view, (self.revise_view, self.move_view))
        return [
            path("<int:pk>/ny-version/", revise, name="budget_budgetversion_revise"),
            path("<int:pk>/flyt-posteringer/", move, name="budget_budgetversion_move"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        revision = get_object_or_404(self.get_queryset(request), pk=pk).revise()
        text = _("»%(name)s« er lavet: et udkast med de samme linjer. Ret dem, og skriv, hvornår det gælder fra.")
        messages.success(request, text % {"name": revision})
        return redirect("admin:budget_budgetversion_change", revision.pk)

    @method_decorator(require_POST)
    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        plan = get_object_or_404(self.get_queryset(request), pk=pk).plan
        moved = Posting.objects.move_into_place(plan)
        text = ngettext("%(number)s postering er flyttet.", "%(number)s posteringer er flyttet.", moved)
        messages.success(request, text % {"number": moved})
        left = _(
            "%(number)s på linje %(code)s for %(year)s i »%(version)s« står, hvor de stod: "
            "den version, der gjaldt, har ingen sådan linje for året."
        )
        for version, code, year, number in Posting.objects.misplaced(plan).per_line():
            messages.warning(request, left % {"number": number, "code": code, "year": year, "version": version})
        return redirect("admin:budget_budgetversion_change", pk)

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        version = context.get("original")
        if version:
            context["misplaced"] = Posting.objects.misplaced(version.plan).count()
            context["line_count"] = version.line_count
            context["standing"] = self._in_words(version)
        return super().render_change_form(request, context, *args, **kwargs)

    def _in_words(self, version: Any) -> str:
        words = {
            BudgetVersion.Standing.DRAFT: _("Et udkast: skriv, hvornår versionen gælder fra, når den er besluttet."),
            BudgetVersion.Standing.COMING: _("Kommer til at gælde."),
            BudgetVersion.Standing.IN_FORCE: _("Gælder nu."),
            BudgetVersion.Standing.REPLACED: _("Afløst %(day)s."),
        }[version.standing()]
        return words % {"day": version.in_force_until and long_date(version.in_force_until)}


@admin.register(BudgetLine)
class BudgetLineAdmin(BookOfRows, ChoosesInPlan, PortalModelAdmin):
    spreadsheet = ImportRun.Table.LINES
    of_plan = "version"
    list_display = ["code", "name", "year", AMOUNT, "focus_area", "kind", "source"]
    list_filter = [ByVersionsPlan, ("version", NamedFilter), ByYear, ("focus_area", NamedFilter), "kind"]
    list_select_related = ["focus_area", "kind", "source", "version__plan"]
    search_fields = ["code", "name"]
    fieldsets = [
        (None, {"fields": ["version", "code", "name", "year", "amount"]}),
        (gettext_lazy("Hvad det går til, og hvem der betaler"), {"fields": ["focus_area", "kind", "source"]}),
    ]


@admin.register(CostKind)
class CostKindAdmin(PortalModelAdmin):
    list_display = ["name", "position"]
    search_fields = ["name"]
    fields = ["name", "position"]
