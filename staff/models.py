"""The people residents can ask."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold
from core.history import versions
from core.models import (
    Keyed,
    Ordered,
    Published,
    PublishedQuerySet,
    Searchable,
    SearchableQuerySet,
    Slugged,
    begun,
    not_over,
    period_constraint,
    runs_on,
)
from core.pictures import Pictured, PictureField, picture_path
from organisation.models import Member, Plan

# The right to every member of staff, not only to oneself.
CHANGE_ANY = "staff.change_any_staffmember"


class StaffQuerySet(PublishedQuerySet, SearchableQuerySet):
    def employed(self, at: datetime.date | None = None) -> Self:
        """Who has not left; somebody who has yet to begin is introduced with the date."""
        return self.filter(not_over(at or timezone.localdate()))

    def begun(self, at: datetime.date | None = None) -> Self:
        """Without those who have yet to begin."""
        return self.filter(begun(at or timezone.localdate()))

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        return super().visible_to(user, at).employed(timezone.localdate(at) if at else None)

    def editable_by(self, user: Any) -> Self:
        """All, or only one's own row."""
        if user.has_perm(CHANGE_ANY):
            return self.all()
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def needing(self, chore: "StaffMember.Chore") -> Self:
        today = timezone.localdate()
        if chore == StaffMember.Chore.ENDING:
            return self.ending_soon()
        if chore == StaffMember.Chore.CONTACT:
            return self.employed().filter(phone="", email="")
        month = today + datetime.timedelta(days=30)
        until = models.Q(picture_consent=True, picture_consent_until__range=(today, month))
        lapsed = models.Q(picture_consent=False) | models.Q(picture_consent_until__lt=today)
        lacks = {
            StaffMember.Chore.ALT: models.Q(picture_alt=""),
            StaffMember.Chore.CONSENT: lapsed,
            StaffMember.Chore.CONSENT_ENDING: until,
        }
        return self.exclude(picture="").filter(lacks[chore])

    def without_focus_area(self, plan: Plan | None) -> Self:
        """Those outside the secretariat who are responsible for nothing in this plan."""
        rows = self.filter(in_secretariat=False)
        return rows.exclude(responsibilities__focus_area__plan=plan) if plan else rows


class StaffMember(Pictured, Keyed, Slugged, Ordered, Published, Searchable):
    """Somebody who works for the partnership; what is empty is not known, and not shown."""

    class Chore(models.TextChoices):
        CONTACT = "kontakt", _("mangler både telefon og e-mail")
        ALT = "billedtekst", _("har et billede uden billedtekst")
        CONSENT = "samtykke", _("har et billede uden gyldigt samtykke")
        CONSENT_ENDING = "samtykke-snart", _("har et samtykke til billedet, som udløber inden for 30 dage")
        ENDING = "udloeb", _("forsvinder snart fra siden")

    name = models.CharField(_("navn"), max_length=150)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    in_secretariat = models.BooleanField(_("hører til sekretariatet"), default=False)
    starts_on = models.DateField(_("ansat fra"), null=True, blank=True)
    ends_on = models.DateField(_("ansat til"), null=True, blank=True)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Vises ikke på siden. Her får personen besked om henvendelser.")
    )
    office = models.CharField(_("træffes"), max_length=200, blank=True, help_text=_("Kontor og tid."))
    languages = models.CharField(_("sprog"), max_length=200, blank=True, help_text=_("For eksempel »dansk, arabisk«."))
    picture = PictureField(
        _("billede"),
        upload_to=picture_path("medarbejdere"),
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
    )
    picture_consent_until = models.DateField(_("samtykket gælder til"), null=True, blank=True)
    member = models.OneToOneField(
        Member,
        verbose_name=_("medlem af"),
        on_delete=models.SET_NULL,
        related_name="staff_member",
        null=True,
        blank=True,
        help_text=_("Hvis personen også sidder på en post i bestyrelsen eller en gruppe."),
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        related_name="staff_member",
        null=True,
        blank=True,
        help_text=_("Adgangen begynder og slutter med ansættelsen."),
    )
    source_note = models.CharField(_("kilde"), max_length=200, blank=True)

    objects = StaffQuerySet.as_manager()
    history = versions()

    class Meta(Ordered.Meta):
        verbose_name = _("medarbejder")
        verbose_name_plural = _("medarbejdere")
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="staff_slug_once"),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="staff_key_once"),
            period_constraint("staff_period"),
        ]
        permissions = [("change_any_staffmember", "Kan rette alle medarbejdere")]

    def __str__(self) -> str:
        return self.name

    def withdraw_picture(self) -> None:
        """Consent is taken back: the picture goes, its file too."""
        self.picture = ""
        self.picture_consent = False
        self.picture_consent_until = None
        self.save()

    @property
    def shown_picture(self) -> Any:
        """The picture while the person's consent lasts, else None."""
        expired = self.picture_consent_until and self.picture_consent_until < timezone.localdate()
        return self.picture if self.picture and self.picture_consent and not expired else None

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def is_employed(self, day: datetime.date) -> bool:
        return runs_on(self.starts_on, self.ends_on, day)

    @property
    def begins_later(self) -> bool:
        return bool(self.starts_on and self.starts_on > timezone.localdate())

    @property
    def portrait_shape(self) -> int:
        """What stands on the jumper of a drawn portrait, 1-7: neighbours differ, and each keeps their own."""
        return self.pk % 7 + 1

    def search_parts(self) -> Iterable[str]:
        return [fold(part) for part in (self.name, self.title, self.languages)]

    def get_absolute_url(self) -> str:
        return reverse("staff_member", kwargs={"slug": self.slug})
