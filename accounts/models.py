from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in, known by e-mail. Residents have no login."""

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("Der er allerede en bruger med den e-mail.")}
    )
    name = models.CharField(_("navn"), max_length=150, blank=True)
    is_staff = models.BooleanField(
        _("kan bruge administrationen"),
        default=False,
        help_text=_("Sekretariatets medarbejdere. De ser også kladder på siden."),
    )
    is_active = models.BooleanField(
        _("aktiv"), default=True, help_text=_("Fjern krydset i stedet for at slette brugeren.")
    )
    date_joined = models.DateTimeField(_("oprettet"), default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_whatever_case",
                violation_error_message=_("Der er allerede en bruger med den e-mail."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()
