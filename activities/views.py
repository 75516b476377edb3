"""The calendar: by week, one date, and as a file that calendars subscribe to."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.forms import CalendarFilter
from activities.ics import CONTENT_TYPE, calendar_of
from activities.models import Activity, ActivityQuerySet
from core.slugs import get_by_slug
from organisation.models import Plan
from organisation.plans import plan_for

# A calendar program has no login, so a feed holds what everybody may see, also for an editor.
EVERYBODY = AnonymousUser()
# What is over stays in a feed so long.
KEPT = datetime.timedelta(weeks=4)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    plan = plan_for(request)
    form = CalendarFilter(request.GET, plan, request.user)
    context = {
        "plan": plan,
        "form": form,
        "edit_texts": "calendar",
        "section": "calendar",
        "here": _("Kalender"),
        "canonical": request.build_absolute_uri(reverse("calendar")),
    }
    return render(request, "activities/calendar.html", context)


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.visible_to(request.user).for_page(request.user), slug=slug)
    others = Activity.objects.filter(series=row.series_id).upcoming().exclude(pk=row.pk) if row.series_id else []
    context = {
        "plan": row.initiative.plan,
        "activity": row,
        "others": others.for_list()[:6] if others else [],
        "edit_texts": "activity",
        "section": "calendar",
        "crumbs": [(_("Kalender"), reverse("calendar"))],
        "here": row.title,
        "description": row.note or row.initiative.summary,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "activities/activity_detail.html", context)


def _public(plan: Plan) -> ActivityQuerySet:
    return Activity.objects.visible_to(EVERYBODY).filter(initiative__plan=plan)


def _feed(request: HttpRequest, rows: ActivityQuerySet, name: str) -> HttpResponse:
    kept = rows.upcoming(timezone.now() - KEPT).for_list()
    return _file(calendar_of(kept, request.build_absolute_uri, name=name), "kalender")


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@require_safe
def whole_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, _public(plan_for(request)), _("Kalender"))


@require_safe
def area_feed(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_for(request)
    area = get_by_slug(plan.areas.all(), slug)
    return _feed(request, _public(plan).in_area(area), area.name)


@require_safe
def initiative_feed(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_for(request)
    initiative = get_by_slug(plan.initiatives.visible_to(EVERYBODY), slug)
    return _feed(request, _public(plan).filter(initiative=initiative), initiative.name)


@require_safe
def activity_file(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.visible_to(EVERYBODY).for_list(), slug=slug)
    return _file(calendar_of([row], request.build_absolute_uri), row.slug)
