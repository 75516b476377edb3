"""What readers have written: read, shown, hidden and answered here, never rewritten."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.admin import NotTypedAdmin
from core.chores import ChoreFilter
from core.formats import long_date
from news.commenting.forms import AnswerForm, HideForm
from news.commenting.mails import tell_of_answer
from news.models import Comment


@admin.register(Comment)
class CommentAdmin(NotTypedAdmin):
    list_display = ["beginning", "name", "post", "written_at", "state", "reports"]
    list_filter = [ChoreFilter, "state"]
    list_select_related = ["post"]
    search_fields = ["name", "text"]
    fieldsets = [
        (None, {"fields": ["text", "name", "post"]}),
        (
            _("Om kommentaren"),
            {"fields": ["written_at", "state", "hidden_because", "complaint", "deletion"]},
        ),
    ]

    @admin.display(description=_("kommentar"))
    def beginning(self, comment: Comment) -> Any:
        return Truncator(comment.text).chars(80) or _("Uden ord")

    @admin.display(description=_("meldt"))
    def complaint(self, comment: Comment) -> Any:
        """How often since somebody last looked, and why the last time."""
        if not comment.reports:
            return ""
        return _("%(times)s gange, sidst: %(why)s") % {
            "times": comment.reports,
            "why": comment.get_reported_as_display(),
        }

    @admin.display(description=_("navnet slettes"))
    def deletion(self, comment: Comment) -> str:
        return long_date(comment.deleted_on)

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        Comment.objects.filter(pk=obj.pk).wipe()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        queryset.wipe()

    def get_urls(self) -> list[Any]:
        def handle(address: str, view: Any) -> Any:
            return path(f"<int:pk>/{address}/", self.admin_site.admin_view(require_POST(view)), name=view.__name__)

        return [
            handle("vis", self.show_comment),
            handle("skjul", self.hide_comment),
            handle("svar", self.answer_comment),
            *super().get_urls(),
        ]

    def locked(self, request: HttpRequest, pk: int) -> Comment:
        """For as long as it takes to handle it. One that its writer has removed is left alone."""
        if not request.user.has_perm("news.change_comment"):
            raise PermissionDenied
        rows = self.get_queryset(request).exclude(state=Comment.State.REMOVED)
        return get_object_or_404(rows.select_related("post").select_for_update(of=("self",)), pk=pk)

    @transaction.atomic
    def show_comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.locked(request, pk).show()
        messages.success(request, _("Kommentaren vises nu."))
        return redirect("admin:news_comment_changelist")

    @transaction.atomic
    def hide_comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment, form = self.locked(request, pk), HideForm(request.POST)
        if not form.is_valid():
            messages.error(request, form.errors["because"][0])
            return redirect("admin:news_comment_change", pk)
        comment.hide(form.cleaned_data["because"])
        messages.success(request, _("Kommentaren vises ikke."))
        return redirect("admin:news_comment_changelist")

    @transaction.atomic
    def answer_comment(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Whoever answers shows what is answered."""
        comment, form = self.locked(request, pk), AnswerForm(request.POST)
        if not form.is_valid():
            messages.error(request, form.errors["answer"][0])
            return redirect("admin:news_comment_change", pk)
        answer, is_first = form.cleaned_data["answer"], not comment.answer
        if not answer and is_first:
            messages.error(request, _("Skriv et svar. Eller vis kommentaren uden."))
            return redirect("admin:news_comment_change", pk)
        comment.say(answer)
        if comment.answer:
            comment.show()
        if is_first:
            tell_of_answer(comment)
        said = _("Svaret vises under kommentaren.") if comment.answer else _("Svaret er fjernet.")
        messages.success(request, said)
        return redirect("admin:news_comment_changelist")

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        comment = kwargs["obj"]
        context["may_handle"] = request.user.has_perm("news.change_comment") and not comment.is_removed
        context["answer_form"] = AnswerForm(initial={"answer": comment.answer})
        context["hide_form"] = HideForm(initial={"because": comment.hidden_because})
        return super().render_change_form(request, context, *args, **kwargs)
