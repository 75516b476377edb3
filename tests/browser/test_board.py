"""The board's page in a real browser: on the phone of a member, and on the paper brought to the meeting."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.portal import Portal

Visitors = Callable[..., Visitor]


@pytest.mark.parametrize("plan", ["portal", "example_portal"])
def test_the_page_has_no_finding_and_fits_every_width(
    visitor: Visitors, request: pytest.FixtureRequest, plan: str
) -> None:
    portal: Portal = request.getfixturevalue(plan)
    page = visitor(portal=portal).log_in()
    page.goto("/bestyrelse/")
    assert measure.findings(page) == []
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert measure.sideways(page) == []
        assert measure.small_controls(page, 24) == []
        drawn = page.locator(".draw").evaluate_all("all => all.filter(one => one.checkVisibility()).length")
        assert drawn == 2


def test_it_prints_as_ink_on_white_without_what_one_presses(visitor: Visitors) -> None:
    page = visitor(scheme="dark").log_in()
    page.goto("/bestyrelse/")
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": 673, "height": 1000})  # A4 less its margins
    for pressed in (".menu", ".reader-bar", ".crumb", ".kpi-to", ".board-files", ".foot nav"):
        assert page.locator(pressed).evaluate_all("all => all.every(one => !one.checkVisibility())"), pressed
    for told in (".verdict", ".kpis", ".draw-wide", ".pledged", "#poster"):
        expect(page.locator(told).first).to_be_visible()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".verdict").evaluate("box => getComputedStyle(box).color") == "rgb(0, 0, 0)"
    assert measure.sideways(page) == []
