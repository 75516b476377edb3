"""What walks in the browser have in common: how the secretariat saves and invites, and how somebody accepts."""

import datetime
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.portal import Portal

PASSWORD = "en-lang-og-god-kode-7"
INVITATION = re.compile(r"https?://[^/\s]+(/konto/invitation/\S+)")


def day(days: int) -> str:
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def save(page: Page, button: str = "_save") -> None:
    page.click(f"[name={button}]")
    page.wait_for_selector(".messagelist .success")


def choose(page: Page, field: str, words: str) -> None:
    """The first choice that has these words in it."""
    value = page.locator(f"#id_{field} option", has_text=words).first.get_attribute("value")
    page.select_option(f"#id_{field}", value)


def invite(head: Page, email: str, who: str, fill: Callable[[Page], None]) -> None:
    head.goto("/admin/accounts/user/add/")
    head.fill("#id_email", email)
    head.check(f"input[name=who][value={who}]")
    fill(head)
    save(head, "_invite")
    expect(head.locator(".messagelist")).to_contain_text(f"Invitationen er på vej til {email}")


def accept(portal: Portal, someone: Visitor, to: str) -> Page:
    """Choose a password by the link in the mail, and come to where the role works."""
    link = INVITATION.search(portal.mail())
    assert link
    page = someone.goto(link[1])
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**{to}")
    return page
