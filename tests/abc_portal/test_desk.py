"""The admin's start page: what waits, told to who can do something about it, each line leading to the place."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from abc_portal import desk
from accounts.models import User
from contact.models import Enquiry
from core.history import Versions, one_act, versions_of
from initiatives.models import Initiative
from organisation.models import Member, Plan, Seat
from staff.models import StaffMember
from tests import admin_world, factories
from tests.pages import logged_in
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = datetime.date.today()
FULL = {"text": "<p>Kom og vær med.</p>", "area_scope": Initiative.AreaScope.ALL}
REACHED = {"phone": "12 34 56 78"}


@pytest.fixture
def worker() -> User:
    return factories.user(role="medarbejder", name="Wanda")


@pytest.fixture
def person(worker: User) -> StaffMember:
    return factories.staff_member(name="Wanda Worm", user=worker, **REACHED)


def lines(user: User) -> dict[str, int]:
    return {chore.text: chore.number for chore in desk.chores(User.objects.get(pk=user.pk)) or []}


def listed(user: User, url: str) -> list[str]:
    return sorted(str(row) for row in logged_in(user).get(url).context["cl"].result_list)


def picture(person: StaffMember, **fields: Any) -> None:
    defaults = {"picture": "medarbejdere/a.png", "picture_alt": "Nora smiler", "picture_consent": True}
    StaffMember.objects.filter(pk=person.pk).update(**{**defaults, **fields})


def whole_world(worker: User) -> None:
    """Three rows of each kind that lacks something, one of them the worker's; and rows that lack nothing."""
    area, audience, right = factories.area(), factories.audience(), factories.staff_member(name="Rigtig", **REACHED)
    own = factories.staff_member(name="Wanda Worm", user=worker, **REACHED)
    plan = factories.plan(areas=[area])
    old = factories.plan(areas=[area], starts_on=datetime.date(2011, 1, 1), ends_on=datetime.date(2014, 12, 31))
    focus_area, past = factories.focus_area(plan), factories.focus_area(old)
    factories.initiative(focus_area, audiences=[audience], contact=right, name="Helt i orden", **FULL)
    factories.initiative(past, name="Længe siden")
    soon = timezone.now() + 13 * DAY
    for contact in (right, right, own):
        good = {**FULL, "contact": contact, "audiences": [audience]}
        number = next(factories.number)
        factories.initiative(focus_area, **{**good, "text": ""}, name=f"Tom {number}")
        factories.initiative(focus_area, **{**good, "area_scope": "unknown"}, name=f"Hvor {number}")
        factories.initiative(focus_area, **{**good, "audiences": []}, name=f"Hvem {number}")
        factories.initiative(focus_area, **good, name=f"Snart væk {number}", publish_until=soon)
        factories.initiative(focus_area, **{**good, "contact": None}, name=f"Ingen {number}")
    gone = factories.staff_member(name="Rejst", ends_on=TODAY - DAY)
    factories.initiative(focus_area, name="Rejst kontakt", contact=gone, audiences=[audience], **FULL)
    for until, alt, consent in ((None, "", True), (TODAY - DAY, "x", True), (None, "x", False), (TODAY, "x", True)):
        picture(
            factories.staff_member(**REACHED),
            picture_alt=alt,
            picture_consent=consent,
            picture_consent_until=until,
        )
    picture(own, picture_consent_until=TODAY + 30 * DAY)
    picture(right, picture_consent_until=TODAY + 31 * DAY)
    factories.staff_member(name="Tavs")
    body = factories.body(publish_until=soon)
    factories.seat(body, post="Ledig", is_vacant=True)
    factories.member(factories.seat(body, post="Forladt"), ends_on=TODAY - DAY)
    factories.member(factories.seat(body, post="Snart ledig"), ends_on=TODAY + 60 * DAY)
    factories.member(factories.seat(body, post="Besat længe"), ends_on=TODAY + 61 * DAY)
    followed = factories.seat(body, post="Afløst")
    factories.member(followed, ends_on=TODAY + DAY)
    factories.member(followed, starts_on=TODAY + 2 * DAY)
    factories.seat(body, post="Aldrig oplyst")


