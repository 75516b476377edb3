"""`{% figure amount "forbrug" row.where %}`: kroner as a table writes them, leading to their rows."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from budget.reports.pledges import Row
from core import formats
from core.hours import hours

register = template.Library()


@register.simple_tag(takes_context=True)
def figure(context: template.Context, value: Decimal | None, sort: str = "", where: Any = None) -> str:
    """With as many decimals as all of the page's; without rows to lead to (a frozen page) the figure alone."""
    if value is None:
        return format_html('<span class="dim">{}</span>', _("ikke oplyst"))
    return _linked(context, formats.amount(value, context["decimals"]), sort, where) if value else "0"


@register.simple_tag(takes_context=True)
def pledged(context: template.Context, row: Row, year: int | None = None) -> str:
    """What a row of the pledges gives in a year, or in all, leading to the rows it is the sum of."""
    value = row.years[year] if year else row.total
    if value is None:
        return format_html('<span class="dim">{}</span>', _("ikke oplyst"))
    words = formats.amount(value, context["pledged_decimals"])
    if row.where is None or not value:
        return words
    # A page of one year has that year's pledges alone.
    only = year or context["board"].year
    return _linked(context, words, "lovet", row.where | ({"aar": str(only)} if only else {}))


@register.simple_tag(takes_context=True)
def hours_figure(context: template.Context, value: Decimal, where: Any = None) -> str:
    return _linked(context, hours(value), "timer", where) if value else "0"


@register.simple_tag(takes_context=True)
def rows_url(context: template.Context, sort: str, where: Any) -> str:
    return str(context["links"].url(sort, where))


@register.filter
def cell(value: Any, kind: str) -> str:
    """A value of a row, as its column writes it."""
    if value is None:
        return _("ikke kendt")
    writers = {
        "date": formats.long_date,
        "month": lambda day: f"{formats.MONTHS[day.month - 1]} {day.year}",
        "kroner": lambda amount: formats.amount(amount, 2),
        "hours": hours,
    }
    return writers[kind](value) if kind in writers else str(value)


def _linked(context: template.Context, words: str, sort: str, where: Any) -> SafeString | str:
    links = context.get("links")
    if not (links and sort):
        return words
    return format_html('<a class="to-rows" href="{}">{}</a>', links.url(sort, where or {}), words)
