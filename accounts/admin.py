"""Who can log in, and as what."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.forms import UserForm
from accounts.models import User
from core.admin import PortalModelAdmin


@admin.register(User)
class UserAdmin(PortalModelAdmin):
    form = UserForm
    list_display = ["email", "name", "role", "access_until", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "name"]
    fieldsets = [
        (None, {"fields": ["email", "name"]}),
        (_("Adgang"), {"fields": ["role", "access_until", "is_active"]}),
        (_("Adgangskode"), {"fields": ["password1", "password2"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody locks themselves out."""
        return ["role", "access_until", "is_active"] if obj == request.user else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and obj != request.user

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # allauth remembers addresses of its own, and would let an old one log in.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()
        if obj == request.user:
            update_session_auth_hash(request, obj)
