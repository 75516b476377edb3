"""What the partnership tells: news, dated and signed."""

import datetime
from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.design import Tile
from core.folding import fold, fold_html
from core.history import versions
from core.models import Keyed, Published, PublishedQuerySet, Searchable, SearchableQuerySet, Slugged
from core.pictures import Pictured, PictureField, picture_path
from core.rich_text import RichTextField
from core.tiles import TilesField, known
from initiatives.models import FocusArea, Initiative
from news.models.areas import in_areas
from organisation.models import HousingArea, Plan
from staff.models import StaffMember


class PostQuerySet(PublishedQuerySet, SearchableQuerySet):
    def in_area(self, *areas: HousingArea) -> Self:
        """About one of the areas, or about none, which is about all."""
        return self.filter(in_areas(areas, Post.areas.through, "post"))

    def in_focus_area(self, *focus_areas: FocusArea) -> Self:
        links = Post.focus_areas.through._default_manager.filter(post=models.OuterRef("pk"))
        return self.filter(models.Exists(links.filter(focusarea__in=focus_areas)))

    def about(self, *initiatives: Initiative) -> Self:
        links = Post.initiatives.through._default_manager.filter(post=models.OuterRef("pk"))
        return self.filter(models.Exists(links.filter(initiative__in=initiatives)))

    def before(self, post: "Post") -> Self:
        """Older ones, the newest first; a draft has no place among them."""
        if post.publish_from is None:
            return self.none()
        same = models.Q(publish_from=post.publish_from, pk__lt=post.pk)
        return self.filter(models.Q(publish_from__lt=post.publish_from) | same)

    def after(self, post: "Post") -> Self:
        """Newer ones, the oldest first."""
        if post.publish_from is None:
            return self.none()
        same = models.Q(publish_from=post.publish_from, pk__gt=post.pk)
        rows = self.filter(models.Q(publish_from__gt=post.publish_from) | same)
        return rows.order_by("publish_from", "pk")

    def newest(self, user: Any, most: int = 3) -> Self:
        """What stands on other pages; an editor's drafts do not."""
        return self.published().for_list(user)[:most]

    def for_list(self, user: Any) -> Self:
        """With all that a row in a list prints; an author who may not be seen is none."""
        focus_areas = FocusArea.objects.filter(plan__in=Plan.objects.visible_to(user).order_by().values("pk"))
        return self.prefetch_related(
            "areas",
            models.Prefetch("focus_areas", focus_areas),
            models.Prefetch("author", StaffMember.objects.visible_to(user)),
        )

    def for_page(self, user: Any) -> Self:
        """With all that its own page prints."""
        initiatives = Initiative.objects.visible_to(user).for_list().prefetch_related("plan")
        return self.for_list(user).prefetch_related(models.Prefetch("initiatives", initiatives), "focus_areas__plan")


class Post(Pictured, Keyed, Slugged, Published, Searchable):
    """A piece of news. It outlives the plan it may be about."""

    title = models.CharField(_("overskrift"), max_length=120)
    lead = models.CharField(_("kort fortalt"), max_length=300, help_text=_("En eller to sætninger. Står i listerne."))
    text = RichTextField(_("tekst"))
    author = models.ForeignKey(
        StaffMember,
        verbose_name=_("skrevet af"),
        on_delete=models.SET_NULL,
        related_name="posts",
        null=True,
        blank=True,
        help_text=_("Ikke valgt: partnerskabets navn står under nyheden."),
    )
    areas = models.ManyToManyField(
        HousingArea,
        verbose_name=_("boligområder"),
        related_name="posts",
        blank=True,
        help_text=_("Intet kryds: nyheden er for alle områder."),
    )
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("indsatsområder"), related_name="posts", blank=True)
    initiatives = models.ManyToManyField(Initiative, verbose_name=_("initiativer"), related_name="posts", blank=True)
    may_be_commented = models.BooleanField(
        _("kan kommenteres"), default=True, help_text=_("Efter nogle måneder lukker kommentarerne af sig selv.")
    )
    tiles = TilesField(
        _("mosaik"), help_text=_("3 til 8 felter, der passer til historien. De bliver til et billede over nyheden.")
    )
    picture = PictureField(
        _("billede"),
        upload_to=picture_path("nyheder"),
        blank=True,
        validators=[FileExtensionValidator(["png", "jpg", "jpeg", "webp"])],
        help_text=_("I stedet for en mosaik."),
    )

    # A draft unless somebody says otherwise: news has the date on which it was published.
    publish_from = models.DateTimeField(
        _("vises fra"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Tomt felt: en kladde, som kun redaktører kan se."),
    )

    objects = PostQuerySet.as_manager()
    history = versions(m2m_fields=[areas, focus_areas, initiatives])

    class Meta:
        verbose_name = _("nyhed")
        verbose_name_plural = _("nyheder")
        # Drafts, which have no date, stand first: on SQLite and on PostgreSQL alike.
        ordering = [models.F("publish_from").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="post_slug_once"),
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="post_key_once"),
            models.CheckConstraint(
                condition=models.Q(tiles="") | models.Q(picture=""),
                name="post_tiles_or_picture",
                violation_error_message=_("Vælg enten et billede eller en mosaik, ikke begge."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def mosaic(self) -> list[Tile]:
        return known(self.tiles)

    @property
    def published_on(self) -> datetime.date | None:
        """The date that stands on it; None of a draft."""
        return timezone.localdate(self.publish_from) if self.publish_from else None

    def takes_comments(self, at: datetime.datetime | None = None) -> bool:
        """Whether somebody may write one: while readers see it, and not for ever."""
        now = at or timezone.now()
        if not self.may_be_commented or self.is_hidden or self.publish_from is None:
            return False
        return now < self.publish_from + datetime.timedelta(days=settings.COMMENTS_OPEN_DAYS)

    def search_parts(self) -> Iterable[str]:
        return [fold(self.title), fold(self.lead), fold_html(self.text)]

    def get_absolute_url(self) -> str:
        return reverse("post", kwargs={"slug": self.slug})
