"""What people searched for and did not find: what the site lacks, in readers' own words."""

import datetime
from typing import Self

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.folding import fold

LONGEST = 40
MOST_WORDS = 4
# A house number at most: no telephone, no CPR number.
MOST_DIGITS = 4
# However much somebody asks, the list stays one that can be read.
MOST_ROWS = 1000


class SearchMissQuerySet(models.QuerySet):
    def note(self, request: HttpRequest, query: str) -> None:
        """Count up a search that found nothing; who asked is not kept, nor what may tell of a person.

        Never raises: the page is more important than the count.
        """
        words = fold(query)
        if request.method != "GET" or not may_be_kept(words):
            return
        today = timezone.localdate()
        try:
            with transaction.atomic():
                if not self.filter(query=words).update(times=models.F("times") + 1, last_on=today):
                    self._make_room()
                    self.create(query=words, first_on=today, last_on=today)
        except DatabaseError:  # somebody else's first question in the same moment, or a locked SQLite
            pass

    def expired(self, now: datetime.datetime) -> Self:
        """What nobody has asked for in a long time."""
        last = timezone.localdate(now) - datetime.timedelta(days=settings.SEARCH_MISS_DAYS)
        return self.filter(last_on__lte=last)

    def _make_room(self) -> None:
        """What is asked once by a robot gives way; what people ask again stays."""
        if self.count() >= MOST_ROWS:
            self.filter(pk__in=self.order_by("times", "last_on", "pk").values("pk")[:1]).delete()


def may_be_kept(words: str) -> bool:
    """Whether a folded query tells of no person, as far as one can see."""
    digits = sum(sign.isdigit() for sign in words)
    short = len(words) <= LONGEST and len(words.split()) <= MOST_WORDS
    return short and digits <= MOST_DIGITS and "@" not in words and any(sign.isalpha() for sign in words)


class SearchMiss(models.Model):
    """A folded query that found nothing, and how often. No user, no address, no time of day."""

    query = models.CharField(_("søgning"), max_length=LONGEST, unique=True)
    times = models.PositiveIntegerField(_("gange"), default=1)
    first_on = models.DateField(_("første gang"))
    last_on = models.DateField(_("seneste gang"))

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        verbose_name = _("søgning uden svar")
        verbose_name_plural = _("søgninger uden svar")
        ordering = ["-times", "-last_on", "query"]

    def __str__(self) -> str:
        return self.query
