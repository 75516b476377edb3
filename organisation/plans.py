"""Which plan a request is about."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.slugs import get_by_slug
from organisation.models import Plan


def plan_for(request: HttpRequest, plan_slug: str | None = None) -> Plan:
    """The plan named in the address, else the current one; Http404 if there is none to see.

    Remembered on the request, so that the page's frame and its contents ask once.
    """
    if plan_slug is None:
        plan = current_plan(request)
    else:
        plan = Plan.objects.visible_to(request.user).filter(slug=plan_slug).first()
        current = current_plan(request)
        if plan is not None:
            plan.is_current = current is not None and plan.pk == current.pk
    if plan is None:
        raise Http404
    request.viewed_plan = plan  # type: ignore[attr-defined]
    return plan


def current_plan(request: HttpRequest) -> Plan | None:
    """The published plan that is current today, if there is any."""
    if not hasattr(request, "current_plan"):
        request.current_plan = Plan.objects.published().current()  # type: ignore[attr-defined]
    return request.current_plan  # type: ignore[attr-defined]


class MovedPlans:
    """Middleware: every page below a plan's former address redirects to the same page below its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        asked = request.resolver_match.kwargs.get("plan_slug") if request.resolver_match else None
        if asked is None or not isinstance(exception, Http404):
            return None
        try:
            plan = get_by_slug(Plan.objects.visible_to(request.user), asked)
        except Http404:
            return None
        if plan.slug == asked:
            return None
        match = request.resolver_match
        moved = reverse(match.view_name, kwargs={**match.kwargs, "plan_slug": plan.slug})
        return redirect(f"{moved}{request.get_full_path().removeprefix(request.path)}", permanent=True)
