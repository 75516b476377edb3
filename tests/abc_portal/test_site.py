"""What every page has in common, and the pages that machines and mistakes meet."""

import datetime
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from organisation.models import Body, Plan
from tests import factories
from tests.pages import WRONG_METHODS, queries
from tests.reading import main, words

PAGES = [
    "/organisation/",
    "/organisation/bestyrelsen/",
    "/om/",
    "/medarbejdere/",
    "/medarbejdere/nora-nabo/",
    "/kalender/",
    "/kalender/nabomiddag-2131-01-02/",
    "/kontakt/",
    "/kontakt/skriv/tak/",
    "/ideer/",
    "/privatliv/",
    "/tilgaengelighed/",
    "/helhedsplaner/",
    "/helhedsplaner/2001-2004/",
    "/helhedsplaner/2001-2004/om/",
    "/helhedsplaner/nu/",
]


@pytest.fixture
def everything(db: None) -> None:
    factories.partnership(name="Solbyen", description="Et partnerskab.")
    area = factories.area(name="Engen")
    plan = factories.plan([area], slug="nu", vision="<p>Et godt sted.</p>")
    old = factories.plan(
        [area], name="Den gamle", starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31)
    )
    for row in (plan, old):
        factories.initiative(factories.focus_area(row, name="Naboer"), name="Nabofest")
    starts = datetime.datetime(2131, 1, 2, 17, tzinfo=datetime.UTC)
    date = {"name": "Nabomiddag", "starts_at": starts, "ends_at": starts + datetime.timedelta(hours=2)}
    factories.activity(plan.initiatives.get(), **date)
    board = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD, purpose="<p>Leder.</p>")
    factories.member(factories.seat(board), name="Hemmelig Person")
    factories.responsibility(plan.focus_areas.get(), factories.staff_member(name="Nora Nabo"))
    factories.page()
    factories.idea()


def locations(client: Client) -> list[str]:
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [str(found.text).removeprefix("http://testserver") for found in root.iter() if found.tag.endswith("}loc")]


@pytest.mark.alike
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("everything")
def test_a_page_sets_no_cookie_runs_no_script_and_asks_nobody_else(client: Client, path: str) -> None:
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert set(re.findall(r"<script[^>]*>", html)) <= {'<script type="application/ld+json">'}
    assert not re.search(r'\s(style|on\w+)="', html)
    assert not re.search(r'(src|href)="(https?:)?//(?!testserver)', html)


