"""The page that says how long what is kept, and whether it happens."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from abc_portal.retention import KINDS, delete_expired, lines
from activities.models import Attendance, SignUp
from contact.models import Enquiry
from core.models import Deletion
from tests import factories
from tests.pages import text

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_the_page_says_rule_last_run_rows_gone_and_next_run(editor_client: Client) -> None:
    assert text(editor_client.get("/admin/opbevaring/")).count("Kører ikke") == len(KINDS)
    now = timezone.now()
    for _ in range(7):
        Enquiry.objects.filter(pk=factories.enquiry().pk).update(created_at=now - 181 * DAY)
    delete_expired(now)
    page = text(editor_client.get("/admin/opbevaring/"))
    for words in ("Tilmeldinger", "30 dage efter aktiviteten", "180 dage", '<td data-head="Rækker">7</td>'):
        assert words in page
    for moment in (now, now + DAY):
        assert date_format(timezone.localtime(moment), "DATETIME_FORMAT") in page
    assert "Kører ikke" not in page


def test_a_run_that_is_missing_for_two_days_is_told() -> None:
    now = timezone.now()
    delete_expired(now)
    assert not any(line.is_overdue for line in lines(now + DAY))
    assert all(line.is_overdue for line in lines(now + 2 * DAY))
    assert {run.ran_at for run in Deletion.objects.all()} == {now}


def test_names_of_who_came_go_and_the_count_stays() -> None:
    initiative = factories.initiative(factories.focus_area(factories.plan()))
    over, coming = factories.activity(initiative, in_days=-31), factories.activity(initiative)
    factories.sign_up(over, name="Fatma Ny", party=3, came=True)
    kept = factories.sign_up(coming)
    call_command("delete_expired")
    assert list(SignUp.objects.all()) == [kept]
    assert Attendance.objects.values_list("activity", "signed_up", "came").get() == (over.pk, 3, 3)


def test_one_kind_that_cannot_be_deleted_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()

    def broken(at: datetime.datetime) -> list[object]:
        raise RuntimeError

    monkeypatch.setattr("abc_portal.retention.KINDS", [KINDS[0]._replace(expired=broken), *KINDS[1:]])
    Enquiry.objects.filter(pk=factories.enquiry().pk).update(created_at=now - 181 * DAY)
    with pytest.raises(ExceptionGroup):
        delete_expired(now)
    assert not Enquiry.objects.exists()
    assert set(Deletion.objects.values_list("kind", flat=True)) == {kind.key for kind in KINDS[1:]}


def test_the_page_says_that_a_mail_not_sent_keeps_what_it_said(editor_client: Client) -> None:
    assert "beholder sit indhold lige så længe" in text(editor_client.get("/admin/opbevaring/"))
