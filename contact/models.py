"""What people write to the partnership through the site."""

import datetime
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from initiatives.models import FocusArea, Responsibility
from staff.models import StaffMember


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """All, or of somebody of the secretariat: to them, about what they work with, taken by them, or to nobody."""
        if user.has_perm("contact.handle_any_enquiry"):
            return self.all()
        if not user.has_perm("contact.view_enquiry"):
            return self.none()
        works = Responsibility.objects.filter(staff_member__user=user.pk).values("focus_area")
        return self.filter(
            models.Q(staff_member__user=user.pk)
            | models.Q(focus_area__in=works.order_by())
            | models.Q(taken_by=user.pk)
            | models.Q(staff_member__isnull=True, focus_area__isnull=True)
        )

    def new(self) -> Self:
        return self.filter(state=Enquiry.State.NEW)

    def expired(self, now: datetime.datetime | None = None) -> Self:
        """Those whose time is over: they are deleted, answered or not."""
        return self.filter(created_at__lte=(now or timezone.now()) - datetime.timedelta(days=settings.ENQUIRY_DAYS))


class Enquiry(models.Model):
    """A message from the contact form. It holds personal data: names stay out of `__str__`."""

    class State(models.TextChoices):
        NEW = "ny", _("Ny")
        ANSWERED = "besvaret", _("Besvaret")
        CLOSED = "lukket", _("Lukket")

    name = models.CharField(_("navn"), max_length=120)
    reply_to = models.CharField(_("telefon eller e-mail"), max_length=120)
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("handler om"),
        on_delete=models.SET_NULL,
        related_name="enquiries",
        null=True,
        blank=True,
    )
    staff_member = models.ForeignKey(
        StaffMember,
        verbose_name=_("skrevet til"),
        on_delete=models.SET_NULL,
        related_name="enquiries",
        null=True,
        blank=True,
    )
    message = models.TextField(_("besked"), max_length=4000)
    created_at = models.DateTimeField(_("modtaget"), auto_now_add=True)
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taget af"),
        on_delete=models.SET_NULL,
        related_name="enquiries",
        null=True,
        blank=True,
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_any_enquiry", "Ser alle henvendelser")]

    def __str__(self) -> str:
        """Never by name: this stands in headings and in messages about what was done."""
        when = date_format(timezone.localtime(self.created_at), "DATETIME_FORMAT")
        to = _(" til %s") % self.staff_member if self.staff_member else ""
        about = _(" om %s") % self.focus_area if self.focus_area else ""
        return _("Henvendelse fra %(when)s%(to)s%(about)s") % {"when": when, "to": to, "about": about}

    @property
    def is_new(self) -> bool:
        return self.state == self.State.NEW

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def addressed(self) -> str:
        """To whom and about what, as far as the writer said."""
        return " · ".join(str(part) for part in (self.staff_member, self.focus_area) if part)

    @property
    def deleted_on(self) -> datetime.date:
        """The day on which `delete_expired` takes it."""
        return timezone.localdate(self.created_at + datetime.timedelta(days=settings.ENQUIRY_DAYS))

    @property
    def days_left(self) -> int:
        return (self.deleted_on - timezone.localdate()).days

    @property
    def is_soon_deleted(self) -> bool:
        return self.days_left <= 14

    @property
    def answer_link(self) -> str:
        """`mailto:` or `tel:`, whichever was written."""
        if "@" in self.reply_to:
            return f"mailto:{quote(self.reply_to, safe='@')}"
        return f"tel:{''.join(sign for sign in self.reply_to if sign.isdigit() or sign == '+')}"

    def take(self, user: Any) -> Any:
        """Whoever had taken it before, if that was somebody else."""
        former = self.taken_by
        self.taken_by = user
        self.save(update_fields=["taken_by"])
        return None if former == user else former

    def mark(self, state: State, user: Any) -> None:
        """Who answers or closes what nobody has taken has taken it."""
        self.state = state
        self.taken_by = self.taken_by or user
        self.save(update_fields=["state", "taken_by"])
