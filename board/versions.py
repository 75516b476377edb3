"""The budget's versions, for the board: which is in force, why each was made, and any two side by side."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from board.doors import for_the_board
from budget import reports
from budget.models import BudgetVersion
from budget.reports import Board
from budget.reports.versions import budget_changes
from core.documents import sent
from organisation.models import Plan
from organisation.plans import plan_for


@for_the_board
def version_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    plan = plan_for(request, plan_slug)
    versions = list(seen(plan, request.user))
    context = {
        **_page(plan),
        # Each beside the one it revises.
        "versions": [(version, versions[place - 1] if place else None) for place, version in enumerate(versions)],
        "compare_url": plan.url("version_compare"),
        "here": _("Budgettets versioner"),
    }
    return render(request, "board/version_list.html", context)


@for_the_board
def version_compare(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """`?fra=` and `?til=`: any two of the plan's versions, by default the last two."""
    plan = plan_for(request, plan_slug)
    versions = list(seen(plan, request.user))
    by_key = {str(version.pk): version for version in versions}
    last = [str(version.pk) for version in versions[-2:]]
    keys = [request.GET.get(name, key) for name, key in zip(("fra", "til"), last, strict=False)]
    if not set(keys) <= set(by_key):
        raise Http404
    chosen = [by_key[key] for key in keys] if len(keys) == 2 else []
    boards = [Board(reports.figures(plan, version)) for version in chosen]
    context = {
        **_page(plan),
        "versions": versions,
        "chosen": chosen,
        "groups": budget_changes(*boards) if boards else [],
        "here": _("Sammenlign budgetter"),
    }
    return render(request, "board/version_compare.html", context)


@for_the_board
def version_document(request: HttpRequest, pk: int) -> FileResponse:
    """What was decided, as it was uploaded."""
    return sent(get_object_or_404(BudgetVersion.objects.visible_to(request.user), pk=pk).document)


def seen(plan: Plan, user: Any) -> Any:
    """In the order they came into force, drafts last."""
    return BudgetVersion.objects.of_plan(plan).visible_to(user).with_end().select_related("plan")


def _page(plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "section": "board",
        "crumbs": [(_("Bestyrelsen"), plan.url("board"))],
        "board_url": plan.url("board"),
        "versions_url": plan.url("version_list"),
    }
