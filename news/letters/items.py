"""What a newsletter says: an item for each thing that happens in its month and each piece of news since the last one.

A draft's items are read from the calendar and the news as they are, as everybody may see them; a released letter's
are those that were frozen with it.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.models.details import local_moment
from core.formats import MONTHS, NBSP, WEEKDAYS, listed, times
from initiatives.models import Initiative
from news.models import Letter, Post

EVERYBODY = AnonymousUser()
NEWS, DATES = "nyt", "det-sker"
HEADINGS = {NEWS: _("Nyt"), DATES: _("Det sker")}
# Names by address. None is all of them, and nothing in it is not known.
Names = dict[str, str]


@dataclass(frozen=True)
class Item:
    key: str
    kind: str
    title: str
    # When it is, or what the news says in short.
    text: str
    where: str
    path: str
    areas: Names | None
    themes: Names | None

    def is_for(self, areas: Collection[str], themes: Collection[str]) -> bool:
        """Whether somebody gets it who chose these, by address; who chose none gets it all."""
        return _meet(self.areas, areas) and _meet(self.themes, themes)

    @property
    def tags(self) -> list[str]:
        return [*(self.areas or {}).values(), *(self.themes or {}).values()]


def _meet(names: Names | None, chosen: Collection[str]) -> bool:
    return names is None or not chosen or not names.keys().isdisjoint(chosen)


def items_of(letter: Letter, at: datetime.datetime | None = None) -> list[Item]:
    if letter.is_released:
        return [Item(**fields) for fields in letter.contents]
    left_out = set(letter.left_out)
    return [item for item in candidates(letter, at) if item.key not in left_out]


def frozen(items: Iterable[Item]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def candidates(letter: Letter, at: datetime.datetime | None = None) -> list[Item]:
    """All that a draft could say now: the news, then what happens, in the order of the days."""
    now = at or timezone.now()
    return [*news(letter, now), *dates(letter, now, now)]


def news(letter: Letter, now: datetime.datetime) -> Iterator[Item]:
    """Published since the letter before this one; of the first letter, since a month before its own."""
    before = Letter.objects.released().filter(month__lt=letter.month).first()
    since = before.released_at if before else local_moment(letter.month - datetime.timedelta(days=31), datetime.time())
    for post in Post.objects.visible_to(EVERYBODY, now).filter(publish_from__gt=since).for_list(EVERYBODY):
        yield Item(
            key=f"nyhed-{post.pk}",
            kind=NEWS,
            title=post.title,
            text=post.lead,
            where="",
            path=post.get_absolute_url(),
            areas=_names(post.areas.all()) or None,
            themes=_names(post.focus_areas.all()) or None,
        )


def dates(letter: Letter, now: datetime.datetime, since: datetime.datetime) -> Iterator[Item]:
    """One for each series, with all its dates that are left of the month, and for each date that stands alone."""
    rows = Activity.objects.visible_to(EVERYBODY, now).planned().upcoming(since).between(letter.month, letter.last_day)
    related = rows.select_related("initiative__focus_area", "place__area").prefetch_related("initiative__areas")
    several: dict[str, list[Activity]] = {}
    for date in related:
        several.setdefault(f"serie-{date.series_id}" if date.series_id else f"dato-{date.pk}", []).append(date)
    return (_happening(key, found) for key, found in several.items())


def _happening(key: str, found: Sequence[Activity]) -> Item:
    first, places = found[0], {date.place for date in found}
    theme = first.initiative.focus_area
    return Item(
        key=key,
        kind=DATES,
        title=first.title,
        text=days_and_times(found),
        where=first.place.in_one_line if first.place and len(places) == 1 else "",
        path=first.get_absolute_url(),
        areas=_together(_areas_of(date) for date in found),
        themes={theme.slug: theme.name},
    )


def _areas_of(date: Activity) -> Names | None:
    """Where it is; where that is not known, what its initiative says."""
    if date.place and date.place.area:
        return {date.place.area.slug: date.place.area.name}
    if date.initiative.area_scope == Initiative.AreaScope.ALL:
        return None
    return _names(date.initiative.areas.all())


def _names(rows: Iterable[Any]) -> Names:
    return {row.slug: row.name for row in rows}


def _together(many: Iterable[Names | None]) -> Names | None:
    found: Names = {}
    for names in many:
        if names is None:
            return None
        found |= names
    return found


def days_and_times(found: Iterable[Activity]) -> str:
    """`tirsdag den 1., 8. og 15. december kl. 17–19`, of dates in one month: a part for each weekday and time."""
    sort = lambda date: (date.day.weekday(), times(date.starts_at, date.ends_at))  # noqa: E731
    groups = [list(group) for _same, group in groupby(sorted(found, key=sort), sort)]
    return listed([_part(group) for group in sorted(groups, key=lambda group: group[0].starts_at)])


def _part(group: Sequence[Activity]) -> str:
    first = group[0]
    days = listed([f"{day}." for day in sorted(date.day.day for date in group)])
    month = MONTHS[first.day.month - 1]
    return f"{WEEKDAYS[first.day.weekday()]} den {days}{NBSP}{month} {times(first.starts_at, first.ends_at)}"


def parts(items: Iterable[Item]) -> list[tuple[Any, list[Item]]]:
    """The letter's headings, each with its items."""
    return [(HEADINGS[kind], list(group)) for kind, group in groupby(items, attrgetter("kind"))]
