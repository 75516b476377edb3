"""Every kind of public page, as a visitor's browser sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.portal import Portal

Visitors = Callable[..., Visitor]

# Kinds of pages; a * stands for the first row of that list.
KINDS = [
    "/",
    "/initiativer/",
    "/initiativer/*/",
    "/indsatsomraader/",
    "/indsatsomraader/*/",
    "/boligomraader/",
    "/boligomraader/*/",
    "/organisation/",
    "/organisation/*/",
    "/organisation/*/moeder/",
    "/organisation/*/beslutninger/",
    "/om/",
    "/oekonomi/",
    "/medarbejdere/",
    "/medarbejdere/*/",
    "/kalender/",
    "/nyheder/",
    "/kontakt/",
    "/kontakt/skriv/",
    "/kontakt/hjaelp/",
    "/kontakt/skriv/tak/",
    "/ideer/",
    "/soeg/",
    "/privatliv/",
    "/tilgaengelighed/",
    "/helhedsplaner/",
    "/helhedsplaner/*/",
    "/helhedsplaner/*/initiativer/",
    "/helhedsplaner/*/oekonomi/",
    "/konto/log-ind/",
    "/konto/glemt-adgangskode/",
    "/konto/glemt-adgangskode/sendt/",
    "/konto/ny-adgangskode/",
]
# What only somebody who is logged in sees, and pages with the bar above them.
OWN = [
    "/",
    "/initiativer/*/",
    "/mine-grupper/",
    "/konto/",
    "/konto/adgangskode/",
    "/konto/sessioner/",
    "/konto/totrin/",
    "/konto/totrin/slaa-til/",
    "/konto/log-ud/",
]
# A form needs a token against forgery, and the token a cookie.
FORMS = ["/kontakt/skriv/", "/kontakt/ide/", "/kontakt/hjaelp/", "/nyhedsbrev/"]
ENDS_OF_FORMS = ("/kommentar/", "/tilmeld/", "/tilmeld-alle/")
# Links that lead nowhere any more.
GONE = ["/kommentar/x/", "/konto/invitation/x/", "/konto/ny-adgangskode/1-abc-def/", "/kladde/x/"]
# Pages that show something else than usual.
STATES = [
    "/initiativer/?q=boligsocial",
    "/initiativer/?q=findes-slet-ikke",
    "/kalender/?uge=x&omraade=x",
    "/soeg/?q=bestyrelse",
    "/soeg/?q=findes-slet-ikke",
]
# Those that most of what another partnership has written stands on.
ANOTHER = ["/", "/initiativer/", "/boligomraader/*/", "/organisation/", "/om/", "/oekonomi/"]


def none(found: list[str]) -> None:
    """Fails with every finding on a line of its own."""
    assert not found, "\n" + "\n".join(found)


def resolve(portal: Portal, kind: str) -> str:
    if "*" in kind.removeprefix("/helhedsplaner/*/"):
        return portal.first(kind)
    return kind.replace("/*/", _plan(portal), 1)


def _plan(portal: Portal) -> str:
    return portal.first("/helhedsplaner/*/").removeprefix("/helhedsplaner")


# One reader sees many pages: a profile and a process for each costs more than the page.


@pytest.mark.parametrize(
    ("which", "kinds"),
    [("portal", KINDS), ("portal", STATES), ("example_portal", ANOTHER)],
    ids=["kinds", "states", "another partnership"],
)
def test_axe_finds_nothing(visitor: Visitors, which: str, kinds: list[str], request: pytest.FixtureRequest) -> None:
    someone = visitor(portal=request.getfixturevalue(which))
    pages = ((kind, someone.goto(resolve(someone.portal, kind))) for kind in kinds)
    none([f"{kind}: {finding}" for kind, page in pages for finding in measure.findings(page)])


def barriers(page: Page) -> list[str]:
    found = measure.findings(page)
    page.set_viewport_size({"width": 320, "height": 844})
    return [*found, *measure.sideways(page), *measure.small_controls(page)]


def test_the_pages_for_somebody_logged_in_are_for_all(visitor: Visitors, portal: Portal) -> None:
    someone = visitor()
    someone.log_in(portal.email, portal.password)  # just now, as some of the pages demand
    pages = ((kind, someone.goto(resolve(portal, kind))) for kind in OWN)
    none([f"{kind}: {barrier}" for kind, page in pages for barrier in barriers(page)])


def test_a_link_that_is_over_leads_to_a_page_for_all(visitor: Visitors) -> None:
    someone = visitor()
    pages = ((path, someone.goto(path, status=404 if path.startswith("/kladde/") else 410)) for path in GONE)
    none([f"{path}: {barrier}" for path, page in pages for barrier in barriers(page)])


def test_axe_finds_nothing_on_an_error_page(visitor: Visitors) -> None:
    page = visitor().goto("/findes-ikke/", status=404)
    assert "404" not in page.title()
    none(measure.findings(page))


def test_axe_finds_nothing_on_a_form_with_errors(visitor: Visitors) -> None:
    page = visitor().goto("/kontakt/skriv/")
    page.locator("main form").evaluate("form => form.noValidate = true")
    page.click("main form [type=submit]")
    expect(page.locator(".errsum")).to_be_visible()
    none(measure.findings(page))


def test_axe_finds_nothing_on_a_refused_login(visitor: Visitors) -> None:
    page = visitor().goto("/konto/log-ind/")
    page.fill("input[name=login]", "ingen@example.invalid")
    page.fill("input[name=password]", "forkert-kodeord")
    page.click("main form [type=submit]")
    expect(page.locator(".errsum")).to_contain_text("passer ikke")
    none(measure.findings(page))


def faults(page: Page) -> list[str]:
    """What a public page does that none may: run a script, scroll sideways, or have a control too small for a thumb."""
    found = page.locator("script:not([type='application/ld+json'])").evaluate_all("all => all.map(e => e.outerHTML)")
    page.set_viewport_size({"width": 320, "height": 844})
    found += measure.sideways(page)
    for width in measure.WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width}: {control}" for control in measure.small_controls(page)]
    return found


@pytest.mark.parametrize("which", ["portal", "example_portal"])
def test_every_page_fits_a_phone_and_a_thumb_without_script_or_cookie(
    visitor: Visitors, which: str, request: pytest.FixtureRequest
) -> None:
    someone = visitor(portal=request.getfixturevalue(which))
    paths = [path for path in someone.portal.paths if path not in FORMS and not path.endswith(ENDS_OF_FORMS)]
    assert len(paths) > 30
    found = []
    for path in paths:
        found += [f"{path}: {fault}" for fault in faults(someone.goto(path))]
        found += [f"{path}: the cookie {cookie.get('name')}" for cookie in someone.context.cookies()]
        someone.context.clear_cookies()
    none(found)
    none([f"{path}: {fault}" for path in FORMS for fault in faults(someone.goto(path))])


def test_the_first_thing_reached_by_keyboard_leads_past_the_menu(visitor: Visitors) -> None:
    page = visitor().goto("/initiativer/")
    page.keyboard.press("Tab")
    assert measure.focused(page) == {"text": "Gå til indhold", "id": "", "inView": True, "marked": True}
    page.keyboard.press("Enter")
    expect(page.locator("#indhold")).to_be_focused()


@pytest.mark.parametrize("width", measure.WIDTHS)
def test_the_focus_is_always_seen(visitor: Visitors, width: int) -> None:
    for path in ("/", "/initiativer/", "/oekonomi/", "/kontakt/skriv/"):
        page = visitor(width=width).goto(path)
        for _ in range(page.locator("a[href], button, input, select, textarea, summary, [tabindex='0']").count()):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            focus = measure.focused(page)
            assert focus["inView"], f"{path}: {focus}"
            assert focus["marked"], f"{path}: {focus}"


def test_the_menu_of_a_phone_works_by_keyboard(visitor: Visitors) -> None:
    page = visitor(width=390).goto("/")
    link = page.locator("header nav a[href='/boligomraader/']")
    expect(link).to_be_hidden()
    page.locator("header summary").focus()
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    for _ in range(page.locator("header nav a").count()):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/boligomraader/")


def test_the_first_visit_is_light(
    visitor: Visitors, launch: Callable[[], Browser], capsys: pytest.CaptureFixture[str]
) -> None:
    """In a browser of its own, because a shared one remembers the icon."""
    someone = visitor(browser=launch())
    tab = someone.context.new_cdp_session(someone.page)
    tab.send("Network.enable")
    weights: dict[str, int] = {}
    tab.on("Network.loadingFinished", lambda event: weights.update({event["requestId"]: event["encodedDataLength"]}))
    someone.goto("/").wait_for_load_state("networkidle")
    with capsys.disabled():
        print(f"\nFirst visit to /: {sum(weights.values()) / 1000:.1f} kB in {len(weights)} requests")
    assert sum(weights.values()) <= 45_000
    assert len(weights) <= 6