def test_every_number_is_as_many_rows_as_its_list_shows(editor: Any, worker: User) -> None:
    whole_world(worker)
    for user in (editor, worker):
        for chore in desk.chores(User.objects.get(pk=user.pk)) or []:
            assert len(listed(user, chore.url)) == chore.number, chore
    assert lines(editor) == {
        "initiativer mangler tekst": 3,
        "initiativer mangler boligområde": 3,
        "initiativer mangler målgruppe": 3,
        "initiativer mangler kontaktperson": 4,
        "initiativer forsvinder snart fra siden": 3,
        "medarbejder mangler både telefon og e-mail": 1,
        "medarbejder har et billede uden billedtekst": 1,
        "medarbejdere har et billede uden gyldigt samtykke": 2,
        "medarbejdere har et samtykke til billedet, som udløber inden for 30 dage": 2,
        "poster mangler et medlem": 2,
        "post bliver ledig inden for 60 dage": 1,
        "bestyrelse eller gruppe forsvinder snart fra siden": 1,
    }


def test_a_worker_is_told_about_her_own_rows_only(worker: User) -> None:
    whole_world(worker)
    assert lines(worker) == {
        "initiativ mangler tekst": 1,
        "initiativ mangler boligområde": 1,
        "initiativ mangler målgruppe": 1,
        "initiativ forsvinder snart fra siden": 1,
        "medarbejder har et samtykke til billedet, som udløber inden for 30 dage": 1,
    }


def test_a_worker_is_told_about_the_focus_area_she_works_with(worker: User, person: StaffMember) -> None:
    focus_area = factories.focus_area(factories.plan())
    factories.initiative(focus_area, name="Uden kontakt")
    assert "initiativ mangler kontaktperson" not in lines(worker)
    factories.responsibility(focus_area, person)
    assert lines(worker)["initiativ mangler kontaktperson"] == 1
    assert listed(worker, "/admin/initiatives/initiative/?mangler=kontaktperson") == ["Uden kontakt"]


def test_chairs_are_told_as_the_site_shows_them(editor: Any, worker: User) -> None:
    whole_world(worker)
    assert listed(editor, "/admin/organisation/seat/?mangler=besaettelse") == sorted(
        str(seat) for seat in Seat.objects.with_holders(editor) if seat.stands_vacant
    )
    assert [name.split(",")[0] for name in listed(editor, "/admin/organisation/seat/?mangler=periode")] == [
        "Snart ledig"
    ]


def test_initiatives_of_an_ended_plan_count_only_while_it_is_the_current_one(editor: Any) -> None:
    old = factories.plan(starts_on=datetime.date(2011, 1, 1), ends_on=datetime.date(2014, 12, 31))
    factories.initiative(factories.focus_area(old), name="Gammelt")
    assert lines(editor)["initiativ mangler tekst"] == 1
    assert lines(editor)["helhedsplan er slut, men vises stadig som den nuværende"] == 1
    assert listed(editor, "/admin/organisation/plan/?mangler=slut") == ["Vores helhedsplan"]
    factories.plan()
    assert lines(editor) == {}


def test_a_plan_to_come_is_prepared_also_as_a_draft(editor: Any) -> None:
    factories.plan()
    day = datetime.date(TODAY.year + 3, 1, 1)
    later = factories.plan(starts_on=day, ends_on=day.replace(year=day.year + 3), publish_from=None)
    factories.initiative(factories.focus_area(later), publish_from=None)
    assert lines(editor)["initiativ mangler tekst"] == 1


def test_an_area_that_is_gone_is_an_area_that_lacks(editor: Any) -> None:
    area = factories.area()
    plan = factories.plan(areas=[area])
    factories.initiative(factories.focus_area(plan), areas=[area], name="Hjemløst", text="<p>Noget</p>")
    assert "initiativ mangler boligområde" not in lines(editor)
    area.delete()
    assert listed(editor, "/admin/initiatives/initiative/?mangler=boligomraade") == ["Hjemløst"]


