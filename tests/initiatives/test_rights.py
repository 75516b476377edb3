"""Whose an initiative is: who changes it, and that no form makes it anybody else's."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from initiatives.models import FocusArea, Initiative
from tests import factories
from tests.html_forms import sent_by

pytestmark = pytest.mark.django_db

LIST = "/admin/initiatives/initiative/"
NOT_YOURS = "Nogle af rækkerne er ikke dine. Vælg kun dem, du selv har ansvar for."


@pytest.fixture
def house() -> SimpleNamespace:
    """Anna works with Fritid and is the contact of something in Familie; Bo works with Familie."""
    plan = factories.plan(areas=[factories.area(name="Nordby")])
    user = factories.user("anna@example.invalid", role=Role.WORKER)
    anna, bo = factories.staff_member(name="Anna Arbejder", user=user), factories.staff_member(name="Bo Berg")
    leisure, family = factories.focus_area(plan, name="Fritid"), factories.focus_area(plan, name="Familie")
    factories.responsibility(leisure, anna)
    factories.responsibility(family, bo)
    return SimpleNamespace(
        user=user,
        anna=anna,
        bo=bo,
        leisure=leisure,
        family=family,
        in_area=factories.initiative(leisure, name="Cykelklub", contact=bo),
        as_contact=factories.initiative(family, name="Madklub", contact=anna),
        foreign=factories.initiative(family, name="Bokseklub", contact=bo),
    )


@pytest.fixture
def anna(house: SimpleNamespace) -> Client:
    client = Client()
    client.force_login(house.user)
    return client


def path_of(row: Initiative, what: str = "change") -> str:
    return f"{LIST}{row.pk}/{what}/"


def save(client: Client, row: Initiative, **changed: Any) -> Any:
    return client.post(path_of(row), sent_by(client.get(path_of(row)), "initiative_form") | changed)


def choices(client: Client, path: str) -> set[str]:
    field = client.get(path).context["adminform"].form.fields["focus_area"]
    return {label.split(" (")[0] for key, label in field.choices if key}


def names(rows: Any) -> set[str]:
    return set(rows.values_list("name", flat=True))


def test_ones_own_are_those_of_ones_focus_area_and_those_one_is_the_contact_for(house: SimpleNamespace) -> None:
    assert names(Initiative.objects.editable_by(house.user)) == {"Cykelklub", "Madklub"}
    assert names(FocusArea.objects.open_to(house.user)) == {"Fritid"}


def test_the_head_changes_all_and_nobody_else_any(house: SimpleNamespace) -> None:
    assert names(Initiative.objects.editable_by(factories.editor())) == {"Cykelklub", "Madklub", "Bokseklub"}
    for user in (AnonymousUser(), factories.user(role=Role.FINANCE), factories.user(role=Role.WORKER)):
        assert names(Initiative.objects.editable_by(user)) == set()
        assert names(FocusArea.objects.open_to(user)) == set()


def test_one_changes_ones_own_in_the_admin(anna: Client, house: SimpleNamespace) -> None:
    for row in (house.in_area, house.as_contact):
        assert save(anna, row, summary="Vi ses på torsdag.").status_code == 302
        row.refresh_from_db()
        assert row.summary == "Vi ses på torsdag."


def test_others_stand_in_the_list_and_open_to_be_read(anna: Client, house: SimpleNamespace) -> None:
    assert "Bokseklub" in anna.get(LIST).content.decode()
    page = anna.get(path_of(house.foreign)).content.decode()
    assert "Bokseklub" in page
    assert 'name="name"' not in page
    assert 'name="_save"' not in page


def test_a_forged_form_changes_nothing_of_others(anna: Client, house: SimpleNamespace) -> None:
    mine = sent_by(anna.get(path_of(house.in_area)), "initiative_form")
    stolen = mine | {"name": "Stjålet", "focus_area": house.leisure.pk, "contact": house.anna.pk}
    assert anna.post(path_of(house.foreign), stolen).status_code == 403
    house.foreign.refresh_from_db()
    assert (house.foreign.name, house.foreign.focus_area, house.foreign.contact) == (
        "Bokseklub",
        house.family,
        house.bo,
    )


def test_nobody_moves_an_initiative_to_where_somebody_else_works(anna: Client, house: SimpleNamespace) -> None:
    assert choices(anna, path_of(house.in_area)) == {"Fritid"}
    response = save(anna, house.in_area, focus_area=house.family.pk)
    assert list(response.context["adminform"].form.errors) == ["focus_area"]
    house.in_area.refresh_from_db()
    assert house.in_area.focus_area == house.leisure


def test_a_contact_leaves_the_initiative_where_it_is_or_takes_it_home(anna: Client, house: SimpleNamespace) -> None:
    assert choices(anna, path_of(house.as_contact)) == {"Familie", "Fritid"}
    assert save(anna, house.as_contact, focus_area=house.leisure.pk).status_code == 302


def test_a_new_one_is_made_where_one_works_and_nowhere_else(anna: Client, house: SimpleNamespace) -> None:
    assert choices(anna, f"{LIST}add/") == {"Fritid"}
    data = sent_by(anna.get(f"{LIST}add/"), "initiative_form") | {"name": "Løbeklub", "summary": "Vi løber."}
    anna.post(f"{LIST}add/", data | {"focus_area": house.family.pk, "contact": house.anna.pk})
    assert not Initiative.objects.filter(name="Løbeklub").exists()
    assert anna.post(f"{LIST}add/", data | {"focus_area": house.leisure.pk}).status_code == 302
    assert Initiative.objects.get(name="Løbeklub").focus_area == house.leisure


def test_who_works_with_no_focus_area_makes_none(client: Client, house: SimpleNamespace) -> None:
    client.force_login(factories.user(role=Role.WORKER))
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}add/", {"name": "x"}).status_code == 403
    assert "/initiative/add/" not in client.get(LIST).content.decode()


def test_one_deletes_only_ones_own(anna: Client, house: SimpleNamespace) -> None:
    assert anna.post(path_of(house.foreign, "delete"), {"post": "yes"}).status_code == 403
    assert anna.post(path_of(house.in_area, "delete"), {"post": "yes"}).status_code == 302
    assert names(Initiative.objects) == {"Madklub", "Bokseklub"}


def test_an_action_on_somebody_elses_does_nothing_at_all(anna: Client, house: SimpleNamespace) -> None:
    rows = [house.in_area.pk, house.foreign.pk]
    data = {"action": "delete_selected", "_selected_action": rows, "post": "yes"}
    for forged in ({}, {"index": "0", "action": ["delete_selected", "findes_ikke"]}):
        page = anna.post(LIST, data | forged, follow=True).content.decode()
        assert NOT_YOURS in page
    across = {"action": "delete_selected", "_selected_action": rows[:1], "select_across": "1", "index": "0"}
    assert NOT_YOURS in anna.post(LIST, across, follow=True).content.decode()
    assert names(Initiative.objects) == {"Cykelklub", "Madklub", "Bokseklub"}
    assert anna.post(LIST, data | {"_selected_action": rows[:1]}).status_code == 302
    assert names(Initiative.objects) == {"Madklub", "Bokseklub"}


def test_the_right_goes_with_the_responsibility(anna: Client, house: SimpleNamespace) -> None:
    house.anna.responsibilities.all().delete()
    assert anna.post(path_of(house.in_area), {"name": "x"}).status_code == 403


def test_the_right_goes_with_the_employment(anna: Client, house: SimpleNamespace) -> None:
    house.anna.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    house.anna.save()
    assert anna.get(path_of(house.in_area))["Location"].startswith("/konto/log-ind/")


def test_nobody_gives_themselves_a_focus_area(anna: Client, house: SimpleNamespace) -> None:
    """Responsibilities are rows in two forms; a worker can save neither's."""
    row = f"/admin/staff/staffmember/{house.anna.pk}/change/"
    data = sent_by(anna.get(row), "staffmember_form") | {
        "responsibilities-TOTAL_FORMS": 1,
        "responsibilities-INITIAL_FORMS": 0,
        "responsibilities-0-focus_area": house.family.pk,
        "responsibilities-0-staff_member": house.anna.pk,
        "responsibilities-0-position": 0,
    }
    assert anna.post(row, data).status_code == 302
    assert anna.post(f"/admin/initiatives/focusarea/{house.family.pk}/change/", data).status_code == 403
    assert names(FocusArea.objects.open_to(house.user)) == {"Fritid"}
