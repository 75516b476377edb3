"""Filters that write values as `core.formats` does."""

from decimal import Decimal

from django import template

from core import formats
from core.hours import hours
from core.numbers import number
from core.rich_text import opening, safe_html, safe_html_below

register = template.Library()

register.filter("amount", formats.amount)
register.filter("hours", hours)
register.filter("number", number)
register.filter("in_millions", formats.in_millions)
register.filter("brief", formats.brief)
register.filter("spans", formats.spans)
register.filter("up_to", formats.up_to)
register.filter("kroner", formats.kroner)
register.filter("millions", formats.millions)
register.filter("long_date", formats.long_date)
register.filter("day_and_month", formats.day_and_month)
register.filter("dates", formats.dates)
register.filter("moment", formats.moment)
register.filter("clock", formats.clock)
register.filter("short_month", formats.short_month)
register.filter("short_weekday", formats.short_weekday)
register.filter("times", formats.times)
register.filter("clock_span", formats.clock_span)
register.filter("rich", safe_html)
register.filter("rich_below", safe_html_below)
register.filter("opening", opening)


@register.filter
def percent(share: Decimal | None, decimals: int = 1) -> str:
    """A dash where there is nothing to be a part of."""
    return "–" if share is None else formats.percent(share, decimals)
