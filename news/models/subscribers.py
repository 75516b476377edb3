"""Who gets the newsletter. Personal data: in no history, and never in `__str__`."""

import datetime
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import FocusArea
from mail.models import OutgoingMail
from organisation.models import HousingArea

# What the names of all mails to subscribers begin with.
MAILS = "newsletter_"


class SubscriberQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def opened_by(self, token: str) -> Self:
        """The one with this key; none if it is no key."""
        try:
            return self.filter(key=uuid.UUID(token))
        except ValueError:
            return self.none()

    def with_choices(self) -> Self:
        return self.prefetch_related("areas", "focus_areas")

    def expired(self, at: datetime.datetime | None = None) -> Self:
        """Those who never confirmed."""
        days = datetime.timedelta(days=settings.UNCONFIRMED_DAYS)
        return self.filter(confirmed_at=None, asked_at__lte=(at or timezone.now()) - days)

    @transaction.atomic
    def forget(self) -> int:
        """Delete for good, and the mails to them, sent or not: how many subscribers went."""
        # A letter that is being written for them meanwhile is waited for, so that it goes too.
        keys, emails = set(), set()
        for key, email in self.order_by("pk").select_for_update().values_list("pk", "email"):
            keys.add(key)
            emails.add(email)
        OutgoingMail.objects.filter(kind__startswith=MAILS, recipient__in=emails).delete()
        return Subscriber.objects.filter(pk__in=keys).delete()[1].get(Subscriber._meta.label, 0)


class Subscriber(models.Model):
    """An e-mail address that asked for the newsletter. Who unsubscribes has no row any more."""

    email = models.EmailField(_("e-mail"), unique=True)
    # Of the address of their own page.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    areas = models.ManyToManyField(HousingArea, verbose_name=_("boligområder"), blank=True, related_name="+")
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("indsatsområder"), blank=True, related_name="+")
    asked_at = models.DateTimeField(_("tilmeldt"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("bekræftet"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("modtager af nyhedsbrevet")
        verbose_name_plural = _("modtagere af nyhedsbrevet")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        """Never by address: this stands in headings and messages."""
        return _("Modtager %(number)s") % {"number": self.pk}

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def choose(self, areas: Any, focus_areas: Any) -> None:
        """No area is every area, and no theme every theme."""
        self.areas.set(areas)
        self.focus_areas.set(focus_areas)

    def get_absolute_url(self) -> str:
        return reverse("subscriber", args=[self.key])
