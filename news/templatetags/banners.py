"""Urgent words above a page."""

from typing import Any

from django import template
from django.template.context import Context

from news.models import Banner

register = template.Library()


@register.inclusion_tag("news/_banners.html", takes_context=True)
def banners(context: Context) -> dict[str, Any]:
    """A view says in `in_areas` which housing areas its page is about. The 400 page has no site, and asks nothing."""
    if "site" not in context:
        return {}
    return {"banners": Banner.objects.current().for_areas(context.get("in_areas", ()))}
