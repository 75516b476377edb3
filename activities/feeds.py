"""Files that calendar programs read and subscribe to. A program has no login: here an editor is a visitor too."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.ics import calendar_of
from activities.models import Activity, ActivityQuerySet
from core.feeds import Feed, calendar_answer, feed, public_file
from core.slugs import get_by_slug
from organisation.models import HousingArea, Partnership
from organisation.plans import plan_for

EVERYBODY = AnonymousUser()
# What is over stays so long; what was called off is then known to every calendar.
KEPT = datetime.timedelta(weeks=4)


def feeds_of(request: HttpRequest, areas: Iterable[HousingArea]) -> list[Feed]:
    """All dates, and those of each area."""
    paths = {reverse("calendar_feed"): _("Alt, hvad der sker")}
    paths |= {reverse("area_feed", kwargs={"slug": area.slug}): area.name for area in areas}
    urls = {request.build_absolute_uri(path): name for path, name in paths.items()}
    return [feed(name, url) for url, name in urls.items()]


@public_file
def whole_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, Activity.objects.all(), "")


@public_file
def area_feed(request: HttpRequest, slug: str) -> HttpResponse:
    area = get_by_slug(plan_for(request).areas.all(), slug)
    return _feed(request, Activity.objects.in_area(area), area.name)


@public_file
def initiative_feed(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_by_slug(plan_for(request).initiatives.visible_to(EVERYBODY), slug)
    return _feed(request, Activity.objects.filter(initiative=initiative), initiative.name)


@public_file
def activity_file(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.visible_to(EVERYBODY).for_list(), slug=slug)
    return calendar_answer(calendar_of([row], request.build_absolute_uri), row.slug)


def _feed(request: HttpRequest, rows: ActivityQuerySet, what: str) -> HttpResponse:
    shown = rows.visible_to(EVERYBODY).of_plan(plan_for(request)).upcoming(timezone.now() - KEPT).for_list()
    partnership = Partnership.objects.first()
    name = ": ".join(filter(None, [partnership.name if partnership else _("Kalender"), what]))
    return calendar_answer(calendar_of(shown, request.build_absolute_uri, name=name), "kalender")
