"""The inbox: messages from residents are read, handled and deleted here, never rewritten. And what became of ideas."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from contact.forms import GiveForm
from contact.mails import tell_who_has_it
from contact.models import Enquiry, Idea
from core.admin import NotTypedAdmin, PortalModelAdmin, ShownFilter, shown
from core.admin_forms import can_be_key
from core.formats import long_date
from core.previews_admin import BeginsAsDraft
from initiatives.admin.choices import ChoosesInitiative

State = Enquiry.State


class StateFilter(admin.SimpleListFilter):
    """The list opens on what is not closed."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (State.NEW, _("Nye")),
            (State.ANSWERED, _("Besvarede")),
            (State.CLOSED, _("Lukkede")),
            ("alle", _("Alle")),
        ]

    def choices(self, changelist: Any) -> list[Any]:
        standard, *rest = super().choices(changelist)
        return [{**standard, "display": _("Ikke lukkede")}, *rest]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in State.values:
            return queryset.filter(state=self.value())
        return queryset if self.value() == "alle" else queryset.exclude(state=State.CLOSED)


class TakenFilter(admin.SimpleListFilter):
    title = _("hvem har den")
    parameter_name = "hos"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mig", _("Mine")), ("ingen", _("Ingen har taget den"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "mig":
            return queryset.filter(taken_by=request.user)
        return queryset.filter(taken_by=None) if self.value() == "ingen" else queryset


@admin.register(Enquiry)
class EnquiryAdmin(NotTypedAdmin):
    list_display = ["beginning", "name", "addressed", "created_at", "state", "taken_by"]
    list_filter = [StateFilter, "kind", TakenFilter, "focus_area", "area", "staff_member"]
    list_select_related = ["initiative", "focus_area", "area", "staff_member", "taken_by"]
    search_fields = ["name", "reply_to", "message"]
    fieldsets = [
        (None, {"fields": ["message", "name", "answer_to"]}),
        (_("Om henvendelsen"), {"fields": ["addressed", "created_at", "state", "taken_by", "deletion"]}),
    ]

    @admin.display(description=_("besked"))
    def beginning(self, enquiry: Enquiry) -> str:
        return Truncator(enquiry.message).chars(80) or _("Uden ord")

    @admin.display(description=_("til eller om"))
    def addressed(self, enquiry: Enquiry) -> str:
        return enquiry.addressed or _("Til jer alle")

    @admin.display(description=_("svar til"))
    def answer_to(self, enquiry: Enquiry) -> str:
        return format_html('<a href="{}">{}</a>', enquiry.answer_link, enquiry.reply_to)

    @admin.display(description=_("slettes"))
    def deletion(self, enquiry: Enquiry) -> str:
        return long_date(enquiry.deleted_on)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).visible_to(request.user)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Django leads to the start page and names the number; one that is not theirs to see is simply not there."""
        raise Http404

    def get_urls(self) -> list[Any]:
        def handle(address: str, view: Any, name: str) -> Any:
            wrapped = self.admin_site.admin_view(require_POST(view))
            return path(f"<int:pk>/{address}/", wrapped, name=f"contact_enquiry_{name}")

        return [
            handle("tag", self.take, "take"),
            handle("giv", self.give, "give"),
            handle("besvaret", partial(self.mark, State.ANSWERED, _("Henvendelsen er besvaret.")), "answered"),
            handle("luk", partial(self.mark, State.CLOSED, _("Henvendelsen er lukket.")), "close"),
            handle("aabn", partial(self.mark, State.NEW, _("Henvendelsen er åben igen.")), "reopen"),
            *super().get_urls(),
        ]

    def locked(self, request: HttpRequest, pk: int) -> Enquiry:
        """The message, for as long as it takes to handle it; Http404 if it is not theirs to see."""
        if not request.user.has_perm("contact.change_enquiry"):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_for_update(of=("self",)), pk=pk)

    @transaction.atomic
    def take(self, request: HttpRequest, pk: int) -> HttpResponse:
        enquiry = self.locked(request, pk)
        former = enquiry.take(request.user)
        tell_who_has_it(enquiry)
        if former:
            messages.success(request, _("Du har taget henvendelsen. %(who)s havde den før.") % {"who": former})
        else:
            messages.success(request, _("Du har taget henvendelsen."))
        return redirect("admin:contact_enquiry_change", pk)

    @transaction.atomic
    def give(self, request: HttpRequest, pk: int) -> HttpResponse:
        enquiry = self.locked(request, pk)
        form = GiveForm(request.POST, enquiry=enquiry)
        if form.is_valid():
            enquiry.take(form.cleaned_data["to"])
            tell_who_has_it(enquiry)
            messages.success(request, _("%(who)s har den nu.") % {"who": enquiry.taken_by})
            return redirect("admin:contact_enquiry_changelist")
        messages.error(request, _("Vælg, hvem der skal have den."))
        return redirect("admin:contact_enquiry_change", pk)

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        context["give_form"] = GiveForm(enquiry=kwargs["obj"])
        return super().render_change_form(request, context, *args, **kwargs)

    @transaction.atomic
    def mark(self, state: Enquiry.State, said: Any, request: HttpRequest, pk: int) -> HttpResponse:
        self.locked(request, pk).mark(state, request.user)
        messages.success(request, said)
        if state == State.NEW:
            return redirect("admin:contact_enquiry_change", pk)
        return redirect("admin:contact_enquiry_changelist")


@admin.register(Idea)
class IdeaAdmin(BeginsAsDraft, ChoosesInitiative, PortalModelAdmin):
    list_display = ["title", "initiative", "area", "realised_on", shown]
    list_filter = [ShownFilter, "area"]
    list_select_related = ["initiative", "area"]
    search_fields = ["search_text"]
    fieldsets = [
        (None, {"fields": ["title", "proposal", "outcome", "realised_on"]}),
        (_("Hvor og hvad"), {"fields": ["initiative", "area", "page"]}),
        (_("Siden"), {"fields": ["publish_from", "publish_until"]}),
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of an idea in the inbox nothing is copied that could tell who had it."""
        enquiry = self.begun_as(request)
        about = {"initiative": enquiry.initiative_id, "area": enquiry.area_id} if enquiry else {}
        return {**super().get_changeform_initial_data(request), **about}

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs.get("add"):
            context["enquiry"] = self.begun_as(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def begun_as(self, request: HttpRequest) -> Enquiry | None:
        """What somebody wrote, to be read while one tells what came of it: `?fra=` is its number."""
        pk = request.GET.get("fra", "")
        ideas = Enquiry.objects.visible_to(request.user).filter(kind=Enquiry.Kind.IDEA)
        return ideas.filter(pk=pk).first() if can_be_key(pk) else None
