"""What people write to the partnership through the site, and the ideas among it that became something."""

import datetime
from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.addresses import leads_to_a_page
from core.folding import fold
from core.history import versions
from core.models import Published, PublishedQuerySet, Searchable, SearchableQuerySet
from initiatives.models import FocusArea, Initiative, Responsibility
from organisation.models import HousingArea
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
            | models.Q(initiative__in=Initiative.objects.editable_by(user).order_by().values("pk"))
            | models.Q(taken_by=user.pk)
            | models.Q(staff_member__isnull=True, focus_area__isnull=True, initiative__isnull=True)
        )

    def new(self) -> Self:
        return self.filter(state=Enquiry.State.NEW)

    def expired(self, now: datetime.datetime | None = None) -> Self:
        """Those whose time is over: they are deleted, answered or not."""
        return self.filter(created_at__lte=(now or timezone.now()) - datetime.timedelta(days=settings.ENQUIRY_DAYS))


class Enquiry(models.Model):
    """What somebody wrote in a form of ours. It holds personal data: names stay out of `__str__`."""

    class Kind(models.TextChoices):
        MESSAGE = "besked", _("Besked")
        IDEA = "ide", _("Idé")
        HELP = "hjaelp", _("Tilbud om hjælp")

    class State(models.TextChoices):
        NEW = "ny", _("Ny")
        ANSWERED = "besvaret", _("Besvaret")
        CLOSED = "lukket", _("Lukket")

    kind = models.CharField(_("slags"), max_length=10, choices=Kind.choices, default=Kind.MESSAGE)
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
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("om initiativet"),
        on_delete=models.SET_NULL,
        related_name="enquiries",
        null=True,
        blank=True,
    )
    area = models.ForeignKey(
        HousingArea,
        verbose_name=_("boligområde"),
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
    message = models.TextField(_("besked"), max_length=4000, blank=True)
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
        what = _("Henvendelse") if self.kind == self.Kind.MESSAGE else self.get_kind_display()
        when = date_format(timezone.localtime(self.created_at), "DATETIME_FORMAT")
        to = _(" til %s") % self.staff_member if self.staff_member else ""
        about = _(" om %s") % self.subject if self.subject else ""
        return _("%(what)s fra %(when)s%(to)s%(about)s") % {"what": what, "when": when, "to": to, "about": about}

    @property
    def is_new(self) -> bool:
        return self.state == self.State.NEW

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_idea(self) -> bool:
        return self.kind == self.Kind.IDEA

    @property
    def subject(self) -> Initiative | FocusArea | None:
        return self.initiative or self.focus_area

    @property
    def addressed(self) -> str:
        """What it is unless a message, to whom and about what, as far as the writer said."""
        kind = "" if self.kind == self.Kind.MESSAGE else self.get_kind_display()
        return " · ".join(str(part) for part in (kind, self.staff_member, self.subject, self.area) if part)

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


class IdeaQuerySet(PublishedQuerySet, SearchableQuerySet):
    def for_list(self, user: Any) -> Self:
        """With all that a list prints; an initiative that may not be seen is none."""
        initiatives = Initiative.objects.visible_to(user).prefetch_related("plan")
        return self.select_related("area").prefetch_related(models.Prefetch("initiative", initiatives))


class Idea(Published, Searchable):
    """A proposal that became something, in the editors' words. Who had it is not known here."""

    title = models.CharField(_("overskrift"), max_length=120)
    proposal = models.TextField(
        _("det blev foreslået"), max_length=600, help_text=_("Med jeres egne ord. Skriv ikke, hvem der foreslog det.")
    )
    outcome = models.TextField(_("det kom der ud af det"), max_length=1200)
    realised_on = models.DateField(_("blev til noget den"))
    initiative = models.ForeignKey(
        Initiative,
        verbose_name=_("initiativ"),
        on_delete=models.SET_NULL,
        related_name="ideas",
        null=True,
        blank=True,
        help_text=_("Så står idéen også på initiativets side."),
    )
    area = models.ForeignKey(
        HousingArea,
        verbose_name=_("boligområde"),
        on_delete=models.SET_NULL,
        related_name="ideas",
        null=True,
        blank=True,
    )
    page = models.CharField(
        _("læs mere på"),
        max_length=200,
        blank=True,
        validators=[leads_to_a_page],
        help_text=_("En side her på webstedet, for eksempel »/initiativer/nabofest/«."),
    )

    objects = IdeaQuerySet.as_manager()
    history = versions()

    class Meta:
        verbose_name = _("idé, der blev til noget")
        verbose_name_plural = _("idéer, der blev til noget")
        ordering = ["-realised_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def search_parts(self) -> Iterable[str]:
        return [fold(part) for part in (self.title, self.proposal, self.outcome)]

    def get_absolute_url(self) -> str:
        """Its place in the list of all."""
        return f"{reverse('idea_list')}#ide-{self.pk}"
