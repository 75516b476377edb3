"""A post in schema.org's words."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString

from core.templatetags.json_ld import json_ld
from news.models import Post

register = template.Library()


@register.simple_tag(takes_context=True)
def article_ld(context: Context, post: Post) -> SafeString:
    request, partnership = context["request"], context["site"].partnership
    us = {"@type": "Organization", "name": partnership.name} if partnership else ""
    facts: dict[str, Any] = {
        "@type": "Article",
        "headline": post.title,
        "description": post.lead,
        "datePublished": timezone.localtime(post.publish_from).isoformat() if post.publish_from else "",
        "author": {"@type": "Person", "name": post.author.name} if post.author else us,
        "publisher": us,
        "image": request.build_absolute_uri(post.picture.url) if post.picture else "",
        "about": [focus_area.name for focus_area in post.focus_areas.all()],
        "inLanguage": "da",
        "url": context["canonical"],
    }
    return json_ld(facts)
