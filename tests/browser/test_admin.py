"""The admin in a real browser: light, accessible, under its policy, by keyboard, and without JavaScript."""

import csv
import datetime
import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import Visitor

Visitors = Callable[..., Visitor]

LISTS = [
    "/admin/",
    "/admin/initiatives/initiative/",
    "/admin/initiatives/initiative/?q=findes-ikke",
    "/admin/staff/staffmember/",
    "/admin/organisation/sitetext/?hvor=home",
    "/admin/accounts/user/",
    "/admin/accounts/user/?mangler=invitation",
    "/admin/papirkurv/",
    "/admin/activities/activity/",
    "/admin/ringeliste/",
    "/admin/aarshjul/",
    "/admin/initiatives/initiative/regneark/",
    "/admin/initiatives/initiative/laes-ind/",
]
FORMS = [
    "/admin/activities/series/add/",
    "/admin/initiatives/initiative/add/",
    "/admin/organisation/partnership/",
    "/admin/accounts/user/add/",
]
# The forms of their first rows; three of them with rows inside.
FIRST = [
    "/admin/initiatives/initiative/",
    "/admin/organisation/body/",
    "/admin/organisation/seat/",
    "/admin/organisation/plan/",
    "/admin/organisation/sitetext/",
    "/admin/budget/fundingsource/",
    "/admin/staff/staffmember/",
]


def first_of(page: Page, path: str) -> str:
    """The address of the form of the first row of a list."""
    page.goto(path)
    address = page.locator("#result_list tbody th a").first.get_attribute("href")
    assert address
    return address


def open_first(page: Page, path: str) -> None:
    page.goto(first_of(page, path))


def editor_of(page: Page, field: str) -> str:
    return f".field-{field} .ProseMirror[contenteditable=true]"


def open_editor(page: Page, field: str) -> str:
    page.click(f".field-{field} .rich-text-open")
    page.wait_for_selector(editor_of(page, field))
    return editor_of(page, field)


def is_light_and_open_to_all(page: Page, path: str) -> None:
    assert measure.first_visit(page, path) <= 100, path
    is_open_to_all(page)


def is_open_to_all(page: Page) -> None:
    assert measure.findings(page) == [], page.url
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert measure.small_controls(page, 24) == [], page.url
        assert measure.sideways(page) == [], page.url


@pytest.mark.parametrize("paths", [LISTS, FORMS], ids=["lists", "forms"])
def test_pages_are_light_and_have_no_finding_and_no_small_control(visitor: Visitors, paths: list[str]) -> None:
    page = visitor().log_in()
    for path in paths:
        is_light_and_open_to_all(page, path)


def test_the_longest_list_is_light(visitor: Visitors) -> None:
    assert measure.first_visit(visitor().log_in(), "/admin/organisation/sitetext/") <= 100


def test_forms_with_their_rows_are_light_and_have_no_finding_and_no_small_control(visitor: Visitors) -> None:
    page = visitor().log_in()
    for path in FIRST:
        is_light_and_open_to_all(page, first_of(page, path))


