"""The admin's pages for taking a list out as a spreadsheet and reading one in.

A file that was sent waits in the cache, under the name of who sent it, until the same user confirms what it
would do. Nothing that the browser sends back decides what is saved.
"""

import hashlib
import secrets
from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.folding import fold
from core.tables import Line, Table
from core.tables.files import LARGEST_FILE, UnreadableFileError, csv_table_response, read, xlsx_response

WRITERS = {"xlsx": xlsx_response, "csv": csv_table_response}
WAITS = 60 * 60
# So many rows of each kind are shown; the rest are counted.
SHOWN = 200


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Regneark"),
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": gettext_lazy("Vælg en fil.")},
    )

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST_FILE:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 2 MB."))
        return self.cleaned_data["file"]


class InAndOut:
    """For an admin whose list can be had as a table: `table` says which."""

    table: type[Table]

    def get_urls(self) -> list[Any]:
        info = f"{self.opts.app_label}_{self.opts.model_name}"  # type: ignore[attr-defined]
        views = [
            ("regneark/", self.export_view, "export"),
            ("regneark/<str:kind>/", self.export_file_view, "export_file"),
            ("laes-ind/", self.import_view, "import"),
            ("laes-ind/gem/", self.import_confirm_view, "import_confirm"),
        ]
        guard = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [path(url, guard(view), name=f"{info}_{name}") for url, view, name in views] + super().get_urls()  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        tables = {
            "table_export": self._url("export") if request.user.has_perms(self.table.export_needs) else "",
            "table_import": self._url("import") if self._may_import(request) else "",
        }
        return super().changelist_view(request, {**tables, **(extra_context or {})})  # type: ignore[misc]

    @method_decorator(require_GET)
    def export_view(self, request: HttpRequest) -> HttpResponse:
        found = self._listed(request)
        title = _("Hent %s som regneark") % self.opts.verbose_name_plural  # type: ignore[attr-defined]
        return self._page(request, "export", title, number=found.count(), query=request.GET.urlencode())

    @method_decorator(require_GET)
    def export_file_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        if kind not in WRITERS:
            raise Http404
        table = self.table(self._listed(request))
        return WRITERS[kind](self._filename(kind), table.heads, table.lines_out())

    @method_decorator(require_http_methods(["GET", "POST"]))
    def import_view(self, request: HttpRequest) -> HttpResponse:
        self._refuse_import(request)
        form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
        if not form.is_bound or not form.is_valid():
            return self._import_page(request, form)
        content = form.cleaned_data["file"].read()
        try:
            lines = self._read_in(request, content)
        except UnreadableFileError as error:
            for reason in error.args:
                form.add_error("file", reason)
            return self._import_page(request, form)
        return self._preview(request, content, lines)

    @method_decorator(require_POST)
    def import_confirm_view(self, request: HttpRequest) -> HttpResponse:
        self._refuse_import(request)
        waiting = self._take(request)
        if waiting is None:
            messages.error(request, _("Filen venter ikke længere. Vælg den igen."))
            return redirect(self._url("import"))
        lines = self._read_in(request, waiting["content"], seen=waiting["digest"])
        if _digest(lines) != waiting["digest"]:
            messages.warning(request, _("Noget er ændret, siden du så det efter. Intet er gemt. Se det igennem igen."))
            return self._preview(request, waiting["content"], lines)
        count = Counter(line.state for line in lines)
        done = _("Regnearket er læst ind: %(new)d nye, %(changed)d ændrede, %(same)d som før.")
        messages.success(request, done % {state: count[state] for state in ("new", "changed", "same")})
        return redirect(self._url("changelist"))

    # What they share ----------------------------------------------------------------------

    def _take(self, request: HttpRequest) -> dict[str, Any] | None:
        """The file that waits for this confirmation; of two at once only one gets it."""
        waiting: dict[str, Any] | None = cache.get(self._key(request))
        if waiting is None or not secrets.compare_digest(waiting["token"], _ascii(request.POST.get("token", ""))):
            return None
        return waiting if cache.delete(self._key(request)) else None

    def _listed(self, request: HttpRequest) -> Any:
        """Exactly the rows that the list shows this user, with the same search and filters."""
        if not request.user.has_perms(self.table.export_needs) or not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        asked = request.GET.copy()
        asked.pop("p", None)
        request.GET = asked  # type: ignore[assignment]
        try:
            return self.get_changelist_instance(request).queryset  # type: ignore[attr-defined]
        except IncorrectLookupParameters:
            raise Http404 from None

    def _may_import(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perms(self.table.import_needs))

    def _refuse_import(self, request: HttpRequest) -> None:
        if not self._may_import(request):
            raise PermissionDenied

    def _read_in(self, request: HttpRequest, content: bytes, seen: str = "") -> list[Line]:
        """What the file would do; saved if that is what was seen before."""
        sheet = read(content)
        table = self.table(self.get_queryset(request), sheet.heads)  # type: ignore[attr-defined]
        problems = table.problems(sheet)
        if problems:
            raise UnreadableFileError(*problems)
        return table.read_in(sheet, lambda lines: _digest(lines) == seen)

    def _preview(self, request: HttpRequest, content: bytes, lines: list[Line]) -> HttpResponse:
        count = Counter(line.state for line in lines)
        token = ""
        if not count["wrong"] and count["new"] + count["changed"]:
            token = secrets.token_urlsafe(24)
            cache.set(self._key(request), {"token": token, "content": content, "digest": _digest(lines)}, WAITS)
        groups = {
            state: [line for line in lines if line.state == state][:SHOWN] for state in ("wrong", "new", "changed")
        }
        title = _("Ret regnearket, og prøv igen") if count["wrong"] else _("Se det igennem, før det gemmes")
        return self._page(request, "preview", title, token=token, count=dict(count), groups=groups, shown=SHOWN)

    def _import_page(self, request: HttpRequest, form: FileForm) -> HttpResponse:
        title = _("Læs %s ind fra et regneark") % self.opts.verbose_name_plural  # type: ignore[attr-defined]
        return self._page(request, "import", title, form=form)

    def _page(self, request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
        urls = {f"{page}_url": self._url(page) for page in ("changelist", "export", "import", "import_confirm")}
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title}  # type: ignore[attr-defined]
        return TemplateResponse(request, f"admin/import_export/{name}.html", {**shared, **urls, **context})

    def _url(self, name: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}")  # type: ignore[attr-defined]

    def _key(self, request: HttpRequest) -> str:
        """One file of each kind waits for each user; a new one takes the place of the old."""
        return f"table-{self.opts.label_lower}-{request.user.pk}"  # type: ignore[attr-defined]

    def _filename(self, kind: str) -> str:
        return f"{slugify(fold(str(self.opts.verbose_name_plural)))}-{timezone.localdate()}.{kind}"  # type: ignore[attr-defined]


def _ascii(text: str) -> str:
    return text if text.isascii() else ""


def _digest(lines: list[Line]) -> str:
    """What was shown, in short: whoever confirms it confirms this and nothing else."""
    return hashlib.sha256(repr(lines).encode()).hexdigest()
