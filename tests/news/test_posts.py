"""News: who sees it when, by whom it is, what it is about, and where else it stands."""

import datetime
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core import previews
from core.tiles import strip
from initiatives.models import Initiative
from news.models import Post
from organisation.models import HousingArea, Plan
from tests import factories
from tests.pages import BAD_QUERIES, grows, leaves_no_trace, text
from tests.pictures import upload
from tests.reading import main, words

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def area() -> HousingArea:
    return factories.area(name="Nordby")


@pytest.fixture
def plan(area: HousingArea) -> Plan:
    factories.partnership()
    return factories.plan(areas=[area, factories.area(name="Sydby")])


@pytest.fixture
def initiative(plan: Plan) -> Initiative:
    return factories.initiative(factories.focus_area(plan, name="Naboer"), name="Strikkecafé")


def titles(client: Client, url: str) -> list[str]:
    entries = ElementTree.fromstring(client.get(url).content).iter(f"{ATOM}entry")
    return [entry.findtext(f"{ATOM}title") or "" for entry in entries]


def facts(response: Any) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(response))
    return next(block for block in map(json.loads, blocks) if block["@type"] == "Article")


def test_only_what_is_published_is_anywhere(
    client: Client, editor_client: Client, area: HousingArea, initiative: Initiative
) -> None:
    now = timezone.now()
    moments = {
        "Synlig": {"publish_from": now - DAY},
        "Skjultkladde": {"publish_from": None},
        "Skjultplanlagt": {"publish_from": now + DAY},
        "Skjultudloebet": {"publish_from": now - 2 * DAY, "publish_until": now - DAY},
    }
    rows = [
        factories.post([area], [initiative.focus_area], [initiative], title=title, text="<p>Nyt</p>", **fields)
        for title, fields in moments.items()
    ]
    assert [row.state.value for row in rows] == ["vises", "kladde", "planlagt", "udloebet"]
    places = ["/", "/nyheder/", "/nyheder/synlig/", "/nyheder/atom.xml", "/nyheder/omraade/nordby/atom.xml"]
    places += ["/soeg/?q=nyt", "/soeg/?q=kladde", "/sitemap.xml", "/boligomraader/nordby/", "/initiativer/strikkecafe/"]
    seen = {place: text(client.get(place)) for place in places}
    assert [place for place, page in seen.items() if "skjult" in page.casefold()] == []
    assert [place for place in places if place != "/soeg/?q=kladde" and "ynlig" not in seen[place]] == []
    assert {client.get(row.get_absolute_url()).status_code for row in rows[1:]} == {404}
    # An editor sees all of it in the list and at its address, and none of it where residents look first.
    assert words(editor_client.get("/nyheder/")).count("Skjult") == 3
    assert "Kladde" in words(editor_client.get("/nyheder/skjultkladde/"))
    assert "Skjult" not in words(editor_client.get("/"))
    # A link shows one draft, and no other.
    shared = client.get(f"/kladde/{previews.token_for(rows[1], previews.last_moment())}/")
    assert "Skjultkladde" in words(shared)
    assert "Skjultplanlagt" not in text(shared)
    assert "datePublished" not in facts(shared)


def test_it_is_signed_by_who_may_be_seen_and_else_by_the_partnership(client: Client, plan: Plan) -> None:
    yesterday = timezone.localdate() - DAY
    for title, writer in {"Af Nora": {"name": "Nora"}, "Af Gamle": {"name": "Gamle", "ends_on": yesterday}}.items():
        factories.post(title=title, author=factories.staff_member(**writer))
    seen = client.get("/nyheder/af-nora/")
    assert "Skrevet af Nora" in words(seen)
    assert facts(seen)["author"] == {"@type": "Person", "name": "Nora"}
    assert facts(seen)["headline"] == "Af Nora"
    left = client.get("/nyheder/af-gamle/")
    assert "Skrevet af Solbyen" in words(left)
    assert facts(left)["author"]["name"] == "Solbyen"
    assert "Gamle" not in main(left).replace("Af Gamle", "")
    assert "Gamle" not in words(client.get("/nyheder/")).replace("Af Gamle", "")
    assert "<name>Gamle" not in text(client.get("/nyheder/atom.xml"))


