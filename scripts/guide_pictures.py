"""`make guide-pictures`: takes the pictures of docs/secretariat.md anew, with the fictional partnership.

Run from the repository: .venv/bin/python -m scripts.guide_pictures. Needs Chromium.
"""

import datetime
import io
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from core.formats import NBSP, long_date
from scripts.test import find_chrome
from tests.browser.conftest import FLAGS
from tests.browser.portal import Portal, running

HERE = Path(__file__).resolve().parent.parent
OUT = HERE / "docs/pictures/secretariat"
WIDTH, HEIGHT = 1100, 700
LARGEST = 80_000

EDITOR = "Luna Stjerneholm"
TAGHAVEN = "/initiativer/taghaven/"

# Days are told as if today were this one, so that the pictures of two days are the same.
THE_DAY = datetime.date(2026, 3, 2)

# What differs from day to day, and what a browser would write in its own language. `days` is a list of
# pairs: a date as the pages print it, and what to print instead.
STEADY = """(days) => {
    for (const field of document.querySelectorAll('input[type=file]')) {
        const button = document.createElement('button')
        button.textContent = 'Vælg fil'
        button.className = 'button secondary'
        field.replaceWith(button)
    }
    for (const field of document.querySelectorAll('input[type=date], input[type=datetime-local]')) {
        const [day, time] = field.value.split('T')
        field.type = 'text'
        field.value = [day && day.split('-').reverse().join('-'), time].filter(Boolean).join(' ')
        field.placeholder = 'dd-mm-åååå'
    }
    const link = document.querySelector('#link')
    if (link) link.value = 'https://portal.example/kladde/WyJpbml0aWF0aXZlcy5Jbml0aWF0aXZlIiwxOCwi…'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; node = walker.nextNode(); ) {
        let text = node.data.replace(/\\b\\d\\d[.:]\\d\\d\\b(?! \\d)/g, '10.30')
        const known = days.find(([day]) => text.includes(day))
        if (known) text = text.replaceAll(known[0], known[1])
        node.data = text
    }
}"""


def days() -> list[tuple[str, str]]:
    """Today and the coming days as the pages print them, and what the pictures say instead."""
    today = datetime.date.today()
    gaps = [datetime.timedelta(days=number) for number in range(200)]
    pairs = [(long_date(today + gap), long_date(THE_DAY + gap)) for gap in gaps]
    # Last, because it stands in the first one too: today without its year.
    pairs.append((pairs[0][0].rpartition(" ")[0], pairs[0][1].rpartition(" ")[0]))
    return [(spelt, new) for old, new in pairs for spelt in (old, old.replace(NBSP, " "))]


class Camera:
    """An editor's browser on the running portal."""

    def __init__(self, browser: Browser, portal: Portal) -> None:
        # Without the policy, which would stop our own style and script.
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="da-DK", reduced_motion="reduce", bypass_csp=True
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.portal = portal

    def open(self, path: str) -> None:
        self.page.goto(self.portal.url + path)

    def press(self, name: str) -> None:
        """A button or a link, by what it says."""
        page = self.page
        page.get_by_role("button", name=name, exact=True).or_(
            page.get_by_role("link", name=name, exact=True)
        ).first.click()
        page.wait_for_load_state()

    def take(self, name: str, height: int = HEIGHT) -> None:
        """What the window shows, from the top of the page."""
        self.page.set_viewport_size({"width": WIDTH, "height": height})
        self.make_steady()
        save(self.page.screenshot(), name)
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def take_part(self, name: str, of: str, height: int) -> None:
        """From a little above an element, and without the buttons that float over the page."""
        self.page.add_style_tag(content=".submit-row { position: static !important }")
        self.make_steady()
        box = self.page.locator(of).first.bounding_box()
        if box is None:
            raise LookupError(f"{name}: nothing is at {of}")
        shot = self.page.screenshot(full_page=True, clip={"x": 0, "y": box["y"] - 10, "width": WIDTH, "height": height})
        save(shot, name)

    def make_steady(self) -> None:
        self.page.mouse.move(0, HEIGHT - 1)
        self.page.evaluate(STEADY, days())
        self.page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")


def save(shot: bytes, name: str) -> None:
    file = OUT / f"{name}.png"
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(HERE)}: {round(size / 1000)} kB")
    if size > LARGEST:
        raise ValueError(f"{file.name} is larger than {LARGEST // 1000} kB")


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running("plans/eksempel.toml", Path(folder), Path(folder) / "shared", FORM_MIN_SECONDS="0") as portal,
        sync_playwright() as playwright,
    ):
        name_editor(portal)
        browser = playwright.chromium.launch(executable_path=find_chrome(), args=FLAGS)
        write_to_us(Camera(browser, portal))
        editor = Camera(browser, portal)
        log_in(editor)
        chairs_and_logins(editor)
        welcome(Camera(browser, portal))
        an_initiative(editor)
        finding_around(editor)
        a_draft(editor)
        a_member_of_staff(editor)
        a_table(editor, Path(folder))
        editor.open("/admin/organisation/plan/1/naeste/")
        editor.take_part("naeste-plan", "#id_focus_areas", 560)
        browser.close()


# Before the pictures ------------------------------------------------------------------------


