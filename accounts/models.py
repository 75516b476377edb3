import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Permission, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts.roles import GUESTS, SECRETARIAT, USE_ADMIN, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def needing(self, chore: "User.Chore") -> models.QuerySet["User"]:
        """Those who let their invitation run out, as `state` says of each."""
        latest = timezone.now() - datetime.timedelta(days=settings.INVITATION_DAYS)
        return self.filter(is_active=True, invited_at__lte=latest)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, role=Role.HEAD, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in, known by e-mail. Residents have no login."""

    class Chore(models.TextChoices):
        INVITATION = "invitation", _("har en invitation, som er udløbet")

    class State(models.TextChoices):
        CLOSED = "lukket", _("lukket")
        INVITED = "inviteret", _("inviteret")
        EXPIRED = "udloebet", _("invitationen er udløbet")
        NOT_INVITED = "ikke-inviteret", _("ikke inviteret")
        ENDED = "ophoert", _("adgang ophørt")
        ACTIVE = "aktiv", _("aktiv")

    email = models.EmailField(
        _("e-mail"), unique=True, error_messages={"unique": _("Der er allerede en bruger med den e-mail.")}
    )
    name = models.CharField(_("navn"), max_length=150, blank=True)
    role = models.CharField(
        _("rolle"),
        max_length=20,
        choices=[(role, role.label) for role in Role if role in SECRETARIAT | GUESTS],
        blank=True,
        help_text=_(
            "Sekretariatets roller gælder, så længe personen er ansat. Medlemmer af bestyrelsen og grupperne "
            "skal ingen rolle have: deres adgang følger posten."
        ),
    )
    access_until = models.DateField(
        _("adgang til og med"),
        null=True,
        blank=True,
        help_text=_("Skal udfyldes for en revisor, og for en gæst hos bestyrelsen uden en post."),
    )
    is_active = models.BooleanField(
        _("aktiv"), default=True, help_text=_("Fjern krydset i stedet for at slette brugeren.")
    )
    date_joined = models.DateTimeField(_("oprettet"), default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("inviteret"), null=True, blank=True, editable=False)

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
        permissions = [
            ("use_admin", "Kan bruge administrationen"),
            ("see_drafts", "Ser kladder på siden"),
            ("see_board", "Ser bestyrelsens side"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()
        if self.role in GUESTS and self.access_until is None:
            raise ValidationError({"access_until": _("Skriv, hvor længe adgangen gælder.")})

    def roles_on(self, day: datetime.date) -> frozenset[Role]:
        """The roles held on a day, from every room's facts."""
        if self.is_superuser:
            return frozenset({Role.HEAD})
        sources = map(import_string, settings.ROLE_SOURCES)
        return frozenset[Role]().union(*(source(self, day) for source in sources))

    @cached_property
    def roles(self) -> frozenset[Role]:
        return self.roles_on(timezone.localdate())

    @cached_property
    def permissions(self) -> set[str]:
        """All that the roles held today may, as `app.codename`."""
        rows = Permission.objects.filter(group__name__in=self.roles).values_list("content_type__app_label", "codename")
        return {f"{app}.{codename}" for app, codename in rows}

    @property
    def state(self) -> State:
        """Where somebody is on the way from being made to having no access any more."""
        if not self.is_active:
            return self.State.CLOSED
        if self.invitation_ends:
            return self.State.INVITED if timezone.now() < self.invitation_ends else self.State.EXPIRED
        if not self.has_usable_password():
            return self.State.NOT_INVITED
        return self.State.ACTIVE if self.roles else self.State.ENDED

    @property
    def invitation_ends(self) -> datetime.datetime | None:
        """When the link in the mail stops working; None if nobody waits for an answer."""
        return self.invited_at and self.invited_at + datetime.timedelta(days=settings.INVITATION_DAYS)

    @property
    def may_log_in(self) -> bool:
        return self.is_active and bool(self.roles)

    @property
    def must_use_two_factors(self) -> bool:
        return settings.TWO_FACTOR_REQUIRED and self.is_of_secretariat

    @property
    def is_staff(self) -> bool:
        """Django's name for: may use the admin."""
        return self.has_perm(USE_ADMIN)

    @property
    def is_of_secretariat(self) -> bool:
        return bool(self.roles & SECRETARIAT)
