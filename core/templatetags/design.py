"""Marks, patterns and the sprite that holds them.

An unknown key draws a circle, hills or the neutral colour: a slip in the data
must not take a page down.
"""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.design import Colour, Mark, Pattern, Tile
from core.tiles import strip

register = template.Library()

NEUTRAL = "ink"  # .c-ink in identity.css: what belongs to no focus area
SIZES = {"l": " fmk-l", "xl": " fmk-xl", "deco": " deco"}


def _mark(key: object) -> str:
    return str(key) if key in Mark.values else Mark.CIRCLE.value


def _pattern(key: object) -> str:
    return str(key) if key in Pattern.values else Pattern.HILLS.value


def _colour(key: object) -> str:
    return str(key) if key in Colour.values else NEUTRAL


@register.simple_tag
def mark(key: str, colour: str, size: str = "") -> SafeString:
    """The shape of a focus area. `size`: "l", "xl", or "deco" on the edge of a page head."""
    return format_html(
        '<svg class="fmk{} c-{}" aria-hidden="true" focusable="false"><use href="#m-{}"/></svg>',
        SIZES.get(size, ""),
        _colour(colour),
        _mark(key),
    )


@register.simple_tag
def tile(key: str, colour: str, size: str = "") -> SafeString:
    """One square of a housing area's pattern, the size of a mark."""
    return format_html(
        '<svg class="tile{} c-{}" aria-hidden="true" focusable="false"><use href="#t-{}"/></svg>',
        SIZES.get(size, ""),
        _colour(colour),
        _pattern(key),
    )


@register.simple_tag
def pattern(key: str, colour: str, css: str = "band") -> SafeString:
    """A surface filled with a housing area's pattern. `css`: "pat", "band" or "pband"."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false">'
        '<rect width="100%" height="100%" fill="url(#p-{}-{})"/></svg>',
        css,
        _pattern(key),
        _colour(colour),
    )


@register.inclusion_tag("components/sprite.html", takes_context=True)
def sprite(context: Context) -> dict[str, list]:
    """The symbols this page may use, each once. Without a site (the 400 page) there are none."""
    site = context.get("site")
    if not site:
        return {"marks": [], "patterns": [], "fills": []}
    return {
        "marks": _unique(map(_mark, site.marks)),
        "patterns": _unique(map(_pattern, site.patterns)),
        "fills": _unique((_pattern(area.pattern), _colour(area.colour)) for area in site.drawn_areas),
    }


def _unique(items: Iterable) -> list:
    return list(dict.fromkeys(items))


@register.inclusion_tag("components/_strip.html")
def mosaic(tiles: list[Tile], css: str = "") -> dict[str, object]:
    """A picture of tiles, in two rows. `css`: where it stands."""
    return {"cells": [(100 * x, 100 * y, f"components/tiles/{key}.svg") for x, y, key in strip(tiles)], "css": css}
