"""What the forms of a series and of a date have in common."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Call
from initiatives.admin.choices import ChoosesInitiative
from initiatives.models import Initiative

WHERE_AND_HOW = (
    gettext_lazy("Hvor og hvordan"),
    {"fields": ["place", "joining", "capacity", "price", "languages", "contact"]},
)


class OfOwnInitiative(ChoosesInitiative):
    """For an admin of what belongs to an initiative: one that somebody works with, or where it stands already."""

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, **kwargs)  # type: ignore[misc]
        field = form.base_fields.get("initiative")
        if field:
            own = Q(pk__in=Initiative.objects.editable_by(request.user).order_by().values("pk"))
            field.queryset = field.queryset.filter(own | Q(pk=obj.initiative_id if obj else None))
        return form

    def has_add_permission(self, request: HttpRequest) -> bool:
        may = super().has_add_permission(request)  # type: ignore[misc]
        return may and Initiative.objects.editable_by(request.user).exists()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Row by row: each has something to say to its going."""
        for row in queryset:
            row.delete()


def tell_of_calls(request: HttpRequest) -> None:
    """Whoever changes something that people must be told is led to the list of whom to ring."""
    number = Call.objects.visible_to(request.user).open().count()
    if number:
        words = _("%(number)s skal ringes op.") % {"number": number}
        link = format_html('{} <a href="{}">{}</a>', words, reverse("call_list"), _("Åbn ringelisten"))
        messages.warning(request, link)