def test_an_invitation_that_nobody_used_in_time_is_told(editor: Any, settings: Any) -> None:
    settings.INVITATION_DAYS = 14
    for name, days in (("Glemt", 14), ("Frisk", 13), ("Lukket", 15)):
        fields = {"name": name, "invited_at": timezone.now() - days * DAY, "is_active": name != "Lukket"}
        user = factories.user(role="medarbejder", **fields)
        assert (user.state == User.State.EXPIRED) is (name == "Glemt")
    assert lines(editor) == {"bruger har en invitation, som er udløbet": 1}
    assert listed(editor, "/admin/accounts/user/?mangler=invitation") == ["Glemt"]


def test_where_nothing_is_missing_something_kind_is_said(editor_client: Client) -> None:
    page = words(editor_client.get("/admin/"))
    assert "Der mangler ikke noget lige nu" in page
    assert "Alle har fået svar" in page
    assert "Ingen har ændret noget i de sidste to uger" in page


def test_finance_and_auditor_are_not_told_what_they_can_do_nothing_about(worker: User) -> None:
    whole_world(worker)
    factories.enquiry(message="En hemmelighed")
    auditor = factories.user(role="revisor", access_until=TODAY)
    assert desk.desk_of(auditor) == desk.Desk(None, None, None, None)
    # Of all that is lacking, files that were sent are what finance looks after.
    factories.read_file(factories.plan())
    finance = desk.desk_of(factories.user(role="oekonomi"))
    assert (finance.today, finance.inbox, finance.changes) == (None, None, [])
    assert [chore.text for chore in finance.chores or ()] == ["indlæsning venter på at blive gemt"]
    for user, may_save in ((auditor, False), (factories.user(role="oekonomi"), True)):
        page = words(logged_in(user).get("/admin/"))
        assert ("Det mangler 1 indlæsning venter på at blive gemt" in page) == may_save
        assert "Nye henvendelser" not in page
        assert "Alt, hvad du kan se og rette" in page


# Messages ------------------------------------------------------------------------------------


def test_unanswered_messages_stand_oldest_first_with_their_age_and_no_name(editor_client: Client) -> None:
    focus_area = factories.focus_area(factories.plan(), name="Naboer")
    new = factories.enquiry(name="Aja Hansen", message="Hemmelig besked", focus_area=focus_area)
    old = factories.enquiry(staff_member=factories.staff_member(name="Nora Nabo"))
    factories.enquiry(state=Enquiry.State.ANSWERED)
    Enquiry.objects.filter(pk=old.pk).update(created_at=timezone.now() - 3 * DAY)
    response = editor_client.get("/admin/")
    urls = [f"/admin/contact/enquiry/{row.pk}/change/" for row in (old, new)]
    assert [message.url for message in response.context["desk"].inbox.oldest] == urls
    page = words(response)
    assert "Nye henvendelser (2)" in page
    assert "Nora Nabo for 3 dage siden" in page
    assert "Aja" not in page
    assert "Hemmelig" not in page


@pytest.mark.parametrize(("age", "said"), [(165, False), (166, True)])
def test_a_message_that_will_soon_be_deleted_is_marked(
    editor_client: Client, settings: Any, age: int, said: bool
) -> None:
    settings.ENQUIRY_DAYS = 180
    factories.enquiry()
    Enquiry.objects.update(created_at=timezone.now() - age * DAY)
    assert ("slettes om 14 dage" in words(editor_client.get("/admin/"))) is said


def test_a_worker_sees_messages_to_her_and_no_other(worker: User, person: StaffMember) -> None:
    own = factories.enquiry(staff_member=person)
    factories.enquiry(staff_member=factories.staff_member(name="Nora Nabo"))
    found = desk.inbox(worker)
    assert found
    assert (found.number, [message.url for message in found.oldest]) == (
        1,
        [f"/admin/contact/enquiry/{own.pk}/change/"],
    )


