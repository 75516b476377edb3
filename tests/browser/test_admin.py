"""The admin in a browser: it works under its policy, and axe finds nothing serious."""

from collections.abc import Callable

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.test_pages import none

Visitors = Callable[..., Visitor]
SERIOUS = frozenset({"serious", "critical"})


def test_every_list_and_form_of_the_admin_works_under_its_policy(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    lists = page.eval_on_selector_all("#content-main th a", "links => links.map(a => a.getAttribute('href'))")
    assert len(lists) > 10
    for path in lists:
        none([f"{path}: {found}" for found in measure.findings(someone.goto(path), SERIOUS)])
        if page.locator(f"a.addlink[href^='{path}add/']").count():
            none([f"{path}add/: {found}" for found in measure.findings(someone.goto(f"{path}add/"), SERIOUS)])


def test_what_is_written_in_the_editor_is_saved(visitor: Visitors) -> None:
    someone = visitor()
    someone.log_in()
    page = someone.goto("/admin/organisation/page/")
    page.locator("#result_list tbody a").first.click()
    page.locator(".ProseMirror[contenteditable=true]").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Skrevet i en browser.")
    page.locator("[name=_save]").first.click()
    page.wait_for_url("**/admin/organisation/page/**")
    assert page.locator(".messagelist .success").count() == 1
    public = visitor()
    texts = [public.goto(path).inner_text("main") for path in ("/privatliv/", "/tilgaengelighed/")]
    assert any("Skrevet i en browser." in text for text in texts)
