"""Spreadsheets into the books: sent, matched, looked through, saved, and taken back."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budget.imports import runs
from budget.imports.applying import Refused, refuse_undoing, undo
from budget.imports.cells import shown
from budget.imports.files import Book, open_book
from budget.imports.forms import SHOWN, ColumnsForm, UploadForm
from budget.imports.matching import chosen, guess, have_no_year, no_year
from budget.imports.preview import Preview, sentence
from budget.imports.tables import TABLES, table_of
from budget.models import ImportRun
from core.admin import NotTypedAdmin
from core.admin_forms import can_be_key
from core.chores import ChoreFilter
from core.folding import fold
from core.private_files import as_download
from core.sheets import UnreadableFileError

State = ImportRun.State
Table = ImportRun.Table
SAVE, LOOK = "budget.change_importrun", "budget.view_importrun"

TOLD = {
    Table.LINES: gettext_lazy("Hvad der må bruges, linje for linje og år for år."),
    Table.RECEIPTS: gettext_lazy("Penge, som kilderne har betalt ind."),
    Table.POSTINGS: gettext_lazy("Forbruget, som det står i regnskabet."),
    Table.HOURS: gettext_lazy("Arbejde, som bliver givet i stedet for penge."),
}


@admin.register(ImportRun)
class ImportRunAdmin(NotTypedAdmin):
    """The log of all files that came. Nothing of it is typed."""

    list_display = ["link", "table", "years", "uploaded_at", "uploaded_by", "state", "outcome"]
    list_display_links = None
    list_filter = [ChoreFilter, "table", "state", "plan"]
    list_select_related = ["plan", "uploaded_by"]
    search_fields = ["file_name"]
    fields = ["file_name", "table", "plan", "version", "booked_to", "state", "uploaded_at", "uploaded_by"]

    @admin.display(description=gettext_lazy("fil"), ordering="file_name")
    def link(self, run: ImportRun) -> str:
        return format_html('<a href="{}/{}/">{}</a>', run.pk, next_step(run), run.file_name)

    @admin.display(description=gettext_lazy("plan"), ordering="plan__starts_on")
    def years(self, run: ImportRun) -> str:
        return run.plan.years

    @admin.display(description=gettext_lazy("rækker"))
    def outcome(self, run: ImportRun) -> str:
        return sentence(run) if run.counts else ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_send = request.user.has_perm("budget.add_importrun")
        return super().changelist_view(request, {"may_send": may_send, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        def page(address: str, view: Callable, name: str) -> Any:
            return path(address, self.admin_site.admin_view(view), name=f"budget_importrun_{name}")

        return [
            page("indlaes/", self.upload, "upload"),
            page("<int:pk>/kolonner/", self.columns, "columns"),
            page("<int:pk>/eftersyn/", self.preview, "preview"),
            page("<int:pk>/gem/", self.save, "save"),
            page("<int:pk>/laes-igen/", self.read_again, "read_again"),
            page("<int:pk>/kasser/", self.discard, "discard"),
            page("<int:pk>/fortryd/", self.undo, "undo"),
            page("<int:pk>/fil/", self.file, "file"),
            *super().get_urls(),
        ]

    # What they share --------------------------------------------------------------------

    def run(self, request: HttpRequest, pk: int, right: str = SAVE) -> ImportRun:
        """Raises PermissionDenied, or Http404 for one that is not theirs to see."""
        if not request.user.has_perm(right):
            raise PermissionDenied
        related = self.get_queryset(request).select_related("plan", "version", "uploaded_by", "applied_by", "undone_by")
        return get_object_or_404(related, pk=pk)

    def page(self, request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return render(request, f"admin/budget/importrun/{template}.html", {**frame, **context})

    def to(self, step: str, run: ImportRun) -> HttpResponse:
        return redirect(f"admin:budget_importrun_{step}", run.pk)

    # 1. Sent ----------------------------------------------------------------------------

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def upload(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("budget.add_importrun"):
            raise PermissionDenied
        table = request.GET.get("tabel", "")
        if table not in Table.values:
            tables = [(one.value, one.label, TOLD[one], reverse(book_name(one))) for one in Table]
            return self.page(request, "choose", _("Indlæs et regneark"), tables=tables)
        mended = self.mended(request, table)
        about = {name: getattr(mended, name) for name in ("plan", "version", "booked_to")} if mended else {}
        form = UploadForm(request.POST or None, request.FILES or None, table=table, initial=about)
        if request.method == "POST" and form.is_valid():
            form.instance.uploaded_by = request.user
            return self.sent(request, form.save(), mended)
        name = Table(table).label.lower()
        return self.page(request, "upload", _("Indlæs %s") % name, form=form, mended=mended)

    def mended(self, request: HttpRequest, table: str) -> ImportRun | None:
        """The run whose file is sent again, put right: `?som=` is its number."""
        pk = request.GET.get("som", "")
        rows = self.get_queryset(request).filter(table=table, state__in=ImportRun.OPEN)
        return rows.filter(pk=pk).first() if can_be_key(pk) else None

    def sent(self, request: HttpRequest, run: ImportRun, mended: ImportRun | None) -> HttpResponse:
        """A file put right has the columns that the first one had, and is read at once."""
        if mended:
            runs.discard(mended)
        with run.file.open("rb") as file:
            sheet = chosen(open_book(file, run.file_name), mended.columns.get("sheet", "") if mended else "")
        if mended and mended.matched and sorted(map(fold, sheet.titles)) == sorted(map(fold, mended.columns["titles"])):
            run.columns = mended.columns | {"sheet": sheet.name}
            return self.read(request, run)
        return self.to("columns", run)

    # 2. Matched -------------------------------------------------------------------------

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def columns(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk)
        if run.state not in ImportRun.OPEN:
            return self.to("preview", run)
        try:
            with run.file.open("rb") as file:
                return self.match(request, run, open_book(file, run.file_name))
        except (UnreadableFileError, OSError) as error:
            return self.unreadable(request, error)

    def unreadable(self, request: HttpRequest, error: Exception) -> HttpResponse:
        gone = _("Filen findes ikke mere på serveren. Send den igen.")
        messages.error(request, gone if isinstance(error, OSError) else str(error))
        return redirect("admin:budget_importrun_changelist")

    def match(self, request: HttpRequest, run: ImportRun, book: Book) -> HttpResponse:
        sheet = chosen(book, request.GET.get("ark", run.columns.get("sheet", "")))
        table = table_of(run)
        known = run.matched if run.columns.get("titles") == list(sheet.titles) else guess(table, sheet.titles)
        form = ColumnsForm(request.POST if request.method == "POST" else None, table=table, sheet=sheet, guess=known)
        if form.is_bound and form.is_valid():
            run.columns = {"sheet": sheet.name, "titles": list(sheet.titles), "fields": form.matched}
            return self.read(request, run)
        rows = [(row.number, [*map(as_seen, row.cells)]) for row in islice(sheet.rows(), SHOWN)]
        context = {"run": run, "form": form, "sheet": sheet, "book": book, "alike": book.alike(sheet), "rows": rows}
        return self.page(request, "columns", _("Hvilken kolonne er hvad?"), **context)

    def read(self, request: HttpRequest, run: ImportRun) -> HttpResponse:
        if have_no_year(table_of(run), run.columns["titles"], run.matched):
            messages.error(request, no_year(run.plan))
            return self.to("columns", run)
        try:
            runs.start(run)
        except runs.LostLease:
            messages.error(request, _("Intet er ændret: en anden er i gang med filen, eller har gemt den imens."))
        except (UnreadableFileError, OSError) as error:
            return self.unreadable(request, error)
        return self.to("preview", run)

    @method_decorator(require_POST)
    def read_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk)
        return self.read(request, run) if run.state in ImportRun.OPEN and run.matched else self.to("preview", run)

    # 3. Looked through ------------------------------------------------------------------

    @method_decorator(require_safe)
    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk, LOOK)
        if run.state == State.UPLOADED and request.user.has_perm(SAVE):
            return self.to("columns", run)
        may_save = request.user.has_perm(SAVE)
        context: dict[str, Any] = {"run": run, "sentence": sentence(run), "may_save": may_save}
        if run.is_at_work:
            context["in_vain"] = runs.waits_in_vain(run, timezone.now())
            return self.page(request, "at_work", run.get_state_display(), **context)
        preview = Preview(run, request.GET.get("udfald", ""), request.GET.get("side"))
        if run.state == State.APPLIED:
            context["refusal"] = refusal(run)
        return self.page(request, "preview", heading(run), preview=preview, **context)

    # 4. Saved, or not -------------------------------------------------------------------

    @method_decorator(require_POST)
    def save(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk)
        if not run.can_be_saved:
            messages.error(request, _("Intet er gemt: filen er gemt i forvejen, eller den har fejl."))
            return self.to("preview", run)
        try:
            saved = runs.save(run, request.user)
        except runs.LostLease:
            messages.error(request, _("Intet er gemt: en anden gemte filen lige før dig."))
            return self.to("preview", run)
        if not saved:
            messages.warning(
                request,
                _("Noget er ændret, siden filen blev læst. Intet er gemt. Nu er den læst igen: se den igennem."),
            )
        elif run.state == State.APPLIED:
            messages.success(request, _("Gemt: %(rows)s.") % {"rows": sentence(run)})
        return self.to("preview", run)

    @method_decorator(require_POST)
    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk)
        if not runs.discard(run):
            messages.error(request, _("Filen er ikke kasseret: en anden er i gang med den, eller den er gemt."))
            return self.to("preview", run)
        messages.success(request, _("Filen er kasseret. Intet er gemt."))
        return redirect("admin:budget_importrun_changelist")

    @method_decorator(require_POST)
    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk)
        try:
            undo(run, request.user, timezone.now())
        except Refused as why:
            messages.error(request, _("Intet er ændret. %(why)s") % {"why": why})
        else:
            messages.success(request, _("Fortrudt. Alt er, som det var før filen."))
        return self.to("preview", run)

    @method_decorator(require_safe)
    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.run(request, pk, LOOK)
        try:
            return as_download(run.file.open("rb"), run.file_name)
        except OSError:
            raise Http404 from None


def as_seen(cell: Any) -> str:
    return "" if cell is None else shown(cell)


def book_name(table: ImportRun.Table) -> str:
    return f"admin:budget_{TABLES[table].model._meta.model_name}_book"


def next_step(run: ImportRun) -> str:
    return "kolonner" if run.state == State.UPLOADED else "eftersyn"


def refusal(run: ImportRun) -> str:
    """Why a run cannot be undone, as far as can be told before trying."""
    try:
        refuse_undoing(run)
    except Refused as why:
        return str(why)
    return ""


def heading(run: ImportRun) -> str:
    if run.state == State.APPLIED:
        return _("Gemt")
    if run.state == State.READ:
        return _("Ret filen, og send den igen") if run.count("fejl") else _("Se det igennem, før det gemmes")
    return str(run.get_state_display())
