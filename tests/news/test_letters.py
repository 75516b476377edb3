"""The newsletter: drafted from what all may see, read by an editor, frozen when sent, and to each what they chose."""

import datetime
from collections import Counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from abc_portal import desk
from accounts.models import User
from activities.models import Activity
from activities.models.details import local_moment
from initiatives.models import FocusArea, Initiative
from mail.models import OutgoingMail
from news.letters import delivery
from news.letters.items import items_of
from news.letters.making import draft_in_time
from news.models import Letter, Subscriber
from news.models.letters import first_of_month
from organisation.models import HousingArea, Plan
from tests import factories
from tests.html_forms import sent_by
from tests.mails import part, read, waiting
from tests.pages import grows, leaves_no_trace
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
DAY = datetime.timedelta(days=1)
# Of the month to come: all of its days are ahead, whatever day it is.
MONTH = first_of_month(first_of_month(timezone.localdate()) + 31 * DAY)


@pytest.fixture
def nordby() -> HousingArea:
    return factories.area(name="Nordby")


@pytest.fixture
def sydby() -> HousingArea:
    return factories.area(name="Sydby")


@pytest.fixture
def plan(nordby: HousingArea, sydby: HousingArea) -> Plan:
    return factories.plan(areas=[nordby, sydby])


@pytest.fixture
def children(plan: Plan) -> FocusArea:
    return factories.focus_area(plan, name="Børn")


@pytest.fixture
def letter(children: FocusArea, plan: Plan, nordby: HousingArea, sydby: HousingArea) -> Letter:
    """Of something in each area, something for all, something of another theme, and two pieces of news."""
    date(factories.initiative(children, [nordby], name="Cykelværksted"), 5)
    date(factories.initiative(children, [sydby], name="Lektiecafé"), 6)
    date(factories.initiative(children, name="Fællesfest", area_scope=Initiative.AreaScope.ALL), 7)
    date(factories.initiative(factories.focus_area(plan, name="Helbred"), [nordby], name="Gåtur"), 8)
    factories.post(title="Nye bænke")
    factories.post([sydby], [children], title="Nyt i Sydby")
    return factories.letter(MONTH, subject="Det sker", opening="Hej alle\n\nVi ses.")


def date(initiative: Initiative, day: int, **fields: Any) -> Activity:
    begins = local_moment(MONTH.replace(day=day), datetime.time(17))
    return factories.activity(initiative, starts_at=begins, ends_at=begins + datetime.timedelta(hours=2), **fields)


def titles(letter: Letter, *chosen: Any) -> set[str]:
    return {item.title for item in items_of(letter) if not chosen or item.is_for(*chosen)}


def form(client: Client, letter: Letter) -> dict[str, Any]:
    return sent_by(client.get(f"/admin/news/letter/{letter.pk}/change/"), "letter_form")


def release(client: Client, letter: Letter, **typed: Any) -> str:
    data = {**form(client, letter), **typed, "_release": "ja"}
    return words(client.post(f"/admin/news/letter/{letter.pk}/change/", data, follow=True))


def write_all() -> None:
    for _ in range(20):
        delivery.write(timezone.now())


def test_it_holds_what_everybody_may_see_of_its_month_and_news_since_the_last_one(
    letter: Letter, plan: Plan, children: FocusArea, nordby: HousingArea
) -> None:
    shown = titles(letter)
    assert shown == {"Cykelværksted", "Lektiecafé", "Fællesfest", "Gåtur", "Nye bænke", "Nyt i Sydby"}
    later = {"publish_from": timezone.now() + DAY}
    draft_plan = factories.plan(name="Udkast", publish_from=None, starts_on=plan.starts_on)
    open_one = factories.initiative(children, [nordby])
    date(factories.initiative(children, name="Hemmeligkladde", publish_from=None), 9)
    date(factories.initiative(children, name="Hemmeligplanlagt", **later), 9)
    date(factories.initiative(factories.focus_area(draft_plan), name="Hemmeligplan"), 9)
    date(open_one, 9, name="Hemmeligaflyst", state=Activity.State.CANCELLED)
    factories.activity(open_one, 80, name="Hemmeligsenere")
    factories.post(title="Hemmelignyhed", publish_from=None)
    factories.post(title="Hemmeligmorgen", **later)
    factories.post(title="Hemmeliggammel", publish_from=timezone.now() - 90 * DAY)
    assert titles(letter) == shown
    factories.released_letter(MONTH - DAY)
    assert titles(letter) == shown - {"Nye bænke", "Nyt i Sydby"}


