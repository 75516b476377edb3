"""A link to a page that is not on the site yet."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core import previews
from initiatives.models import Initiative
from organisation.models import Body, Plan
from tests import factories
from tests.pages import grows, leaves_no_trace
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

DAY = datetime.timedelta(days=1)
ADMIN = {
    "Initiative": "initiatives/initiative",
    "Body": "organisation/body",
    "StaffMember": "staff/staffmember",
    "Plan": "organisation/plan",
}
HIDDEN = {
    "draft": {"publish_from": None},
    "scheduled": {"publish_from": timezone.now() + DAY},
    "expired": {"publish_from": timezone.now() - 9 * DAY, "publish_until": timezone.now() - DAY},
}


@pytest.fixture
def plan() -> Plan:
    factories.partnership(name="Solbyen")
    return factories.plan([factories.area(name="Bakken")], name="Vores plan")


def hidden(kind: str, plan: Plan, **fields: Any) -> Any:
    fields = {"name": "Hemmelig Sag", **(fields or {"publish_from": None})}
    if kind == "Initiative":
        return factories.initiative(factories.focus_area(plan, name="Naboer"), **fields)
    if kind == "Body":
        return factories.body(**fields)
    if kind == "StaffMember":
        return factories.staff_member(**fields)
    return factories.plan(starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31), **fields)


def link_to(row: Any) -> str:
    return f"/kladde/{previews.token_for(row, previews.last_moment())}/"


def shared(editor_client: Client, row: Any) -> str:
    """The link as the editor copies it from the admin."""
    answer = editor_client.post(f"/admin/{ADMIN[type(row).__name__]}/{row.pk}/del-kladden/")
    found = re.search(r'readonly autofocus value="http://testserver(/kladde/[^"]+)"', answer.content.decode())
    assert found
    return found[1]


@pytest.mark.parametrize("kind", ADMIN)
@pytest.mark.parametrize("state", HIDDEN)
def test_a_link_shows_a_hidden_page_to_somebody_without_a_login(
    client: Client, editor_client: Client, plan: Plan, kind: str, state: str
) -> None:
    row = hidden(kind, plan, **HIDDEN[state])
    assert client.get(row.get_absolute_url()).status_code == 404
    change = f"/admin/{ADMIN[kind]}/{row.pk}/change/"
    assert "Del et link til kladden" in words(editor_client.get(change))
    answer = client.get(shared(editor_client, row))
    assert "<h1>Hemmelig Sag</h1>" in main(answer)
    until = timezone.localdate() + 14 * DAY
    assert f"Linket gælder til {until.day}." in words(answer)
    assert "Rediger" not in words(answer)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_the_answer_is_kept_nowhere_and_tells_no_other_site(client: Client, plan: Plan) -> None:
    link = link_to(hidden("Body", plan))
    answer = client.get(link)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert leaves_no_trace(client, link)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_link_is_only_read(client: Client, plan: Plan, method: str) -> None:
    assert getattr(client, method)(link_to(hidden("Body", plan))).status_code == 405


@pytest.mark.parametrize("token", ["x", "a:b:c", "æøå", "%00", "." * 3000, "%ff", "WyJ4Il0:1abc:sig"])
def test_a_garbled_link_is_not_found(client: Client, token: str) -> None:
    answer = client.get(f"/kladde/{token}/")
    assert answer.status_code == 404
    assert "Siden findes ikke" in words(answer)


def test_a_token_signed_for_something_else_is_not_found(client: Client, plan: Plan) -> None:
    from django.core import signing

    row = hidden("Body", plan)
    token = signing.dumps(["organisation.Body", row.pk, "", 9_999_999_999], salt="another")
    assert client.get(f"/kladde/{token}/").status_code == 404


def over(answer: Any) -> bool:
    return answer.status_code == 410 and "Linket virker ikke længere" in words(answer)


def test_a_link_ends_after_its_days(client: Client, plan: Plan, monkeypatch: Any, settings: Any) -> None:
    link = link_to(hidden("Body", plan))
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + 13 * DAY)
    assert client.get(link).status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: now + 15 * DAY)
    assert over(client.get(link))
    assert "Hemmelig" not in words(client.get(link))


@pytest.mark.parametrize("changed", [{"slug": "en-anden"}, {"publish_until": timezone.now() + DAY}])
def test_a_new_address_or_a_new_end_withdraws_the_link(client: Client, plan: Plan, changed: dict[str, Any]) -> None:
    row = hidden("Body", plan)
    link = link_to(row)
    for name, value in changed.items():
        setattr(row, name, value)
    row.save()
    assert over(client.get(link))
    assert client.get(link_to(row)).status_code == 200


def test_a_link_lives_on_while_the_text_is_written_and_the_day_is_set(client: Client, plan: Plan) -> None:
    row = hidden("Body", plan)
    link = link_to(row)
    row.purpose, row.publish_from = "<p>Ny tekst.</p>", timezone.now() + DAY
    row.save()
    assert "Ny tekst." in words(client.get(link))


def test_a_link_to_a_deleted_row_is_over(client: Client, plan: Plan) -> None:
    row = hidden("Body", plan)
    link = link_to(row)
    row.delete()
    assert over(client.get(link))


def test_a_link_to_what_is_published_meanwhile_leads_to_the_page_even_late(
    client: Client, plan: Plan, monkeypatch: Any
) -> None:
    row = hidden("Initiative", plan)
    link = link_to(row)
    row.publish_from = timezone.now()
    row.save()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + 40 * DAY)
    answer = client.get(link)
    assert (answer.status_code, answer["Location"]) == (302, "/initiativer/hemmelig-sag/")


def test_an_initiatives_link_reveals_no_other_draft(client: Client, plan: Plan) -> None:
    row = hidden("Initiative", plan)
    row.contact = factories.staff_member(name="Skjult Kontakt", publish_from=None)
    row.save()
    factories.responsibility(row.focus_area, factories.staff_member(name="Skjult Kollega", publish_from=None))
    factories.initiative(row.focus_area, name="Anden kladde", publish_from=None)
    factories.initiative(row.focus_area, name="Synligt initiativ")
    page = words(client.get(link_to(row)))
    assert "Synligt initiativ" in page
    assert "Anden kladde" not in page
    assert "Skjult" not in page
    assert "Mangler tekst" not in page


def test_an_initiatives_link_into_a_draft_plan_reveals_nothing_else_in_the_plan(client: Client, plan: Plan) -> None:
    draft = hidden("Plan", plan)
    row = factories.initiative(factories.focus_area(draft, name="Naboer"), name="Min kladde")
    factories.initiative(row.focus_area, name="Nabo i planen")
    assert row.state == row.State.DRAFT
    page = words(client.get(link_to(row)))
    assert "Min kladde" in page
    assert "Nabo i planen" not in page
    assert client.get("/helhedsplaner/2001-2004/").status_code == 404


def test_a_plans_link_counts_what_will_be_seen_with_it_and_no_draft(client: Client, plan: Plan) -> None:
    draft = hidden("Plan", plan)
    focus_area = factories.focus_area(draft, name="Naboer")
    factories.initiative(focus_area)
    factories.initiative(focus_area, publish_from=None)
    page = words(client.get(link_to(draft)))
    assert "Naboer 1 initiativ" in page
    for path in ("initiativer/", "indsatsomraader/naboer/", "oekonomi/medfinansiering.csv"):
        assert client.get(f"/helhedsplaner/2001-2004/{path}").status_code == 404


def test_a_bodys_link_names_only_those_who_may_be_named(client: Client, plan: Plan) -> None:
    row = hidden("Body", plan)
    factories.member(factories.seat(row), name="Skjult Navn")
    factories.member(factories.seat(row), name="Vist Navn", show_name=True)
    page = words(client.get(link_to(row)))
    assert "Vist Navn" in page
    assert "Skjult Navn" not in page
    assert "Besat. Navnet vises ikke" in page


def test_a_logged_in_editor_sees_by_the_link_what_the_receiver_sees(editor_client: Client, plan: Plan) -> None:
    row = hidden("Initiative", plan)
    factories.initiative(row.focus_area, name="Anden kladde", publish_from=None)
    page = words(editor_client.get(link_to(row)))
    assert "Hemmelig Sag" in page
    assert "Anden kladde" not in page


def test_somebody_who_has_left_has_no_page_by_a_link_either(client: Client, plan: Plan) -> None:
    row = hidden("StaffMember", plan)
    link = link_to(row)
    row.ends_on = timezone.localdate() - DAY
    row.save()
    assert client.get(link).status_code == 404


def test_a_draft_is_in_no_list_for_somebody_with_a_link(client: Client, plan: Plan) -> None:
    client.get(link_to(hidden("Initiative", plan)))
    for path in ("/", "/initiativer/", "/soeg/?q=hemmelig", "/sitemap.xml"):
        assert "Hemmelig Sag" not in client.get(path).content.decode()
        assert "hemmelig-sag" not in client.get(path).content.decode()


def test_only_who_may_change_a_row_makes_a_link_to_it(client: Client, plan: Plan) -> None:
    row = hidden("Body", plan)
    url = f"/admin/organisation/body/{row.pk}/del-kladden/"
    assert client.post(url).status_code == 302
    worker = Client()
    person = factories.user("medarbejder@example.invalid", role="medarbejder")
    factories.staff_member(user=person)
    worker.force_login(person)
    assert worker.post(url).status_code == 403
    assert "Del et link" not in words(worker.get(f"/admin/organisation/body/{row.pk}/change/"))


def test_a_link_is_made_by_post_and_only_to_a_row_that_is_there(editor_client: Client, plan: Plan) -> None:
    row = hidden("Body", plan)
    assert editor_client.get(f"/admin/organisation/body/{row.pk}/del-kladden/").status_code == 405
    assert editor_client.post("/admin/organisation/body/987654/del-kladden/").status_code == 404
    assert editor_client.post(f"/admin/organisation/body/{'9' * 40}/del-kladden/").status_code == 404


def test_what_is_published_has_no_button_and_no_link(editor_client: Client, plan: Plan) -> None:
    row = factories.body(name="Åben", kind=Body.Kind.THEME)
    assert "Del et link" not in words(editor_client.get(f"/admin/organisation/body/{row.pk}/change/"))
    answer = editor_client.post(f"/admin/organisation/body/{row.pk}/del-kladden/")
    assert (answer.status_code, answer["Location"]) == (302, "/organisation/aaben/")


def test_more_rows_cost_no_more_queries(client: Client, plan: Plan) -> None:
    row = hidden("Initiative", plan)

    def more() -> None:
        for _ in range(4):
            factories.initiative(row.focus_area, areas=[factories.area()], audiences=[factories.audience()])

    more()
    before, after = grows(client, link_to(row), more)
    assert before == after
    assert Initiative.objects.count() == 9