def test_the_list_is_filtered_by_area_focus_area_and_author(client: Client, plan: Plan, initiative: Initiative) -> None:
    nordby, sydby = plan.areas.order_by("name")
    nora = factories.staff_member(name="Nora")
    factories.post([nordby], title="I Nordby")
    factories.post([sydby], [initiative.focus_area], title="I Sydby")
    factories.post(initiatives=[initiative], title="For alle", author=nora)
    secret = factories.initiative(initiative.focus_area, name="Hemmeligt", publish_from=None)
    factories.post(initiatives=[secret], title="Kladde", publish_from=None)

    def found(query: str) -> set[str]:
        page = main(client.get(f"/nyheder/?{query}"))
        return {title for title in ("I Nordby", "I Sydby", "For alle") if title in page}

    assert found("omraade=nordby") == {"I Nordby", "For alle"}
    assert found("omraade=nordby&omraade=sydby") == {"I Nordby", "I Sydby", "For alle"}
    assert found("indsats=naboer") == {"I Sydby"}
    assert found("initiativ=strikkecafe") == {"For alle"}
    assert "Hemmeligt" not in text(client.get("/nyheder/"))
    assert found("forfatter=nora") == {"For alle"}
    assert found("forfatter=nora&indsats=naboer") == set()
    assert "Der er ingen nyheder i dit valg." in words(client.get("/nyheder/?forfatter=nora&indsats=naboer"))
    assert "Vi kender ikke »x«" in words(client.get("/nyheder/?omraade=x"))
    assert {client.get(f"/nyheder/?{query}").status_code for query in BAD_QUERIES} == {200}
    assert set(titles(client, "/nyheder/omraade/sydby/atom.xml")) == {"I Sydby", "For alle"}


def test_it_leads_to_what_it_is_about_and_to_its_neighbours(client: Client, plan: Plan, initiative: Initiative) -> None:
    now = timezone.now()
    hidden = factories.initiative(initiative.focus_area, name="Hemmeligt", publish_from=None)
    draft = factories.focus_area(factories.plan(slug="kommende", publish_from=None), name="Hemmelig indsats")
    factories.activity(initiative, 3, name="Strikkecafé på torsdag")
    factories.activity(hidden, 2, name="Hemmelig dato")
    for number in range(3):
        factories.post(title=f"Nummer {number}", publish_from=now - (9 - number) * DAY)
    factories.post([], [initiative.focus_area, draft], [initiative, hidden], title="Midt", publish_from=now - 5 * DAY)
    factories.post(title="Nyest", publish_from=now)
    page = client.get("/nyheder/midt/")
    assert "Hemmelig" not in text(page)
    assert "Strikkecafé på torsdag" in words(page)
    assert 'href="/indsatsomraader/naboer/"' in main(page)
    assert re.findall(r'rel="(next|prev)" href="([^"]+)"', main(page)) == [
        ("next", "/nyheder/nyest/"),
        ("prev", "/nyheder/nummer-2/"),
    ]
    assert words(page).index("Flere nyheder") < words(page).rindex("Nyest")
    row = Post.objects.get(slug="midt")
    row.slug = "i-midten"
    row.save()
    assert client.get("/nyheder/midt/")["Location"] == "/nyheder/i-midten/"


