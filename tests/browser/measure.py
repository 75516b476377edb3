"""What tests ask a page: accessibility, sideways scroll, size of controls, focus."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1280)
SCRIPT = Path(__file__).with_name("measure.js").read_text()
# Without preloading, because axe does that by putting styles into the page, which its policy forbids.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# All that is another in the dark.
COLOURS = {**OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
LOOKS = [(390, "light", OPTIONS), (1280, "light", OPTIONS), (1280, "dark", COLOURS)]


def findings(page: Page, impacts: frozenset[str] = frozenset()) -> list[str]:
    """What axe finds at both widths, and of colours in the dark; only these impacts if some are named."""
    found = []
    page.evaluate(Axe().axe_script)
    for width, scheme, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 844 if width < 500 else 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(f"{SCRIPT}.settled()")
        for rule in page.evaluate("options => axe.run(document, options)", options)["violations"]:
            if not impacts or rule["impact"] in impacts:
                first = rule["nodes"][0]
                found.append(f"{width} {scheme}: {rule['id']} at {first['target']}: {first['html'][:160]}")
    return found


def sideways(page: Page) -> list[str]:
    """What stands out of the page's width, when the page scrolls sideways."""
    return _ask(page, "sideways")


def small_controls(page: Page, least: int = 44) -> list[str]:
    """Controls where less than 44 by 44 px, across their middle, can be hit. Links in a sentence are exempt."""
    return page.evaluate(f"{SCRIPT}.smallControls({least})")


def first_visit(page: Page, path: str) -> float:
    """Opens a page as somebody who has nothing of it in the cache: how many kB came over the wire."""
    wire, sizes = page.context.new_cdp_session(page), []
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    wire.detach()
    return sum(sizes) / 1000


def focused(page: Page) -> dict[str, object]:
    """What has the focus: its text, and whether it is in view with an outline or a shadow around it."""
    return _ask(page, "focused")


def _ask(page: Page, question: str) -> Any:
    return page.evaluate(f"{SCRIPT}.{question}()")
