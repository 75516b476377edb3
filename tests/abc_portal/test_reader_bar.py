"""The bar for somebody who is logged in, and that visitors have neither a byte nor a query of it."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from initiatives.models import FocusArea
from organisation.models import Body, Page
from tests import factories
from tests.pages import grows, leaves_no_trace, logged_in
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

BASE = Path(__file__).resolve().parents[2] / "templates" / "base.html"
FOR_READERS = re.compile(
    r"{% if user\.is_authenticated or .*?{% endif %}\n?{% if request\.preview_until.*?{% endif %}"
    r"|{% if user\.is_authenticated %}{% reader_bar %}.*?{% endif %}",
    re.DOTALL,
)
PAGES = {
    "/": ("partnerskabet helhedsplan", "home"),
    "/initiativer/": ("initiativer", "initiatives"),
    "/initiativer/nabofest/": ("initiativ", "initiative"),
    "/indsatsomraader/": ("indsatsområder", "focus_areas"),
    "/indsatsomraader/naboer/": ("indsatsområde", "focus_area"),
    "/boligomraader/": ("boligområder", "areas"),
    "/boligomraader/bakken/": ("boligområde", "area"),
    "/oekonomi/": ("finansieringskilder rammen", "money"),
    "/om/": ("helhedsplan partnere boligorganisationer", "about"),
    "/organisation/": ("bestyrelse og grupper", "organisation"),
    "/organisation/bestyrelsen/": ("bestyrelse eller gruppe", "body"),
    "/medarbejdere/": ("medarbejdere", "staff"),
    "/medarbejdere/nora-nabo/": ("medarbejder", "staff"),
    "/kontakt/": ("partnerskabet medarbejdere", "contact"),
    "/kontakt/skriv/": ("", "contact"),
    "/kontakt/skriv/tak/": ("", "contact"),
    "/ideer/": ("idéer, der blev til noget", "ideas"),
    "/helhedsplaner/": ("helhedsplaner", "plans"),
    "/helhedsplaner/nu/": ("helhedsplan", "plan"),
    "/privatliv/": ("side om webstedet", "page"),
    "/tilgaengelighed/": ("sider om webstedet", "page"),
    "/soeg/": ("", "search"),
}


@pytest.fixture(autouse=True)
def _site() -> None:
    factories.partnership(name="Solbyen")
    area = factories.area(name="Bakken")
    plan = factories.plan([area], name="Nu", slug="nu")
    focus_area = factories.focus_area(plan, name="Naboer")
    nora = factories.staff_member(name="Nora Nabo")
    factories.responsibility(focus_area, nora)
    factories.initiative(focus_area, [area], name="Nabofest")
    factories.initiative(factories.focus_area(plan, name="Arbejde"), name="Fritidsjob")
    board = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD)
    factories.member(factories.seat(board))
    factories.page(kind=Page.Kind.PRIVACY)
    factories.funding_source(plan)


def bar(client: Client, path: str) -> str:
    found = re.search(r'<nav class="reader-bar.*?</nav>', client.get(path).content.decode(), re.DOTALL)
    return found[0] if found else ""


def links(client: Client, path: str) -> dict[str, str]:
    """Label and address of what the bar leads to."""
    found = re.findall(r'href="([^"]+)">(?:<span.*?</span>)?([^<]+)', bar(client, path))
    return {label: url.replace("&amp;", "&") for url, label in found}


@pytest.mark.parametrize("path", PAGES)
def test_an_editor_is_led_from_every_page_to_where_it_is_edited(editor_client: Client, path: str) -> None:
    found = links(editor_client, path)
    edits = [label.removeprefix("Rediger ") for label in found if label.startswith("Rediger ")]
    rows, texts = PAGES[path]
    assert " ".join(edits) == f"{rows} teksterne".strip()
    assert found["Rediger teksterne"] == f"/admin/organisation/sitetext/?hvor={texts}"
    for label, url in found.items():
        if label.startswith("Rediger "):
            assert editor_client.get(url, follow=True).status_code == 200
    assert editor_client.get(found["Rediger teksterne"]).context["cl"].result_count > 0


def test_the_form_behind_rediger_is_the_pages_own(editor_client: Client) -> None:
    answer = editor_client.get(links(editor_client, "/initiativer/nabofest/")["Rediger initiativ"])
    assert answer.context["original"].name == "Nabofest"


def test_the_bar_says_who_is_logged_in_and_leads_on_and_out(editor_client: Client) -> None:
    found = links(editor_client, "/")
    assert found["sekretariat@example.invalid"] == "/konto/"
    assert found["Administration"] == "/admin/"
    assert found["Bestyrelsens side"] == "/bestyrelse/"
    assert found["Log ud"] == "/konto/log-ud/"


def test_a_worker_edits_only_what_is_theirs() -> None:
    user = factories.user(role=Role.WORKER)
    person = factories.staff_member(name="Wanda Værk", user=user)
    client = logged_in(user)
    factories.responsibility(FocusArea.objects.get(name="Naboer"), person)
    assert "Rediger initiativ" in links(client, "/initiativer/nabofest/")
    assert "Rediger initiativ" not in links(client, "/initiativer/fritidsjob/")
    assert "Rediger medarbejder" in links(client, "/medarbejdere/wanda-vaerk/")
    assert "Rediger medarbejder" not in links(client, "/medarbejdere/nora-nabo/")
    assert "Rediger bestyrelse eller gruppe" not in links(client, "/organisation/bestyrelsen/")
    assert "Bestyrelsens side" not in links(client, "/")


def test_a_member_of_a_group_is_led_to_the_group_and_edits_nothing() -> None:
    user = factories.user()
    group = factories.body(name="Gruppen", publish_from=None)
    factories.member(factories.seat(group), user=user)
    factories.body(name="En anden")
    found = links(logged_in(user), "/organisation/gruppen/")
    assert list(found) == [user.email, "Mine grupper", "Gruppen", "Log ud"]
    assert found["Gruppen"] == "/organisation/gruppen/"


def test_a_member_of_the_board_is_led_to_the_boards_side() -> None:
    user = factories.user(role=Role.BOARD, access_until=datetime.date.today())
    assert list(links(logged_in(user), "/")) == [user.email, "Bestyrelsens side", "Log ud"]


def test_the_bar_is_there_on_a_page_that_is_not_found(editor_client: Client) -> None:
    assert "Administration" in links(editor_client, "/findes-ikke/")


@pytest.mark.parametrize("path", PAGES)
def test_what_a_logged_in_reader_sees_stays_in_no_cache(editor_client: Client, path: str) -> None:
    assert editor_client.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", [*PAGES, "/findes-ikke/"])
def test_a_visitor_has_neither_a_byte_nor_a_query_of_it(
    client: Client, editor_client: Client, path: str, monkeypatch: Any
) -> None:
    before = asked(client, path)
    without_the_bar(monkeypatch)
    assert bar(editor_client, path) == ""
    assert asked(client, path) == before


def asked(client: Client, path: str) -> tuple[bytes, int]:
    """A page, but for its token against forgery and the moment it was shown, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        content = client.get(path).content
    return re.sub(rb'name="(csrfmiddlewaretoken|shown_at)" value="[^"]+"', b"", content), len(queries)


