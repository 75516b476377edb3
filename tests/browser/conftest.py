"""Fixtures for tests in a real Chromium, against the portal as it is served."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from scripts.test import find_chrome
from tests.browser.portal import Portal, running

HERE = Path(__file__).parent
FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)  # a busy machine is no fault of the portal's


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, and run it last: Playwright's event loop keeps Django's database from other tests."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.is_relative_to(HERE))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder for what all portals of a run have alike, in all its processes."""
    own = tmp_path_factory.getbasetemp()
    return (own if worker_id == "master" else own.parent) / "shared"


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Portal]:
    """The portal with the real plan, whose period has ended."""
    with running("plans/albertslund-2017-2020.toml", tmp_path_factory.mktemp("portal"), shared) as portal:
        yield portal


@pytest.fixture(scope="session")
def example_portal(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Portal]:
    """The portal with the fictional plan, which runs now."""
    with running("plans/eksempel.toml", tmp_path_factory.mktemp("example"), shared) as portal:
        yield portal


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[[], Browser]:
    chrome = find_chrome()
    if chrome is None and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here")
    return lambda: playwright.chromium.launch(executable_path=chrome, args=FLAGS)


@pytest.fixture(scope="session")
def browser(launch: Callable[[], Browser]) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()


class Watch:
    """Everything that a page of ours never does."""

    def __init__(self, context: BrowserContext, home: Portal) -> None:
        self.problems: list[str] = []
        self.expected: set[int] = set()
        self.host = urlsplit(home.url).netloc
        context.on("console", lambda message: message.type in {"error", "warning"} and self._console(message.text))
        context.on("weberror", lambda error: self.problems.append(f"uncaught: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        context.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        context.on("response", lambda response: self._response(response.url, response.status))

    def expect(self, status: int) -> None:
        """This test asks for a page that answers so."""
        self.expected.add(status)

    def _console(self, text: str) -> None:
        """Violations of the policy are told here too."""
        if not any(f"status of {status}" in text for status in self.expected):
            self.problems.append(f"console: {text}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.problems.append(f"asks a third party: {url}")

    def _failed(self, url: str, why: str | None) -> None:
        if why != "net::ERR_ABORTED":  # a download, or a page left before it was whole
            self.problems.append(f"failed: {url} {why}")

    def _response(self, url: str, status: int) -> None:
        if status >= 400 and status not in self.expected:
            self.problems.append(f"{status}: {url}")


class Visitor:
    """Somebody with a fresh browser profile who looks at one portal."""

    def __init__(
        self, browser: Browser, portal: Portal, width: int = 1280, scheme: str = "light", scripts: bool = True
    ) -> None:
        self.portal = portal
        self.context = browser.new_context(
            base_url=portal.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 844 if width < 500 else 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="da-DK",
            reduced_motion="reduce",
        )
        self.watch = Watch(self.context, portal)
        self.page: Page = self.context.new_page()

    def goto(self, path: str, status: int = 200) -> Page:
        if status >= 400:
            self.watch.expect(status)
        response = self.page.goto(path)
        assert response is not None
        assert response.status == status, f"{path} answers {response.status}"
        return self.page

    def log_in(self, email: str = "", password: str = "", to: str = "/admin/") -> Page:
        """As the secretariat, unless somebody else is named; `to` is where that leads.

        The secretariat's session is shared: checking a password is slow, on purpose.
        """
        if not email and self.portal.session:
            self.context.add_cookies(self.portal.session)
            return self.goto(to)
        page = self.goto("/konto/log-ind/")
        page.fill("input[name=login]", email or self.portal.email)
        page.fill("input[name=password]", password or self.portal.password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"**{to}")
        if not email:
            self.portal.session = self.context.cookies()  # type: ignore[assignment]
        return page


@pytest.fixture
def visitor(browser: Browser, portal: Portal) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors: `visitor(width=390, scheme="dark", portal=example_portal, browser=launch())`.

    The test fails at its end if any of them met an error, a violation or a foreign request.
    """
    made: list[Visitor] = []

    def make(**wishes: object) -> Visitor:
        made.append(Visitor(**{"browser": browser, "portal": portal, **wishes}))  # type: ignore[arg-type]
        return made[-1]

    yield make
    problems = [problem for visitor in made for problem in visitor.watch.problems]
    for one in made:
        one.context.close()
    assert not problems, "\n".join(problems)
