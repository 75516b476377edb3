import datetime
import re
from typing import Any

import pytest
from django.test import Client

from initiatives.models import FocusArea, Initiative
from organisation.models import HousingArea, Plan
from tests import factories
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, leaves_no_trace, text

pytestmark = pytest.mark.django_db


def names(response: Any) -> list[str]:
    """Initiatives in the order they stand, with the heading of those whose area is not known."""
    form = response.context["form"]
    unknown = ["—", *map(str, form.unknown_area)] if form.unknown_area else []
    return [*map(str, form.certain), *unknown]


def counts(response: Any, facet: str) -> dict[str, int]:
    return {choice.row.name: choice.total for choice in response.context["form"].facets[facet]}


def test_the_list_shows_every_initiative_of_the_plan(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe", summary="Drik kaffe sammen.")
    factories.initiative(familier, name="Te")
    response = client.get("/initiativer/")
    assert names(response) == ["Kaffe", "Te"]
    assert "2 initiativer" in text(response)
    assert "Drik kaffe sammen." in text(response)


@pytest.mark.parametrize("query", ["ÆBLER", "aebler", "æbler", "Æbler pluk"])
def test_search_finds_a_word_however_it_is_written(client: Client, familier: FocusArea, query: str) -> None:
    factories.initiative(familier, name="Æbler til alle", summary="Pluk dem selv.")
    factories.initiative(familier, name="Pærer")
    assert names(client.get("/initiativer/", {"q": query})) == ["Æbler til alle"]


def test_facets_are_counted_with_the_other_facets_applied(
    client: Client, plan: Plan, familier: FocusArea, bakken: HousingArea, soeen: HousingArea
) -> None:
    job = factories.focus_area(plan, name="Job")
    unge = factories.audience(name="Unge")
    factories.initiative(familier, [bakken], [unge], name="A")
    factories.initiative(familier, [soeen], name="B")
    factories.initiative(job, [bakken, soeen], [unge], name="C")
    factories.initiative(job, name="D", area_scope=Initiative.AreaScope.ALL)
    factories.initiative(job, name="E")  # where is not known
    response = client.get("/initiativer/?omraade=bakken&indsats=job")
    assert counts(response, "indsats") == {"Familier": 1, "Job": 3}
    assert counts(response, "omraade") == {"Bakken": 3, "Søen": 3}
    assert counts(response, "maalgruppe") == {"Unge": 1}
    everything = client.get("/initiativer/")
    assert counts(everything, "indsats") == {"Familier": 2, "Job": 3}
    assert counts(everything, "omraade") == {"Bakken": 4, "Søen": 4}
    assert counts(everything, "maalgruppe") == {"Unge": 2}
    for choice in everything.context["form"].facets["omraade"]:
        found = client.get("/initiativer/", {"omraade": choice.row.slug})
        assert found.context["form"].page.paginator.count == choice.total


def test_free_and_language_are_choices_too(client: Client, familier: FocusArea, bakken: HousingArea) -> None:
    dansk, somali = factories.language(name="Dansk", position=1), factories.language(name="Somali", position=2)
    factories.initiative(familier, [bakken], languages=[dansk, somali], name="A", is_free=True)
    factories.initiative(familier, [bakken], languages=[dansk], name="B", is_free=False)
    factories.initiative(familier, languages=[dansk], name="C")
    response = client.get("/initiativer/?sprog=somali&sprog=dansk&pris=gratis")
    assert names(response) == ["A"]
    assert counts(response, "sprog") == {"Dansk": 1, "Somali": 1}
    assert counts(response, "pris") == {"Gratis": 1}
    assert 'href="/initiativer/?sprog=somali&amp;sprog=dansk"' in text(response)
    assert names(client.get("/initiativer/?sprog=dansk&omraade=bakken")) == ["A", "B", "—", "C"]
    assert counts(client.get("/initiativer/?sprog=dansk"), "pris") == {"Gratis": 1}
    assert counts(client.get("/initiativer/?pris=gratis"), "sprog") == {"Dansk": 1, "Somali": 1}
    assert "Vi kender ikke »dyrt«" in text(client.get("/initiativer/?pris=dyrt"))


def test_what_has_ended_stands_last_and_says_so(
    client: Client, plan: Plan, familier: FocusArea, bakken: HousingArea
) -> None:
    factories.initiative(familier, [bakken], name="Slut nu", position=1, stage=Initiative.Stage.ENDED, is_free=True)
    factories.initiative(familier, [bakken], name="Pause", position=2, stage=Initiative.Stage.PAUSED)
    factories.initiative(factories.focus_area(plan, position=9), name="I gang", stage=Initiative.Stage.RUNNING)
    response = client.get("/initiativer/")
    assert names(response) == ["Pause", "I gang", "Slut nu"]
    assert re.findall(r'class="stage">(.*?)<', text(response)) == ["Holder pause", "Slut"]
    assert text(response).count('<span class="tag dim">Gratis</span>') == 1
    assert names(client.get("/initiativer/?omraade=bakken")) == ["Pause", "Slut nu", "—", "I gang"]
    for url in ("/indsatsomraader/familier/", "/boligomraader/bakken/", "/indsatsomraader/"):
        page = text(client.get(url))
        assert page.index(">Pause</a>") < page.index(">Slut nu</a>")


def test_an_area_shows_what_is_certain_before_what_is_unknown(
    client: Client, familier: FocusArea, bakken: HousingArea, soeen: HousingArea
) -> None:
    factories.initiative(familier, name="Ukendt", position=1)
    factories.initiative(familier, [soeen], name="Kun ved søen", position=2)
    factories.initiative(familier, name="Overalt", position=3, area_scope=Initiative.AreaScope.ALL)
    factories.initiative(familier, [bakken], name="På bakken", position=4)
    response = client.get("/initiativer/?omraade=bakken")
    assert names(response) == ["Overalt", "På bakken", "—", "Ukendt"]
    assert "I hele indsatsen: spørg, hvad der sker hos jer" in text(response)
    assert "I hele indsatsen" not in text(client.get("/initiativer/"))


def test_two_values_of_a_facet_widen_the_choice(
    client: Client, plan: Plan, familier: FocusArea, bakken: HousingArea, soeen: HousingArea
) -> None:
    factories.initiative(familier, [bakken], name="A")
    factories.initiative(familier, [bakken, soeen], name="B")
    response = client.get("/initiativer/?omraade=bakken&omraade=soeen")
    assert names(response) == ["A", "B"]


def test_each_chip_leads_to_the_list_without_it(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    page = text(client.get("/initiativer/?q=kaffe&indsats=familier&omraade=bakken&vrøvl=1"))
    assert 'href="/initiativer/?indsats=familier&amp;omraade=bakken"' in page
    assert 'href="/initiativer/?q=kaffe&amp;omraade=bakken"' in page
    assert 'href="/initiativer/?q=kaffe&amp;indsats=familier"' in page
    assert "Fjern alle filtre" in page
    assert "Fjern alle filtre" not in text(client.get("/initiativer/"))


def test_a_facet_without_values_is_not_drawn(client: Client, plan: Plan, familier: FocusArea) -> None:
    factories.initiative(familier, is_free=False)
    factories.audience(name="Dem, som ingen skriver til")
    factories.language(name="Et sprog, som ingen taler")
    for legend in ("Hvem er det for?", "Hvilket sprog?", "Hvad koster det?"):
        assert legend not in text(client.get("/initiativer/"))
    factories.initiative(familier, audiences=[factories.audience(name="Unge")])
    page = text(client.get("/initiativer/"))
    assert "Hvem er det for?" in page
    assert "Dem, som ingen" not in page


def test_an_empty_result_offers_ways_on(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    page = text(client.get("/initiativer/?q=svømning&omraade=bakken"))
    assert 'href="/initiativer/?omraade=bakken"' in page
    assert 'href="/initiativer/?q=sv%C3%B8mning"' in page
    assert '<a href="/initiativer/">Se alle initiativer</a>' in page
    assert 'href="/kontakt/skriv/"' in page


def test_a_plan_without_initiatives_says_so(client: Client, plan: Plan) -> None:
    page = text(client.get("/initiativer/"))
    assert "ikke skrevet nogen initiativer ind endnu" in page
    assert "<fieldset>" not in page


def test_an_unknown_value_is_named_shortened_and_escaped(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    response = client.get("/initiativer/", {"omraade": "<b>findesikke</b>", "indsats": "x" * 10_000})
    assert names(response) == ["Kaffe"]
    assert "Vi kender ikke »&lt;b&gt;findesikke&lt;/b&gt;«" in text(response)
    assert f"»{'x' * 39}…«" in text(response)
    assert len(text(response)) < 20_000


def test_an_area_is_known_by_its_former_address_too(
    client: Client, familier: FocusArea, bakken: HousingArea, soeen: HousingArea
) -> None:
    factories.initiative(familier, [bakken], name="Kaffe")
    factories.initiative(familier, [soeen], name="Te")
    bakken.slug = "hoejen"
    bakken.save()
    response = client.get("/initiativer/?omraade=bakken")
    assert names(response) == ["Kaffe"]
    assert "Vi kender ikke" not in text(response)


def test_a_query_of_more_than_300_characters_gets_a_clear_answer(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    page = text(client.get("/initiativer/", {"q": "a" * 301}))
    assert "Søgningen er for lang. Skriv højst 300 tegn." in page
    assert "aaaa" not in page
    assert "for lang" not in text(client.get("/initiativer/", {"q": "a" * 300}))


@pytest.mark.parametrize(
    ("asked", "shown"), [("", 1), ("1", 1), ("2", 2), ("0", 1), ("-1", 1), ("99", 2), ("9" * 5000, 1), ("x", 1)]
)
def test_a_page_that_is_not_there_becomes_the_nearest(
    client: Client, familier: FocusArea, asked: str, shown: int
) -> None:
    for place in range(31):
        factories.initiative(familier, name=f"Nr. {place}", position=place)
    response = client.get("/initiativer/", {"side": asked, "indsats": "familier"})
    assert response.context["form"].page.number == shown
    assert len(names(response)) == (30 if shown == 1 else 1)
    other = "?indsats=familier&amp;side=2" if shown == 1 else "?indsats=familier&amp;side=1"
    assert f'href="/initiativer/{other}"' in text(response)


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_bad_input_never_breaks_the_list(client: Client, familier: FocusArea, query: str) -> None:
    factories.initiative(familier, name="Kaffe")
    response = client.get(f"/initiativer/?{query}")
    assert response.status_code == 200
    assert "<script>alert" not in text(response)


@pytest.mark.parametrize("method", WRONG_METHODS)
@pytest.mark.parametrize("url", ["/initiativer/", "/indsatsomraader/", "/initiativer/x/", "/indsatsomraader/x/"])
def test_pages_are_only_read(client: Client, plan: Plan, url: str, method: str) -> None:
    assert getattr(client, method)(url).status_code == 405


def test_a_draft_is_listed_and_counted_for_editors_only(
    client: Client, editor_client: Client, familier: FocusArea
) -> None:
    factories.initiative(familier, name="Synlig", text="Ja.")
    factories.initiative(familier, name="Hemmelig kladde", publish_from=None)
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    factories.initiative(familier, name="I morgen", publish_from=tomorrow)
    visitor = client.get("/initiativer/")
    assert names(visitor) == ["Synlig"]
    assert counts(visitor, "indsats") == {"Familier": 1}
    assert "Kladde" not in text(visitor)
    assert "Mangler tekst" not in text(visitor)
    assert names(client.get("/initiativer/?q=hemmelig")) == []
    seen = editor_client.get("/initiativer/")
    assert names(seen) == ["Synlig", "Hemmelig kladde", "I morgen"]
    assert (text(seen).count("Kladde</span>"), text(seen).count("Planlagt</span>")) == (1, 1)
    assert text(seen).count("Mangler tekst") == 2


def test_another_plans_initiatives_stand_under_its_own_address(client: Client, familier: FocusArea) -> None:
    old = factories.plan(
        [factories.area(name="Fortiden")],
        name="Den gamle plan",
        starts_on=datetime.date(2001, 1, 1),
        ends_on=datetime.date(2004, 12, 31),
    )
    factories.initiative(factories.focus_area(old, name="Før"), name="Gammelt")
    factories.initiative(familier, name="Nyt")
    response = client.get("/helhedsplaner/2001-2004/initiativer/")
    assert names(response) == ["Gammelt"]
    assert 'href="/helhedsplaner/2001-2004/initiativer/gammelt/"' in text(response)
    assert "anden helhedsplan end den, der gælder nu" in text(response)
    assert counts(response, "omraade") == {"Fortiden": 1}
    assert names(client.get("/initiativer/")) == ["Nyt"]
    assert client.get("/helhedsplaner/1999-2000/initiativer/").status_code == 404


def test_a_plan_that_is_not_published_is_seen_by_editors_only(client: Client, editor_client: Client) -> None:
    draft = factories.plan(name="Kladdeplan", publish_from=None)
    assert client.get("/initiativer/").status_code == 404
    assert client.get(f"/helhedsplaner/{draft.slug}/initiativer/").status_code == 404
    assert editor_client.get(f"/helhedsplaner/{draft.slug}/initiativer/").status_code == 200


def test_the_list_asks_as_many_queries_of_many_rows_as_of_few(client: Client, plan: Plan, familier: FocusArea) -> None:
    def more() -> None:
        for _ in range(3):
            focus_area = factories.focus_area(plan)
            area = factories.area()
            plan.areas.add(area)
            for _ in range(4):
                chosen = {"audiences": [factories.audience()], "languages": [factories.language()]}
                factories.initiative(focus_area, [area, *plan.areas.all()], **chosen, is_free=True)

    languages = [factories.language(name="Dansk")]
    factories.initiative(familier, list(plan.areas.all()), [factories.audience(name="Unge")], languages, is_free=True)
    chosen = "omraade=bakken&q=noget&maalgruppe=unge&sprog=dansk&pris=gratis"
    before, after = grows(client, f"/initiativer/?{chosen}", more)
    assert before == after
    assert before <= 24


def test_a_visitor_leaves_no_trace(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier)
    assert leaves_no_trace(client, "/initiativer/?omraade=bakken")


def test_only_the_list_without_filters_is_for_search_engines(client: Client, familier: FocusArea) -> None:
    factories.initiative(familier, name="Kaffe")
    filtered, whole = text(client.get("/initiativer/?q=kaffe")), text(client.get("/initiativer/"))
    assert '<meta name="robots" content="noindex">' in filtered
    assert "noindex" not in whole
    assert '<link rel="canonical" href="http://testserver/initiativer/">' in filtered
    assert '<link rel="canonical" href="http://testserver/initiativer/">' in whole
