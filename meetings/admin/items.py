"""The items of an agenda, with what was decided and the papers; and those that stand on every agenda."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.admin import PortalInline, PortalModelAdmin
from core.documents import check_document
from core.documents_admin import DocumentInput
from meetings.admin.meetings import remind_to_tell
from meetings.admin.rights import OfOwnMeeting
from meetings.models import AgendaItem, Attachment, Decision, StandingItem
from organisation.models import Seat


class OfItemInline(PortalInline):
    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model.objects.editable_by(request.user).select_related("item__meeting")


class DecisionInline(OfItemInline):
    model = Decision
    fields = ["what", "seat", "who", "due_on", "done_on", "done_note"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("seat__body")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Which chairs there are to choose from, the meeting says."""
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": Seat.objects.none()})

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        chosen = formset.form.base_fields.get("seat")
        if chosen and obj:
            choose_seat(chosen, obj.meeting.body_id)
        return formset


def choose_seat(field: Any, body: Any) -> None:
    """The chairs of one body, fetched once and called by their posts alone."""
    field.label_from_instance = lambda seat: seat.post
    # The setter makes the choices anew.
    field.queryset = Seat.objects.filter(body=body)
    del field._choices
    field.choices = list(field.choices)


class AttachmentForm(forms.ModelForm):
    """A file makes a new version; the older ones stay."""

    document = forms.FileField(
        label=_("Fil"), required=False, max_length=120, validators=[check_document], widget=DocumentInput
    )
    note = forms.CharField(label=_("Hvad er nyt"), required=False, max_length=200)

    class Meta:
        model = Attachment
        fields = ["title", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Tomt felt: filens navn.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        document = cleaned.get("document")
        if not (document or self.instance.pk or "document" in self.errors):
            raise ValidationError({"document": _("Vælg en fil.")})
        if not cleaned.get("title") and "title" not in self.errors:
            name = PurePath(document.name).stem[:160] if document else self.instance.title
            cleaned["title"] = self.instance.title = name
        return cleaned


class AttachmentInline(OfItemInline):
    model = Attachment
    form = AttachmentForm
    fields = ["title", "document", "note", "files", "position"]
    readonly_fields = ["files"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("versions")

    @admin.display(description=_("versioner"))
    def files(self, attachment: Attachment) -> Any:
        rows = attachment.versions.all() if attachment.pk else []
        lines = ((row.document.url, row.number, row.document.short_name, row.note) for row in rows)
        listed = format_html_join("", '<li><a href="{}">{}. {}</a> {}</li>', lines)
        return format_html('<ul class="plain">{}</ul>', listed) if listed else _("Ingen endnu.")


@admin.register(AgendaItem)
class AgendaItemAdmin(OfOwnMeeting, PortalModelAdmin):
    list_display = ["title", "kind", "meeting", "is_closed"]
    list_filter = ["kind", "is_closed"]
    list_select_related = ["meeting__body"]
    search_fields = ["title", "meeting__name", "meeting__body__name"]
    ordering = ["-meeting__date", "position", "pk"]
    inlines = [DecisionInline, AttachmentInline]
    readonly_fields = ["meeting"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "meeting", "is_closed", "hides_title", "position"]}),
        (_("Før mødet"), {"fields": ["case", "recommendation"]}),
        (_("Under mødet"), {"fields": ["outcome"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("meeting__body")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of its meeting."""
        return False

    def view_on_site(self, item: AgendaItem) -> str:
        return item.meeting.get_absolute_url()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is Attachment:
            for row in set(formset.forms) - set(formset.deleted_forms):
                if document := row.cleaned_data.get("document"):
                    row.instance.add_version(document, request.user, row.cleaned_data["note"])

    def after_change(self, request: HttpRequest, item: AgendaItem) -> None:
        remind_to_tell(request, item.meeting)


@admin.register(StandingItem)
class StandingItemAdmin(PortalModelAdmin):
    list_display = ["title", "kind", "body", "position"]
    list_filter = ["body"]
    list_select_related = ["body"]
    search_fields = ["title", "body__name"]
    ordering = ["body__name", "position", "pk"]
    fields = ["title", "body", "kind", "is_closed", "hides_title", "case", "recommendation", "position"]
