"""The calendar by week: which dates, how it is leafed through, and what it makes of odd addresses."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities.models import Activity, SignUp
from core.weeks import Week
from initiatives.models import Initiative
from organisation.models import HousingArea, Plan
from tests import factories
from tests.pages import BAD_QUERIES, WRONG_METHODS, grows, leaves_no_trace, text
from tests.reading import main, words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def this_week() -> Week:
    return Week.of(timezone.localdate())


def on(initiative: Initiative, day: datetime.date, **fields: Any) -> Activity:
    row = Activity(initiative=initiative, **fields)
    row.set_times(day, datetime.time(17), datetime.time(19, 30))
    row.save()
    return row


def titles(response: Any) -> list[str]:
    return [date.title for _day, dates in response.context["form"].days for date in dates]


def test_a_week_is_monday_to_sunday_day_by_day(client: Client, initiative: Initiative) -> None:
    week = this_week().after(2)
    on(initiative, week.sunday, name="Søndagstur")
    on(initiative, week.monday, name="Ugens første", place=factories.place(name="Fælleshuset"))
    on(initiative, week.monday - DAY, name="Ugen før")
    on(initiative, week.sunday + DAY, name="Ugen efter")
    response = client.get("/kalender/", {"uge": str(week)})
    assert titles(response) == ["Ugens første", "Søndagstur"]
    page = words(response)
    assert f"Uge {week.number}: " in page
    assert "Ugens første Kl. 17–19.30 Fælleshuset" in page
    assert f"/kalender/?uge={week.after(-1)}" in text(response)
    assert f"/kalender/?uge={week.after(1)}" in text(response)
    assert ">Denne uge</a>" in text(response)
    assert ">Denne uge</a>" not in text(client.get("/kalender/"))


def test_this_week_can_be_read_from_today_on(client: Client, initiative: Initiative) -> None:
    week, today = this_week(), timezone.localdate()
    for day in week.days:
        on(initiative, day)
    page = text(client.get("/kalender/"))
    assert ('href="#nu"' in page) == ('id="nu"' in page) == (today > week.monday)
    assert 'href="#nu"' not in text(client.get("/kalender/", {"uge": str(week.after(1))}))


@pytest.mark.parametrize("written", ["2026-W54", "2027-W53", "2026-W00", "0000-W01", "i morgen", "9" * 9000, "%00"])
def test_a_week_that_is_none_is_this_week_and_said(client: Client, initiative: Initiative, written: str) -> None:
    on(initiative, this_week().monday, name="I denne uge")
    response = client.get("/kalender/", {"uge": written})
    assert titles(response) == ["I denne uge"]
    assert "Her er denne uge." in words(response)


@pytest.mark.parametrize("weeks", [-53, 53, 52 * 500])
def test_weeks_out_of_reach_are_this_week_and_not_led_to(client: Client, initiative: Initiative, weeks: int) -> None:
    response = client.get("/kalender/", {"uge": str(this_week().after(weeks))})
    assert "et år frem og et år tilbage" in words(response)
    last, first = this_week().after(52), this_week().after(-52)
    assert "Næste uge" not in words(client.get("/kalender/", {"uge": str(last)}))
    assert "Forrige uge" not in words(client.get("/kalender/", {"uge": str(first)}))


def test_search_engines_are_kept_to_the_near_weeks_and_the_whole(client: Client, initiative: Initiative) -> None:
    near, far = this_week().after(8), this_week().after(9)
    assert "noindex" not in text(client.get("/kalender/", {"uge": str(near)}))
    assert "noindex" in text(client.get("/kalender/", {"uge": str(far)}))
    assert "noindex" in text(client.get("/kalender/?omraade=nordby"))


def test_the_filters_narrow_the_week_and_stay_when_leafing(client: Client, plan: Plan, nordby: HousingArea) -> None:
    soeby = factories.area(name="Søby")
    plan.areas.add(soeby)
    leg, job = factories.focus_area(plan, name="Leg"), factories.focus_area(plan, name="Job")
    small = factories.audience(name="Børn")
    children = factories.initiative(leg, [nordby, soeby], [small], name="Leg i gården")
    work = factories.initiative(job, [soeby], name="Jobhjælp")
    monday = this_week().monday
    on(children, monday, name="Leg i Nordby", place=factories.place(area=nordby))
    on(children, monday, name="Leg i Søby", place=factories.place(area=soeby))
    on(work, monday, name="Job i Søby")  # where is not known, but its initiative is of the area
    assert titles(client.get("/kalender/?omraade=nordby")) == ["Leg i Nordby"]
    assert titles(client.get("/kalender/?omraade=soeby")) == ["Leg i Søby", "Job i Søby"]
    assert titles(client.get("/kalender/?indsats=job")) == ["Job i Søby"]
    assert titles(client.get("/kalender/?maalgruppe=boern&omraade=soeby")) == ["Leg i Søby"]
    response = client.get("/kalender/?omraade=soeby&indsats=job&omraade=atlantis")
    assert f"/kalender/?uge={this_week().after(1)}&amp;omraade=soeby&amp;indsats=job" in text(response)
    assert "Vi kender ikke »atlantis«" in words(response)
    assert 'href="/kalender/?indsats=job"' in text(response)  # the chip that takes the area away


def test_one_area_makes_the_page_its_programme(client: Client, initiative: Initiative) -> None:
    week = this_week()
    assert "<h1>Nordby</h1>" in text(client.get("/kalender/?omraade=nordby"))
    assert f"<title>Nordby: Det sker, uge {week.number}" in text(client.get("/kalender/?omraade=nordby"))
    assert "<h1>Det sker</h1>" in text(client.get("/kalender/"))


def test_an_empty_week_leads_to_the_next_with_something(client: Client, initiative: Initiative) -> None:
    assert "Der er ikke noget i kalenderen" in words(client.get("/kalender/"))
    week = this_week().after(5)
    on(initiative, week.monday)
    response = client.get("/kalender/?omraade=nordby")
    assert f"Næste gang er i uge {week.number}" in words(response)
    assert f'href="/kalender/?uge={week}&amp;omraade=nordby"' in text(response)


def test_a_cancelled_date_is_struck_and_says_what_instead(client: Client, initiative: Initiative) -> None:
    on(initiative, this_week().monday, state=Activity.State.CANCELLED, instead="Kom på tirsdag.")
    page = text(client.get("/kalender/"))
    assert "<s>Strikkecafé</s>" in page
    assert "Kom på tirsdag." in page


def test_the_calendar_never_tells_how_few_come(client: Client, initiative: Initiative) -> None:
    """Not with ten of 41, not with 37 of them."""
    date = factories.activity(initiative, joining="tilmelding", capacity=41)
    urls = [date.get_absolute_url(), "/", f"/kalender/?uge={Week.of(date.day)}", "/boligomraader/nordby/"]

    def say(what: str) -> None:
        for url in urls:
            page = words(client.get(url))
            assert ("Få pladser tilbage" in page, "optaget" in page) == (what == "few", what == "full"), url
            assert "41" not in page
            assert not any(f" {number} plads" in page for number in range(42))

    factories.sign_up(date, party=10)
    say("nothing")
    for party in (10, 10, 7):
        factories.sign_up(date, party=party)
    say("few")
    factories.sign_up(date, party=4)
    say("full")


@pytest.mark.parametrize("query", [*BAD_QUERIES, "uge=", "uge=2026-W48&uge=x"])
def test_bad_input_never_breaks_the_calendar(client: Client, initiative: Initiative, query: str) -> None:
    assert "Det sker" in words(client.get(f"/kalender/?{query}"))


def test_the_calendar_is_only_read_and_leaves_no_trace(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative)
    for url in ("/kalender/", date.get_absolute_url(), "/kalender/kalender.ics"):
        assert leaves_no_trace(client, url)
        assert [getattr(client, method)(url).status_code for method in WRONG_METHODS] == [405] * 4


def test_many_dates_ask_no_more_than_few(client: Client, initiative: Initiative) -> None:
    def more() -> None:
        for number in range(5):
            other = factories.initiative(initiative.focus_area, [initiative.areas.get()], name=f"Nr. {number}")
            place = factories.place(area=initiative.areas.get())
            for day in this_week().days:
                factories.sign_up(on(other, day, joining="tilmelding", capacity=9, place=place, name=f"{number} {day}"))
            on(other, timezone.localdate() + DAY, name=f"Snart {number}")

    on(initiative, timezone.localdate() + DAY)
    on(initiative, this_week().sunday)
    for url in ("/kalender/", "/kalender/kalender.ics", "/", "/boligomraader/nordby/"):
        few, many = grows(client, url, more)
        assert few == many, url
        SignUp.objects.all().delete()
        Activity.objects.filter(initiative__name__startswith="Nr. ").delete()
        Initiative.objects.filter(name__startswith="Nr. ").delete()
    assert "Nr." not in main(client.get("/kalender/"))


def test_dates_of_drafts_and_of_other_plans_are_not_in_the_week(client: Client, initiative: Initiative) -> None:
    draft = factories.initiative(initiative.focus_area, name="Kladde", publish_from=None)
    on(draft, this_week().monday, name="Hemmelig dato")
    assert titles(client.get("/kalender/")) == []
    initiative.publish_from = None
    initiative.save()
    date = factories.activity(initiative, name="Hemmelig anden")
    for url in (date.get_absolute_url(), f"{date.get_absolute_url()}kalender.ics"):
        assert client.get(url).status_code == 404


def test_weeks_are_counted_as_danes_do() -> None:
    assert str(Week.of(datetime.date(2027, 1, 3))) == "2026-W53"
    assert Week.parse("2026-W53").sunday == datetime.date(2027, 1, 3)
    assert Week.parse("2026-W53").after(1) == Week.parse("2027-w01")
    for wrong in ("2026-W5", "2027-W53", "2026W001", "²026-W01"):
        with pytest.raises(ValueError, match=r".+"):
            Week.parse(wrong)
