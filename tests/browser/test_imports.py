"""A spreadsheet brought into the books on a phone, without JavaScript."""

import csv
import io
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import Visitor


def choose_file(page: Page, *rows: list[str]) -> None:
    content = io.StringIO()
    csv.writer(content, delimiter=";").writerows([["Kilde", "Dato", "Beløb"], *rows])
    file = {"name": "indbetalinger.csv", "mimeType": "text/csv", "buffer": content.getvalue().encode("cp1252")}
    page.set_input_files("#id_file", file)
    page.click("text=Videre")


def is_open_to_all(reader: Page, address: str) -> None:
    reader.goto(address)
    assert measure.findings(reader) == []
    reader.set_viewport_size({"width": 320, "height": 844})
    assert measure.sideways(reader) == []
    assert measure.small_controls(reader, 24) == []


def test_a_file_with_a_mistake_is_mended_saved_and_taken_back(visitor: Callable[..., Visitor]) -> None:
    page, measured = visitor(width=390, scripts=False).log_in(), visitor().log_in()
    table = page.request.get("/admin/budget/fundingsource/regneark/csv/").text().removeprefix("\ufeff")
    sources = csv.DictReader(io.StringIO(table), delimiter=";")
    source = next(row["Navn"] for row in sources if row["Form"] == "Kontant")
    page.goto("/admin/budget/importrun/")
    page.click("text=Indlæs et regneark")
    page.click("a:has-text('Indlæs indbetalinger')")
    page.select_option("#id_plan", index=1)
    choose_file(page, [source, "31-02-2018", "1.234,50"])
    expect(page.locator("h1")).to_have_text("Hvilken kolonne er hvad?")
    is_open_to_all(measured, page.url)
    page.click("text=Læs filen")
    expect(page.locator("main")).to_contain_text("februar 2018 har 28 dage")
    is_open_to_all(measured, page.url)
    page.click("text=Send den rettede fil")
    choose_file(page, [source, "28-02-2018", "1.234,50"])
    expect(page.locator("h1")).to_have_text("Se det igennem, før det gemmes")
    page.click("text=Gem det hele")
    expect(page.locator("h1")).to_have_text("Gemt")
    is_open_to_all(measured, page.url)
    page.click("text=Fortryd hele filen")
    expect(page.locator(".messagelist")).to_contain_text("Fortrudt.")
