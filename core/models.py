"""What several rooms' models share: addresses, doorways, search, and keys of the plan file."""

import datetime
import uuid
from collections.abc import Collection, Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import connections, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.search import Names, is_like, likeness_to, words_of
from core.slugs import MAX_LENGTH, free_slug, valid_slug


class Keyed(models.Model):
    """A row that a plan file can name: `key` is its `noegle`, unknown to readers."""

    key = models.CharField(_("nøgle"), max_length=80, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class LoadedKey(models.Model):
    """A row that a plan file once made, so that what an editor deleted does not come back. `key` is a sum."""

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="loaded_key_once")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"


class Deletion(models.Model):
    """The last time data of a kind was deleted because its time was over, and how many rows went."""

    kind = models.CharField(max_length=40, unique=True)
    ran_at = models.DateTimeField()
    gone = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.kind


class Slugged(models.Model):
    """A row with an address. A changed address keeps answering, by redirect."""

    # Within which fields the address is unique, e.g. ("plan",).
    slug_scope: tuple[str, ...] = ()

    slug = models.CharField(
        _("adresse"),
        max_length=MAX_LENGTH,
        blank=True,
        validators=[valid_slug],
        help_text=_("Sidste del af sidens adresse. Tomt felt: laves af navnet. En gammel adresse viser videre."),
    )
    former_slugs = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Self:
        row = super().from_db(db, field_names, values, **options)
        if "slug" in field_names:
            row._saved_slug = row.slug
        return row

    def clean(self) -> None:
        super().clean()
        self.fill_slug()
        # A form that does not show the scope leaves the database's own rule unchecked.
        if self.slug_scope and self._neighbours().filter(slug=self.slug).exists():
            raise ValidationError({"slug": _("Adressen bruges allerede af en anden. Vælg en anden adresse.")})

    def fill_slug(self) -> None:
        """Give a row without an address one of its own, made from its name."""
        if not self.slug:
            self.slug = free_slug(str(self), self._neighbours())

    def _neighbours(self) -> models.QuerySet:
        """Other rows among which the address is unique."""
        # By column, which can be read when a form left the row it points to open.
        columns = [self._meta.get_field(name).attname for name in self.slug_scope]  # type: ignore[union-attr]
        scope = {column: getattr(self, column) for column in columns}
        return type(self)._default_manager.exclude(pk=self.pk).filter(**scope)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_slug()
        before = getattr(self, "_saved_slug", self.slug)
        if before and before != self.slug:
            kept = [slug for slug in self.former_slugs.split() if slug not in (before, self.slug)]
            # Surrounded by spaces, so that a lookup for " slug " finds whole addresses only.
            self.former_slugs = f" {' '.join([*kept, before])} "
        super().save(*args, **kwargs)
        self._saved_slug = self.slug


# The right to see what is not published; core knows no table of roles, only its name.
SEE_DRAFTS = "accounts.see_drafts"


def shown_at(moment: datetime.datetime, of: str = "") -> models.Q:
    """Rows that readers see at a moment; `of="plan__"` asks it of the row that a row points to."""
    begun = models.Q(**{f"{of}publish_from__lte": moment})
    ends = models.Q(**{f"{of}publish_until__isnull": True}) | models.Q(**{f"{of}publish_until__gt": moment})
    return begun & ends


def not_shown_at(moment: datetime.datetime, of: str = "") -> dict[str, models.Q]:
    """Rows that are hidden at a moment, by the state they are in."""
    return {
        Published.State.DRAFT: models.Q(**{f"{of}publish_from__isnull": True}),
        Published.State.SCHEDULED: models.Q(**{f"{of}publish_from__gt": moment}),
        Published.State.EXPIRED: models.Q(
            **{f"{of}publish_from__lte": moment, f"{of}publish_until__lte": moment},
        ),
    }


def previewed_by(user: Any, model: type[models.Model], of: str = "") -> models.Q:
    """The row that a link lets its reader see before it is published (core/previews.py); for others none."""
    return models.Q(**{f"{of}pk__in": getattr(user, "previews", {}).get(model, ())})


class PublishedQuerySet(models.QuerySet):
    """The doorway of everything that can be a draft."""

    def published(self, at: datetime.datetime | None = None) -> Self:
        return self.filter(shown_at(at or timezone.now()))

    def in_state(self, state: "Published.State", at: datetime.datetime | None = None) -> Self:
        """As the property `state` of each row says."""
        moment = at or timezone.now()
        return self.filter({**not_shown_at(moment), Published.State.PUBLISHED: shown_at(moment)}[state])

    def ending_soon(self, at: datetime.datetime | None = None) -> Self:
        """What readers see now, and in two weeks no more."""
        now = at or timezone.now()
        return self.published(now).filter(publish_until__lte=now + datetime.timedelta(days=14))

    def visible_to(self, user: Any, at: datetime.datetime | None = None) -> Self:
        """Everything for editors, what is published for everybody else."""
        if user.has_perm(SEE_DRAFTS):
            return self.all()
        framing = models.Q(pk__in=getattr(user, "frames", {}).get(self.model, ()))
        return self.filter(shown_at(at or timezone.now()) | previewed_by(user, self.model) | framing)


