"""The page of a plan's documents, and the files themselves."""

import datetime

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.documents import sent
from organisation.models import DocumentVersion, PlanDocument
from organisation.plans import plan_for


class DayForm(forms.Form):
    dato = forms.DateField(
        label=gettext_lazy("Dag"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Skriv dagen som år-måned-dag, for eksempel 2031-05-12.")},
    )

    @property
    def day(self) -> datetime.date | None:
        return self.cleaned_data.get("dato") if self.is_valid() else None


@require_safe
def document_list(request: HttpRequest, plan_slug: str | None = None) -> HttpResponse:
    """What is in force today with what was before; of `?dato=` only what was in force then."""
    plan = plan_for(request, plan_slug)
    form = DayForm(request.GET)
    rows = PlanDocument.objects.filter(plan=plan).visible_to(request.user).with_versions(form.day)
    documents = [row for row in rows if row.in_force or (row.versions.all() and not form.day)]
    context = {
        "plan": plan,
        "form": form,
        "documents": documents,
        "today": plan.url("document_list"),
        "edits": [PlanDocument],
        "edit_texts": "documents",
        "section": "about",
        "crumbs": [(_("Om os"), plan.url("about"))],
        "here": _("Planens dokumenter"),
        "canonical": request.build_absolute_uri(plan.url("document_list")),
    }
    return render(request, "organisation/document_list.html", context)


@require_safe
def document_file(request: HttpRequest, pk: int) -> FileResponse:
    return sent(get_object_or_404(DocumentVersion.objects.visible_to(request.user), pk=pk).file)
