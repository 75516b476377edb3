"""Who can log in, and who that is: of the staff, in a chair, or a guest. They are invited by mail."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from abc_portal.admin.login_form import LoginForm
from abc_portal.logins import access_of
from accounts import invitations, two_factors
from accounts.models import User
from accounts.roles import Role
from core.admin import PortalModelAdmin
from core.chores import ChoreFilter
from core.formats import long_date
from core.mails import compose
from organisation.roles import CHAIRS

State = User.State


@admin.register(User)
class LoginAdmin(PortalModelAdmin):
    form = LoginForm
    list_display = ["email", "name", "today", "state", "seen"]
    list_filter = [ChoreFilter, "role", "is_active"]
    list_select_related = ["staff_member"]
    search_fields = ["email", "name"]
    actions = ["invite", "withdraw", "reset_two_factors"]
    fieldsets = [
        (None, {"fields": ["email", "name", "who"]}),
        (_("Medarbejder i sekretariatet"), {"fields": ["secretariat_role", "staff_member"]}),
        (_("Medlem af bestyrelsen eller en gruppe"), {"fields": ["members"]}),
        (_("Gæst"), {"fields": ["guest_role", "access_until"]}),
        (_("Adgang"), {"fields": ["is_active"]}),
    ]
    # Nobody locks themselves out. As whoever gives logins keeps the own one, there is always somebody who can.
    own_fieldsets = [(None, {"fields": ["email", "name"]})]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related(CHAIRS)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj == request.user:
            return self.own_fieldsets
        return self.fieldsets if obj else self.fieldsets[:-1]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj == request.user:
            kwargs["form"] = ModelForm
        return super().get_form(request, obj, change, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and obj != request.user

    # The list ---------------------------------------------------------------------------

    @admin.display(description=_("rolle i dag"))
    def today(self, user: User) -> str:
        return ", ".join(str(role.label) for role in Role if role in user.roles)

    @admin.display(description=_("login"), ordering="invited_at")
    def state(self, user: User) -> str:
        if user.state == State.INVITED and user.invited_at:
            return _("inviteret den %(day)s") % {"day": long_date(timezone.localdate(user.invited_at))}
        return str(user.state.label)

    @admin.display(description=_("sidst logget ind"), ordering="last_login")
    def seen(self, user: User) -> str | None:
        return user.last_login and date_format(timezone.localtime(user.last_login), "DATETIME_FORMAT")

    # Saving -----------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        with transaction.atomic():
            if request.method == "POST":
                keep_one_head(request)
            response = super().changeform_view(request, object_id, form_url, extra_context)
            saved = getattr(request, "saved_login", None)
            if saved and "_invite" in request.POST:
                self.invite(request, [saved])
            elif saved and "_withdraw" in request.POST:
                self.withdraw(request, [saved])
        return response

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        keep_one_head(request)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        keep_one_head(request)
        super().delete_queryset(request, queryset)

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if isinstance(form, LoginForm):
            form.connect()
        # allauth remembers addresses of its own, and would let an old one log in.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()
        request.saved_login = obj

    def render_change_form(self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        user = context.get("original")
        context["may_be_invited"] = user is None or (user != request.user and can_be_invited(user))
        context["invitation_ends"] = user and user.is_active and user.invitation_ends
        context["has_two_factors"] = user and user != request.user and user.authenticator_set.exists()
        context["invitation_is_over"] = user and user.state == State.EXPIRED
        return super().render_change_form(request, context, *args, **kwargs)

    # Invitations ------------------------------------------------------------------------

    @admin.action(description=_("Send invitation med mail"), permissions=["change"])
    def invite(self, request: HttpRequest, users: Iterable[User]) -> None:
        for user in users:
            if not can_be_invited(user):
                text = _("%(who)s er ikke inviteret: login er lukket, eller adgangskoden er allerede valgt.")
                messages.warning(request, text % {"who": user})
                continue
            invite(request, user)
            messages.success(request, _("Invitationen er på vej til %(email)s.") % {"email": user.email})

    @admin.action(description=_("Træk invitationen tilbage"), permissions=["change"])
    def withdraw(self, request: HttpRequest, users: Iterable[User]) -> None:
        for user in users:
            if user.invited_at:
                invitations.withdraw(user)
                text = _("Invitationen til %(email)s er trukket tilbage. Linket virker ikke mere.")
                messages.success(request, text % {"email": user.email})

    @admin.action(description=_("Nulstil login i to trin (telefonen er væk)"), permissions=["change"])
    def reset_two_factors(self, request: HttpRequest, users: Any) -> None:
        """For a colleague who has lost both telephone and recovery codes; nobody does it for themselves."""
        for user in users.exclude(pk=request.user.pk):
            if two_factors.reset(user):
                text = _("Login i to trin er nulstillet for %(who)s. Det slås til igen ved næste login.")
                messages.success(request, text % {"who": user})

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.reset_two_factors_view)
        return [path("<int:pk>/nulstil-to-trin/", view, name="reset_two_factors"), *super().get_urls()]

    @method_decorator(require_POST)
    def reset_two_factors_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        user = get_object_or_404(User, pk=pk)
        if user == request.user:
            raise PermissionDenied
        self.reset_two_factors(request, User.objects.filter(pk=pk))
        return redirect("admin:accounts_user_change", pk)


def can_be_invited(user: User) -> bool:
    return user.is_active and not user.has_usable_password()


def keep_one_head(request: HttpRequest) -> None:
    """One at a time: of two heads who close each other, the second one finds that she may not any more."""
    heads = User.objects.select_for_update().filter(role=Role.HEAD, is_active=True).order_by("pk")
    if request.user.pk not in [head.pk for head in heads]:
        raise PermissionDenied


@transaction.atomic
def invite(request: HttpRequest, user: User) -> None:
    invitations.begin(user)
    link = request.build_absolute_uri(reverse("invitation", args=[invitations.token(user)]))
    context = {"link": link, "invited": user, "access": access_of(user)}
    compose("invitation", user.email, context, request).send()
