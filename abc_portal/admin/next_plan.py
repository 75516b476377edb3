"""The next period's plan, made from this one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from abc_portal.next_plan import NextPlanForm
from core.formats import long_date
from organisation.models import Plan


@require_http_methods(["GET", "HEAD", "POST"])
def next_plan(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("organisation.add_plan"):
        raise PermissionDenied
    # Locked, so that of two who send the form at once one is told of the other's plan.
    with transaction.atomic():
        plan = get_object_or_404(Plan.objects.select_for_update(), pk=pk)
        form = NextPlanForm(request.POST if request.method == "POST" else None, plan=plan)
        made = form.save() if form.is_bound and form.is_valid() else None
    if made:
        messages.success(request, _said(made))
        return redirect("admin:organisation_plan_change", made.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Lav næste plan"),
        "opts": Plan._meta,
        "original": plan,
        "form": form,
    }
    return render(request, "admin/organisation/plan/next.html", context)


def _said(plan: Plan) -> str:
    if plan.publish_from is None:
        return _("»%(plan)s« er lavet som en kladde. Vis den, når den er klar: udfyld »vises fra«.") % {"plan": plan}
    words = {"plan": plan, "day": long_date(plan.starts_on)}
    return _("»%(plan)s« er lavet. Kun redaktører ser den, indtil den begynder af sig selv %(day)s.") % words
