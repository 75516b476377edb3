"""A date in schema.org's words."""

import re
from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from activities.models import Activity, Place
from core.templatetags.json_ld import json_ld

register = template.Library()
ORG = "https://schema.org/"


@register.simple_tag(takes_context=True)
def event_ld(context: Context, activity: Activity) -> SafeString:
    url, partnership = context["canonical"], context["site"].partnership
    status = "Cancelled" if activity.is_cancelled else "Rescheduled" if activity.is_moved else "Scheduled"
    return json_ld(
        {
            "@type": "Event",
            "name": activity.title,
            "description": activity.note or activity.initiative.summary,
            "startDate": timezone.localtime(activity.starts_at).isoformat(),
            "endDate": timezone.localtime(activity.ends_at).isoformat(),
            "eventStatus": f"{ORG}Event{status}",
            "previousStartDate": str(activity.series_day) if status == "Rescheduled" else "",
            "eventAttendanceMode": f"{ORG}OfflineEventAttendanceMode",
            "location": _place(activity.place) if activity.place else "",
            "inLanguage": _languages(activity),
            "isAccessibleForFree": activity.is_free or (activity.price is None and activity.initiative.is_free),
            "offers": _offer(activity, url),
            "organizer": {"@type": "Organization", "name": partnership.name} if partnership else "",
            "url": url,
        }
    )


def _languages(activity: Activity) -> list[str]:
    own = re.split(r",\s*|\s+og\s+", activity.languages)
    return [name for name in own if name] or [row.name for row in activity.initiative.languages.all()]


def _place(place: Place) -> dict[str, Any]:
    return {"@type": "Place", "name": place.name, "address": place.address or place.name}


def _offer(activity: Activity, url: str) -> dict[str, Any] | None:
    """What it costs, and whether there is room; nothing as long as the price is not known."""
    if activity.price is None:
        return None
    room = "SoldOut" if activity.is_full else "LimitedAvailability" if activity.is_nearly_full else "InStock"
    offer = {"@type": "Offer", "price": str(activity.price), "priceCurrency": "DKK", "url": url}
    return offer | ({"availability": ORG + room} if activity.is_open() else {})
