"""What residents can join or be helped by."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.folding import fold, fold_html
from core.history import versions
from core.models import Keyed, Ordered, Published, Searchable, Slugged
from core.rich_text import RichTextField
from initiatives.models.facets import Audience, Language
from initiatives.models.focus_areas import FocusArea
from initiatives.models.querysets import InitiativeQuerySet
from organisation.models import HousingArea, Plan
from staff.models import StaffMember


def refuse_areas(areas: Iterable[HousingArea], scope: str, plan: Plan | None) -> None:
    """Raise ValidationError unless areas are chosen where they count, and among those of the plan."""
    if scope == Initiative.AreaScope.CHOSEN and not areas:
        raise ValidationError({"areas": _("Vælg mindst ét boligområde, når initiativet foregår i de valgte.")})
    if scope != Initiative.AreaScope.CHOSEN and areas:
        message = _("Boligområderne bruges kun, når »hvor« er »De valgte områder«. Vælg det, eller fjern dem.")
        raise ValidationError({"areas": message})
    covered = set(plan.areas.all()) if plan and areas else set(areas)
    outside = [area.name for area in areas if area not in covered]
    if outside:
        message = _("%(areas)s er ikke med i %(plan)s. Føj området til planen først.")
        raise ValidationError({"areas": message % {"areas": ", ".join(outside), "plan": plan}})


class Initiative(Keyed, Slugged, Ordered, Published, Searchable):
    """Something residents can join or be helped by."""

    class AreaScope(models.TextChoices):
        UNKNOWN = "unknown", _("Ikke oplyst")
        ALL = "all", _("Alle planens områder")
        CHOSEN = "chosen", _("De valgte områder")

    class Stage(models.TextChoices):
        PLANNED = "planlagt", _("Begynder snart")
        RUNNING = "i-gang", _("I gang")
        PAUSED = "pause", _("Holder pause")
        ENDED = "slut", _("Slut")

    class Chore(models.TextChoices):
        TEXT = "tekst", _("mangler tekst")
        AREA = "boligomraade", _("mangler boligområde")
        AUDIENCE = "maalgruppe", _("mangler målgruppe")
        CONTACT = "kontaktperson", _("mangler kontaktperson")
        ENDING = "udloeb", _("forsvinder snart fra siden")

    slug_scope = ("plan",)

    # Always the focus area's plan; kept here so that the database can hold slugs unique per plan.
    plan = models.ForeignKey(
        Plan, verbose_name=_("helhedsplan"), on_delete=models.CASCADE, related_name="initiatives", editable=False
    )
    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("indsatsområde"), on_delete=models.CASCADE, related_name="initiatives"
    )
    name = models.CharField(_("navn"), max_length=120)
    summary = models.CharField(_("kort fortalt"), max_length=250, help_text=_("En sætning, som står i listerne."))
    is_provisional = models.BooleanField(
        _("foreløbig tekst"),
        default=False,
        help_text=_("Sæt kryds, når teksten ikke siger mere end navnet. Listen viser så »mangler tekst«."),
    )
    text = RichTextField(_("tekst"), help_text=_("Hvad foregår der, og hvordan kommer man med?"))
    wish = models.CharField(
        _("jeg vil gerne …"),
        max_length=60,
        blank=True,
        help_text=_("Slutningen på sætningen, fx »finde et fritidsjob«. Så står initiativet øverst på forsiden."),
    )
    stage = models.CharField(
        _("tilstand"),
        max_length=10,
        choices=Stage.choices,
        blank=True,
        default="",
        help_text=_("Siden siger, når noget begynder snart, holder pause eller er slut. Ellers siger den intet."),
    )
    when = models.CharField(_("hvornår"), max_length=120, blank=True, help_text=_("Fx »Tirsdage kl. 17–19«."))
    place = models.CharField(_("sted"), max_length=120, blank=True, help_text=_("Hus og lokale, og hvor man går ind."))
    is_free = models.BooleanField(
        _("gratis"),
        choices=[(None, _("Ikke oplyst")), (True, _("Ja")), (False, _("Nej"))],
        null=True,
        blank=True,
        default=None,
    )
    price = models.CharField(
        _("pris"), max_length=120, blank=True, help_text=_("Fx »20 kr. for voksne«. Er det gratis, kan det stå tomt.")
    )
    languages = models.ManyToManyField(
        Language,
        verbose_name=_("sprog"),
        related_name="initiatives",
        blank=True,
        help_text=_("De sprog, man kan tale, når man er med."),
    )
    sign_up = models.CharField(
        _("tilmelding"), max_length=200, blank=True, help_text=_("Fx »Bare mød op« eller »Ring til Eva inden mandag«.")
    )
    area_scope = models.CharField(_("hvor"), max_length=10, choices=AreaScope.choices, default=AreaScope.UNKNOWN)
    areas = models.ManyToManyField(HousingArea, verbose_name=_("boligområder"), related_name="initiatives", blank=True)
    audiences = models.ManyToManyField(Audience, verbose_name=_("målgrupper"), related_name="initiatives", blank=True)
    contact = models.ForeignKey(
        StaffMember,
        verbose_name=_("kontaktperson"),
        on_delete=models.SET_NULL,
        related_name="initiatives",
        null=True,
        blank=True,
    )

    thanks = models.TextField(
        _("tak for sidst"),
        max_length=1000,
        blank=True,
        help_text=_("Sendes dagen efter til dem, der var tilmeldt og har givet deres e-mail. Tomt felt: ingen mail."),
    )

    objects = InitiativeQuerySet.as_manager()
    history = versions(m2m_fields=[areas, audiences, languages])

    class Meta(Ordered.Meta):
        verbose_name = _("initiativ")
        verbose_name_plural = _("initiativer")
        ordering = ["focus_area", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="initiative_slug_once"),
            models.UniqueConstraint(fields=["plan", "key"], condition=~models.Q(key=""), name="initiative_key_once"),
        ]
        permissions = [("change_any_initiative", "Kan rette alle initiativer")]

    def __str__(self) -> str:
        return self.name

    def name_and_years(self) -> str:
        """Initiatives of several plans may share a name."""
        return f"{self.name} ({self.plan.years})"

    def clean(self) -> None:
        self.plan_id = self.focus_area.plan_id if self.focus_area_id else None
        super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.plan_id = self.focus_area.plan_id
        super().save(*args, **kwargs)

    @property
    def state(self) -> Published.State:
        """An initiative is seen only when its plan is seen too."""
        own = super().state
        return self.plan.state if own == self.State.PUBLISHED else own

    @property
    def is_of_unknown_area(self) -> bool:
        return self.area_scope == self.AreaScope.UNKNOWN

    @property
    def is_everywhere(self) -> bool:
        return self.area_scope == self.AreaScope.ALL

    def in_areas(self) -> models.QuerySet[HousingArea]:
        """Where it certainly happens."""
        return self.plan.areas.all() if self.is_everywhere else self.areas.all()

    @property
    def lacks_text(self) -> bool:
        """What the editors see as »mangler tekst«."""
        return self.is_provisional or not self.text

    @property
    def has_ended(self) -> bool:
        return self.stage == self.Stage.ENDED

    @property
    def says_stage(self) -> bool:
        """That something runs is what a reader expects."""
        return self.stage not in ("", self.Stage.RUNNING)

    @property
    def is_wordy(self) -> bool:
        """On one sheet of paper it needs smaller type; the name is set the largest."""
        texts = (self.name, self.name, self.summary, self.when, self.place, self.price, self.sign_up)
        return sum(map(len, texts)) > 280

    def search_parts(self) -> Iterable[str]:
        plain = (self.name, self.summary, self.when, self.place)
        return [*map(fold, plain), fold_html(self.text)]

    def get_absolute_url(self) -> str:
        return self.plan.url("initiative", slug=self.slug)
