"""The admin in a real browser: its policy holds, its editor works, and axe has nothing serious to say."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import measure
from tests.browser.conftest import Visitor

Visitors = Callable[..., Visitor]
SERIOUS = frozenset({"serious", "critical"})

PAGES = [
    "/admin/",
    "/admin/initiatives/initiative/",
    "/admin/initiatives/initiative/add/",
    "/admin/initiatives/initiative/?mangler=ja",
    "/admin/staff/staffmember/add/",
    "/admin/organisation/sitetext/",
    "/admin/organisation/partnership/",
    "/admin/budget/fundingsource/add/",
    "/admin/accounts/user/add/",
]


def open_first(page: Page, path: str) -> None:
    """The form of the first row of a list."""
    page.goto(path)
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state()


def editor_of(page: Page, field: str) -> str:
    return f".field-{field} .ProseMirror[contenteditable=true]"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(visitor: Visitors, path: str) -> None:
    someone = visitor()
    someone.log_in()
    page = someone.goto(path)
    if path.endswith("initiative/add/"):
        page.wait_for_selector(editor_of(page, "text"))
    assert measure.findings(page, SERIOUS) == []


@pytest.mark.parametrize(
    "path", ["/admin/organisation/body/", "/admin/budget/fundingsource/", "/admin/organisation/plan/"]
)
def test_axe_finds_nothing_serious_in_a_form_nor_in_its_errors(visitor: Visitors, path: str) -> None:
    someone = visitor()
    page = someone.log_in()
    open_first(page, path)
    page.wait_for_selector("input[name=_continue]")
    assert measure.findings(page, SERIOUS) == []
    page.fill("#id_name", "")
    page.click("input[name=_continue]")
    page.wait_for_selector(".errornote")
    assert measure.findings(page, SERIOUS) == []


def test_axe_finds_nothing_serious_before_deleting_nor_in_the_history(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    open_first(page, "/admin/initiatives/initiative/")
    for link in (".historylink", ".deletelink"):
        address = page.url
        page.click(link)
        page.wait_for_load_state()
        assert measure.findings(page, SERIOUS) == []
        page.goto(address)


def test_bold_text_is_typed_and_saved_under_the_policy(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    open_first(page, "/admin/initiatives/initiative/")
    editor = editor_of(page, "text")
    page.click(editor)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.click(".field-text button[title=Fed]")
    page.keyboard.type("Kom som du er")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert page.locator(f"{editor} strong").inner_text() == "Kom som du er"
    page.click(".viewsitelink")
    assert page.locator("main .prose strong").inner_text() == "Kom som du er"


def test_the_editor_speaks_danish_and_has_a_name(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    open_first(page, "/admin/initiatives/initiative/")
    page.wait_for_selector(editor_of(page, "text"))
    assert page.locator(editor_of(page, "text")).get_attribute("aria-label") == "Tekst"
    titles = page.locator(".field-text .prose-menubar button[title]").evaluate_all("all => all.map(one => one.title)")
    assert {"Afsnit", "Fed", "Kursiv", "Punkter", "Indsæt link", "Fortryd"} <= set(titles)
    known = {"Afsnit", "Fed", "Kursiv", "Punkter", "Nummereret liste", "Listens nummerering"}
    assert set(titles) <= known | {"Indsæt link", "Fjern link", "Fortryd", "Gentag", ""}


def test_a_row_is_added_to_an_inline_and_money_typed_in_danish(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    open_first(page, "/admin/organisation/seat/")
    page.click("#members-group .add-row a")
    row = "members-" + str(page.locator("#members-group tr.dynamic-members").count() - 1)
    page.fill(f"#id_{row}-name", "Kim Prøve")
    page.fill(f"#id_{row}-starts_on", "1999-01-01")
    page.fill(f"#id_{row}-ends_on", "1999-12-31")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert page.locator("#members-group input[value='Kim Prøve']").count() == 1


def test_what_a_form_lacks_is_added_in_a_window_of_its_own(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    page.goto("/admin/organisation/department/add/")
    with page.expect_popup() as opened:
        page.click("#add_id_company")
    window = opened.value
    window.fill("#id_name", "Prøvens Boligselskab")
    with window.expect_event("close"):
        window.click("input[name=_save]")
    assert page.locator("#id_company option:checked").inner_text() == "Prøvens Boligselskab"


def test_logging_out_leads_to_the_front_page(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    page.click("#logout-form button")
    page.wait_for_url(someone.portal.url + "/")
    assert "sessionid" not in {cookie["name"] for cookie in someone.context.cookies()}
