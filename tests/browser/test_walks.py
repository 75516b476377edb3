"""What people come for, walked from end to end in a real browser, as each of them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.people import PASSWORD, accept, choose, day, invite, save
from tests.browser.portal import Portal, running

Visitors = Callable[..., Visitor]

TEXT = "Vi mødes i kælderen og bygger et skab."


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Portal]:
    """A portal of its own: what is changed here stays here."""
    with running("plans/eksempel.toml", tmp_path_factory.mktemp("walked"), shared) as portal:
        yield portal


def test_a_colleague_is_invited_writes_shows_publishes_and_undoes(visitor: Visitors, walked: Portal) -> None:
    head = visitor(portal=walked).log_in()

    def as_worker(page: Page) -> None:
        page.select_option("#id_secretariat_role", "medarbejder")
        choose(page, "staff_member", "Bo Månestråle")

    invite(head, "bo@example.invalid", "medarbejder", as_worker)
    editor = accept(walked, visitor(portal=walked), to="/admin/")

    # A new initiative, as a draft, written with the editor.
    editor.goto("/admin/initiatives/initiative/add/")
    editor.select_option("#id_focus_area", index=1)
    editor.fill("#id_name", "Skabeværkstedet")
    editor.fill("#id_summary", "Byg et skab sammen med andre.")
    editor.click(".field-text .rich-text-open")
    editor.wait_for_selector(".field-text .ProseMirror[contenteditable=true]")
    editor.click(".field-text .ProseMirror[contenteditable=true]")
    editor.keyboard.type(TEXT)
    editor.fill("#id_publish_from", "")
    save(editor, "_continue")
    address = editor.url

    # Nobody else sees it, but the chair does by a link.
    resident = visitor(portal=walked)
    resident.goto("/initiativer/skabevaerkstedet/", status=404)
    editor.locator("button, input[type=submit]", has_text="link til kladden").or_(
        editor.locator("input[type=submit][value*='link til kladden']")
    ).first.click()
    link = editor.locator("input[readonly]").first.input_value()
    chair = visitor(portal=walked)
    page = chair.goto(link.replace(walked.url, ""))
    expect(page.locator("main")).to_contain_text(TEXT)
    expect(page.locator("body")).to_contain_text("Kladde")

    # Published: residents find it, and the old link leads to the page.
    editor.goto(address)
    editor.fill("#id_publish_from", f"{day(-1)}T08:00")
    save(editor)
    page = resident.goto("/initiativer/?q=skabe")
    page.get_by_role("link", name="Skabeværkstedet").click()
    expect(page.locator("main")).to_contain_text(TEXT)
    expect(page.locator("text=Rediger")).to_have_count(0)

    # A mistake, seen by all, and undone with one click.
    editor.goto("/initiativer/skabevaerkstedet/")
    editor.click("a:has-text('Rediger')")
    editor.fill("#id_name", "Skabeværkstdet")
    save(editor)
    expect(resident.goto("/initiativer/skabevaerkstedet/").locator("h1")).to_have_text("Skabeværkstdet")
    editor.goto(address)
    editor.click("a:text-is('Historik')")
    editor.locator("button:has-text('Gå tilbage'), input[type=submit][value*='Gå tilbage']").first.click()
    editor.wait_for_selector(".messagelist")
    expect(resident.goto("/initiativer/skabevaerkstedet/").locator("h1")).to_have_text("Skabeværkstedet")

    # What is not hers, she reads only.
    editor.goto("/admin/initiatives/initiative/")
    editor.click("#result_list a:text-is('Taghaven')")
    expect(editor.locator("h1")).to_contain_text("Taghaven")
    expect(editor.locator("[name=_save]")).to_have_count(0)


def test_a_member_of_the_board_reads_on_a_phone_until_the_term_ends(visitor: Visitors, walked: Portal) -> None:
    head = visitor(portal=walked).log_in()
    member = "Viggo Stjernestrøm"

    def as_member(page: Page) -> None:
        page.locator("#id_members label", has_text=member).first.click()

    invite(head, "viggo@example.invalid", "poster", as_member)
    phone = visitor(portal=walked, width=390)
    page = accept(walked, phone, to="/bestyrelse/")
    expect(page.locator("h1")).to_contain_text("Overblik for bestyrelsen")
    expect(page.locator("main")).to_contain_text("Kravet er opfyldt")
    assert measure.sideways(page) == []
    phone.goto("/admin/", status=403)

    # The term ends yesterday: the open session is over, and the login opens nothing more.
    head.goto("/admin/organisation/seat/?q=næstformand")
    head.click("#result_list tbody th a")
    row = head.locator(".inline-row", has=head.locator(f"input[value='{member}']"))
    row.locator("input[name$=-ends_on]").fill(day(-1))
    save(head)
    page = phone.goto("/bestyrelse/")
    expect(page).to_have_url(re.compile("/konto/log-ind/"))
    page.fill("input[name=login]", "viggo@example.invalid")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.locator(".errsum")).to_contain_text("passer ikke")


def test_an_auditor_looks_in_and_changes_nothing(visitor: Visitors, walked: Portal) -> None:
    head = visitor(portal=walked).log_in()

    def as_auditor(page: Page) -> None:
        page.select_option("#id_guest_role", "revisor")
        page.fill("#id_access_until", day(30))

    invite(head, "revisor@example.invalid", "gaest", as_auditor)
    auditor = visitor(portal=walked)
    page = accept(walked, auditor, to="/admin/")
    page.click("a:text-is('Finansieringskilder') >> nth=-1")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/")
    expect(page.locator("[name=_save], input[type=submit]")).to_have_count(0)
    expect(auditor.goto("/bestyrelse/").locator("main")).to_contain_text("25")
    auditor.goto("/admin/initiatives/initiative/", status=403)


MAKE_A_DATE = """
import datetime
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from activities.models import Activity
from initiatives.models import Initiative
initiative = Initiative.objects.visible_to(AnonymousUser()).order_by("pk")[0]
date = Activity(initiative=initiative, name="Fællesspisning", joining="tilmelding", capacity=2)
date.set_times(timezone.localdate() + datetime.timedelta(days=7), datetime.time(17), datetime.time(19))
date.save()
print(date.get_absolute_url())
"""
OWN_PAGE = re.compile(r"https?://[^/\s]+(/tilmelding/\S+)")


def test_a_resident_signs_up_on_a_phone_and_cancels_from_the_mail(visitor: Visitors, walked: Portal) -> None:
    address = walked.manage("shell", "--no-imports", "--verbosity", "0", "-c", MAKE_A_DATE).split()[-1]
    resident = visitor(portal=walked, width=390, scripts=False)
    page = resident.goto(address)
    page.get_by_role("link", name="Tilmeld dig").click()
    expect(page.locator("main")).to_contain_text("Først til mølle. Ingen springer over.")
    page.get_by_role("button", name="Send tilmelding").click()
    expect(page).to_have_title(re.compile("^Fejl: "))
    # As fast as a thumb types, and not as a program.
    page.get_by_label("Dit navn").press_sequentially("Fatma Ny", delay=150)
    page.get_by_label("E-mail").press_sequentially("fatma@example.invalid", delay=60)
    page.get_by_role("button", name="Send tilmelding").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Du er tilmeldt")

    link = OWN_PAGE.search(walked.mail("fatma@example.invalid"))
    assert link
    elsewhere = visitor(portal=walked, width=390, scripts=False)
    page = elsewhere.goto(link[1])
    expect(page.locator("main")).to_contain_text("Du har plads.")
    page.get_by_role("button", name="Meld fra").click()
    expect(page.get_by_role("status")).to_contain_text("Du er meldt fra.")
    assert "Du er meldt fra til Fællesspisning" in walked.mail("fatma@example.invalid")
    assert elsewhere.context.cookies() == []
    page.get_by_role("link", name="Slet mine oplysninger nu").click()
    page.get_by_role("button", name="Slet nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dine oplysninger er slettet")
    elsewhere.goto(link[1], status=410)
