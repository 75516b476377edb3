"""What calendar programs get: strictly valid, in Danish time, with stable ids, and nothing that is not public."""

import datetime
from typing import Any

import pytest
import vobject
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from activities.ics import calendar_of
from activities.models import Activity
from initiatives.models import Initiative
from organisation.models import HousingArea, Plan
from tests import factories
from tests.pages import logged_in

pytestmark = pytest.mark.django_db


def events(content: bytes) -> list[Any]:
    """After two parsers have read it strictly, and every line has been measured."""
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    whole = vobject.readOne(content.decode(), allowQP=False)
    assert whole.validate(raiseException=True)
    calendar = Calendar.from_ical(content)
    assert not [part.errors for part in calendar.walk() if part.errors]
    return calendar.walk("VEVENT")


def feed(client: Client, url: str = "/kalender/kalender.ics") -> list[Any]:
    response = client.get(url)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return events(response.content)


def names(found: list[Any]) -> list[str]:
    return [str(event["summary"]) for event in found]


def test_an_event_holds_what_the_page_says(client: Client, initiative: Initiative) -> None:
    place = factories.place(name="Fælleshuset", address="Øvej 1, st.; mf", access="Ind ad gården")
    date = factories.activity(initiative, name="Strik, kaffe & æbler", place=place, note="Æ" * 200)
    (event,) = feed(client)
    assert str(event["summary"]) == "Strik, kaffe & æbler"
    assert str(event["location"]) == "Fælleshuset, Øvej 1, st.; mf"
    assert "Æ" * 200 in str(event["description"])
    assert "Ind ad gården" in str(event["description"])
    assert str(event["uid"]) == str(date.uid)
    assert str(event["url"]) == f"http://testserver{date.get_absolute_url()}"
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)
    assert event["dtstart"].dt == date.starts_at
    assert event["dtstamp"].dt == date.changed_at.replace(microsecond=0)


def test_five_o_clock_is_five_o_clock_on_both_sides_of_the_clocks_change(initiative: Initiative) -> None:
    series = factories.series(
        initiative, starts_on=datetime.date(2031, 10, 21), ends_on=datetime.date(2031, 10, 28), begins=datetime.time(17)
    )
    content = calendar_of(series.dates.for_list().order_by("starts_at"), lambda path: f"https://portal.invalid{path}")
    assert b"BEGIN:VTIMEZONE" in content
    assert content.count(b"DTSTART;TZID=Europe/Copenhagen:203110") == 2
    # As a program does that knows no time zones but the one in the file.
    before, after = vobject.readOne(content.decode()).vevent_list
    assert [event.dtstart.value.hour for event in (before, after)] == [17, 17]
    assert [event.dtstart.value.utcoffset() for event in (before, after)] == [
        datetime.timedelta(hours=2),
        datetime.timedelta(hours=1),
    ]
    assert [event["dtstart"].dt.utcoffset().seconds for event in events(content)] == [7200, 3600]


def test_a_moved_and_a_cancelled_date_replace_what_the_calendar_has(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative)
    (before,) = feed(client)
    date.set_times(date.day, datetime.time(10), datetime.time(12))
    date.save()
    (moved,) = feed(client)
    date.state, date.instead = Activity.State.CANCELLED, "Kom på tirsdag."
    date.save()
    (cancelled,) = feed(client)
    assert before["uid"] == moved["uid"] == cancelled["uid"]
    assert [event["sequence"] for event in (before, moved, cancelled)] == [0, 1, 2]
    assert timezone.localtime(moved["dtstart"].dt).hour == 10
    assert str(cancelled["status"]) == "CANCELLED"
    assert names([cancelled]) == ["Aflyst: Strikkecafé"]
    assert str(cancelled["description"]).startswith("Kom på tirsdag.")


def test_there_is_a_feed_of_all_of_an_area_of_an_initiative_and_of_one_date(
    client: Client, plan: Plan, nordby: HousingArea, initiative: Initiative
) -> None:
    other = factories.initiative(initiative.focus_area, name="Løbeklub")
    run = factories.activity(other, in_days=1)
    factories.activity(initiative, in_days=2, place=factories.place(area=nordby))
    assert names(feed(client)) == ["Løbeklub", "Strikkecafé"]
    assert names(feed(client, "/kalender/omraade/nordby.ics")) == ["Strikkecafé"]
    assert names(feed(client, "/kalender/initiativ/loebeklub.ics")) == ["Løbeklub"]
    assert names(feed(client, f"{run.get_absolute_url()}kalender.ics")) == ["Løbeklub"]
    for url in ("/kalender/omraade/atlantis.ics", "/kalender/initiativ/x.ics", "/kalender/x/kalender.ics"):
        assert client.get(url).status_code == 404
    page = client.get("/kalender/").content.decode()
    assert 'href="webcal://testserver/kalender/omraade/nordby.ics"' in page
    assert "http://testserver/kalender/kalender.ics" in page


def test_a_feed_keeps_four_weeks_of_what_is_over(client: Client, initiative: Initiative) -> None:
    for days in (-27, -29, 400):
        factories.activity(initiative, in_days=days, name=f"om {days}")
    assert names(feed(client)) == ["om -27", "om 400"]


def test_a_feed_without_dates_can_be_read(client: Client, initiative: Initiative) -> None:
    assert Calendar.from_ical(client.get("/kalender/kalender.ics").content).walk("VEVENT") == []


def test_what_is_not_public_is_in_no_feed_not_even_for_an_editor(plan: Plan, initiative: Initiative) -> None:
    draft = factories.initiative(initiative.focus_area, name="Hemmelig kladde", publish_from=None)
    hidden = factories.activity(draft, place=factories.place(area=plan.areas.get()))
    shown = factories.activity(initiative, contact=factories.staff_member(name="Hemmelig", publish_from=None))
    factories.sign_up(shown, name="Hemmelig beboer")
    for reader in (Client(), logged_in(factories.editor())):
        for url in ("kalender.ics", "omraade/nordby.ics", f"{shown.slug}/kalender.ics"):
            response = reader.get(f"/kalender/{url}")
            assert names(events(response.content)) == ["Strikkecafé"]
            assert b"Hemmelig" not in response.content
        for url in (f"initiativ/{draft.slug}.ics", f"{hidden.slug}/kalender.ics"):
            assert reader.get(f"/kalender/{url}").status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative)
    first = client.get("/kalender/kalender.ics")
    assert "max-age=600" in first.headers["Cache-Control"]
    again = {"if-none-match": first.headers["ETag"]}
    assert client.get("/kalender/kalender.ics", headers=again).status_code == 304
    date.note = "Nyt"
    date.save()
    assert client.get("/kalender/kalender.ics", headers=again).status_code == 200