# Changes -------------------------------------------------------------------------------------


def test_changes_say_who_did_what_and_lead_there(editor: Any, editor_client: Client) -> None:
    User.objects.filter(pk=editor.pk).update(name="Sonja")
    area = factories.area(name="Nordby")
    editor_client.post(
        f"/admin/organisation/housingarea/{area.pk}/change/",
        {"name": "Sydby", "text": "", "pattern": area.pattern, "colour": area.colour, "position": 1, "slug": "sydby"},
    )
    page = editor_client.get("/admin/")
    assert "Sydby Boligområde rettet af Sonja ·" in words(page)
    assert f'href="/admin/organisation/housingarea/{area.pk}/change/"' in page.content.decode()


def test_what_was_deleted_is_named_and_leads_nowhere(editor_client: Client) -> None:
    area = factories.area(name="Nordby")
    path = f"/admin/organisation/housingarea/{area.pk}/"
    editor_client.post(f"{path}delete/", {"post": "yes"})
    page = editor_client.get("/admin/")
    assert "Nordby Boligområde slettet" in words(page)
    assert path not in page.content.decode()


def by_people() -> None:
    """Rows of the factories were made by nobody; from now on by somebody whose login is gone."""
    for model in Versions.of:
        versions_of(model).update(history_change_reason=None)


def test_one_act_is_one_line(editor: Any) -> None:
    with one_act():
        seat = factories.seat(factories.body(name="Bestyrelsen"), post="Formand")
        factories.member(seat)
    by_people()
    (change,) = desk.changes(editor) or []
    assert (change.what, change.name, str(change.verb), change.others) == (
        "Bestyrelse eller gruppe",
        "Bestyrelsen",
        "oprettet",
        2,
    )


def test_no_members_name_stands_among_the_changes(editor_client: Client) -> None:
    seat = factories.seat(factories.body(), post="Formand")
    member = factories.member(seat, name="Mia Hansen", show_name=False)
    Member.objects.get(pk=member.pk).delete()
    by_people()
    response = editor_client.get("/admin/")
    page = words(response)
    assert "Formand Medlem slettet" in page
    assert "Formand Medlem oprettet" in page
    assert "Mia" not in response.content.decode()


def test_changes_are_told_to_those_who_could_have_made_them(worker: User, person: StaffMember) -> None:
    factories.funding_source(factories.plan(), {TODAY.year: 400}, name="Hemmelig kilde")
    factories.initiative(factories.focus_area(Plan.objects.get()), name="Fodbold")
    by_people()
    told = {change.name for change in desk.changes(worker) or []}
    assert {"Fodbold", "Wanda Worm"} <= told
    assert "Hemmelig kilde" not in told
    finance = {change.name for change in desk.changes(factories.user(role="oekonomi")) or []}
    assert finance == {"Hemmelig kilde"}


def test_old_changes_are_left_to_the_history(editor: Any) -> None:
    area = factories.area()
    by_people()
    area.history.update(history_date=timezone.now() - 15 * DAY)
    assert desk.changes(editor) == []


# Cost ----------------------------------------------------------------------------------------


@pytest.mark.alike
def test_the_page_asks_as_often_however_much_there_is(editor: Any, editor_client: Client, worker: User) -> None:
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as page:
            assert editor_client.get("/admin/").status_code == 200
        with CaptureQueriesContext(connection) as desk_alone:
            desk.desk_of(editor)
        return len(page), len(desk_alone)

    admin_world.begin()
    whole_world(worker)
    by_people()
    asked()
    few = asked()
    admin_world.grow(15)
    by_people()
    assert asked() == few
    # Nine, and what reconciling a plan's money takes.
    assert few[1] == 41


def test_what_no_person_did_is_not_told(editor: Any) -> None:
    factories.area(name="Nordby")
    call_command("load_plan", "plans/eksempel.toml", stdout=StringIO())
    assert desk.changes(editor) == []
