"""The newsletter as its editors see it: a month's draft to read, and one button that sends it. And who gets it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.admin import NotTypedAdmin, PortalModelAdmin
from core.chores import ChoreFilter, may_change
from core.formats import listed
from news.letters.delivery import number_of_readers
from news.letters.items import Item, candidates, items_of
from news.letters.making import Empty, draft, next_month_without, release
from news.models import Letter, Subscriber
from organisation.models import HousingArea

UNREAD = _("Der er kommet noget nyt, mens du læste: %(what)s. Fjern krydset, hvis det ikke skal med, og tryk igen.")


class LetterForm(forms.ModelForm):
    """What is ticked is in it. What has come since the form was shown is read first: it is sent by pressing again."""

    items = forms.MultipleChoiceField(
        label=_("Med i brevet"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        show_hidden_initial=True,
        help_text=_("Hver modtager får kun det, der er fra de boligområder og indsatsområder, vedkommende har valgt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "items" in self.fields:
            self.found = candidates(self.instance)
            self.fields["items"].choices = [(item.key, f"{item.title}: {item.text}") for item in self.found]
            self.initial["items"] = [item.key for item in self.ticked]

    @property
    def ticked(self) -> list[Item]:
        """As it was saved last."""
        return [item for item in self.found if item.key not in self.instance.left_out]

    def clean_opening(self) -> str:
        return "\n".join(self.cleaned_data["opening"].splitlines())

    def clean(self) -> Any:
        cleaned = super().clean()
        if "items" in self.cleaned_data:
            unread = self._unread()
            read = [item.key for item in self.found if item not in unread]
            self.instance.left_out = [key for key in read if key not in self.cleaned_data["items"]]
            if unread and "_release" in self.data:
                self._show(unread)
        return cleaned

    def _unread(self) -> list[Item]:
        shown = {*self.data.getlist(self.add_initial_prefix("items")), *self.instance.left_out}
        return [item for item in self.found if item.key not in shown]

    def _show(self, unread: list[Item]) -> None:
        self.data = self.data.copy()
        for name in ("items", self.add_initial_prefix("items")):
            self.data.setlist(name, [*self.data.getlist(name), *(item.key for item in unread)])
        what = listed([f"»{item.title}«" for item in unread])
        self.add_error("items", UNREAD % {"what": what})


@admin.register(Letter)
class LetterAdmin(PortalModelAdmin):
    form = LetterForm
    list_display = ["subject", "in_words", "released_at", "mails"]
    list_filter = [ChoreFilter]
    search_fields = ["subject", "opening"]
    change_form_template = "admin/news/letter/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj and not obj.is_released and self.has_change_permission(request, obj):
            return [(None, {"fields": ["subject", "opening", "items"]})]
        return [(None, {"fields": ["subject", "opening", "contents_in_words", "released_at", "released_by", "mails"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["contents_in_words", "released_at", "released_by", "mails"]

    @admin.display(description=_("måned"), ordering="month")
    def in_words(self, letter: Letter) -> str:
        return letter.month_in_words

    @admin.display(description=_("indhold"))
    def contents_in_words(self, letter: Letter) -> str:
        return listed([item.title for item in items_of(letter)])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """It is drafted, not typed: by the worker in the first days of a month, or by the button above the list."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A draft that nobody sends is no letter, and does no harm; one that was made anew each day would."""
        return False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.draft_view))
        return [path("udkast/", view, name="news_letter_draft"), *super().get_urls()]

    def draft_view(self, request: HttpRequest) -> HttpResponse:
        if not may_change(request.user, Letter):
            raise PermissionDenied
        try:
            letter = draft(next_month_without())
        except Empty:
            messages.info(request, _("Der er ikke noget at skrive om: ingen nyheder, og ingen datoer i kalenderen."))
            return redirect("admin:news_letter_changelist")
        return redirect("admin:news_letter_change", letter.pk)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Who presses the button twice has done nothing that is forbidden."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            sent = Letter.objects.released().filter(pk=object_id)
            if "_release" not in request.POST or not may_change(request.user, Letter) or not sent.exists():
                raise
        messages.info(request, _("Brevet var sendt i forvejen. Det bliver kun sendt én gang."))
        return redirect("admin:news_letter_changelist")

    def after_change(self, request: HttpRequest, letter: Letter) -> None:
        if "_release" not in request.POST:
            return
        try:
            release(letter, request.user)
        except Empty:
            messages.error(request, _("Brevet er gemt, men ikke sendt: der er ikke noget i det. Sæt kryds ved noget."))
        else:
            messages.success(request, _("Brevet er sendt af sted. Det tager lidt tid, før alle har fået det."))

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        letter = kwargs["obj"]
        context["areas"] = [
            (area.name, f"{letter.get_absolute_url()}{area.slug}/") for area in HousingArea.objects.all()
        ]
        if not letter.is_released and self.has_change_permission(request, letter):
            context["release_label"] = release_label(number_of_readers(context["adminform"].form.ticked))
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        number = Subscriber.objects.confirmed().count()
        words = ngettext("%(number)s modtager nyhedsbrevet.", "%(number)s modtager nyhedsbrevet.", number)
        more = {"readers": words % {"number": number}, "may_draft": may_change(request.user, Letter)}
        return super().changelist_view(request, {**more, **(extra_context or {})})


def release_label(number: int) -> Any:
    if not number:
        return _("Gem, og vis på siden (ingen modtagere)")
    return _("Gem, og send til %(number)s") % {"number": number}


@admin.register(Subscriber)
class SubscriberAdmin(NotTypedAdmin):
    list_display = ["email", "state", "asked_at"]
    search_fields = ["email"]
    fieldsets = [(None, {"fields": ["email", "asked_at", "confirmed_at", "areas", "focus_areas"]})]

    @admin.display(description=_("status"))
    def state(self, subscriber: Subscriber) -> Any:
        return _("Bekræftet") if subscriber.is_confirmed else _("Venter på, at hun eller han siger ja")

    def delete_model(self, request: HttpRequest, obj: Subscriber) -> None:
        Subscriber.objects.filter(pk=obj.pk).forget()

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        queryset.forget()