def test_no_page_loads_jquery_or_the_editor_before_it_is_asked_for(visitor: Visitors) -> None:
    page = visitor().log_in()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_first(page, "/admin/organisation/body/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "jquery" in url or "/static/admin/js/" in url or "prose" in url]
    open_editor(page, "purpose")
    assert [url for url in asked if "django_prose_editor/editor" in url]


def test_a_list_of_errors_leads_to_the_fields(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/organisation/body/")
    page.fill("#id_name", "")
    page.fill("#id_seats-0-post", "")
    page.click("input[name=_continue]")
    expect(page.locator(".errsum h2")).to_have_text("Der er 2 fejl")
    expect(page).to_have_title(re.compile("^Fejl: "))
    assert measure.findings(page) == []
    page.click(".errsum a:has-text('Navn')")
    expect(page).to_have_url(re.compile("#id_name$"))
    expect(page.locator("#id_name")).to_be_in_viewport()
    expect(page.locator("#id_seats-0-post")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/admin/initiatives/initiative/", ".historylink"),
        ("/admin/initiatives/initiative/", ".deletelink"),
        ("/admin/organisation/plan/", "a:text-is('Lav næste plan')"),
    ],
)
def test_what_a_form_leads_to_has_no_finding_and_no_small_control(visitor: Visitors, path: str, link: str) -> None:
    page = visitor().log_in()
    open_first(page, path)
    with page.expect_navigation():
        page.click(link)
    is_light_and_open_to_all(page, page.url)


@pytest.mark.parametrize(
    ("column", "value", "title"),
    [("Titel", "vicevært", "Se det igennem, før det gemmes"), ("Rækkefølge", "x", "Ret regnearket, og prøv igen")],
)
def test_what_a_spreadsheet_would_do_is_told_to_all(visitor: Visitors, column: str, value: str, title: str) -> None:
    page = visitor().log_in()
    table = page.request.get("/admin/staff/staffmember/regneark/csv/").text().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    rows[0][column] = value
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    page.goto("/admin/staff/staffmember/laes-ind/")
    page.set_input_files("#id_file", {"name": "a.csv", "mimeType": "text/csv", "buffer": file.getvalue().encode()})
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text(title)
    is_open_to_all(page)


def make_date(page: Page, in_days: int) -> None:
    """Its list of people is open afterwards."""
    day = datetime.date.today() + datetime.timedelta(days=in_days)
    page.goto("/admin/activities/activity/add/")
    page.select_option("#id_initiative", index=1)
    page.fill("#id_starts_at", f"{day}T10:00")
    page.fill("#id_ends_at", f"{day}T12:00")
    page.select_option("#id_joining", "tilmelding")
    page.fill("#id_capacity", "1")
    page.click("input[name=_continue]")
    page.click(".object-tools a:text-is('Deltagere')")


def test_who_comes_is_entered_counted_and_rung_on_a_phone(visitor: Visitors) -> None:
    page = visitor(width=390).log_in()
    make_date(page, in_days=-1)
    page.fill("#id_visits", "12")
    is_open_to_all(page)
    with page.expect_navigation():
        page.click("text=Gem tallene")
    expect(page.locator("#id_visits")).to_have_value("12")
    make_date(page, in_days=2)
    for name in ("Bodil", "Carl"):
        page.click("text=Skriv en på listen")
        page.fill("#id_name", name)
        page.fill("#id_phone", "12 34 56 78")
        with page.expect_navigation():
            page.click("button:text-is('Skriv på')")
    expect(page.locator(".messagelist")).to_contain_text("Skrevet på venteliste til aktiviteten som nummer 1.")
    page.locator(".fold summary").first.click()
    is_open_to_all(page)
    assert not [control for control in measure.small_controls(page, 44) if control.startswith(("summary", "input"))]
    with page.expect_navigation():
        page.click("button:text-is('Meld fra')")
    page.click("text=Åbn ringelisten")
    page.wait_for_url("**/ringeliste/")
    is_open_to_all(page)
    page.click("button:text-is('Ja tak')")
    expect(page.locator("main")).to_contain_text("Ingen skal ringes op")


def test_bold_text_is_typed_and_saved_under_the_policy(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/initiatives/initiative/")
    open_editor(page, "text")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.click(".field-text button[title=Fed]")
    page.keyboard.type("Kom som du er")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    expect(page.locator(".field-text .prose strong")).to_have_text("Kom som du er")
    page.click(".viewsitelink")
    page.wait_for_url("**/initiativer/**")
    expect(page.locator("main .prose strong")).to_have_text("Kom som du er")


def test_the_editor_opens_by_keyboard_and_has_the_focus(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/organisation/body/")
    page.focus(".field-purpose .rich-text-open")
    page.keyboard.press("Enter")
    expect(page.locator(editor_of(page, "purpose"))).to_be_focused()
    undo = page.locator(".field-purpose .prose-menubar button[title=Fortryd]")
    expect(undo).to_have_attribute("aria-disabled", "true")
    assert measure.focused(page)["marked"]
    assert measure.findings(page) == []
    page.keyboard.type("Ny")
    expect(undo).to_have_attribute("aria-disabled", "false")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".prose-menubar :focus")).to_be_visible()


def test_what_was_written_in_the_editor_comes_back_with_the_errors(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/organisation/body/")
    open_editor(page, "purpose")
    page.keyboard.type(" Tilføjet til sidst.")
    page.fill("#id_name", "")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errsum")
    expect(page.locator(".field-purpose .prose")).to_contain_text("Tilføjet til sidst.")
    page.fill("#id_name", "Bestyrelsen")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    expect(page.locator(".field-purpose .prose")).to_contain_text("Tilføjet til sidst.")


def test_the_editor_speaks_danish_and_has_a_name(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/initiatives/initiative/")
    editor = open_editor(page, "text")
    expect(page.locator(editor)).to_have_attribute("aria-label", "Tekst")
    titles = page.locator(".field-text .prose-menubar button[title]").evaluate_all("all => all.map(one => one.title)")
    assert {"Afsnit", "Fed", "Kursiv", "Punkter", "Indsæt link", "Fortryd"} <= set(titles)
    known = {"Afsnit", "Fed", "Kursiv", "Punkter", "Nummereret liste", "Listens nummerering"}
    assert set(titles) <= known | {"Indsæt link", "Fjern link", "Fortryd", "Gentag", ""}


def test_rows_are_added_to_a_form_by_keyboard(visitor: Visitors) -> None:
    page = visitor().log_in()
    open_first(page, "/admin/organisation/seat/")
    there = page.locator("#members-group .inline-row:visible").count()
    for name, year in (("Kim Prøve", "1998"), ("Bo Prøve", "1999")):
        page.focus("#members-group .add-row")
        page.keyboard.press("Enter")
        row = str(page.locator("#members-group input[name$=-name]:focus").get_attribute("id")).removesuffix("-name")
        page.keyboard.type(name)
        page.fill(f"#{row}-starts_on", f"{year}-01-01")
        page.fill(f"#{row}-ends_on", f"{year}-12-31")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    expect(page.locator("#members-group .inline-row:visible")).to_have_count(there + 2)
    for name in ("Kim Prøve", "Bo Prøve"):
        expect(page.locator(f"#members-group input[value='{name}']")).to_have_count(1)


def test_money_is_typed_in_danish_in_a_row_that_was_added(visitor: Visitors) -> None:
    page = visitor().log_in()
    page.goto("/admin/budget/fundingsource/add/")
    page.click(".add-row")
    expect(page.locator("#id_contributions-0-year")).to_be_focused()
    page.keyboard.type("2019")
    page.fill("#id_contributions-0-amount", "1.250,50")
    page.click("input[name=_save]")
    expect(page.locator(".errsum")).to_be_visible()
    expect(page.locator("#id_contributions-0-amount")).to_have_value("1.250,50")


def test_what_a_form_lacks_is_made_in_a_tab_of_its_own(visitor: Visitors) -> None:
    page = visitor().log_in()
    page.goto("/admin/organisation/department/add/")
    page.fill("#id_name", "Prøvens Afdeling")
    with page.context.expect_page() as opened:
        page.click(".add-related[data-select=id_company]")
    tab = opened.value
    tab.fill("#id_name", "Prøvens Boligselskab")
    tab.click("input[name=_save]")
    tab.wait_for_selector(".messagelist .success")
    tab.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#id_company option:checked")).to_have_text("Prøvens Boligselskab")
    expect(page.locator("#id_name")).to_have_value("Prøvens Afdeling")


def test_chosen_rows_are_counted(visitor: Visitors) -> None:
    page = visitor().log_in()
    page.goto("/admin/organisation/partner/")
    rows = page.locator(".action-select").count()
    expect(page.locator(".action-counter")).to_have_text(f"0 af {rows} er valgt")
    page.check("#action-toggle")
    expect(page.locator(".action-counter")).to_have_text(f"{rows} af {rows} er valgt")
    page.locator(".action-select").first.uncheck()
    expect(page.locator(".action-counter")).to_have_text(f"{rows - 1} af {rows} er valgt")


def test_filters_are_folded_on_a_phone_and_open_beside_a_list(visitor: Visitors) -> None:
    page = visitor(width=390).log_in()
    page.goto("/admin/initiatives/initiative/")
    choice = page.locator("#changelist-filter a:text-is('På siden')")
    expect(choice).to_be_hidden()
    page.click("#changelist-filter summary")
    choice.click()
    page.wait_for_url("**vises=*")
    expect(page.locator(".clear-filters")).to_be_visible()


def test_the_menu_leads_everywhere_and_closes_with_escape(visitor: Visitors) -> None:
    page = visitor(width=390).log_in()
    page.goto("/admin/organisation/seat/")
    page.click(".menu summary")
    expect(page.locator(".menu nav")).to_be_visible()
    assert measure.findings(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".menu nav")).to_be_hidden()
    page.click(".menu summary")
    page.click(".menu a:text-is('Finansieringskilder')")
    page.wait_for_url("**/admin/budget/fundingsource/")


def test_without_javascript_texts_and_rows_are_edited_too(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in()
    address = first_of(page, "/admin/organisation/seat/")
    text = first_of(page, "/admin/organisation/body/")
    plain = someone.context.browser.new_context(  # type: ignore[union-attr]
        base_url=someone.portal.url, java_script_enabled=False, storage_state=someone.context.storage_state()
    )
    page = plain.new_page()
    page.goto(address)
    row = page.locator("#members-group .inline-row").last
    row.locator("input[name$=-name]").fill("Uden Script")
    row.locator("input[name$=-starts_on]").fill("1990-01-01")
    row.locator("input[name$=-ends_on]").fill("1990-12-31")
    page.click("input[name=_continue]")
    expect(page.locator("#members-group input[value='Uden Script']")).to_have_count(1)
    page.goto(text)
    page.fill("textarea#id_purpose", "<p>Skrevet <strong>uden</strong> script.</p>")
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".field-purpose .prose strong")).to_have_text("uden")
    expect(page.locator(".rich-text-open:visible, .add-row:visible")).to_have_count(0)
    plain.close()


def test_logging_out_leads_to_the_front_page(visitor: Visitors) -> None:
    someone = visitor()
    page = someone.log_in(someone.portal.email, someone.portal.password)  # a session of one's own, which ends here
    page.click("#logout-form button")
    page.wait_for_url(someone.portal.url + "/")
    assert "sessionid" not in {cookie["name"] for cookie in someone.context.cookies()}
