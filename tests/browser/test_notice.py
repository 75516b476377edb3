"""The page of an initiative on paper: one A4 sheet, and a code that leads back to the page."""

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.portal import Portal

Visitors = Callable[..., Visitor]
# Every text as long as its field takes, in a plan of its own.
LONGEST = """
from initiatives.models import Audience, Initiative, Language
from organisation.models import HousingArea
row = Initiative.objects.get(key="lektiecafe-kometen")
row.pk, row.key, row.slug = None, "", "laengst"
words = lambda length: ("Rødgrød med fløde til alle naboer " * 10)[:length].strip()
row.name, row.summary, row.sign_up = words(120), words(250), words(200)
row.when, row.place, row.price = words(120), words(120), words(120)
row.save()
row.areas.set(HousingArea.objects.all())
row.audiences.set(Audience.objects.all())
row.languages.set(Language.objects.all())
"""
GONE = 'from initiatives.models import Initiative; Initiative.objects.get(slug="laengst").delete()'


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def is_a_notice(page: Page) -> None:
    """One sheet, without ways on, whose code is whole, at least 4 cm, and leads here."""
    assert sheets(page) == 1
    page.set_viewport_size({"width": 688, "height": 1017})  # A4 within its margins
    page.emulate_media(media="print")
    expect(page.locator(":is(footer a, nav a, main .btn, aside a):visible")).to_have_count(0)
    code = page.locator(".on-paper svg")
    box = code.bounding_box()
    assert box
    assert box["width"] == box["height"] >= 4 / 2.54 * 96
    assert box["y"] + box["height"] <= 1017
    ends = page.locator(".facts").evaluate("facts => facts.getBoundingClientRect().bottom")
    assert ends <= box["y"], "cut"
    picture = Image.open(io.BytesIO(code.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [page.url]


def test_the_notice_of_what_says_most_is_one_sheet(visitor: Visitors, example_portal: Portal) -> None:
    example_portal.manage("shell", "-v0", "-c", LONGEST)
    page = visitor(portal=example_portal).goto("/initiativer/laengst/")
    is_a_notice(page)
    expect(page.locator("dt")).to_have_text(["For hvem", "Hvornår", "Hvor", "Pris", "Sprog", "Kontakt", "Tilmelding"])
    example_portal.manage("shell", "-v0", "-c", GONE)


@pytest.mark.parametrize("slug", ["lektiecafe-kometen", "mentor-i-nabolaget"])
def test_a_notice_is_one_sheet(visitor: Visitors, example_portal: Portal, slug: str) -> None:
    is_a_notice(visitor(portal=example_portal, scheme="dark").goto(f"/initiativer/{slug}/"))


def test_the_notice_of_what_says_least_is_one_sheet(visitor: Visitors, portal: Portal) -> None:
    is_a_notice(visitor().goto(portal.first("/initiativer/*/")))
