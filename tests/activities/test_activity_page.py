"""The page of one date: when, where, how to come along, and what search engines read."""

import datetime
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from core.formats import day_and_month
from initiatives.models import Initiative
from organisation.models import HousingArea
from tests import factories
from tests.pages import grows, text
from tests.reading import main, words

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def event(response: Any) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(response), flags=re.DOTALL)
    return next(block for block in map(json.loads, blocks) if block["@type"] == "Event")


def page(client: Client, date: Activity) -> str:
    return words(client.get(date.get_absolute_url()))


def from_now(initiative: Initiative, begins: datetime.timedelta, **fields: Any) -> Activity:
    start = timezone.now() + begins
    return factories.activity(initiative, starts_at=start, ends_at=start + 2 * HOUR, **fields)


def test_a_date_says_when_where_for_how_much_and_whom_to_ask(
    client: Client, initiative: Initiative, nordby: HousingArea
) -> None:
    place = factories.place(name="Fælleshuset", address="Gaden 1", area=nordby, access="Ring på hos varmemesteren.")
    contact = factories.staff_member(name="Eva Vært")
    date = factories.activity(
        initiative, note="Tag garn med.", place=place, price=Decimal(20), languages="dansk og arabisk", contact=contact
    )
    said = page(client, date)
    for fact in (day_and_month(date.day).capitalize().replace("\u00a0", " "), "Kl. 17–19", "Fælleshuset Gaden 1"):
        assert fact in said
    for fact in ("Ring på hos varmemesteren.", "20 kr.", "Dansk og arabisk", "Eva Vært", "Tag garn med."):
        assert fact in said
    assert "Bare mød op" in said
    assert "Tilmeld dig" not in said


def test_what_the_date_does_not_say_its_initiative_does(client: Client, initiative: Initiative) -> None:
    initiative.contact, initiative.is_free = factories.staff_member(name="Ida Initiativ"), True
    initiative.save()
    said = page(client, factories.activity(initiative))
    assert "Ida Initiativ" in said
    assert "Gratis" in said
    assert "Stedet er ikke skrevet endnu" in said


def test_a_contact_who_is_not_shown_is_none(client: Client, initiative: Initiative) -> None:
    hidden = factories.staff_member(name="Hemmelig Ansat", publish_from=None)
    assert "Hemmelig" not in text(client.get(factories.activity(initiative, contact=hidden).get_absolute_url()))


def test_signing_up_is_one_press_away_as_long_as_it_is_open(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative, joining="tilmelding", capacity=2)
    button = f'href="{date.get_absolute_url()}tilmeld/">'
    assert f"{button}Tilmeld dig</a>" in text(client.get(date.get_absolute_url()))
    factories.sign_up(date, party=2)
    assert "Alle pladser er optaget. Du kan skrive dig på ventelisten til aktiviteten." in page(client, date)
    assert f"{button}Skriv dig på venteliste til aktiviteten</a>" in text(client.get(date.get_absolute_url()))


@pytest.mark.parametrize(
    ("begins", "said"),
    [(-HOUR, "Tilmeldingen er lukket"), (-3 * HOUR, "Den er slut"), (-24 * 40 * HOUR, "Den er slut")],
)
def test_what_has_begun_or_is_over_says_so_and_takes_nobody(
    client: Client, initiative: Initiative, begins: datetime.timedelta, said: str
) -> None:
    date = from_now(initiative, begins, joining="tilmelding")
    response = client.get(date.get_absolute_url())
    assert said in words(response)
    assert "tilmeld/" not in main(response)
    assert ('content="noindex"' in text(response)) == (begins < -24 * 30 * HOUR)


def test_a_cancelled_date_keeps_its_address_and_says_what_instead(client: Client, initiative: Initiative) -> None:
    date = factories.activity(
        initiative, joining="tilmelding", state=Activity.State.CANCELLED, instead="Kom <på> tirsdag."
    )
    response = client.get(date.get_absolute_url())
    assert "<h1><s>Strikkecafé</s></h1>" in text(response)
    assert "Aflyst. Kom <på> tirsdag." in words(response)
    assert "tilmeld/" not in main(response)
    assert event(response)["eventStatus"] == "https://schema.org/EventCancelled"


def test_the_other_dates_of_the_series_stand_beside(client: Client, initiative: Initiative) -> None:
    series = factories.series(initiative, joining="tilmelding")
    first, second, third, last = series.dates.order_by("starts_at")
    third.set_times(third.day + datetime.timedelta(days=1), datetime.time(10), datetime.time(11))
    third.save()
    factories.activity(initiative, name="En anden ting")
    response = client.get(second.get_absolute_url())
    assert [date.pk for date in response.context["others"]] == [first.pk, third.pk, last.pk]
    assert "Som regel tirsdage" in words(response)
    assert f'href="{second.get_absolute_url()}tilmeld-alle/"' in text(response)
    moved_from = day_and_month(third.series_day).replace("\u00a0", " ")
    assert f"Flyttet fra {moved_from}" in page(client, third)
    assert event(client.get(third.get_absolute_url()))["previousStartDate"] == str(third.series_day)


def test_search_engines_read_the_date_as_an_event(client: Client, initiative: Initiative) -> None:
    factories.partnership(name="Solbyen")
    place = factories.place(name="Fælleshuset", address="Gaden 1")
    date = factories.activity(
        initiative, place=place, price=Decimal(0), joining="tilmelding", capacity=4, languages="dansk, urdu og arabisk"
    )
    facts = event(client.get(date.get_absolute_url()))
    assert facts["name"] == "Strikkecafé"
    assert datetime.datetime.fromisoformat(facts["startDate"]) == date.starts_at
    assert facts["eventStatus"] == "https://schema.org/EventScheduled"
    assert facts["location"] == {"@type": "Place", "name": "Fælleshuset", "address": "Gaden 1"}
    assert facts["organizer"] == {"@type": "Organization", "name": "Solbyen"}
    assert facts["inLanguage"] == ["dansk", "urdu", "arabisk"]
    assert facts["isAccessibleForFree"] is True
    assert facts["offers"]["price"] == "0.00"
    assert facts["url"] == f"http://testserver{date.get_absolute_url()}"
    unknown = event(client.get(factories.activity(initiative, name="Uden pris").get_absolute_url()))
    assert not {"offers", "location", "inLanguage"} & set(unknown)


def test_an_initiative_shows_its_next_dates_and_the_first_open_one(client: Client, initiative: Initiative) -> None:
    assert "Næste gang" not in words(client.get(initiative.get_absolute_url()))
    factories.activity(initiative, in_days=2, joining="tilmelding", state=Activity.State.CANCELLED)
    date = factories.activity(initiative, in_days=9, joining="tilmelding")
    response = client.get(initiative.get_absolute_url())
    assert "Næste gang" in words(response)
    assert f'<a class="btn btn-primary" href="{date.get_absolute_url()}">Tilmeld dig</a>' in text(response)


def test_a_long_series_asks_no_more_than_a_short_one(client: Client, initiative: Initiative) -> None:
    today = timezone.localdate()
    series = factories.series(initiative, weekdays=str(today.isoweekday()), ends_on=today + datetime.timedelta(days=15))
    date = series.dates.order_by("starts_at")[1]

    def more() -> None:
        series.ends_on = today + datetime.timedelta(days=60)
        series.save()

    few, many = grows(client, date.get_absolute_url(), more)
    assert few == many
