"""The next period's plan, made from the one that runs, and the day it takes over."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from abc_portal.next_plan import next_period
from initiatives.models import Initiative
from organisation.models import Body, Member, Plan
from tests import factories
from tests.html_forms import sent_by
from tests.pages import grows
from tests.reading import words

pytestmark = pytest.mark.django_db

day = datetime.date
OF_INITIATIVE = {
    "stage": "pause",
    "when": "I juni",
    "place": "Gården",
    "is_free": False,
    "price": "20 kr.",
    "sign_up": "Kom bare",
}
LONG_AGO = datetime.datetime(2040, 1, 1, tzinfo=datetime.UTC)


def at(monkeypatch: Any, *moment: int) -> None:
    """It is that moment, in Danish time."""
    now = timezone.make_aware(datetime.datetime(*moment))  # type: ignore[misc]
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def old(monkeypatch: Any) -> Plan:
    """A plan for 2041–2044 with something of everything, in its last autumn."""
    at(monkeypatch, 2044, 9, 1, 12)
    factories.partnership(name="Solbyen")
    area = factories.area(name="Bakken")
    plan = factories.plan(
        [area],
        name="Solbyens plan 2041–2044",
        key="2041-2044",
        starts_on=day(2041, 1, 1),
        ends_on=day(2044, 12, 31),
        publish_from=LONG_AGO,
        approved_by="Fonden, 2040",
        vision="<p>Et godt sted.</p>",
        households=900,
    )
    boss = factories.staff_member(name="Nora Nabo", publish_from=LONG_AGO)
    gone = factories.staff_member(name="Georg Gået", ends_on=day(2044, 10, 1), publish_from=LONG_AGO)
    people = factories.focus_area(plan, name="Naboer", key="naboer", source_note="Side 4", mark="leaf", position=1)
    factories.responsibility(people, boss, what="fester")
    factories.responsibility(people, gone)
    initiative = factories.initiative(
        people,
        [area],
        [factories.audience(name="Unge")],
        name="Nabofest",
        key="nabofest",
        slug="fest",
        text="<p>Vi fester.</p>",
        wish="holde fest",
        contact=boss,
        publish_from=LONG_AGO,
        languages=[factories.language(name="Dansk")],
        **OF_INITIATIVE,
    )
    initiative.slug = "nabofest"
    initiative.save()
    factories.initiative(people, name="Hemmelig Sag", contact=gone, publish_from=None)
    work = factories.focus_area(plan, name="Arbejde", position=2)
    factories.initiative(work, name="Fritidsjob", publish_from=LONG_AGO)
    factories.frame_line(plan)
    factories.funding_source(plan, {2041: 100})
    board = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD, publish_from=LONG_AGO)
    user = factories.user("formand@example.invalid")
    seated = {"starts_on": day(2041, 1, 1)}
    factories.member(
        factories.seat(board, post="Formand"),
        name="Frida Formand",
        show_name=True,
        user=user,
        ends_on=day(2044, 12, 31),
        **seated,
    )
    factories.member(factories.seat(board, post="Borgmester"), name="Børge Borgmester", **seated)
    factories.member(factories.seat(board, post="Beboer"), name="Berit Beboer", ends_on=day(2046, 5, 1), **seated)
    return plan


@pytest.fixture
def editor_client(old: Plan) -> Client:
    """Logged in at that time, so that the session is of it."""
    client = Client()
    client.force_login(factories.editor())
    return client


def url_of(plan: Plan) -> str:
    return f"/admin/organisation/plan/{plan.pk}/naeste/"


def form_of(client: Client, plan: Plan) -> dict[str, Any]:
    return sent_by(client.get(url_of(plan)), "next_plan_form")


def made(client: Client, plan: Plan, **changes: Any) -> Plan:
    answer = client.post(url_of(plan), {**form_of(client, plan), **changes})
    new: Plan = Plan.objects.latest("pk")
    assert answer.status_code == 302, words(answer)
    assert answer["Location"] == f"/admin/organisation/plan/{new.pk}/change/"
    return new


@pytest.mark.parametrize(
    ("period", "following"),
    [
        ((day(2041, 1, 1), day(2044, 12, 31)), (day(2045, 1, 1), day(2048, 12, 31))),
        ((day(2041, 3, 1), day(2043, 8, 31)), (day(2043, 9, 1), day(2046, 2, 28))),
        ((day(2041, 3, 15), day(2041, 3, 24)), (day(2041, 3, 25), day(2041, 4, 3))),
        ((day(2041, 5, 1), day(2041, 5, 31)), (day(2041, 6, 1), day(2041, 6, 30))),
    ],
)
def test_the_next_period_follows_and_is_as_long(period: tuple[day, day], following: tuple[day, day]) -> None:
    assert next_period(Plan(starts_on=period[0], ends_on=period[1])) == following


def test_the_page_proposes_everything_but_the_chairs(editor_client: Client, old: Plan) -> None:
    assert "Lav næste plan" in words(editor_client.get(f"/admin/organisation/plan/{old.pk}/change/"))
    data = form_of(editor_client, old)
    assert (data["name"], data["starts_on"], data["ends_on"]) == ("Solbyens plan 2045–2048", "2045-01-01", "2048-12-31")
    assert len(data["focus_areas"]) == 2
    assert len(data["initiatives"]) == 3
    assert "members" not in data
    page = words(editor_client.get(url_of(old)))
    assert "Formand, Bestyrelsen: Frida Formand til 31. december 2044" in page
    assert "Borgmester, Bestyrelsen: Børge Borgmester fortsætter af sig selv" in page
    assert "Beboer, Bestyrelsen: Berit Beboer fortsætter til 1. maj 2046" in page
    assert "Hemmelig Sag Kladde" in page


def test_what_is_chosen_goes_on_and_money_sources_and_approval_do_not(editor_client: Client, old: Plan) -> None:
    new = made(editor_client, old)
    assert (new.households, new.vision, new.min_share_percent) == (900, "<p>Et godt sted.</p>", 25)
    assert (new.approved_by, new.key, new.slug, new.state) == ("", "", "2045-2048", "planlagt")
    assert timezone.localtime(new.publish_from).isoformat() == "2045-01-01T00:00:00+01:00"
    assert [area.name for area in new.areas.all()] == ["Bakken"]
    assert (new.frame_lines.count(), new.funding_sources.count()) == (0, 0)
    people, work = new.focus_areas.all()
    assert (people.name, people.slug, people.mark, people.key, people.source_note) == (
        "Naboer",
        "naboer",
        "leaf",
        "",
        "",
    )
    assert [(row.staff_member.name, row.what) for row in people.responsibilities.all()] == [("Nora Nabo", "fester")]
    party, secret = people.initiatives.all()
    assert (party.name, party.slug, party.key, party.text, party.wish) == (
        "Nabofest",
        "nabofest",
        "",
        "<p>Vi fester.</p>",
        "holde fest",
    )
    assert {name: getattr(party, name) for name in OF_INITIATIVE} == OF_INITIATIVE
    assert party.contact is not None
    chosen = (*party.areas.all(), *party.audiences.all(), *party.languages.all())
    assert [row.name for row in (*chosen, party.contact)] == [
        "Bakken",
        "Unge",
        "Dansk",
        "Nora Nabo",
    ]
    assert (secret.publish_from, secret.contact) == (None, None)
    assert [row.name for row in work.initiatives.all()] == ["Fritidsjob"]


def test_the_old_plan_and_its_chairs_stay_as_they_are(editor_client: Client, old: Plan) -> None:
    made(editor_client, old)
    assert (old.initiatives.count(), old.focus_areas.count(), old.funding_sources.count()) == (3, 2, 1)
    assert Member.objects.count() == 3


def test_where_all_terms_go_on_by_themselves_there_is_nothing_to_tick(client: Client) -> None:
    client.force_login(factories.editor())
    plan = factories.plan()
    factories.member(factories.seat(factories.body()), name="Kim")
    page = client.get(url_of(plan)).content.decode()
    assert "Du skal ikke gøre noget." in page
    assert 'name="members"' not in page
    assert page.count('id="id_members"') == 1


def test_what_is_not_ticked_stays_behind(editor_client: Client, old: Plan) -> None:
    people, work = old.focus_areas.all()
    kept = [people.initiatives.get(name="Nabofest").pk, work.initiatives.get().pk]
    new = made(editor_client, old, focus_areas=[people.pk], initiatives=kept)
    assert [row.name for row in new.focus_areas.all()] == ["Naboer"]
    assert [row.name for row in new.initiatives.all()] == ["Nabofest"]


def test_what_has_ended_is_not_ticked(editor_client: Client, old: Plan) -> None:
    old.initiatives.filter(name="Fritidsjob").update(stage=Initiative.Stage.ENDED)
    assert [row.name for row in made(editor_client, old).initiatives.all()] == ["Nabofest", "Hemmelig Sag"]


def test_nothing_need_go_on(editor_client: Client, old: Plan) -> None:
    new = made(editor_client, old, focus_areas=[], initiatives=[])
    assert (new.focus_areas.count(), new.initiatives.count()) == (0, 0)


def test_who_is_chosen_gets_a_new_term_on_the_same_chair_with_the_same_login(editor_client: Client, old: Plan) -> None:
    every = [row.pk for row in Member.objects.filter(ends_on__isnull=False)]
    made(editor_client, old, members=every)
    first, second = Member.objects.filter(name="Frida Formand")
    assert (second.seat, second.user, second.show_name) == (first.seat, first.user, True)
    assert (second.starts_on, second.ends_on) == (day(2045, 1, 1), day(2048, 12, 31))
    assert Member.objects.filter(name="Berit Beboer").count() == 1


def test_a_chair_that_somebody_else_has_by_then_stops_everything(editor_client: Client, old: Plan) -> None:
    frida = Member.objects.get(name="Frida Formand")
    factories.member(frida.seat, name="Finn Formand", starts_on=day(2046, 1, 1))
    answer = editor_client.post(url_of(old), {**form_of(editor_client, old), "name": "Min plan", "members": [frida.pk]})
    assert "Finn Formand sidder på posten »Formand« i samme periode." in words(answer)
    assert 'value="Min plan"' in answer.content.decode()
    assert Plan.objects.count() == 1
    assert Initiative.objects.count() == 3
    assert Initiative.history.count() == Initiative.history.filter(plan=old.pk).count()


def test_it_is_one_act_in_the_history(editor_client: Client, old: Plan) -> None:
    new = made(editor_client, old, members=[Member.objects.get(name="Frida Formand").pk])
    acts = {version.act for version in new.history.all()}
    acts |= {version.act for row in new.focus_areas.all() for version in row.history.all()}
    acts |= {version.act for row in new.initiatives.all() for version in row.history.all()}
    acts |= {Member.objects.latest("pk").history.get().act}
    assert len(acts) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Navn: Dette felt er påkrævet"),
        ({"name": "x\0y"}, "Navn: Null-tegn er ikke tilladte"),
        ({"name": "x" * 121}, "Navn: "),
        ({"starts_on": ""}, "Første dag: Dette felt er påkrævet"),
        ({"starts_on": "2045-02-30"}, "Første dag: Indtast en gyldig dato"),
        ({"starts_on": "9999-01-01"}, "Første dag: Skriv et årstal mellem 1900 og 2199."),
        ({"ends_on": "2044-01-01"}, "Sidste dag: Den sidste dag ligger før den første."),
        ({"starts_on": "2041-01-01"}, "Den nye plan skal begynde senere end denne, som begyndte 1. januar 2041."),
        ({"focus_areas": ["x"]}, "Indsatsområder: "),
        ({"focus_areas": ["9" * 60]}, "Indsatsområder: "),
        ({"focus_areas": ["987654"]}, "Indsatsområder: "),
        ({"initiatives": ["-1"]}, "Initiativer: "),
        ({"members": ["987654"]}, "Poster: "),
    ],
)
def test_bad_input_is_said_in_words_and_what_was_typed_stays(
    editor_client: Client, old: Plan, changes: dict[str, Any], said: str
) -> None:
    data = {**form_of(editor_client, old), "name": "Min egen plan", "initiatives": [], **changes}
    answer = editor_client.post(url_of(old), data)
    assert answer.status_code == 200
    assert said in words(answer)
    kept = answer.content.decode()
    assert ("Min egen plan" in kept) is ("name" not in changes)
    assert kept.count(" checked") == (0 if "focus_areas" in changes else 2)
    assert Plan.objects.count() == 1


def test_rows_of_another_plan_are_no_choice(editor_client: Client, old: Plan) -> None:
    other = factories.plan(starts_on=day(2001, 1, 1), ends_on=day(2004, 12, 31))
    theirs = factories.initiative(factories.focus_area(other))
    for forged in ({"focus_areas": [theirs.focus_area_id]}, {"initiatives": [theirs.pk]}):
        assert editor_client.post(url_of(old), {**form_of(editor_client, old), **forged}).status_code == 200
    assert Plan.objects.count() == 2


def test_a_second_click_makes_no_second_plan(editor_client: Client, old: Plan) -> None:
    data = form_of(editor_client, old)
    editor_client.post(url_of(old), data)
    answer = editor_client.post(url_of(old), data)
    assert "»Solbyens plan 2045–2048« begynder samme dag." in words(answer)
    assert Plan.objects.count() == 2


def test_a_first_day_that_has_come_makes_a_draft(editor_client: Client, old: Plan) -> None:
    new = made(editor_client, old, starts_on="2044-09-01", ends_on="2047-12-31")
    assert (new.publish_from, new.state) == (None, "kladde")


def test_only_who_may_make_plans_makes_the_next(client: Client, old: Plan) -> None:
    assert client.get(url_of(old)).status_code == 302
    worker = factories.user("medarbejder@example.invalid", role="medarbejder")
    factories.staff_member(user=worker)
    client.force_login(worker)
    assert client.get(url_of(old)).status_code == 403
    assert client.post(url_of(old), {"name": "x"}).status_code == 403
    assert "Lav næste plan" not in words(client.get(f"/admin/organisation/plan/{old.pk}/change/"))


def test_wrong_methods_and_plans_that_are_not_there(editor_client: Client, old: Plan) -> None:
    assert editor_client.put(url_of(old)).status_code == 405
    assert editor_client.get("/admin/organisation/plan/987654/naeste/").status_code == 404


def test_the_list_leads_to_the_page_for_one_plan(editor_client: Client, old: Plan) -> None:
    other = factories.plan(starts_on=day(2001, 1, 1), ends_on=day(2004, 12, 31))
    data = {"action": "make_next", "_selected_action": [old.pk]}
    assert editor_client.post("/admin/organisation/plan/", data)["Location"] == url_of(old)
    both = editor_client.post(
        "/admin/organisation/plan/", {**data, "_selected_action": [old.pk, other.pk]}, follow=True
    )
    assert "Vælg netop én plan" in words(both)


def test_until_its_first_day_no_visitor_meets_the_new_plan(
    client: Client, editor_client: Client, old: Plan, monkeypatch: Any
) -> None:
    made(editor_client, old, name="Ny Plan")
    at(monkeypatch, 2044, 12, 31, 23, 59, 59)
    for path in ("/", "/helhedsplaner/", "/soeg/?q=ny+plan", "/sitemap.xml", "/initiativer/", "/boligomraader/bakken/"):
        html = client.get(path).content.decode()
        assert "Ny Plan" not in html
        assert "2045" not in html
    for path in ("", "initiativer/", "initiativer/nabofest/", "om/", "oekonomi/"):
        assert client.get(f"/helhedsplaner/2045-2048/{path}").status_code == 404
    editor_client.force_login(factories.editor("anden@example.invalid"))
    assert "Planlagt" in words(editor_client.get("/helhedsplaner/2045-2048/"))
    assert "Nabofest" in words(editor_client.get("/helhedsplaner/2045-2048/initiativer/"))


def test_on_its_first_day_it_is_current_by_itself_and_the_old_one_keeps_its_address(
    client: Client, editor_client: Client, old: Plan, monkeypatch: Any
) -> None:
    new = made(editor_client, old, name="Ny Plan", focus_areas=[old.focus_areas.all()[0].pk])
    party = new.initiatives.get(name="Nabofest")
    party.summary = "Festen i den nye plan."
    party.save()
    for now, current in (((2044, 12, 31, 23, 59, 59), False), ((2045, 1, 1, 0, 0, 0), True)):
        at(monkeypatch, *now)
        assert ("Festen i den nye plan." in words(client.get("/initiativer/nabofest/"))) is current
        assert (client.get("/initiativer/fritidsjob/").status_code == 404) is current
        plan = Plan.objects.published().current()
        assert plan is not None
        assert (plan.pk == new.pk) is current
    assert "holde fest" in words(client.get("/"))
    assert client.get("/initiativer/fest/")["Location"] == "/initiativer/nabofest/"
    assert "Hemmelig Sag" not in words(client.get("/initiativer/"))
    assert "Gælder nu Ny Plan" in words(client.get("/helhedsplaner/"))
    old_pages = words(client.get("/helhedsplaner/2041-2044/initiativer/"))
    assert "Fritidsjob" in old_pages
    assert "Noget at være med i." in words(client.get("/helhedsplaner/2041-2044/initiativer/nabofest/"))
    assert "575" not in words(client.get("/oekonomi/"))
    found = {hit.url for hit in client.get("/soeg/?q=nabofest").context["found"].hits}
    assert found == {"/initiativer/nabofest/"}
    sitemap = client.get("/sitemap.xml").content.decode()
    for address in ("/initiativer/nabofest/", "/helhedsplaner/2041-2044/initiativer/fritidsjob/"):
        assert f"<loc>http://testserver{address}</loc>" in sitemap
    assert "/helhedsplaner/2045-2048/initiativer/" not in sitemap


def test_every_link_on_the_new_plans_pages_answers(
    client: Client, editor_client: Client, old: Plan, monkeypatch: Any
) -> None:
    made(editor_client, old)
    at(monkeypatch, 2045, 1, 1, 0, 0, 0)
    for page in ("/", "/initiativer/", "/initiativer/nabofest/", "/indsatsomraader/naboer/", "/helhedsplaner/"):
        html = client.get(page).content.decode()
        for link in set(re.findall(r'href="(/[^"#?]*)', html)):
            if not link.startswith(("/static/", "/admin/", "/konto/")):
                assert client.get(link).status_code in (200, 302), (page, link)


def test_a_plan_moved_forward_takes_its_initiatives_along(client: Client, editor_client: Client, old: Plan) -> None:
    new = made(editor_client, old)
    new.publish_from = timezone.now()
    new.save()
    assert "Nabofest" in words(client.get("/helhedsplaner/2045-2048/initiativer/"))
    assert "Kommer" in words(client.get("/helhedsplaner/2045-2048/"))


def test_a_plan_may_begin_before_the_old_one_ends_and_then_goes_first(
    client: Client, editor_client: Client, old: Plan, monkeypatch: Any
) -> None:
    made(editor_client, old, name="Ny Plan", starts_on="2044-11-01")
    for now, current in (((2044, 10, 31, 23, 59, 59), "Solbyens plan"), ((2044, 11, 1, 0, 0, 0), "Ny Plan")):
        at(monkeypatch, *now)
        assert f"Gælder nu {current}" in words(client.get("/helhedsplaner/"))


def test_more_rows_cost_the_page_no_more_queries(editor_client: Client, old: Plan) -> None:
    def more() -> None:
        for _ in range(4):
            area = factories.focus_area(old)
            factories.initiative(area)
            factories.initiative(area)
            factories.member(factories.seat(factories.body()), ends_on=day(2044, 12, 31))

    editor_client.get("/admin/")
    before, after = grows(editor_client, url_of(old), more)
    assert before == after


def test_where_no_term_ends_there_is_nothing_to_choose(editor_client: Client, old: Plan) -> None:
    Member.objects.update(ends_on=None)
    page = editor_client.get(url_of(old)).content.decode()
    assert "Ingen periode slutter med planen. Du skal ikke gøre noget." in page
    assert 'name="members"' not in page
