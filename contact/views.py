"""Whom to ask about what, and the form for writing to us."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contact.forms import EnquiryForm
from organisation.models import Partnership
from organisation.plans import current_plan
from staff.models import StaffMember


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    plan = current_plan(request)
    context = {
        "focus_areas": plan.focus_areas.with_people(request.user) if plan else [],
        "secretariat": StaffMember.objects.visible_to(request.user).filter(in_secretariat=True),
        "edits": [Partnership, StaffMember],
        "edit_texts": "contact",
        "section": "contact",
        "here": _("Kontakt"),
        "canonical": request.build_absolute_uri(reverse("contact")),
    }
    return render(request, "contact/contact.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact_write(request: HttpRequest) -> HttpResponse:
    """`?til=` names a member of staff and `?om=` a focus area, by their addresses."""
    chosen = {"staff_member": request.GET.get("til"), "focus_area": request.GET.get("om")}
    data = request.POST if request.method == "POST" else None
    form = EnquiryForm(data, request=request, initial=chosen, plan=current_plan(request))
    if form.is_bound and form.is_valid():
        if not form.is_trapped:
            form.save()
        return redirect("contact_thanks")
    context = {
        "form": form,
        "days_kept": settings.ENQUIRY_DAYS,
        "edit_texts": "contact",
        "section": "contact",
        "crumbs": [(_("Kontakt"), reverse("contact"))],
        "here": _("Skriv til os"),
        "canonical": request.build_absolute_uri(reverse("contact_write")),
    }
    return render(request, "contact/write.html", context, status=form.status)


@require_safe
def contact_thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "edit_texts": "contact",
        "section": "contact",
        "crumbs": [(_("Kontakt"), reverse("contact"))],
        "here": _("Tak"),
    }
    return render(request, "contact/thanks.html", context)
