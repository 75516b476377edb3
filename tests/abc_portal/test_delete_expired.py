"""Nothing is kept longer than it may be, and nothing goes before."""

import datetime
from io import StringIO
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contact.models import Enquiry
from core.history.retention import expired_versions
from initiatives.models import Initiative
from organisation.models import Member
from staff.models import StaffMember
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
VERSIONS = "Tidligere udgaver og papirkurven"


@pytest.fixture(autouse=True)
def _days(settings: Any) -> None:
    settings.ENQUIRY_DAYS, settings.HISTORY_DAYS, settings.TRASH_DAYS = 180, 730, 30


def run(**options: Any) -> dict[str, str]:
    """What the command says, by kind."""
    out = StringIO()
    call_command("delete_expired", stdout=out, **options)
    return dict(line.split(": ") for line in out.getvalue().splitlines())


def ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def enquiry(received: datetime.datetime, **fields: Any) -> Enquiry:
    row = factories.enquiry(**fields)
    Enquiry.objects.filter(pk=row.pk).update(created_at=received)
    return row


def versions(model: Any, pk: int) -> int:
    return model.history.filter(id=pk).count()


def date_versions(model: Any, pk: int, day: datetime.datetime, kind: str | None = None) -> None:
    rows = model.history.filter(id=pk)
    (rows.filter(history_type=kind) if kind else rows).update(history_date=day)


def test_a_message_goes_when_its_days_are_over_answered_or_not() -> None:
    over = enquiry(ago(180)), enquiry(ago(180) - HOUR, state=Enquiry.State.CLOSED)
    kept = enquiry(ago(180) + HOUR), enquiry(ago(180) + HOUR, state=Enquiry.State.CLOSED)
    assert run()["Henvendelser"] == "2 slettet"
    assert set(Enquiry.objects.all()) == set(kept)
    assert not Enquiry.objects.filter(pk__in=[row.pk for row in over]).exists()


def test_how_long_a_message_is_kept_is_a_setting(settings: Any) -> None:
    settings.ENQUIRY_DAYS = 7
    enquiry(ago(7))
    kept = enquiry(ago(7) + HOUR)
    run()
    assert list(Enquiry.objects.all()) == [kept]


def test_old_versions_of_a_living_row_go_and_the_row_stays() -> None:
    person = factories.staff_member(name="Nora Nabo")
    date_versions(StaffMember, person.pk, ago(730))
    person.title = "leder"
    person.save()
    date_versions(StaffMember, person.pk, ago(730) + HOUR, kind="~")
    assert run()[VERSIONS] == "1 slettet"
    assert [row.title for row in StaffMember.history.filter(id=person.pk)] == ["leder"]
    assert StaffMember.objects.get() == person


def test_the_newest_version_of_a_living_row_stays_however_old() -> None:
    """The next change is compared with it."""
    person = factories.staff_member(title="vært")
    date_versions(StaffMember, person.pk, ago(2000))
    assert run()[VERSIONS] == "0 slettet"
    person.title = "leder"
    person.save()
    assert [row.title for row in StaffMember.history.filter(id=person.pk)] == ["leder", "vært"]


def test_a_deleted_row_leaves_nothing_behind_after_the_bin() -> None:
    seat = factories.seat(factories.body())
    member = factories.member(seat, name="Mia Hansen")
    key = member.pk
    member.name = "Mia Jensen"
    member.save()
    date_versions(Member, key, ago(400))
    member.delete()
    date_versions(Member, key, ago(30) + HOUR, kind="-")
    run()
    assert versions(Member, key) == 3
    date_versions(Member, key, ago(30), kind="-")
    run()
    assert versions(Member, key) == 0
    assert Member.history.count() == 0


def test_what_came_back_from_the_bin_keeps_its_history() -> None:
    person = factories.staff_member()
    key = person.pk
    person.delete()
    date_versions(StaffMember, key, ago(300))
    StaffMember(pk=key, name="Nora Nabo").save()
    date_versions(StaffMember, key, ago(200), kind="+")
    run()
    assert versions(StaffMember, key) == 3


def test_what_was_deleted_again_is_in_the_bin_again() -> None:
    person = factories.staff_member()
    key = person.pk
    person.delete()
    date_versions(StaffMember, key, ago(300))
    StaffMember(pk=key, name="Nora Nabo").save()
    StaffMember.objects.get().delete()
    run()
    assert versions(StaffMember, key) == 4


def test_the_chosen_areas_of_a_version_go_with_it_and_others_stay() -> None:
    area = factories.area()
    focus_area = factories.focus_area(factories.plan(areas=[area]))
    gone, kept = (factories.initiative(focus_area, areas=[area]) for _ in range(2))
    key = gone.pk
    gone.delete()
    date_versions(Initiative, key, ago(31))
    choices = apps.get_model("initiatives", "HistoricalInitiative_areas")
    assert set(choices.objects.values_list("initiative_id", flat=True)) == {key, kept.pk}
    assert run()[VERSIONS] == "4 slettet"
    assert set(choices.objects.values_list("initiative_id", flat=True)) == {kept.pk}
    assert versions(Initiative, kept.pk) > 0


def test_sessions_that_ran_out_go_and_so_does_where_they_were(editor_client: Client) -> None:
    editor_client.get("/konto/adgangskode/")
    here = editor_client.session.session_key
    over = factories.user()
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=timezone.now() - HOUR)
    for key in ("a" * 32, "b" * 32, here):
        UserSession.objects.get_or_create(session_key=key, defaults={"user": over, "ip": "127.0.0.1"})
    run()
    assert [row.session_key for row in Session.objects.all()] == [here]
    assert [row.session_key for row in UserSession.objects.all()] == [here]


def test_what_ran_out_in_the_cache_goes_from_the_database_too(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_here"}}
    call_command("createcachetable")
    caches["default"].set("over", "Rosa Regnbue", timeout=60)
    caches["default"].set("kept", "x", timeout=3600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache_here SET expires = '2001-01-01 00:00:00' WHERE cache_key LIKE '%over%'")
        run()
        cursor.execute("SELECT cache_key FROM cache_here")
        assert [key for (key,) in cursor.fetchall()] == [":1:kept"]


def test_a_dry_run_counts_and_deletes_nothing() -> None:
    enquiry(ago(181))
    person = factories.staff_member()
    key = person.pk
    person.delete()
    date_versions(StaffMember, key, ago(31))
    said = run(dry_run=True)
    assert said["Henvendelser"] == "1 står til at blive slettet"
    assert said[VERSIONS] == "2 står til at blive slettet"
    assert (Enquiry.objects.count(), versions(StaffMember, key)) == (1, 2)
    run()
    assert (Enquiry.objects.count(), versions(StaffMember, key)) == (0, 0)
    assert set(run().values()) == {"0 slettet"}


def test_many_rows_go_with_as_many_queries_as_few() -> None:
    def asked(rows: int) -> int:
        for _ in range(rows):
            enquiry(ago(181))
            person = factories.staff_member()
            key = person.pk
            person.delete()
            date_versions(StaffMember, key, ago(31))
        with CaptureQueriesContext(connection) as captured:
            run()
        return len(captured)

    run()
    assert asked(1) == asked(12)
    assert not Enquiry.objects.exists()


def test_every_model_with_versions_is_reached() -> None:
    """Somebody who adds a model with a history need do nothing here."""
    labels = {rows.model._meta.label for rows in expired_versions(timezone.now())}
    assert {"organisation.HistoricalMember", "staff.HistoricalStaffMember", "budget.HistoricalFundingSource"} <= labels
