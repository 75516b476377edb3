"""The partnership and its places in schema.org's words."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from core.templatetags.json_ld import json_ld
from organisation.models import HousingArea

register = template.Library()


@register.simple_tag(takes_context=True)
def organization_ld(context: Context) -> SafeString | str:
    partnership = context["site"].partnership
    if partnership is None:
        return ""
    request = context["request"]
    return json_ld(
        {
            "@type": "Organization",
            "name": partnership.name,
            "legalName": partnership.full_name,
            "description": partnership.description,
            "url": request.build_absolute_uri("/"),
            "logo": request.build_absolute_uri(partnership.logo.url) if partnership.logo else "",
            "telephone": partnership.phone,
            "address": partnership.address,
        }
    )


@register.simple_tag(takes_context=True)
def place_ld(context: Context, area: HousingArea) -> SafeString:
    return json_ld({"@type": "Place", "name": area.name, "url": context["canonical"]})
