"""The demonstration, as a resident walks through it on a phone without JavaScript."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.portal import Portal, running

OWN_COMMENT = re.compile(r"https?://[^/\s]+(/kommentar/\S+)")
OWN_PAGE = re.compile(r"https?://[^/\s]+(/tilmelding/\S+)")
NAME, EMAIL = "Zarina Zebrastribe", "zarina@eksempel.invalid"
GUEST = "gaest@eksempel.invalid"
# As the worker does it every day, but in two months.
TIME_PASSES = """
import datetime
from django.utils import timezone
from abc_portal.retention import delete_expired
delete_expired(timezone.now() + datetime.timedelta(days=60))
"""
PEOPLE = """
from activities.models import Attendance
print(sum(row.signed_up or 0 for row in Attendance.objects.filter(activity__slug={slug!r})))
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Portal]:
    with running("plans/eksempel.toml", tmp_path_factory.mktemp("demo"), shared, DEMO="true") as portal:
        yield portal


def test_something_for_me_in_three_taps_and_gone_again_in_time(visitor: Callable[..., Visitor], demo: Portal) -> None:
    phone = visitor(portal=demo, width=390, scripts=False)
    page = phone.goto("/")
    expect(page.locator(".demo")).to_contain_text("Eksempeldata")

    # Three taps: an area, a date in it with room, and »Tilmeld dig«.
    page.locator("#boligomraader").locator("..").get_by_role("link", name="Solstrålerne").click()
    page.locator("main .ev", has_text="Stol og stræk").nth(1).get_by_role("link").first.click()
    page.wait_for_url(re.compile("/kalender/[^/]+/$"))
    slug = page.url.rstrip("/").rpartition("/")[2]
    page.get_by_role("link", name="Tilmeld dig").first.click()

    # As fast as a thumb types, and not as a program.
    page.get_by_label("Dit navn").press_sequentially(NAME, delay=120)
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_role("button", name="Send tilmelding").click()
    expect(page.locator("h1")).to_contain_text("Tak")
    expect(page.locator("main")).to_contain_text(NAME)

    # The mail's link only shows; the button on its page cancels.
    link = OWN_PAGE.search(demo.mail(to=EMAIL))
    assert link
    page = phone.goto(link[1])
    expect(page.locator("main")).to_contain_text("Du har plads")
    page.get_by_role("button", name="Meld fra").click()
    expect(page.locator("main")).to_contain_text("Du er meldt fra")
    assert EMAIL in demo.manage("dumpdata")

    # In time the names are gone, and how many they were is not.
    demo.manage("shell", "-c", TIME_PASSES)
    left = demo.manage("dumpdata")
    assert NAME not in left
    assert EMAIL not in left
    assert int(demo.manage("shell", "-c", PEOPLE.format(slug=slug)).splitlines()[-1]) > 0
    phone.goto(link[1], status=410)


def test_news_are_read_commented_shown_and_taken_back(visitor: Callable[..., Visitor], demo: Portal) -> None:
    reader = visitor(portal=demo)
    page = reader.goto("/nyheder/")
    assert measure.findings(page) == []
    page.get_by_role("link", name="40 naboer").click()
    page.wait_for_url(re.compile("/nyheder/40-[^/]+/$"))
    story = page.url
    for path in (story, f"{story}kommentar/", f"{story}kommentar/meldt/", f"{story}kommentar/1/meld/"):
        page.goto(path)
        assert measure.findings(page) == [], path
        page.set_viewport_size({"width": 320, "height": 844})
        assert measure.sideways(page) == [], path
        assert measure.small_controls(page) == [], path

    # A guest writes on a phone without JavaScript.
    phone = visitor(portal=demo, width=390, scripts=False)
    page = phone.goto(f"{story}kommentar/")
    page.get_by_label("Dit navn").press_sequentially(NAME, delay=120)
    page.get_by_label("Din kommentar").fill("Hvornår spiser vi igen?")
    page.get_by_label("E-mail").fill(GUEST)
    page.get_by_role("button", name="Send kommentar").click()
    expect(page.locator("h1")).to_contain_text("Tak for din kommentar")
    assert NAME not in phone.goto(story).locator("main").inner_text()

    # Somebody of the secretariat reads, answers and so shows it.
    editor = visitor(portal=demo).log_in()
    editor.goto("/admin/news/comment/?mangler=godkendelse")
    editor.get_by_role("link", name="Hvornår spiser vi igen?").click()
    assert measure.findings(editor) == []
    editor.get_by_label("Svar", exact=True).fill("På tirsdag.")
    editor.get_by_role("button", name="Svar, og vis kommentaren").click()
    expect(editor.locator(".messagelist")).to_contain_text("Svaret vises")
    expect(phone.goto(story).locator(".cmt", has_text=NAME).first).to_contain_text("På tirsdag.")

    # The link shows; the button takes it back.
    link = OWN_COMMENT.search(demo.mail(to=GUEST))
    assert link
    page = phone.goto(link[1])
    page.get_by_role("button", name="Fjern min kommentar").click()
    expect(page.locator("main")).to_contain_text("Du har fjernet kommentaren")
    assert NAME not in phone.goto(story).locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_boards_page_and_its_rows_have_no_finding(
    visitor: Callable[..., Visitor], demo: Portal, scheme: str
) -> None:
    page = visitor(portal=demo, scheme=scheme).log_in()
    for path in ("/bestyrelse/", "/bestyrelse/?aar=2026&kommunens_timer=x", "/bestyrelse/tal/forbrug/?kilde=ingen"):
        page.goto(path)
        assert measure.findings(page) == [], path
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert measure.sideways(page) == [], (path, width)
            assert measure.small_controls(page, 24) == [], (path, width)


def test_nor_have_the_pages_around_it(visitor: Callable[..., Visitor], demo: Portal) -> None:
    page = visitor(portal=demo).log_in()
    rows = ("/bestyrelse/tal/lovet/", "/bestyrelse/udgaver/1/tal/budget/")
    for path in (*rows, "/bestyrelse/budget/", "/bestyrelse/budget/sammenlign/", "/bestyrelse/udgaver/1/"):
        page.goto(path)
        assert measure.findings(page) == [], path
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert measure.sideways(page) == [], (path, width)
            assert measure.small_controls(page, 24) == [], (path, width)
