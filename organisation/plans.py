"""Which plan a request is about."""

from django.http import Http404, HttpRequest

from organisation.models import Plan


def plan_for(request: HttpRequest, plan_slug: str | None = None) -> Plan:
    """The plan named in the address, else the current one; Http404 if there is none to see.

    Remembered on the request, so that the page's frame and its contents ask once.
    """
    if plan_slug is None:
        plan = current_plan(request)
    else:
        plan = Plan.objects.visible_to(request.user).filter(slug=plan_slug).first()
        plan = plan or Plan.objects.visible_to(request.user).filter(former_slugs__contains=f" {plan_slug} ").first()
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
