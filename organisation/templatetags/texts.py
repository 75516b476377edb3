"""`{% text "home.title" %}`: a text that the editors may have changed."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def text(context: template.Context, key: str, **words: Any) -> Any:
    """The editors' text, else the standard text, with names and figures filled in."""
    return context["site"].text(key, **words)
