"""Facts for search engines as JSON-LD: a data block, which no browser runs."""

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

# Written so, no text can end the block: JSON reads it back as it was.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def json_ld(value: dict[str, Any]) -> SafeString:
    """The value as a data block of schema.org; what is empty is left out."""
    facts = {"@context": "https://schema.org", **{name: fact for name, fact in value.items() if fact}}
    text = json.dumps(facts, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag(takes_context=True)
def breadcrumb_ld(context: Context) -> SafeString | str:
    """The page's breadcrumb, from the same `crumbs` and `here` that draw it."""
    request = context.get("request")
    if request is None:
        return ""
    steps = [(_("Forside"), "/"), *(context.get("crumbs") or ())]
    places = [
        {"@type": "ListItem", "position": place, "name": str(title), "item": request.build_absolute_uri(url)}
        for place, (title, url) in enumerate(steps, start=1)
    ]
    here = {"@type": "ListItem", "position": len(places) + 1, "name": str(context["here"])}
    return json_ld({"@type": "BreadcrumbList", "itemListElement": [*places, here]})