def test_a_series_is_one_line_with_its_days(children: FocusArea) -> None:
    monday = next(MONTH + n * DAY for n in range(7) if (MONTH + n * DAY).weekday() == 0)
    place = factories.place(name="Huset", address="Vej 1")
    times = {"begins": datetime.time(17), "ends": datetime.time(19)}
    initiative = factories.initiative(children, name="Strik")
    factories.series(
        initiative, weekdays="1", starts_on=monday, ends_on=monday + 14 * DAY, place=place, **times
    ).make_dates()
    date(initiative, 20, name="Stort strik")
    several, single = items_of(factories.letter(MONTH))
    days = [f"{(monday + n * DAY).day}." for n in (0, 7, 14)]
    month = several.text.split("\u00a0")[1].split()[0]
    assert several.text == f"mandag den {days[0]}, {days[1]} og {days[2]}\u00a0{month} kl.\u00a017–19"
    assert (several.title, several.where) == ("Strik", "Huset, Vej 1")
    assert (single.title, single.where) == ("Stort strik", "")


def test_it_is_drafted_once_in_the_first_days_of_a_month_with_something_in_it(letter: Letter) -> None:
    Letter.objects.all().delete()
    first = local_moment(MONTH, datetime.time(3))
    factories.activity(Initiative.objects.get(name="Gåtur"), starts_at=first + 4 * DAY, ends_at=first + 5 * DAY)
    draft_in_time(first + 8 * DAY)
    assert not Letter.objects.exists()
    for hours in (0, 1, 30):
        draft_in_time(first + datetime.timedelta(hours=hours))
    assert [(row.month, row.is_released) for row in Letter.objects.all()] == [(MONTH, False)]
    # An empty month has no letter.
    draft_in_time(first + 400 * DAY)
    assert Letter.objects.count() == 1


def test_an_editor_reads_it_leaves_something_out_and_sends_it_for_good(
    editor_client: Client, editor: User, client: Client, letter: Letter
) -> None:
    factories.subscriber()
    factories.subscriber(confirmed_at=None)
    assert "nyhedsbrev venter på at blive læst og sendt" in [chore.text for chore in desk.chores(editor) or []]
    page = words(editor_client.get(f"/admin/news/letter/{letter.pk}/change/"))
    assert "Cykelværksted: " in page
    assert 'value="Gem, og send til 1"' in main(editor_client.get(f"/admin/news/letter/{letter.pk}/change/"))
    assert client.get(letter.get_absolute_url()).status_code == 404
    assert "Kladde." in words(editor_client.get(letter.get_absolute_url()))
    data = form(editor_client, letter)
    assert len(data["items"]) == 6
    items = [key for key in data["items"] if key != data["items"][0]]
    assert "Brevet er sendt af sted." in release(editor_client, letter, items=items, subject="Nu sker det")
    letter.refresh_from_db()
    assert (letter.subject, letter.released_by, len(letter.contents)) == ("Nu sker det", editor, 5)
    before = titles(letter)
    # Pressed twice, it is sent once.
    again = editor_client.post(f"/admin/news/letter/{letter.pk}/change/", {**data, "_release": "ja"}, follow=True)
    assert "Det bliver kun sendt én gang." in words(again)
    assert Letter.objects.get(pk=letter.pk).released_at == letter.released_at
    # Whatever happens then, it says what it said.
    Initiative.objects.filter(name="Cykelværksted").update(publish_from=None)
    Activity.objects.all().delete()
    assert titles(Letter.objects.get(pk=letter.pk)) == before
    web = client.get(letter.get_absolute_url())
    assert "Cykelværksted" in words(web)
    assert leaves_no_trace(client, letter.get_absolute_url())
    for path in ("change/", "delete/", f"historik/{letter.history.earliest('history_date').act}/tilbage/"):
        answer = editor_client.post(f"/admin/news/letter/{letter.pk}/{path}", {**data, "subject": "Ændret"})
        assert answer.status_code == 403
    assert Letter.objects.get(pk=letter.pk).subject == "Nu sker det"
    assert "nyhedsbrev" not in " ".join(chore.text for chore in desk.chores(editor) or [])


