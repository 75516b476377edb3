"""Drafts, what is to come and what is over: no visitor meets them, through any door."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisation.models import Body, Plan
from tests import factories
from tests.pages import text
from tests.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

DAY = datetime.timedelta(days=1)
NOW = timezone.now()
HIDDEN = {
    "draft": ({"publish_from": None}, "Kladde"),
    "scheduled": ({"publish_from": NOW + 30 * DAY}, "Planlagt"),
    "expired": ({"publish_from": NOW - 30 * DAY, "publish_until": NOW - DAY}, "Udløbet"),
}
DOORS = [
    "/",
    "/initiativer/",
    "/initiativer/?q=zebra",
    "/initiativer/?indsats=naboer&omraade=bakken",
    "/initiativer/hovedsag/",
    "/indsatsomraader/",
    "/indsatsomraader/naboer/",
    "/boligomraader/",
    "/boligomraader/bakken/",
    "/medarbejdere/",
    "/medarbejdere/vist-person/",
    "/organisation/",
    "/organisation/vist-gruppe/",
    "/om/",
    "/oekonomi/",
    "/oekonomi/medfinansiering.csv",
    "/kontakt/",
    "/kontakt/skriv/",
    "/kontakt/skriv/?til=zebra-person&om=naboer",
    "/kontakt/hjaelp/?initiativ=zebra-sag",
    "/ideer/",
    "/helhedsplaner/",
    "/helhedsplaner/nu/",
    "/helhedsplaner/nu/initiativer/",
    "/soeg/?q=zebra",
    "/sitemap.xml",
]
# What the visitor has written stands in the answer.
SAID_BACK = re.compile(r'\?q=zebra|value="zebra"|»zebra«|“zebra”|til=zebra-person|initiativ=zebra-sag')
OWN_PAGES = [
    "/initiativer/zebra-sag/",
    "/medarbejdere/zebra-person/",
    "/organisation/zebra-gruppe/",
    "/helhedsplaner/zebraplan/",
    "/helhedsplaner/zebraplan/om/",
    "/helhedsplaner/zebraplan/oekonomi/",
    "/helhedsplaner/zebraplan/oekonomi/medfinansiering.csv",
    "/helhedsplaner/zebraplan/initiativer/",
    "/helhedsplaner/zebraplan/initiativer/zebra-i-planen/",
    "/helhedsplaner/zebraplan/indsatsomraader/zebrastriber/",
    "/helhedsplaner/zebraplan/boligomraader/bakken/",
    "/helhedsplaner/gammel-zebra/",
]


@pytest.fixture(params=HIDDEN)
def label(request: Any) -> str:
    """Hidden rows of every kind, wherever they could be seen, all named after a zebra; and the label of their state."""
    hidden, label = HIDDEN[request.param]
    factories.partnership(name="Solbyen")
    area = factories.area(name="Bakken")
    plan = factories.plan([area], name="Nu", slug="nu")
    group = factories.body(name="Zebra gruppe", kind=Body.Kind.LOCAL, area=area, **hidden)
    factories.member(factories.seat(group, post="Zebraformand"), name="Zebra Medlem", show_name=True)
    resource = factories.body(name="Zebra ressource", kind=Body.Kind.RESOURCE, **hidden)
    factories.body(name="Vist gruppe")
    focus_area = factories.focus_area(plan, name="Naboer", resource_group=resource)
    person = factories.staff_member(name="Zebra Person", title="Zebravogter", in_secretariat=True, **hidden)
    factories.responsibility(focus_area, person, what="zebraer")
    factories.responsibility(focus_area, factories.staff_member(name="Vist Person"))
    factories.initiative(focus_area, name="Hovedsag", contact=person, wish="se noget")
    zebras = factories.audience(name="Zebrafolk")
    zebra = factories.initiative(
        focus_area, [area], [zebras], name="Zebra sag", summary="Om zebraer.", wish="ride på en zebra", **hidden
    )
    factories.idea(title="Zebraidé", initiative=zebra, **hidden)
    factories.idea(title="Vist idé", initiative=zebra)
    other = factories.plan(
        [area], name="Zebraplan", slug="gammel-zebra", vision="<p>En zebra til alle.</p>", min_share_percent=7, **hidden
    )
    other.slug = "zebraplan"
    other.save()
    factories.initiative(factories.focus_area(other, name="Zebrastriber"), name="Zebra i planen", wish="zebra")
    factories.funding_source(other, name="Zebrapenge")
    return label


@pytest.mark.usefixtures("label")
def test_no_door_leads_a_visitor_to_what_is_hidden(client: Client) -> None:
    answers = {door: client.get(door) for door in DOORS}
    assert {door: answer.status_code for door, answer in answers.items()} == dict.fromkeys(DOORS, 200)
    assert [door for door, answer in answers.items() if "zebra" in SAID_BACK.sub("", text(answer).lower())] == []


@pytest.mark.usefixtures("label")
def test_a_hidden_page_is_not_found_and_its_former_address_tells_nothing(client: Client) -> None:
    assert {path: client.get(path).status_code for path in OWN_PAGES} == dict.fromkeys(OWN_PAGES, 404)


@pytest.mark.usefixtures("label")
def test_what_is_hidden_is_not_counted(client: Client) -> None:
    assert "1 initiativ" in words(client.get("/helhedsplaner/nu/"))
    assert [
        len(client.get(path).context["form"].page) for path in ("/initiativer/", "/initiativer/?omraade=bakken")
    ] == [
        1,
        1,
    ]
    facets = client.get("/initiativer/").context["form"].facets
    assert [choice.row.name for choice in facets["maalgruppe"]] == []
    assert client.get("/om/").context["figures"]["initiatives"] == 1
    assert client.get("/om/").context["figures"]["staff"] == 1
    assert client.get("/organisation/").context["secretariat_count"] == 0


@pytest.mark.usefixtures("label")
def test_nobody_writes_to_who_is_hidden(client: Client) -> None:
    form = client.get("/kontakt/skriv/").context["form"]
    assert [person.name for person in form.fields["staff_member"].queryset] == ["Vist Person"]
    answer = client.post("/kontakt/skriv/", {"staff_member": "zebra-person", "name": "x", "message": "y"})
    assert "zebra" not in answer.context["form"].errors.as_text().lower().replace("zebra-person", "")
    assert "staff_member" in answer.context["form"].errors


def test_editors_see_them_with_the_state_they_are_in(editor_client: Client, label: str) -> None:
    for path in (
        "/initiativer/zebra-sag/",
        "/initiativer/",
        "/medarbejdere/zebra-person/",
        "/organisation/zebra-gruppe/",
    ):
        assert label in words(editor_client.get(path)), path
    assert label in words(editor_client.get("/helhedsplaner/zebraplan/"))
    assert "Zebra i planen" in words(editor_client.get("/helhedsplaner/zebraplan/initiativer/"))


def test_an_initiative_in_a_hidden_plan_is_labelled_as_the_plan_is(editor_client: Client, label: str) -> None:
    assert label in words(editor_client.get("/helhedsplaner/zebraplan/initiativer/zebra-i-planen/"))


@pytest.mark.parametrize(
    "model", ["initiatives/initiative", "staff/staffmember", "organisation/body", "organisation/plan"]
)
def test_the_admins_list_finds_them_by_state(editor_client: Client, label: str, model: str) -> None:
    value = {"Kladde": "kladde", "Planlagt": "planlagt", "Udløbet": "udloebet"}[label]
    rows = editor_client.get(f"/admin/{model}/?vises={value}").context["cl"].queryset
    assert rows
    assert all("Zebra" in row.name and row.state == value for row in rows)
    shown = editor_client.get(f"/admin/{model}/?vises=vises").context["cl"].queryset
    assert shown
    assert all("Zebra" not in row.name and row.state == "vises" for row in shown)


def test_the_admins_list_says_until_the_day(editor_client: Client) -> None:
    factories.body(name="Snart", publish_from=datetime.datetime(2151, 3, 5, 12, tzinfo=datetime.UTC))
    assert "fra 5. marts 2151" in words(editor_client.get("/admin/organisation/body/"))


@pytest.mark.parametrize("moment", ["before", "at", "after"])
def test_a_row_comes_and_goes_at_its_moments(client: Client, monkeypatch: Any, moment: str) -> None:
    begins, ends = NOW + 10 * DAY, NOW + 20 * DAY
    factories.body(name="Kort gæst", publish_from=begins, publish_until=ends)
    second = datetime.timedelta(seconds=1)
    for edge, seen_before in ((begins, False), (ends, True)):
        now = edge + {"before": -second, "at": 0 * second, "after": second}[moment]
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        seen = seen_before if moment == "before" else not seen_before
        assert (client.get("/organisation/kort-gaest/").status_code == 200) is seen
        assert ("Kort gæst" in words(client.get("/soeg/?q=gæst"))) is seen


def test_the_forms_say_what_the_dates_do(editor_client: Client) -> None:
    page = words(editor_client.get("/admin/organisation/body/add/"))
    assert "den vises af sig selv fra da" in page
    assert "Fra da af kan kun redaktører se siden" in page


def test_a_plan_file_says_when_a_row_is_over(load: Any) -> None:
    from tests.abc_portal.plan_files import SMALL

    load(SMALL.replace("moeder_pr_aar = 4\n", "moeder_pr_aar = 4\nvises_til = 2151-06-30\n"))
    until = Body.objects.get(key="bestyrelsen").publish_until
    assert timezone.localtime(until).isoformat() == "2151-07-01T00:00:00+02:00"
    assert Plan.objects.get().publish_until is None