@pytest.mark.alike
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.usefixtures("everything")
def test_a_page_says_what_it_is(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert re.search(r"<title>[^<]+ – Solbyen</title>", html)
    assert '<meta name="description" content="' in html
    assert '<meta property="og:title" content="' in html
    assert html.count("<h1>") == 1
    assert 'aria-current="page"' in html


@pytest.mark.alike
@pytest.mark.parametrize("path", [path for path in PAGES if path != "/kontakt/skriv/tak/"])
@pytest.mark.usefixtures("everything")
def test_a_page_names_its_own_address(client: Client, path: str) -> None:
    assert f'<link rel="canonical" href="http://testserver{path}">' in client.get(path).content.decode()


@pytest.mark.parametrize("method", WRONG_METHODS)
@pytest.mark.usefixtures("everything")
def test_wrong_methods_are_refused(client: Client, method: str) -> None:
    for path in (*PAGES, "/robots.txt", "/sitemap.xml", "/favicon.ico", "/was"):
        response = getattr(client, method)(path)
        assert response.status_code == 405, path
        assert "GET" in response["Allow"], path
        assert "Det kan siden ikke" in words(response), path


@pytest.mark.alike
@pytest.mark.usefixtures("everything")
def test_headings_come_in_order(client: Client) -> None:
    for path in [*PAGES, "/kontakt/skriv/", "/kontakt/ide/", "/kontakt/hjaelp/"]:
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", main(client.get(path)))]
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), (path, levels)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/organisation/", "/om/", "/medarbejdere/", "/kontakt/", "/kontakt/skriv/", "/helhedsplaner/"]
)
def test_a_page_stands_before_anything_is_written(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "None" not in words(response)


@pytest.mark.usefixtures("everything")
def test_the_sitemap_holds_every_public_page_and_each_answers(client: Client) -> None:
    found = locations(client)
    assert len(found) == len(set(found))
    for path in PAGES:
        if path != "/kontakt/skriv/tak/":
            assert path in found
    assert "/initiativer/nabofest/" in found
    assert "/helhedsplaner/2001-2004/initiativer/nabofest/" in found
    for path in found:
        assert client.get(path).status_code == 200, path


@pytest.mark.usefixtures("everything")
def test_the_sitemap_holds_no_drafts(client: Client) -> None:
    factories.body(name="Skjult gruppe", publish_from=None)
    factories.staff_member(name="Skjult Person", publish_from=None)
    factories.plan(name="Skjult plan", slug="skjult", publish_from=None)
    hidden = factories.focus_area(factories.plan(slug="kladde", publish_from=None))
    factories.activity(factories.initiative(hidden, name="Skjult fest"))
    draft = factories.initiative(Plan.objects.get(slug="nu").focus_areas.get(), name="Skjult", publish_from=None)
    factories.activity(draft)
    assert not [path for path in locations(client) if "skjult" in path or "kladde" in path]


@pytest.mark.usefixtures("everything")
def test_the_sitemap_costs_the_same_whatever_it_holds(client: Client) -> None:
    few = queries(client, "/sitemap.xml")
    for year in range(2005, 2008):
        plan = factories.plan(
            [factories.area()], starts_on=datetime.date(year, 1, 1), ends_on=datetime.date(year, 12, 31)
        )
        factories.activity(factories.initiative(factories.focus_area(plan)))
        factories.activity(Plan.objects.get(slug="nu").initiatives.get())
        factories.body()
        factories.staff_member()
    assert queries(client, "/sitemap.xml") == few


@pytest.mark.django_db
def test_robots_are_shown_the_sitemap_and_kept_from_the_rest(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    for line in ("Disallow: /admin/", "Disallow: /konto/", "Sitemap: http://testserver/sitemap.xml"):
        assert line in lines


def test_there_is_an_icon(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/img/favicon.svg")


@pytest.mark.usefixtures("everything")
def test_an_unknown_page_is_in_the_design(client: Client) -> None:
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert "Siden findes ikke" in words(response)
    assert "Solbyen" in response.content.decode()


@pytest.mark.usefixtures("everything")
def test_a_request_that_cannot_be_understood_is_in_the_design(client: Client) -> None:
    response = client.get("/om/", headers={"host": "somebody-else.example.invalid"})
    assert response.status_code == 400
    assert "Det forstod vi ikke" in words(response)
    assert "Solbyen" in response.content.decode()


def test_the_500_page_needs_no_database(client: Client, monkeypatch: Any) -> None:
    """Without the `db` mark, asking the database raises: the view fails, and its page still comes."""
    client.raise_request_exception = False
    response = client.get("/om/")
    assert response.status_code == 500
    assert "Noget gik galt hos os" in words(response)


def test_the_500_page_comes_even_if_the_static_files_were_never_collected(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "core.storage.BundledStaticFilesStorage"}}
    client.raise_request_exception = False
    response = client.get("/om/")
    assert response.status_code == 500
    assert "Noget gik galt hos os" in words(response)


@pytest.mark.alike
@pytest.mark.usefixtures("everything")
def test_no_view_touches_the_session_of_a_visitor(client: Client, monkeypatch: Any) -> None:
    def touched(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the session was touched")

    monkeypatch.setattr("django.contrib.sessions.backends.base.SessionBase._get_session", touched)
    for path in PAGES:
        assert client.get(path).status_code == 200


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("key", ["\0aaaaaaaaaa", "æøåæøåæøå", "'; DROP TABLE x", ""])
def test_a_forged_session_cookie_is_not_looked_up(client: Client, key: str) -> None:
    for path, status in {"/": 200, "/konto/log-ind/": 200, "/admin/": 302}.items():
        client.cookies["sessionid"] = key
        response = client.get(path)
        assert response.status_code == status
        assert not response.wsgi_request.user.is_authenticated
