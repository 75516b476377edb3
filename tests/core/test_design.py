"""Marks, patterns and colours: the editors' choices, as they are drawn."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template import Context, Template

from core.design import Accent, Colour, Mark, Pattern

STATIC = Path(settings.BASE_DIR, "static")
COMPONENTS = Path(settings.BASE_DIR, "templates/components")


def render(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


def test_a_mark_points_to_its_symbol_in_its_colour() -> None:
    html = render('{% mark "arch" "coral" size="xl" %}')

    assert 'class="fmk fmk-xl c-coral"' in html
    assert 'href="#m-arch"' in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize("bad", ["", "unknown", '"><script>', None])
def test_an_unknown_key_draws_something_harmless(bad: str | None) -> None:
    html = render("{% mark bad bad size=bad %}{% tile bad bad %}{% pattern bad bad %}", bad=bad)

    assert "script" not in html
    assert "#m-circle" in html
    assert "#t-hills" in html
    assert "#p-hills-ink" in html


def test_css_classes_of_a_pattern_are_escaped() -> None:
    assert "<script" not in render("{% pattern 'hills' 'plum' css=css %}", css='"><script>')


def test_the_sprite_holds_each_symbol_once_and_a_fill_per_area() -> None:
    area = SimpleNamespace(pattern="hills", colour="plum")
    site = SimpleNamespace(marks=["arch", "arch"], patterns=["hills"], drawn_areas=[area, area])
    html = render("{% sprite %}", site=site)

    assert html.count('id="m-arch"') == 1
    assert html.count('id="t-hills"') == 1
    assert html.count('id="p-hills-plum"') == 1


def test_without_a_site_the_sprite_is_empty() -> None:
    assert "<symbol" not in render("{% sprite %}")


@pytest.mark.parametrize(("folder", "prefix", "keys"), [("marks", "m", Mark.values), ("patterns", "t", Pattern.values)])
def test_every_key_has_its_drawing(folder: str, prefix: str, keys: list[str]) -> None:
    for key in keys:
        assert f'id="{prefix}-{key}"' in (COMPONENTS / folder / f"{key}.svg").read_text()


def test_every_colour_and_accent_has_its_rule_by_day_and_by_night() -> None:
    day, night = (STATIC / "css/identity.css").read_text().split("@media (prefers-color-scheme: dark)")
    for css in (day, night):
        for colour in Colour.values:
            assert f".c-{colour} {{" in css
        for accent in Accent.values:
            assert f".accent-{accent} {{" in css


def _rules(css: str, prefix: str) -> dict[str, dict[str, str]]:
    return {
        name: dict(re.findall(r"--([\w-]+): (#\w+)", body))
        for name, body in re.findall(rf"\.{prefix}-(\w+) \{{([^}}]*)\}}", css)
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("night", "paper", "ink"), [(False, "#FFFFFF", "#1B1740"), (True, "#14112E", "#F3F1FB")])
def test_every_choice_is_readable(night: bool, paper: str, ink: str) -> None:
    """WCAG AA: 4.5 for text, 3 for a mark."""
    css = (STATIC / "css/identity.css").read_text().split("@media (prefers-color-scheme: dark)")
    for key, colour in _rules(css[night], "c").items():
        if key == "ink":
            continue
        assert contrast(colour["c"], paper) >= 3, key
        assert contrast(colour["ct"], paper) >= 4.5, key
        assert contrast(colour["ct"], colour["cb"]) >= 4.5, key
        assert contrast(ink, colour["cb"]) >= 4.5, key
    for key, accent in _rules(css[0], "accent").items():
        assert contrast("#1B1740", accent["sol"]) >= 4.5, key
        assert contrast(accent["sol"], accent["sol-deep"]) >= 4.5, key
        assert contrast("#F3F1FB", accent["sol-deep"]) >= 4.5, key
