"""A meeting from its call to the approved minutes, and what the board is told: as four who read different things."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import measure
from tests.browser.conftest import Visitor
from tests.browser.people import accept, choose, day, invite, save
from tests.browser.portal import Portal, running

Visitors = Callable[..., Visitor]

SECRET = "Personalesag om en medarbejder"
TODAY = day(0)
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Portal]:
    """A portal of its own: what is decided here stays here."""
    with running("plans/eksempel.toml", tmp_path_factory.mktemp("met"), shared) as portal:
        yield portal


def link_in(mail: str, part: str) -> str:
    return next(link for link in LINK.findall(mail) if part in link)


def step(head: Page, name: str, button: str) -> None:
    """One of the steps on the meeting's page."""
    head.get_by_role("link", name=name, exact=True).click()
    head.get_by_role("button", name=button, exact=True).click()
    head.wait_for_selector(".messagelist .success")


def add_item(head: Page, title: str, kind: str, closed: bool = False) -> None:
    """On the agenda, and then what it is about."""
    head.click("#items-group .add-row")
    titles = head.locator("input[name^=items-][name$=-title]:visible").all()
    empty = next(field for field in titles if not field.input_value())
    number = (empty.get_attribute("name") or "").split("-")[1]
    empty.fill(title)
    head.select_option(f"#id_items-{number}-kind", kind)
    if closed:
        head.check(f"#id_items-{number}-is_closed")
        head.check(f"#id_items-{number}-hides_title")
    save(head, "_continue")


def test_the_board_meets_and_everybody_reads_what_is_theirs(visitor: Visitors, met: Portal) -> None:
    head = visitor(portal=met).log_in()
    invite(
        head,
        "viggo@example.invalid",
        "poster",
        lambda page: page.locator("#id_members label", has_text="Viggo").first.click(),
    )
    phone = visitor(portal=met, width=390)
    accept(met, phone, to="/bestyrelse/")

    def as_auditor(page: Page) -> None:
        page.select_option("#id_guest_role", "revisor")
        page.fill("#id_access_until", day(30))

    invite(head, "revisor@example.invalid", "gaest", as_auditor)
    auditor = visitor(portal=met)
    accept(met, auditor, to="/admin/")
    resident = visitor(portal=met, width=390, scripts=False)

    # The secretariat calls the board, with one closed item.
    head.goto("/admin/meetings/meeting/add/")
    choose(head, "body", "estyrelse")
    head.fill("#id_date", TODAY)
    head.fill("#id_begins", "17:00")
    head.fill("#id_place", "Beboerhuset")
    head.check("#id_is_open")
    save(head, "_continue")
    add_item(head, "Ny cafe i kælderen", "B")
    add_item(head, SECRET, "D", closed=True)
    meeting = head.url
    step(head, "Indkald", "Indkald")

    # Members get it: with nothing closed in the mail, and all of it on the phone.
    mail = met.mail(to="viggo@example.invalid")
    assert "Ny cafe i kælderen" in mail
    assert "Lukket punkt" in mail
    assert SECRET not in mail
    papers = link_in(mail, "/moeder/")
    page = phone.goto(papers)
    expect(page.locator("main")).to_contain_text(SECRET)
    expect(page.locator("main")).to_contain_text("Beboerhuset")
    assert measure.sideways(page) == []
    for other in (auditor, resident):
        expect(other.goto(papers).locator("main")).to_contain_text("Ny cafe i kælderen")
        expect(other.page.locator("main")).to_contain_text("Lukket punkt")
        assert SECRET not in other.page.content()

    # Decisions are noted while the meeting goes on.
    head.goto(meeting)
    head.get_by_role("link", name="Skriv referat", exact=True).click()
    head.get_by_label("Referat og beslutning: Ny cafe i kælderen").fill("Bestyrelsen siger ja til cafeen.")
    head.get_by_label(f"Referat og beslutning: {SECRET}").fill("Sagen er drøftet.")
    head.get_by_role("button", name="Gem, og mødet er holdt").click()
    head.wait_for_selector(".messagelist .success")
    expect(phone.goto(papers).locator("main")).to_contain_text("Bestyrelsen siger ja til cafeen.")
    assert "siger ja til cafeen" not in resident.goto(papers).content()

    # The minutes are approved, and a resident reads the open part.
    head.goto(meeting)
    step(head, "Godkend referat", "Godkend referat")
    page = resident.goto(papers.removesuffix(f"{TODAY}/"))
    page.locator(f"main a[href$='/{TODAY}/']").first.click()
    expect(page.locator("main")).to_contain_text("Bestyrelsen siger ja til cafeen.")
    expect(page.locator("main")).to_contain_text("Lukket punkt")
    assert SECRET not in page.content()
    assert "Sagen er drøftet" not in page.content()
    assert measure.sideways(page) == []

    # The board is told in writing, once.
    head.goto("/admin/board/boardpack/add/")
    save(head, "_continue")
    head.get_by_role("link", name="Se, hvad der mangler, og send").click()
    expect(head.locator("main, #content").first).to_contain_text("Det mangler")
    head.get_by_role("button", name="Send orienteringen").click()
    head.wait_for_selector(".messagelist .success")
    page = phone.goto(link_in(met.mail(to="viggo@example.invalid"), "/orienteringer/"))
    expect(page.locator("h1")).to_contain_text("Orientering til bestyrelsen")
    assert measure.sideways(page) == []
    assert SECRET not in page.content()
