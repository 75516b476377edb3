"""`{% plan_url plan "housing_area" area.slug %}`: a page within the plan that is read."""

from django import template

from organisation.models import Plan

register = template.Library()


@register.simple_tag
def plan_url(plan: Plan, name: str, slug: str = "") -> str:
    """The address of one of the plan's pages; no query, whoever fetched the row that the slug is from."""
    return plan.url(name, slug=slug) if slug else plan.url(name)
