"""Whom to ask about what, and the forms for writing to us."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contact.forms import EnquiryForm
from contact.models import Idea
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
def enquiry(request: HttpRequest, form_class: type[EnquiryForm], template: str, here: Any) -> HttpResponse:
    """One page for every kind of enquiry; urls.py says which form it shows."""
    data = request.POST if request.method == "POST" else None
    form = form_class(data, request=request, plan=current_plan(request))
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
        "here": here,
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, template, context, status=form.status)


@require_safe
def contact_thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "edit_texts": "contact",
        "section": "contact",
        "crumbs": [(_("Kontakt"), reverse("contact"))],
        "here": _("Tak"),
    }
    return render(request, "contact/thanks.html", context)


@require_safe
def idea_list(request: HttpRequest) -> HttpResponse:
    context = {
        "ideas": Idea.objects.visible_to(request.user).for_list(request.user),
        "edits": [Idea],
        "edit_texts": "ideas",
        "section": "contact",
        "crumbs": [(_("Kontakt"), reverse("contact"))],
        "here": _("Idéer, der blev til noget"),
        "canonical": request.build_absolute_uri(reverse("idea_list")),
    }
    return render(request, "contact/idea_list.html", context)