def name_editor(portal: Portal) -> None:
    code = f"from accounts.models import User; User.objects.filter(email={portal.email!r}).update(name={EDITOR!r})"
    portal.manage("shell", "-c", code)


def write_to_us(resident: Camera) -> None:
    for address in ("/kontakt/skriv/", "/kontakt/skriv/?om=groenne-faellesskaber"):
        resident.open(address)
        resident.page.fill("#id_name", "Freja Fuldmåne")
        resident.page.fill("#id_reply_to", "freja@eksempel.invalid")
        resident.page.fill("#id_message", "Hej. Er der en ledig kasse i Taghaven? Jeg kan komme om tirsdagen.")
        resident.page.locator("main form button[type=submit]").last.click()
        resident.page.wait_for_url("**/tak/")


def log_in(editor: Camera) -> None:
    editor.open("/konto/log-ind/?next=/admin/")
    editor.page.get_by_label("E-mail").fill(editor.portal.email)
    editor.page.fill("#id_password", editor.portal.password)
    editor.press("Log ind")


# In the order in which one leads to the next -------------------------------------------------


def chairs_and_logins(editor: Camera) -> None:
    page = editor.page
    editor.open("/admin/organisation/seat/")
    page.locator("#result_list").get_by_role("link", name="Formand", exact=True).first.click()
    page.fill("#id_members-0-ends_on", "2026-03-31")
    page.get_by_role("button", name="Tilføj en række").click()
    page.fill("#id_members-1-name", "Storm Kometvang")
    page.check("#id_members-1-show_name")
    page.fill("#id_members-1-starts_on", "2026-04-01")
    editor.take_part("skift-formand", "#members-group", 490)

    editor.open("/admin/accounts/user/add/")
    page.fill("#id_email", "nour@eksempel.invalid")
    page.get_by_role("radio", name="Medarbejder i sekretariatet").check()
    page.select_option("#id_secretariat_role", label="Medarbejder")
    page.select_option("#id_staff_member", label="Nour Solskjold")
    editor.take("giv-login")
    editor.press("Gem, og send invitation")


def welcome(invited: Camera) -> None:
    """The mail's link."""
    address = invited.portal.mail("nour@eksempel.invalid").partition("/konto/")[2].split()[0]
    invited.open(f"/konto/{address}")
    invited.take_part("velkommen", "main h1", 610)


def an_initiative(editor: Camera) -> None:
    page = editor.page
    editor.open(TAGHAVEN)
    editor.take("linjen", height=520)
    editor.press("Rediger initiativ")
    page.get_by_role("button", name="Ret teksten").click()
    page.wait_for_selector(".field-text .ProseMirror[contenteditable=true]")
    editor.take("initiativ-tekst", height=840)
    page.reload()
    page.fill("#id_summary", "Dyrk æbler og urter på taget sammen med dine naboer.")
    editor.press("Gem, og bliv her")
    editor.press("Historik")
    editor.take("historik", height=520)


def a_draft(editor: Camera) -> None:
    page = editor.page
    editor.open("/admin/initiatives/initiative/add/")
    page.select_option("#id_focus_area", label="Grønne Fællesskaber (2025–2028)")
    page.fill("#id_name", "Vinterhaven")
    page.fill("#id_summary", "Vi passer planter indendørs, når det fryser.")
    editor.take_part("gem-knapper", ".submit-row", 90)
    page.evaluate("for (const day of document.querySelectorAll('[name^=publish_]')) day.value = ''")
    editor.press("Gem, og bliv her")
    editor.press("Del et link til kladden")
    editor.take("link-til-kladden", height=480)
    editor.press("Tilbage til kladden")
    editor.press("Slet")
    editor.press("Ja, slet")
    editor.press("Slettede")
    editor.take("papirkurv", height=380)
    editor.press("Hent tilbage")


def a_member_of_staff(editor: Camera) -> None:
    page = editor.page
    editor.open("/medarbejdere/nour-solskjold/")
    editor.press("Rediger medarbejder")
    page.fill("#id_picture_alt", "Nour smiler foran fælleshuset")
    page.fill("#id_picture_credit", "Vega Tusindstjerne")
    page.check("#id_picture_consent")
    page.fill("#id_picture_consent_until", "2027-12-31")
    editor.take_part("billede", "fieldset:has(#id_picture_alt)", 500)


def finding_around(editor: Camera) -> None:
    editor.open("/admin/")
    editor.take("overblik", height=620)
    editor.press("Åbn indbakken")
    editor.page.locator("#result_list tbody th a").first.click()
    editor.page.wait_for_load_state()
    editor.take("henvendelse")


def a_table(editor: Camera, folder: Path) -> None:
    """Two mistakes in the staff's table."""
    page, file = editor.page, folder / "medarbejdere.xlsx"
    editor.open("/admin/staff/staffmember/regneark/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som Excel-fil").click()
    download.value.save_as(file)
    book = load_workbook(file)
    heads = [cell.value for cell in book.active[1]]
    book.active.cell(3, heads.index("Ansat fra") + 1).value = "i foråret"
    book.active.cell(4, heads.index("Navn") + 1).value = None
    book.save(file)
    editor.open("/admin/staff/staffmember/laes-ind/")
    page.set_input_files("#id_file", file)
    editor.press("Se, hvad der sker")
    editor.take("regneark-fejl", height=480)


if __name__ == "__main__":
    main()
