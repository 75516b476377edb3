"""Lists of the books as spreadsheets: taken out, changed there, and back through the preview of imports."""

import tempfile
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budget.imports.export import table_for, write_book
from budget.imports.tables import TABLES
from budget.models import ImportRun
from core.folding import fold
from core.private_files import as_download
from core.tables.files import XLSX


class BookOfRows:
    """For the admin of one of the tables in budget/imports: the list goes out, and comes back, as a workbook."""

    spreadsheet: ImportRun.Table

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.book_view)
        return [path("regneark/", view, name=f"budget_{self.opts.model_name}_book"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_send = request.user.has_perm("budget.add_importrun")
        tables = {
            "table_import": f"{reverse('admin:budget_importrun_upload')}?tabel={self.spreadsheet.value}"
            if may_send
            else "",
            "table_export": reverse(f"admin:budget_{self.opts.model_name}_book"),
        }
        return super().changelist_view(request, {**tables, **(extra_context or {})})

    @method_decorator(require_safe)
    def book_view(self, request: HttpRequest) -> HttpResponse:
        """What the list shows, with the same search and filters. Of several plans or versions one is chosen first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.copy()
        one = asked.pop("fra", [""])[-1]
        asked.pop("p", None)
        request.GET = asked
        rows = self.listed(request)
        wholes = self.wholes(rows)
        chosen = [whole for whole in wholes if str(whole.pk) == one] or wholes
        if len(chosen) == 1:
            return self.book(rows.filter(**{TABLES[self.spreadsheet].of: chosen[0]}), chosen[0])
        title = _("Hent %s som regneark") % self.opts.verbose_name_plural
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return render(request, "admin/budget/book.html", {**frame, "wholes": wholes, "query": asked.urlencode()})

    def listed(self, request: HttpRequest) -> Any:
        try:
            return self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            raise Http404 from None

    def wholes(self, rows: Any) -> list[Any]:
        """The plans, or versions of the budget, of the rows."""
        of = TABLES[self.spreadsheet].of
        model: Any = rows.model
        for name in of.split("__"):
            model = model._meta.get_field(name).related_model
        return list(model.objects.filter(pk__in=rows.order_by().values(of)))

    def book(self, rows: Any, whole: Any) -> HttpResponse:
        plan, version = (whole.plan, whole) if hasattr(whole, "plan") else (whole, None)
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
        write_book(table_for(self.spreadsheet, plan, version), rows, file)
        name = slugify(fold(f"{self.spreadsheet.label} {version.name if version else plan.years}"))
        return as_download(file, f"{name}-{timezone.localdate()}.xlsx", content_type=XLSX)
