"""The page on which the secretariat sees what the board would stumble over, before it does."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budget.models import FundingSource
from budget.reports.checks import Finding, findings
from core.chores import may_change
from organisation.models import Plan


@dataclass(frozen=True)
class Told:
    text: str
    url: str


def address_of(finding: Finding) -> str:
    return reverse(f"admin:{finding.model.replace('.', '_')}_change", args=[finding.pk])


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    # For those who can mend what is found.
    if not may_change(request.user, FundingSource):
        raise PermissionDenied
    plans = list(Plan.objects.order_by("-starts_on"))
    plan = chosen(plans, request.GET.get("plan"))
    found = findings(plan) if plan else None
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Afstemning"),
        "plan": plan,
        "plans": plans,
        "found": found,
        "errors": [Told(x.text, address_of(x)) for x in found.errors] if found else [],
        "gaps": [Told(x.text, address_of(x)) for x in found.gaps] if found else [],
    }
    return render(request, "admin/budget/checks.html", context)


def chosen(plans: list[Plan], slug: str | None) -> Plan | None:
    """The plan in the address, else the current one. Raises Http404 for one that does not exist."""
    if not slug:
        return Plan.objects.published().current() or next(iter(plans), None)
    plan = next((plan for plan in plans if plan.slug == slug), None)
    if plan is None:
        raise Http404
    return plan
