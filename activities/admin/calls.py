"""The ringeliste: whom to ring, why, and before when. For who has no e-mail."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from activities import queue
from activities.models import Call, SignUp

YES, NO, LATER = "ja", "nej", "venter"


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("activities.view_call"):
        raise PermissionDenied
    calls = Call.objects.visible_to(request.user).open()
    related = calls.select_related("sign_up__activity__initiative", "sign_up__activity__place")
    context = {**admin.site.each_context(request), "title": _("Ringeliste"), "calls": related}
    return render(request, "admin/activities/call_list.html", context)


@require_POST
def called(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has rung; of an offer, what the answer was."""
    if not request.user.has_perm("activities.change_call"):
        raise PermissionDenied
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("sign_up__activity"), pk=pk)
    answer = request.POST.get("svar", "")
    try:
        queue.called(call, request.user, answer if answer in (YES, NO) else LATER)
    except (queue.Closed, SignUp.DoesNotExist):
        messages.error(
            request,
            _("Tilbuddet gælder ikke mere: datoen er begyndt, aflyst eller ændret, eller tilmeldingen er slettet."),
        )
    else:
        messages.success(request, _("Noteret."))
    return redirect("call_list")
