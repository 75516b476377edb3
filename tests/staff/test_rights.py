"""One's own row: what people write about themselves, and what they do not."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from core.history import one_act
from staff.admin import OWN_FIELDS
from staff.models import StaffMember
from staff.roles import employed_who_may
from tests import factories
from tests.html_forms import sent_by

pytestmark = pytest.mark.django_db

LIST = "/admin/staff/staffmember/"


@pytest.fixture
def user() -> User:
    return factories.user("anna@example.invalid", role=Role.WORKER)


@pytest.fixture
def anna(user: User) -> StaffMember:
    return factories.staff_member(name="Anna Arbejder", user=user, phone="11 11 11 11")


@pytest.fixture
def bo() -> StaffMember:
    return factories.staff_member(name="Bo Berg", phone="22 22 22 22")


@pytest.fixture
def worker(user: User, anna: StaffMember) -> Client:
    client = Client()
    client.force_login(user)
    return client


def path_of(row: StaffMember) -> str:
    return f"{LIST}{row.pk}/change/"


def values(row: StaffMember) -> dict[str, Any]:
    """What stands in the database, but for what saving itself writes."""
    return StaffMember.objects.filter(pk=row.pk).values().get()


def test_one_changes_oneself_and_the_head_everybody(user: User, anna: StaffMember, bo: StaffMember) -> None:
    assert list(StaffMember.objects.editable_by(user)) == [anna]
    assert set(StaffMember.objects.editable_by(factories.editor())) == {anna, bo}
    assert not StaffMember.objects.editable_by(AnonymousUser()).exists()
    assert not StaffMember.objects.editable_by(factories.user(role=Role.WORKER)).exists()


def test_one_writes_where_one_can_be_reached(worker: Client, anna: StaffMember) -> None:
    data = sent_by(worker.get(path_of(anna)), "staffmember_form")
    assert worker.post(path_of(anna), data | {"phone": "33 33 33 33", "languages": "dansk, arabisk"}).status_code == 302
    anna.refresh_from_db()
    assert (anna.phone, anna.languages) == ("33 33 33 33", "dansk, arabisk")


def test_what_decides_rights_is_read_only_to_oneself(worker: Client, anna: StaffMember, bo: StaffMember) -> None:
    page = worker.get(path_of(anna))
    assert set(page.context["adminform"].form.fields) == OWN_FIELDS
    before = values(anna)
    member = factories.member(factories.seat(factories.body()))
    forged = {
        "name": "Chefen",
        "in_secretariat": "on",
        "starts_on": "2000-01-01",
        "ends_on": "2199-12-31",
        "user": factories.editor().pk,
        "member": member.pk,
        "slug": "chefen",
        "position": "-1",
        "publish_from": "",
    }
    assert worker.post(path_of(anna), sent_by(page, "staffmember_form") | forged).status_code == 302
    assert values(anna) == before


def test_others_are_read_and_not_changed(worker: Client, anna: StaffMember, bo: StaffMember) -> None:
    assert "Bo Berg" in worker.get(LIST).content.decode()
    page = worker.get(path_of(bo)).content.decode()
    assert "22 22 22 22" in page
    assert 'name="phone"' not in page
    mine = sent_by(worker.get(path_of(anna)), "staffmember_form")
    assert worker.post(path_of(bo), mine | {"phone": "99 99 99 99"}).status_code == 403
    bo.refresh_from_db()
    assert bo.phone == "22 22 22 22"


def test_nobody_makes_or_deletes_staff_but_the_head(worker: Client, anna: StaffMember) -> None:
    assert worker.get(f"{LIST}add/").status_code == 403
    assert worker.post(f"{LIST}{anna.pk}/delete/", {"post": "yes"}).status_code == 403
    assert StaffMember.objects.count() == 1


def test_a_picture_of_somebody_else_stays(worker: Client, anna: StaffMember, bo: StaffMember) -> None:
    StaffMember.objects.filter(pk=bo.pk).update(picture="medarbejdere/bo.png", picture_consent=True)
    data = {"action": "withdraw_consent", "_selected_action": [anna.pk, bo.pk]}
    assert "Nogle af rækkerne er ikke dine." in worker.post(LIST, data, follow=True).content.decode()
    assert worker.post(f"{LIST}{bo.pk}/traek-samtykke/").status_code == 403
    assert StaffMember.objects.get(pk=bo.pk).picture
    assert worker.post(f"{LIST}{anna.pk}/traek-samtykke/").status_code == 302


def test_the_head_is_held_to_none_of_it(editor_client: Client, anna: StaffMember) -> None:
    fields = set(editor_client.get(path_of(anna)).context["adminform"].form.fields)
    assert {"name", "in_secretariat", "starts_on", "ends_on", "publish_from", "slug"} <= fields


def test_going_back_brings_nothing_that_one_may_not_write(worker: Client, anna: StaffMember) -> None:
    """Else an earlier version would give the employment back that the head has ended."""
    with one_act() as before:
        anna.phone = "44 44 44 44"
        anna.save()
    anna.phone, anna.ends_on, anna.in_secretariat = "55 55 55 55", timezone.localdate(), True
    anna.save()
    response = worker.post(f"{LIST}{anna.pk}/historik/{before}/tilbage/")
    assert response.status_code == 302
    anna.refresh_from_db()
    assert anna.phone == "44 44 44 44"
    assert (anna.ends_on, anna.in_secretariat) == (timezone.localdate(), True)


def test_nobody_ends_their_own_employment_and_with_it_their_login(editor: Any, editor_client: Client) -> None:
    person = factories.staff_member(user=editor)
    path = f"/admin/staff/staffmember/{person.pk}/"
    page = editor_client.get(f"{path}change/").content.decode()
    assert 'name="name"' in page
    assert 'name="ends_on"' not in page
    assert editor_client.post(f"{path}delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}
    editor_client.post("/admin/staff/staffmember/", data)
    assert StaffMember.objects.get() == person


def test_who_is_offered_as_a_colleague_is_who_may() -> None:
    today, day = timezone.localdate(), datetime.timedelta(days=1)
    yesterday, tomorrow = today - day, today + day
    for role in ("sekretariatsleder", "medarbejder", "oekonomi"):
        for until in (None, yesterday, today):
            factories.user(role=role, access_until=until)
        for dates in ({}, {"ends_on": yesterday}, {"ends_on": today}, {"starts_on": tomorrow}):
            factories.staff_member(user=factories.user(role=role), **dates)
    factories.user(role="medarbejder", is_active=False)
    factories.user(role="revisor", access_until=tomorrow)
    right = "contact.change_enquiry"
    assert set(employed_who_may(right)) == {user for user in User.objects.all() if user.has_perm(right)}
    assert employed_who_may(right).count() == 8
