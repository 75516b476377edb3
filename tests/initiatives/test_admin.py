"""The admin of initiatives: where one takes place, what lacks text, and who works with what."""

from typing import Any

import pytest
from django.test import Client

from initiatives.models import Initiative
from organisation.models import Plan
from tests import factories
from tests.html_forms import sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return factories.plan(areas=[factories.area(name="Nordby"), factories.area(name="Sydby")])


@pytest.fixture
def initiative(plan: Plan) -> Initiative:
    return factories.initiative(factories.focus_area(plan, name="Fritid"), name="Cykelklub")


def path_of(initiative: Initiative) -> str:
    return f"/admin/initiatives/initiative/{initiative.pk}/change/"


def save(client: Client, initiative: Initiative, **changed: Any) -> Any:
    path = path_of(initiative)
    return client.post(path, sent_by(client.get(path), "initiative_form") | changed)


def listed(client: Client, query: str) -> list[str]:
    return [row.name for row in client.get(f"/admin/initiatives/initiative/?{query}").context["cl"].result_list]


def test_chosen_areas_must_be_chosen(editor_client: Client, initiative: Initiative) -> None:
    response = save(editor_client, initiative, area_scope="chosen")
    assert "Vælg mindst ét boligområde, når initiativet foregår i de valgte." in response.content.decode()


@pytest.mark.parametrize("scope", ["unknown", "all"])
def test_areas_are_not_chosen_beside_another_answer(
    editor_client: Client, initiative: Initiative, plan: Plan, scope: str
) -> None:
    response = save(editor_client, initiative, area_scope=scope, areas=[plan.areas.all()[0].pk])
    assert "Boligområderne bruges kun, når »hvor« er »De valgte områder«." in response.content.decode()
    assert not initiative.areas.exists()


def test_an_area_outside_the_plan_is_refused_by_name(editor_client: Client, initiative: Initiative) -> None:
    other = factories.area(name="Fremmedby")
    response = save(editor_client, initiative, area_scope="chosen", areas=[other.pk])
    assert "Fremmedby er ikke med i Vores helhedsplan. Føj området til planen først." in response.content.decode()


def test_areas_are_ticked_off_and_saved(editor_client: Client, initiative: Initiative, plan: Plan) -> None:
    assert 'type="checkbox" name="areas"' in editor_client.get(path_of(initiative)).content.decode()
    areas = [area.pk for area in plan.areas.all()]
    assert save(editor_client, initiative, area_scope="chosen", areas=areas).status_code == 302
    assert initiative.areas.count() == 2
    assert "Nordby, Sydby" in editor_client.get("/admin/initiatives/initiative/").content.decode()


def test_the_list_finds_what_lacks_text(editor_client: Client, plan: Plan) -> None:
    focus_area = factories.focus_area(plan)
    factories.initiative(focus_area, name="Tom")
    factories.initiative(focus_area, name="Foreløbig", text="<p>Noget</p>", is_provisional=True)
    factories.initiative(focus_area, name="Færdig", text="<p>Noget</p>")
    assert listed(editor_client, "mangler=tekst") == ["Tom", "Foreløbig"]
    page = editor_client.get("/admin/initiatives/initiative/").content.decode()
    assert page.count('<td class="field-text_state" data-head="Tekst">mangler tekst</td>') == 2


def test_the_list_finds_drafts_and_says_so(editor_client: Client, initiative: Initiative) -> None:
    factories.initiative(initiative.focus_area, name="Hemmelig", publish_from=None)
    assert listed(editor_client, "vises=kladde") == ["Hemmelig"]
    assert listed(editor_client, "vises=vises") == ["Cykelklub"]
    page = editor_client.get("/admin/initiatives/initiative/?vises=kladde").content.decode()
    assert '<td class="field-shown" data-head="Vises">Kladde</td>' in page