class Published(models.Model):
    """A row that is shown from a moment on, perhaps until another; without the first it is a draft."""

    class State(models.TextChoices):
        DRAFT = "kladde", _("Kladde")
        SCHEDULED = "planlagt", _("Planlagt")
        PUBLISHED = "vises", _("På siden")
        EXPIRED = "udloebet", _("Udløbet")

    publish_from = models.DateTimeField(
        _("vises fra"),
        null=True,
        blank=True,
        default=timezone.now,
        db_index=True,
        help_text=_("Tomt felt: en kladde, som kun redaktører kan se."),
    )
    publish_until = models.DateTimeField(
        _("vises til"), null=True, blank=True, help_text=_("Tomt felt: bliver stående.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.publish_from and self.publish_until and self.publish_until <= self.publish_from:
            raise ValidationError({"publish_until": _("»Vises til« skal ligge efter »vises fra«.")})

    @property
    def state(self) -> State:
        """What readers see of it now."""
        now = timezone.now()
        if self.publish_from is None:
            return self.State.DRAFT
        if self.publish_from > now:
            return self.State.SCHEDULED
        return self.State.EXPIRED if self.publish_until and self.publish_until <= now else self.State.PUBLISHED

    @property
    def is_hidden(self) -> bool:
        """Only editors see it now."""
        return self.state != self.State.PUBLISHED


class SearchableQuerySet(models.QuerySet):
    def matching(self, query: str) -> Self:
        """Rows that hold every word of the query, whatever its case, accents or Danish letters."""
        rows = self
        for word in words_of(query):
            rows = rows.filter(search_text__holds=word)
        return rows

    def resembling(self, query: str) -> Self:
        """When nothing matches: rows with something like each word in their name, the likest first. PostgreSQL only."""
        if connections[self.db].vendor != "postgresql":
            return self.none()
        rows, words = self, words_of(query)
        for word in words:
            # A word alone is held nowhere, or it would have matched.
            held = models.Q(search_text__holds=word) if len(words) > 1 else models.Q()
            rows = rows.filter(held | models.Q(is_like(word)))
        likeness: Any = sum(map(likeness_to, words), start=models.Value(0.0))
        return rows.order_by(likeness.desc(), *self._order())

    def named_first(self, query: str) -> Self:
        """Rows that hold the words in their name before those that hold them in the text, else in their order."""
        words = words_of(query)
        return self.order_by(Names(models.F("search_text"), words).desc(), *self._order()) if words else self

    def _order(self) -> Iterable[Any]:
        return self.query.order_by or self.model._meta.ordering or ()


class Searchable(models.Model):
    """A row that search finds through one folded column, its name on the first line (see core/search.py)."""

    search_text = models.TextField(editable=False, blank=True, default="")

    class Meta:
        abstract = True

    def search_parts(self) -> Iterable[str]:
        """The texts a reader may search for, folded, the name first."""
        raise NotImplementedError

    def fill_search_text(self) -> None:
        name, *rest = self.search_parts()
        self.search_text = f"{name}\n{' '.join(filter(None, rest))}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_search_text()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}
        super().save(*args, **kwargs)


class Ordered(models.Model):
    """A row whose place in a list the editor decides."""

    position = models.PositiveSmallIntegerField(_("rækkefølge"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class InCalendars(models.Model):
    """A row that stands in people's calendars. Each change of what they show is counted: they believe the highest."""

    # The columns of what a calendar shows.
    CALENDAR_FACTS: Collection[str] = ()

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row._shown = row.calendar_facts()
        return row

    def calendar_facts(self) -> dict[str, Any]:
        """As the row is now; None for a column that was not fetched."""
        return {name: self.__dict__.get(name) for name in self.CALENDAR_FACTS}

    def facts_before(self) -> dict[str, Any]:
        """As it was fetched or saved last; of a new row, as it is."""
        return getattr(self, "_shown", self.calendar_facts())

    def save(self, *args: Any, **kwargs: Any) -> None:
        now = self.calendar_facts()
        if self.facts_before() != now:
            self.sequence += 1
        super().save(*args, **kwargs)
        self._shown = now


def runs_on(starts_on: datetime.date | None, ends_on: datetime.date | None, day: datetime.date) -> bool:
    """Whether the day lies in a period, as `begun` and `not_over` say of rows; an unknown date is open."""
    return (starts_on or day) <= day <= (ends_on or day)


def begun(day: datetime.date) -> models.Q:
    """Rows whose period has begun on a day; an unknown start is open."""
    return models.Q(starts_on__isnull=True) | models.Q(starts_on__lte=day)


def not_over(day: datetime.date) -> models.Q:
    """Rows whose period is not over on a day; an unknown end is open."""
    return models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day)


def period_constraint(name: str) -> models.CheckConstraint:
    """A period does not end before it starts."""
    return models.CheckConstraint(
        condition=models.Q(starts_on__isnull=True)
        | models.Q(ends_on__isnull=True)
        | models.Q(ends_on__gte=models.F("starts_on")),
        name=name,
        violation_error_message=_("Slutdatoen ligger før startdatoen."),
    )