def test_a_list_has_pages_and_no_page_asks_more_for_more_news(
    client: Client, area: HousingArea, initiative: Initiative
) -> None:
    nora = factories.staff_member(name="Nora")

    def more(rows: int = 9) -> None:
        for _ in range(rows):
            about = {"focus_areas": [initiative.focus_area], "initiatives": [initiative]}
            factories.comment(factories.post([area], **about, author=nora, tiles="sun tree cup"))

    more(3)
    one = Post.objects.last()
    assert one is not None
    factories.comment(one)
    pages = ["/", "/nyheder/", "/nyheder/atom.xml", one.get_absolute_url(), "/boligomraader/nordby/"]
    for url in [*pages, "/initiativer/strikkecafe/"]:
        before, after = grows(client, url, more)
        assert before == after, url
    assert all(leaves_no_trace(client, url) for url in pages)
    assert "Side 2 af" in words(client.get("/nyheder/?side=2&omraade=nordby"))
    assert "omraade=nordby&amp;side=3" in main(client.get("/nyheder/?side=2&omraade=nordby"))


def test_a_feed_is_valid_whatever_was_pasted_into_it(client: Client, plan: Plan) -> None:
    factories.post(title="Kaffe & kage \x0b<b>", lead="A\x1fB")
    feed = client.get("/nyheder/atom.xml")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = ElementTree.fromstring(feed.content)
    entry = tree.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Kaffe & kage <b>"
    assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "updated", "published", "summary"))
    assert all(tree.findtext(f"{ATOM}{name}") for name in ("id", "updated", "title"))
    assert client.get("/nyheder/atom.xml", headers={"if-none-match": feed["ETag"]}).status_code == 304
    assert '<link rel="alternate" type="application/atom+xml"' in text(client.get("/nyheder/"))


def test_a_picture_or_a_mosaic_of_three_to_eight_tiles() -> None:
    def wrong(**fields: Any) -> str:
        with pytest.raises(ValidationError) as error:
            Post(title="T", lead="L", **fields).full_clean()
        return str(error.value)

    assert "Vælg mellem 3 og 8 felter" in wrong(tiles="sun tree")
    assert "findes ikke" in wrong(tiles="sun tree raket")
    assert "to gange" in wrong(tiles="sun tree tree")
    picture = {"picture": upload(), "picture_alt": "En bænk", "picture_consent": True}
    assert "ikke begge" in wrong(tiles="sun tree cup", **picture)
    assert "Skriv, hvad billedet viser." in wrong(**{**picture, "picture_alt": ""})
    assert "kræver samtykke" in wrong(**{**picture, "picture_consent": False})
    for number in range(3, 9):
        cells = {(x, y): tile for x, y, tile in strip(list(range(number)))}  # type: ignore[arg-type]
        assert len(cells) == 16
        assert all(cells[x, 0] != cells[x, 1] for x in range(8))


def test_an_editor_writes_a_draft_with_tiles_and_shows_it(editor_client: Client, client: Client, plan: Plan) -> None:
    form = {"title": "Nyt", "lead": "Kort.", "tiles": ["sun", "tree", "cup"], "may_be_commented": "on"}
    assert editor_client.post("/admin/news/post/add/", form).status_code == 302
    row = Post.objects.get()
    assert (row.tiles, row.publish_from) == ("sun tree cup", None)
    page = f"/admin/news/post/{row.pk}/change/"
    assert text(editor_client.get(page)).count("checked") >= 3
    assert "Vælg mellem 3 og 8 felter" in words(editor_client.post(page, {**form, "tiles": ["sun"]}))
    assert editor_client.post(page, {**form, "_publish": "1"}).status_code == 302
    assert "mosaic story" in text(client.get("/nyheder/nyt/"))


def test_a_plan_file_brings_a_draft_and_does_not_take_it_back(client: Client) -> None:
    call_command("load_plan", "plans/albertslund-2017-2020.toml", verbosity=0)
    row = Post.objects.get()
    assert (row.publish_from, row.author, len(row.mosaic)) == (None, None, 6)
    Post.objects.update(publish_from=timezone.now())
    call_command("load_plan", "plans/albertslund-2017-2020.toml", "--overwrite", verbosity=0)
    assert "Skrevet af ABC" in words(client.get(Post.objects.get().get_absolute_url()))
