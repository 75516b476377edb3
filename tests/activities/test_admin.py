"""The workers' side: series and dates in the admin, who is told of a change, and what others do not see."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from activities.models import Activity, Attendance, Call, Series, SignUp, SkippedDay
from core.history import versions_of
from initiatives.models import Initiative
from tests import factories
from tests.html_forms import sent_by
from tests.pages import logged_in
from tests.reading import words

DAY = datetime.timedelta(days=1)
TUESDAY = datetime.date(2031, 9, 2)
SERIES, DATES = "/admin/activities/series/", "/admin/activities/activity/"


@pytest.fixture
def worker(initiative: Initiative) -> User:
    """Somebody who works with the initiative."""
    user = factories.user("w@example.invalid", role="medarbejder")
    factories.responsibility(initiative.focus_area, factories.staff_member(user=user))
    return user


@pytest.fixture
def client(worker: User) -> Client:
    return logged_in(worker)


@pytest.fixture
def colleague(db: None) -> Client:
    """A worker of other initiatives."""
    user = factories.user("k@example.invalid", role="medarbejder")
    factories.responsibility(factories.focus_area(factories.plan()), factories.staff_member(user=user))
    return logged_in(user)


def rule(initiative: Initiative, **fields: Any) -> Series:
    return factories.series(initiative, **{"starts_on": TUESDAY, "ends_on": TUESDAY + 27 * DAY, **fields})


def saved(client: Client, address: str, form: str, **data: Any) -> str:
    """What the editor reads after having saved a form with some fields changed."""
    response = client.post(address, sent_by(client.get(address), form) | data, follow=True)
    return words(response)


def change(client: Client, row: Any, **data: Any) -> str:
    name = row._meta.model_name
    return saved(client, f"/admin/activities/{name}/{row.pk}/change/", f"{name}_form", **data)


def days(series: Series) -> list[str]:
    return [f"{date.day:%d-%m}" for date in series.dates.order_by("starts_at")]


def went_back(client: Client, row: Any, version: int) -> str:
    acts = list(dict.fromkeys(versions_of(type(row)).filter(id=row.pk).values_list("act", flat=True)))
    history = f"/admin/activities/{row._meta.model_name}/{row.pk}/historik"
    return words(client.post(f"{history}/{acts[version]}/tilbage/", follow=True))


def test_a_series_is_made_in_one_form_with_its_exceptions(client: Client, initiative: Initiative) -> None:
    told = saved(
        client,
        f"{SERIES}add/",
        "series_form",
        **{
            "initiative": initiative.pk,
            "weekdays": ["2", "4"],
            "rhythm": "uge",
            "starts_on": "2031-09-02",
            "ends_on": "2031-09-16",
            "begins": "17:00",
            "ends": "19:00",
            "skipped-0-day": "2031-09-09",
        },
    )
    assert "Serien har 4 kommende datoer." in told
    assert days(Series.objects.get()) == ["02-09", "04-09", "11-09", "16-09"]


def test_one_chooses_between_ones_own_initiatives(client: Client, initiative: Initiative, colleague: Client) -> None:
    factories.initiative(factories.focus_area(factories.plan()), name="Fremmed")
    page = client.get(f"{SERIES}add/").content.decode()
    assert "Strikkecafé (" in page
    assert "Fremmed" not in page
    foreign = rule(initiative)
    assert colleague.post(f"{SERIES}{foreign.pk}/change/", {"name": "Kapret"}).status_code == 403


def test_dates_with_people_are_kept_and_named_with_the_way_to_them(client: Client, initiative: Initiative) -> None:
    series = rule(initiative)
    busy, left, *_free = series.dates.order_by("starts_at")
    factories.sign_up(busy, name="Bodil")
    factories.sign_up(left, state=SignUp.State.CANCELLED)
    page = client.post(
        f"{SERIES}{series.pk}/change/",
        sent_by(client.get(f"{SERIES}{series.pk}/change/"), "series_form") | {"weekdays": ["4"], "_continue": "x"},
        follow=True,
    )
    assert "2 datoer er beholdt, fordi nogen er eller har været tilmeldt" in words(page)
    assert f"{DATES}{busy.pk}/change/" in page.content.decode()
    assert "Bodil" not in page.content.decode()
    assert days(series)[:3] == ["02-09", "04-09", "09-09"]
    assert "Bodil" not in client.get(f"{SERIES}{series.pk}/history/").content.decode()


@pytest.mark.parametrize("way", ["series", "date"])
def test_who_comes_is_told_when_a_date_is_moved_and_again_when_that_is_undone(
    client: Client, initiative: Initiative, way: str, mailoutbox: list
) -> None:
    series = rule(initiative, joining="tilmelding")
    date = series.dates.order_by("starts_at")[0]
    by_phone = factories.sign_up(date, phone="12345678")
    row = series if way == "series" else date
    data = {"begins": "16:00"} if way == "series" else {"starts_at": "2031-09-02T16:00"}
    row.save()
    told = change(client, row, **data)
    assert "1 skal ringes op. Åbn ringelisten" in told
    Call.objects.filter(sign_up=by_phone, reason="flyttet", done_at=None).update(done_at=timezone.now())
    assert "1 skal ringes op." in went_back(client, row, -2)
    assert timezone.localtime(Activity.objects.get(pk=date.pk).starts_at).hour == 17
    assert Call.objects.filter(sign_up=by_phone, reason="flyttet", done_at=None).exists()


def test_new_places_are_offered_and_nobody_loses_one(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative, joining="tilmelding", capacity=2)
    factories.sign_up(date, party=2)
    waiting = factories.sign_up(date, state=SignUp.State.WAITING)
    assert "2 har plads den" in change(client, date, capacity="1")
    assert Activity.objects.get(pk=date.pk).capacity == 2
    change(client, date, capacity="3")
    waiting.refresh_from_db()
    assert waiting.is_offered
    series = rule(initiative, joining="tilmelding", capacity=4)
    factories.sign_up(series.dates.order_by("starts_at")[1], party=3)
    assert "3 har plads den 09-09-2031" in change(client, series, capacity="2")
    assert set(series.dates.values_list("capacity", flat=True)) == {4}


def test_a_date_is_not_moved_into_the_past(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative)
    assert "Det tidspunkt er gået" in change(client, date, starts_at="2020-01-01T10:00")


def test_the_exceptions_come_back_with_the_rule_and_its_dates_are_made_anew(
    client: Client, initiative: Initiative
) -> None:
    series = rule(initiative)
    change(client, series, **{"skipped-0-day": "2031-09-09", "weekdays": ["2", "3"]})
    assert days(series) == ["02-09", "03-09", "10-09", "16-09", "17-09", "23-09", "24-09"]
    told = words(client.get(f"{SERIES}{series.pk}/history/"))
    assert "onsdag" in told
    assert "kl. 17.00" not in told
    went_back(client, series, 0)
    assert days(series) == ["02-09", "09-09", "16-09", "23-09"]
    assert not SkippedDay.objects.exists()
    assert "Her er ikke noget at hente tilbage." in words(client.get("/admin/papirkurv/"))


def test_a_deleted_series_comes_back_with_its_dates_and_so_does_a_single_date(
    client: Client, initiative: Initiative
) -> None:
    series = rule(initiative)
    first, second, *_others = series.dates.order_by("starts_at")
    factories.sign_up(first)
    Activity.objects.filter(pk=second.pk).update(note="Med kage")
    key = series.pk
    page = words(client.get(f"{SERIES}{key}/delete/"))
    assert "09-09-2031" in page
    assert "02-09-2031" not in page
    client.post(f"{SERIES}{key}/delete/", {"post": "yes"})
    assert list(Activity.objects.all()) == [first]
    act = versions_of(Series).filter(id=key).last().act
    assert "med 3 aktiviteter" in words(client.get("/admin/papirkurv/"))
    client.post(f"/admin/papirkurv/{act}/")
    assert days(Series.objects.get(pk=key)) == ["02-09", "09-09", "16-09", "23-09"]
    client.post(f"{DATES}{second.pk}/delete/", {"post": "yes"})
    client.post(f"/admin/papirkurv/{versions_of(Activity).filter(id=second.pk).last().act}/")
    Series.objects.get(pk=key).make_dates()
    assert Activity.objects.filter(pk=second.pk).exists()


def test_a_date_for_which_somebody_signed_up_is_called_off_instead_of_deleted(
    client: Client, initiative: Initiative
) -> None:
    date = factories.activity(initiative, joining="tilmelding")
    factories.sign_up(date, name="Bodil", state=SignUp.State.CANCELLED)
    page = words(client.post(f"{DATES}{date.pk}/delete/", {"post": "yes"}, follow=True))
    assert "nogen er eller har været tilmeldt. Aflys den i stedet." in page
    assert "Bodil" not in page
    chosen = {"action": "delete_selected", "_selected_action": [date.pk], "post": "yes", "index": "0"}
    assert "Aflys den i stedet." in words(client.post(DATES, chosen, follow=True))
    assert Activity.objects.filter(pk=date.pk).exists()


def test_dates_deleted_from_the_list_do_not_come_back_with_their_series(client: Client, initiative: Initiative) -> None:
    series = rule(initiative)
    keys = list(series.dates.order_by("starts_at").values_list("pk", flat=True)[:2])
    client.post(DATES, {"action": "delete_selected", "_selected_action": keys, "post": "yes", "index": "0"})
    series.make_dates()
    assert days(series) == ["16-09", "23-09"]


def test_a_small_group_is_a_number_to_those_who_work_with_it_only(
    client: Client, colleague: Client, initiative: Initiative, worker: User
) -> None:
    date = factories.activity(initiative, -3, joining="tilmelding")
    Attendance.objects.create(activity=date, visits=3, new_faces=1)
    count = Attendance.objects.get()
    count.visits = 4
    count.save()
    factories.sign_up(date, party=4)
    finance = logged_in(factories.user(role="oekonomi"))
    past = f"{DATES}?tid=forbi"

    def numbers(reader: Client) -> list[str]:
        cells = r'<td class="field-(?:people|visits)"[^>]*>([^<]*)</td>'
        return re.findall(cells, reader.get(past).content.decode())

    assert numbers(client) == ["4", "4"]
    for other in (colleague, finance):
        assert numbers(other) == ["under 5", "under 5"]
        assert other.get(f"{DATES}{date.pk}/deltagere/").status_code == 403
        for probe in ("attendance__visits=4", "attendance__visits__gte=3", "sign_ups__party=4", "sign_ups__name=x"):
            assert other.get(f"{past}&{probe}").status_code == 400
        for column in range(1, 8):
            assert other.get(f"{past}&o={column}").status_code == 200
        assert "besøg" not in words(other.get(f"{DATES}{date.pk}/history/")).lower()
    assert colleague.get("/admin/activities/attendance/").status_code in (302, 404)


def test_the_list_opens_on_what_is_to_come_and_a_chore_on_its_rows(client: Client, initiative: Initiative) -> None:
    coming, over = factories.activity(initiative, name="Snart"), factories.activity(initiative, -3, name="Forbi")
    factories.activity(initiative, -70, name="Længe siden")

    def listed(query: str = "") -> list[str]:
        return [row.name for row in client.get(DATES + query).context["cl"].result_list]

    assert listed() == ["Snart"]
    assert listed("?tid=forbi") == ["Forbi", "Længe siden"]
    assert listed("?mangler=fremmoede") == ["Forbi"]
    start = words(client.get("/admin/"))
    assert "1 aktivitet mangler fremmøde" in start
    assert "De næste aktiviteter Snart" in start
    Attendance.objects.create(activity=over, visits=0)
    assert listed("?mangler=fremmoede") == []
    assert coming.title == "Snart"