def without_the_bar(monkeypatch: Any) -> None:
    """Every page's frame as if nobody had written what is for readers with a login or a link."""
    source, times = FOR_READERS.subn("", BASE.read_text())
    assert times == 2
    bare = engines["django"].from_string(source).template
    loader = engines["django"].engine.template_loaders[0]
    found = loader.get_template
    monkeypatch.setattr(
        loader, "get_template", lambda name, skip=None: bare if name == "base.html" else found(name, skip)
    )


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/kontakt/skriv/"])
def test_a_visitors_page_knows_of_no_session_and_no_bar(client: Client, path: str) -> None:
    assert leaves_no_trace(client, path)
    html = client.get(path).content.decode()
    assert "reader" not in html
    assert "/admin/" not in html


def test_more_bodies_and_rows_cost_no_more_queries(editor: User, editor_client: Client) -> None:
    group = factories.body(name="Gruppen")
    factories.member(factories.seat(group), user=editor)

    def more() -> None:
        for _ in range(4):
            factories.member(factories.seat(factories.body()), user=editor)
            factories.staff_member()

    editor_client.get("/medarbejdere/")
    before, after = grows(editor_client, "/medarbejdere/", more)
    assert before == after


def test_names_are_written_out_safely() -> None:
    user = factories.user(role=Role.HEAD, name="<b>Bo</b>")
    assert "&lt;b&gt;Bo&lt;/b&gt;" in bar(logged_in(user), "/")
    assert "Logget ind som" in words(logged_in(user).get("/"))