def test_what_came_while_somebody_read_is_read_before_it_is_sent(editor_client: Client, letter: Letter) -> None:
    url = f"/admin/news/letter/{letter.pk}/change/"
    data = form(editor_client, letter)
    items = data["items"][1:]
    factories.post(title="Kom imens")
    editor_client.post(url, {**data, "items": items, "_continue": "ja"})
    assert titles(Letter.objects.get()) == titles(letter) - {"Nyt i Sydby"}
    shown = form(editor_client, letter)
    assert len(shown["items"]) == len(items) + 1
    factories.post(title="Kom bagefter")
    refused = editor_client.post(url, {**shown, "_release": "ja"})
    assert "Der er kommet noget nyt, mens du læste: »Kom bagefter«." in words(refused)
    assert not Letter.objects.released().exists()
    read = sent_by(refused, "letter_form")
    assert len(read["items"]) == len(items) + 2
    assert "Brevet er sendt af sted." in words(editor_client.post(url, {**read, "_release": "ja"}, follow=True))
    assert {"Kom imens", "Kom bagefter"} < titles(Letter.objects.get(pk=letter.pk))


def test_an_empty_letter_is_not_sent(editor_client: Client, letter: Letter) -> None:
    assert "ikke sendt: der er ikke noget i det" in release(editor_client, letter, items=[])
    assert not Letter.objects.released().exists()