def test_focus_areas_of_two_plans_are_told_apart(editor_client: Client, initiative: Initiative) -> None:
    page = editor_client.get(path_of(initiative)).content.decode()
    assert f"Fritid ({initiative.plan.years})" in page


def test_an_initiative_moves_to_the_plan_of_its_focus_area(editor_client: Client, initiative: Initiative) -> None:
    other = factories.plan(name="En anden plan", slug="en-anden")
    focus_area = factories.focus_area(other)
    assert save(editor_client, initiative, focus_area=focus_area.pk).status_code == 302
    initiative.refresh_from_db()
    assert initiative.plan == other


def test_a_focus_area_stays_in_its_plan(editor_client: Client, initiative: Initiative) -> None:
    path = f"/admin/initiatives/focusarea/{initiative.focus_area_id}/change/"
    other = factories.plan(name="En anden plan", slug="en-anden")
    data = sent_by(editor_client.get(path), "focusarea_form")
    assert editor_client.post(path, data | {"plan": other.pk}).status_code == 302
    initiative.focus_area.refresh_from_db()
    assert initiative.focus_area.plan == initiative.plan


def test_what_an_editor_pastes_is_cleaned(editor_client: Client, initiative: Initiative) -> None:
    pasted = '<p onclick="x()">Hej <b>du</b><script>alert(1)</script><a href="javascript:x">klik</a></p>'
    assert save(editor_client, initiative, text=pasted).status_code == 302
    initiative.refresh_from_db()
    assert "Hej" in initiative.text
    for bad in ("script", "onclick", "alert"):
        assert bad not in initiative.text


def test_who_works_with_what_is_edited_with_the_person_and_with_the_focus_area(
    editor_client: Client, initiative: Initiative
) -> None:
    focus_area, person = initiative.focus_area, factories.staff_member(name="Anna Berg")
    path = f"/admin/staff/staffmember/{person.pk}/change/"
    row = {"responsibilities-TOTAL_FORMS": "1", "responsibilities-0-focus_area": focus_area.pk}
    row |= {"responsibilities-0-what": "fritid", "responsibilities-0-position": "0"}
    assert editor_client.post(path, sent_by(editor_client.get(path), "staffmember_form") | row).status_code == 302
    other = f"/admin/initiatives/focusarea/{focus_area.pk}/change/"
    data = sent_by(editor_client.get(other), "focusarea_form")
    assert (data["responsibilities-0-staff_member"], data["responsibilities-0-what"]) == (str(person.pk), "fritid")
    # Once more is once too many.
    again = {key.replace("-0-", "-1-"): value for key, value in data.items() if key.startswith("responsibilities-0-")}
    again |= {"responsibilities-1-id": "", "responsibilities-TOTAL_FORMS": "2"}
    assert editor_client.post(other, data | again).status_code == 200
    assert focus_area.responsibilities.count() == 1


def test_an_address_that_another_has_is_refused_in_words(editor_client: Client, initiative: Initiative) -> None:
    other = factories.initiative(initiative.focus_area, name="Skakklub")
    response = save(editor_client, initiative, slug=other.slug)
    assert "Adressen bruges allerede af en anden." in response.content.decode()
    focus_area, taken = initiative.focus_area, factories.focus_area(initiative.plan, name="Sundhed")
    path = f"/admin/initiatives/focusarea/{focus_area.pk}/change/"
    data = sent_by(editor_client.get(path), "focusarea_form") | {"slug": taken.slug}
    assert "Adressen bruges allerede af en anden." in editor_client.post(path, data).content.decode()
    assert editor_client.post(path, data | {"slug": "nyt"}).status_code == 302


def test_a_person_is_given_a_focus_area_of_a_plan_told_by_its_years(editor_client: Client, plan: Plan) -> None:
    factories.focus_area(plan, name="Naboer")
    person = factories.staff_member()
    page = editor_client.get(f"/admin/staff/staffmember/{person.pk}/change/").content.decode()
    assert f">Naboer ({plan.years})</option>" in page
