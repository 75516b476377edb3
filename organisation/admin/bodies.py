"""Bodies with their chairs; chairs with the members who hold them."""

from itertools import combinations
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import PortalFormSet, PortalInline, PortalModelAdmin, ShownFilter, can_be_key, shown
from core.chores import ChoreFilter
from core.previews_admin import SharesDrafts
from core.tables.admin import InAndOut
from organisation.models import Body, Member, Seat
from organisation.tables import ChairTable


class SeatInline(PortalInline):
    model = Seat
    fields = ["post", "on_behalf_of", "partner", "company", "administrator", "votes", "number_unknown", "position"]
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("body")


@admin.register(Body)
class BodyAdmin(SharesDrafts, PortalModelAdmin):
    list_display = ["name", "kind", "area", "seats", "meetings_per_year", shown]
    list_filter = ["kind", "area", ChoreFilter, ShownFilter]
    list_select_related = ["area"]
    search_fields = ["search_text"]
    inlines = [SeatInline]
    fieldsets = [
        (None, {"fields": ["kind", "name", "area", "purpose", "meetings_per_year", "meetings_approximate"]}),
        (_("Siden"), {"fields": ["publish_from", "publish_until", "position", "slug", "source_note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(seat_count=Count("seats"))

    @admin.display(description=_("poster"), ordering="seat_count")
    def seats(self, body: Any) -> int:
        return body.seat_count


class MemberFormSet(PortalFormSet):
    """Compares the members in the form with each other; each one's own check is left with the rest."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        form.instance.changed_together = self._in_the_form()
        return form

    def _in_the_form(self) -> list[int]:
        """Members that were sent along; not one who came after the form was opened."""
        sent = [self.data.get(f"{self.add_prefix(number)}-id", "") for number in range(self.initial_form_count())]
        return [int(key) for key in sent if can_be_key(key)]

    def clean(self) -> None:
        super().clean()
        kept = self._kept()
        self._refuse_vacant(kept)
        if self.instance.number_unknown:
            return
        for one, other in combinations(kept, 2):
            if one.overlaps(other):
                raise ValidationError(
                    _("%(one)s og %(other)s kan ikke sidde på den samme post på samme tid. Ret datoerne."),
                    code="overlap",
                    params={"one": one.name, "other": other.name},
                )

    def _refuse_vacant(self, kept: list[Member]) -> None:
        today = timezone.localdate()
        sitting = [member.name for member in kept if member.sits_on(today)]
        if self.instance.is_vacant and sitting:
            raise ValidationError(
                _("%(who)s sidder på posten i dag, så den er ikke ledig. Fjern krydset i »Ledig«, eller ret datoerne."),
                code="vacant",
                params={"who": ", ".join(sitting)},
            )

    def _kept(self) -> list[Member]:
        """Members that stay: neither empty rows nor rows to delete nor rows with errors of their own."""
        forms = [form for form in self.forms if form.is_valid() and form not in self.deleted_forms]
        return [form.instance for form in forms if form.instance.pk or form.has_changed()]


class MemberInline(PortalInline):
    model = Member
    formset = MemberFormSet
    fields = ["name", "show_name", "starts_on", "ends_on"]


class VacantFilter(admin.SimpleListFilter):
    title = _("besat")
    parameter_name = "besat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("Besat i dag")), ("nej", _("Ingen i dag"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in ("ja", "nej"):
            return queryset
        held = Exists(Member.objects.on(timezone.localdate()).filter(seat=OuterRef("pk")))
        return queryset.filter(held if self.value() == "ja" else ~held)


@admin.register(Seat)
class SeatAdmin(InAndOut, PortalModelAdmin):
    table = ChairTable
    list_display = ["post", "body", "organisation", "holder", "votes", "position"]
    list_filter = [ChoreFilter, VacantFilter, "body", "number_unknown"]
    list_select_related = ["body"]
    search_fields = ["post", "on_behalf_of", "body__name", "partner__name", "company__name", "administrator__name"]
    inlines = [MemberInline]
    fieldsets = [
        (None, {"fields": ["body", "post", "number_unknown", "votes", "is_vacant"]}),
        (_("På vegne af"), {"fields": ["partner", "company", "administrator", "on_behalf_of"]}),
        (_("Siden"), {"fields": ["position"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_holders(request.user).select_related("body")

    def view_on_site(self, seat: Seat) -> str:
        return seat.body.get_absolute_url()

    @admin.display(description=_("på vegne af"))
    def organisation(self, seat: Seat) -> str:
        return seat.organisation

    @admin.display(description=_("sidder her"))
    def holder(self, seat: Any) -> Any:
        if seat.holders:
            return ", ".join(member.name for member in seat.holders)
        if seat.number_unknown:
            return _("flere, antal ikke oplyst")
        return _("ledig") if seat.stands_vacant else _("ikke oplyst")
