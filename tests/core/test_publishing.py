"""In the admin a new row is a draft until a button shows it."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Initiative
from staff.models import StaffMember
from tests import factories
from tests.html_forms import sent_by
from tests.pages import text

pytestmark = pytest.mark.django_db

BUTTON = 'value="Gem, og vis på siden nu" name="_publish"'
DAY = datetime.timedelta(days=1)


def path_of(row: Any) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def send(client: Client, path: str, **more: Any) -> Any:
    form = f"{path.split('/')[3]}_form"
    return client.post(path, sent_by(client.get(path), form) | more, follow=True)


@pytest.mark.parametrize(
    "model", ["initiatives/initiative", "organisation/body", "organisation/plan", "staff/staffmember"]
)
def test_a_new_row_begins_as_a_draft_with_a_button_to_show_it(editor_client: Client, model: str) -> None:
    factories.focus_area(factories.plan())
    page = editor_client.get(f"/admin/{model}/add/")
    assert sent_by(page, f"{model.split('/')[1]}_form")["publish_from"] == ""
    # What Enter presses stands first.
    assert 0 < text(page).index('value="Gem" name="_save"') < text(page).index(BUTTON)


def test_saved_it_is_a_draft_and_shown_by_the_button(editor_client: Client) -> None:
    send(editor_client, "/admin/staff/staffmember/add/", name="Kim", title="Vært", email="kim@example.invalid")
    kim = StaffMember.objects.get()
    assert kim.publish_from is None
    assert "Den vises på siden nu." in text(send(editor_client, path_of(kim), _publish="x"))
    kim.refresh_from_db()
    assert not kim.is_hidden
    assert BUTTON not in text(editor_client.get(path_of(kim)))


def test_an_end_that_has_passed_is_cleared_and_one_to_come_stays(editor_client: Client) -> None:
    now = timezone.now()
    expired = factories.body(publish_from=now - 9 * DAY, publish_until=now - DAY)
    waiting = factories.body(publish_from=now + DAY, publish_until=now + 9 * DAY)
    for row in (expired, waiting):
        send(editor_client, path_of(row), _publish="x")
        row.refresh_from_db()
        assert not row.is_hidden
    assert expired.publish_until is None
    assert waiting.publish_until is not None


def test_a_worker_shows_her_own_initiative_but_not_herself() -> None:
    worker = factories.user(role="medarbejder")
    person = factories.staff_member(user=worker, publish_from=None)
    initiative = factories.initiative(factories.focus_area(factories.plan()), contact=person, publish_from=None)
    foreign = factories.initiative(initiative.focus_area, publish_from=None)
    client = Client()
    client.force_login(worker)
    send(client, path_of(initiative), _publish="x")
    send(client, path_of(person), _publish="x")
    assert client.post(path_of(foreign), {"_publish": "x"}).status_code == 403
    assert BUTTON not in text(client.get(path_of(foreign)))
    assert [row.pk for row in Initiative.objects.published()] == [initiative.pk]
    assert not StaffMember.objects.published().exists()


def test_a_text_that_is_only_shown_is_read_without_its_tags() -> None:
    text_in = "<p>Vi <strong>ses</strong></p><script>alert(1)</script>"
    foreign = factories.initiative(factories.focus_area(factories.plan()), text=text_in)
    client = Client()
    client.force_login(factories.user(role="medarbejder"))
    page = text(client.get(path_of(foreign)))
    assert '<div class="readonly"><div class="prose"><p>Vi <strong>ses</strong></p></div></div>' in page
    assert "&lt;p&gt;" not in page
    assert "alert(1)" not in page
