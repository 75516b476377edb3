"""What people write to the partnership through the site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import FocusArea
from staff.models import StaffMember


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

    class Meta:
        verbose_name = _("henvendelse")
        verbose_name_plural = _("henvendelser")
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_any_enquiry", "Ser alle henvendelser")]

    def __str__(self) -> str:
        return f"Henvendelse {self.pk}"