def test_each_gets_what_she_chose_and_what_is_for_all_with_a_way_out(
    editor_client: Client, letter: Letter, plan: Plan, nordby: HousingArea, sydby: HousingArea, children: FocusArea
) -> None:
    all_of_it, north = factories.subscriber(), factories.subscriber([nordby])
    south, child = factories.subscriber([sydby], [children]), factories.subscriber([nordby], [children])
    former = factories.focus_area(factories.plan(name="Forrige"), name="Findes ikke mere")
    from_before, empty = factories.subscriber([], [former]), factories.subscriber([factories.area()])
    silent = factories.subscriber(confirmed_at=None)
    Initiative.objects.filter(name="Fællesfest").delete()
    for post in ("Nye bænke",):
        letter.left_out = [item.key for item in items_of(letter) if item.title == post]
    letter.save()
    assert 'value="Gem, og send til 5"' in main(editor_client.get(f"/admin/news/letter/{letter.pk}/change/"))
    release(editor_client, letter)
    write_all()
    mails = {mail.recipient: part(read(mail), "plain") for mail in waiting()}
    everything = {"Cykelværksted", "Lektiecafé", "Gåtur", "Nyt i Sydby"}
    wanted = {
        all_of_it: everything,
        from_before: everything,
        north: {"Cykelværksted", "Gåtur"},
        south: {"Lektiecafé", "Nyt i Sydby"},
        child: {"Cykelværksted"},
    }
    assert {row.email: {title for title in everything if title in mails[row.email]} for row in wanted} == {
        row.email: found for row, found in wanted.items()
    }
    assert not mails.keys() & {empty.email, silent.email}
    message = read(OutgoingMail.objects.get(recipient=north.email))
    own = f"/nyhedsbrev/{north.key}/"
    assert message["List-Unsubscribe"].endswith(f"{own}meld-fra/>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert own in mails[north.email]
    html = part(message, "html")
    assert "<p>Hej alle</p>" in html
    assert "<h2>Det sker</h2>" in html
    assert not any(remote in html for remote in ("<img", "src=", "url(", "<link", "@import"))
    assert Letter.objects.get().mails == 5


def test_a_worker_that_dies_or_does_it_twice_writes_each_mail_once(
    letter: Letter, editor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "BATCH", 3)
    for _ in range(8):
        factories.subscriber()
    release(editor_client, letter)
    factories.subscriber(confirmed_at=timezone.now() + DAY)  # who came after it was sent
    delivery.write(timezone.now())
    many = OutgoingMail.objects.write_many

    def dies(mails: Any, now: datetime.datetime) -> int:
        many(mails, now)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(type(OutgoingMail.objects), "write_many", lambda _self, mails, now: dies(mails, now))
        with pytest.raises(KeyboardInterrupt):
            delivery.write(timezone.now())
    assert OutgoingMail.objects.count() == 3
    # Who unsubscribes in between gets none.
    Subscriber.objects.filter(pk=Subscriber.objects.order_by("pk")[6].pk).forget()
    write_all()
    assert set(Counter(mail.recipient for mail in waiting()).values()) == {1}
    assert (len(waiting()), Letter.objects.get().mails) == (7, 7)
    assert all(mail.is_bulk for mail in waiting())
    assert not Letter.objects.being_written().exists()


def test_the_page_of_an_area_is_what_its_subscribers_get_and_prints_with_a_code_to_the_calendar(
    client: Client, editor_client: Client, letter: Letter, nordby: HousingArea
) -> None:
    release(editor_client, letter)
    page = client.get(f"{letter.get_absolute_url()}nordby/")
    told = words(page)
    assert all(title in told for title in ("Cykelværksted", "Nye bænke", "Fællesfest"))
    assert "Lektiecafé" not in told
    assert 'media="print"' in page.content.decode()
    assert 'aria-label="QR-kode til kalenderen"' in main(page)
    assert "/kalender/?omraade=nordby" in told
    assert letter.subject in words(client.get("/nyhedsbrev/"))
    assert letter.get_absolute_url() in client.get("/sitemap.xml").content.decode()
    for wrong in ("2026-13/", "2026-0/", "99999999999-1/", "1999-12/", f"{MONTH:%Y-%m}/findes-ikke/"):
        assert client.get(f"/nyhedsbrev/{wrong}").status_code == 404


def test_pages_and_batches_ask_as_often_with_much_in_them_as_with_little(
    editor_client: Client, letter: Letter, children: FocusArea, nordby: HousingArea, django_assert_num_queries: Any
) -> None:
    def more() -> None:
        for _ in range(4):
            initiative = factories.initiative(children, [nordby])
            date(initiative, 9, place=factories.place(area=nordby))
            factories.post([nordby], [children])
            factories.subscriber([nordby], [children])

    more()
    for url in (f"/admin/news/letter/{letter.pk}/change/", letter.get_absolute_url()):
        before, after = grows(editor_client, url, more)
        assert before == after
    release(editor_client, letter)
    with django_assert_num_queries(11):
        delivery.write_batch(letter.pk, timezone.now())


def test_a_month_has_one_letter(letter: Letter) -> None:
    with pytest.raises(ValidationError):
        factories.letter(MONTH)


def test_a_worker_sees_how_many_and_never_who(letter: Letter) -> None:
    client, row = Client(), factories.subscriber()
    client.force_login(factories.user(role="medarbejder"))
    assert "1 modtager nyhedsbrevet." in words(client.get("/admin/news/letter/"))
    assert client.get("/admin/news/subscriber/").status_code == 403
    assert row.email not in client.get(f"/admin/news/letter/{letter.pk}/change/").content.decode()
    assert client.post("/admin/news/letter/udkast/").status_code == 302
