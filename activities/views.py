"""The calendar by week, and the page of one date. What programs read is in feeds.py."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.feeds import feeds_of
from activities.forms import CalendarFilter
from activities.models import Activity
from organisation.plans import plan_for

OTHERS = 6
# So long after a date search engines may still lead to it.
INDEXED = datetime.timedelta(days=30)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    plan = plan_for(request)
    form = CalendarFilter(request.GET, plan, request.user)
    context = {
        "plan": plan,
        "form": form,
        "in_areas": form.chosen["omraade"],
        "feeds": feeds_of(request, form.fields["omraade"].rows),
        "edit_texts": "calendar",
        "section": "calendar",
        "here": _("Kalender"),
        "canonical": request.build_absolute_uri(form.canonical_url),
    }
    return render(request, "activities/calendar.html", context)


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Activity.objects.visible_to(request.user).for_page(request.user), slug=slug)
    others = list(row.others_of_series().visible_to(request.user).upcoming().for_list()[:OTHERS])
    context = {
        "plan": row.initiative.plan,
        "activity": row,
        "in_areas": row.in_areas(),
        "others": others,
        "joinable_series": any(other.is_open() for other in others),
        "is_old": row.is_over(timezone.now() - INDEXED),
        "edit_texts": "activity",
        "section": "calendar",
        "crumbs": [(_("Kalender"), reverse("calendar"))],
        "here": row.title,
        "description": row.note or row.initiative.summary,
        "canonical": request.build_absolute_uri(row.get_absolute_url()),
    }
    return render(request, "activities/activity_detail.html", context)
