"""The pages that a body's meetings are read on, and the same on paper."""

import datetime
import io
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from pypdf import PdfReader

from meetings.approval import approve, begin_correction
from meetings.models import AgendaItem, Meeting
from meetings.page import page_of
from meetings.pdf import pdf
from tests import factories
from tests.meetings.conftest import DAY, TODAY
from tests.pages import leaves_no_trace, logged_in, queries
from tests.reading import main, words

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

MEETINGS = "/organisation/bestyrelsen/moeder/"
DECISIONS = "/organisation/bestyrelsen/beslutninger/"


def url_of(meeting: Meeting, more: str = "") -> str:
    return f"{MEETINGS}{meeting.date}/{more}"


def hold(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    meeting.refresh_from_db()


def printed(content: bytes) -> str:
    """The words of a PDF, on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_a_body_without_meetings_says_so_kindly(client: Client, house: Any) -> None:
    start = "/organisation/den-anden-gruppe/"
    assert "Det næste møde er ikke planlagt endnu." in words(client.get(start))
    assert "Der er ikke skrevet noget møde ind endnu." in words(client.get(f"{start}moeder/"))
    assert "Der er ingen beslutninger at vise endnu." in words(client.get(f"{start}beslutninger/"))


def test_meetings_to_come_stand_before_those_that_have_been(client: Client, house: Any) -> None:
    last_year = datetime.date(TODAY().year - 1, 3, 4)
    for name, date in [("Om lidt", TODAY() + DAY), ("Senere", TODAY() + 60 * DAY), ("I fjor", last_year)]:
        factories.meeting(house.board, name=name, date=date)
    hold(house.held)
    page = words(client.get(MEETINGS))
    places = [page.index(text) for text in ("Om lidt", "Senere", "Tidligere møder", "Møde i Bestyrelsen", "I fjor")]
    assert places == sorted(places)
    assert "Referatet er ikke godkendt endnu" in page
    approve(house.held, TODAY(), None)
    assert "Referat, godkendt den" in words(client.get(MEETINGS))


def test_the_page_says_how_far_the_meeting_has_come(client: Client, house: Any) -> None:
    coming = factories.meeting(house.board, date=TODAY() + DAY, state=Meeting.State.PLANNED, called_at=None)
    factories.agenda_item(coming, title="Kladdepunkt")
    page = words(client.get(url_of(coming)))
    assert "Dagsordenen er ikke klar endnu." in page
    assert "Kladdepunkt" not in page
    Meeting.objects.filter(pk=coming.pk).update(state=Meeting.State.CANCELLED, cancelled_because="Salen er optaget.")
    assert "Mødet er aflyst. Salen er optaget." in words(client.get(url_of(coming)))
    assert "Referatet er ikke skrevet endnu." in words(client.get(url_of(house.held)))
    hold(house.held)
    page = words(client.get(url_of(house.held)))
    assert "Referatet kommer her, når gruppen har godkendt det." in page
    assert "Åbent udfald" not in page
    member = words(logged_in(house.readers["chair"]).get(url_of(house.held)))
    assert "Referat, ikke godkendt" in member
    assert "Åbent udfald" in member


def test_an_item_says_what_is_asked_and_a_closed_one_that_it_is_closed(client: Client, house: Any) -> None:
    AgendaItem.objects.filter(pk=house.opened.pk).update(kind="B", recommendation="<p>At sige ja</p>")
    paper = factories.attachment(house.opened, "budget")
    paper.attachment.add_version(paper.document.file)
    page = words(client.get(url_of(house.held)))
    for said in ("(B) Beslutning", "At sige ja", "Åben sag", "Bilag budget PDF,", "version 2", "2 Lukket"):
        assert said in page
    assert "Lukket punkt" in page
    assert leaves_no_trace(client, url_of(house.held))


def test_earlier_minutes_are_read_by_a_link_and_say_that_they_are(client: Client, house: Any) -> None:
    hold(house.held)
    approve(house.held, TODAY(), None)
    begin_correction(house.held, "Et beløb")
    house.held.refresh_from_db()
    AgendaItem.objects.filter(pk=house.opened.pk).update(outcome="<p>Rettet udfald</p>")
    assert "Rettet udfald" not in main(client.get(url_of(house.held)))
    approve(house.held, TODAY(), None)
    assert "Rettet udfald" in main(client.get(url_of(house.held)))
    first = client.get(url_of(house.held, "?version=1"))
    assert "Det her er en tidligere version" in words(first)
    assert "Åbent udfald" in main(first)
    assert '<meta name="robots" content="noindex">' in first.content.decode()
    assert "Åbent udfald" in printed(client.get(url_of(house.held, "dagsorden.pdf?version=1")).content)
    # The reason could tell of the closed item.
    assert "Rettet: Et beløb" not in words(client.get(url_of(house.held)))
    assert "Rettet: Et beløb" in words(logged_in(house.readers["chair"]).get(url_of(house.held)))


def test_names_stand_only_where_they_may(client: Client, house: Any) -> None:
    shown = factories.member(factories.seat(house.board, post="Kasserer"), name="Vises Gerne", show_name=True)
    hidden = house.seat.members.get()
    for member in (shown, hidden):
        house.held.participants.create(member=member, was_there=True)
    hold(house.held)
    approve(house.held, TODAY(), None)
    page = words(client.get(url_of(house.held)))
    assert "Kasserer Vises Gerne" in page
    assert "Formand" in page
    assert "Navn Navnesen" not in page
    assert "Navn Navnesen" in words(logged_in(house.readers["chair"]).get(url_of(house.held)))
    assert "Navn Navnesen" not in printed(
        logged_in(house.readers["chair"]).get(url_of(house.held, "dagsorden.pdf?aaben=1")).content
    )


@pytest.mark.parametrize(
    "tail", ["2031-02-30/", "2031-1-1/", "1999-01-01/", "?side=x", "{}?version=0", "{}?version=x", "{}?version=%00"]
)
def test_what_does_not_exist_is_no_page_and_no_fault(client: Client, house: Any, tail: str) -> None:
    status = 200 if tail.startswith("?side") else 404
    assert client.get(f"{MEETINGS}{tail.format(f'{house.held.date}/')}").status_code == status


def test_a_body_that_changes_its_address_keeps_its_meetings(client: Client, house: Any) -> None:
    house.board.slug = "ledelsen"
    house.board.save()
    response = client.get(url_of(house.held, "dagsorden.pdf"))
    assert (response.status_code, response["Location"]) == (
        301,
        f"/organisation/ledelsen/moeder/{house.held.date}/dagsorden.pdf",
    )


def test_the_paper_is_made_for_screen_readers_and_says_what_the_page_says(client: Client, house: Any) -> None:
    response = client.get(url_of(house.held, "dagsorden.pdf"))
    assert b"<pdfuaid:part>1<" in response.content
    said = printed(response.content)
    for text in ("Møde i Bestyrelsen", "1. Åbent punkt", "(O) Orientering", "Åben sag", "2. Lukket punkt"):
        assert text in said
    assert "Uden det, der er lukket." in said
    assert 'filename="dagsorden-bestyrelsen-' in response["Content-Disposition"]
    inside = logged_in(house.readers["chair"]).get(url_of(house.held, "dagsorden.pdf"))
    assert inside["Cache-Control"] == "private, no-store"
    assert "Med lukkede punkter: Må ikke sendes videre." in printed(inside.content)


def test_nothing_that_is_written_is_read_as_typst(house: Any) -> None:
    code = '#panic("ramt") $x^2$ *fed* _kursiv_ @kilde <mærke> \\ #read("/etc/passwd") // slut /* = 1. [a] ~ `'
    escaped = code.replace("<", "&lt;")
    html = f"<p>{escaped}</p><h3>{escaped}</h3><ul><li>{escaped}<ul><li>dybt</li></ul></li></ul><h2></h2>"
    html += f'<p><a href="https://eksempel.invalid/#panic()">{escaped}</a><br><em><strong>{escaped}</strong></em></p>'
    deep = "<ul><li>" * 60 + "bund" + "</li></ul>" * 60
    AgendaItem.objects.filter(pk=house.opened.pk).update(title=code, case=html + deep, recommendation="\u4e2d ord")
    Meeting.objects.filter(pk=house.held.pk).update(name=code[:120], place=code, access=code)
    house.held.refresh_from_db()
    request = RequestFactory().get("/")
    said = printed(pdf(page_of(house.held, AnonymousUser()), request))
    assert said.replace(" ", "").count(code.replace(" ", "")) >= 7
    assert "bund" in said
    assert "root:" not in said


def test_decisions_are_late_first_and_can_be_chosen(client: Client, house: Any) -> None:
    hold(house.held)
    approve(house.held, TODAY(), None)
    for what, due, done in [("Snart", DAY, None), ("Overskredet", -DAY, None), ("Færdig", -DAY, TODAY())]:
        factories.decision(house.opened, what=what, due_on=TODAY() + due, done_on=done)
    page = words(client.get(DECISIONS))
    places = [page.index(text) for text in ("Overskredet", "Snart", "Åben opgave", "Færdig")]
    assert places == sorted(places)
    assert "Hemmelighed" not in page
    pages = {vis: words(client.get(f"{DECISIONS}?vis={vis}")) for vis in ("aabne", "forsinkede", "gjorte", "andet")}
    whats = ("Overskredet", "Snart", "Færdig")
    assert {vis: {what for what in whats if what in page} for vis, page in pages.items()} == {
        "aabne": {"Overskredet", "Snart"},
        "forsinkede": {"Overskredet"},
        "gjorte": {"Færdig"},
        "andet": {"Overskredet", "Snart", "Færdig"},
    }


def test_the_board_is_told_of_its_next_meeting_and_of_what_is_late(house: Any) -> None:
    coming = factories.meeting(house.board, name="Næste bestyrelsesmøde", date=TODAY() + DAY)
    factories.attachment(factories.agenda_item(coming), "regnskab")
    factories.decision(house.opened, what="Forsinket opgave", due_on=TODAY() - DAY)
    page = words(logged_in(house.readers["chair"]).get("/bestyrelse/"))
    for said in ("Næste bestyrelsesmøde", "Bilag regnskab", "Forsinket opgave"):
        assert said in page


def test_search_and_sitemap_know_what_is_open_and_called(client: Client, house: Any) -> None:
    hold(house.held)
    approve(house.held, TODAY(), None)
    found = f"#punkt-{house.opened.pk}"
    assert found in main(client.get("/soeg/?q=åben+sag"))
    assert found not in main(client.get("/soeg/?q=udfald"))
    assert url_of(house.held) in client.get("/sitemap.xml").content.decode()
    Meeting.objects.update(called_at=None)
    assert MEETINGS not in client.get("/sitemap.xml").content.decode()
    assert found not in main(client.get("/soeg/?q=åben+sag"))


def test_who_sat_there_in_a_year_is_found_and_named_only_where_it_may(client: Client, house: Any) -> None:
    sat = {"starts_on": datetime.date(2018, 5, 1), "ends_on": datetime.date(2019, 4, 30)}
    factories.member(factories.seat(house.board, post="Dengang"), name="Vises Gerne", show_name=True, **sat)
    factories.member(factories.seat(house.board, post="Også dengang"), name="Skjult Navn", **sat)
    page = words(client.get("/organisation/bestyrelsen/?aar=2018"))
    assert "Dengang Vises Gerne fra 1. maj 2018 til 30. april 2019" in page.replace("\xa0", " ")
    assert "Skjult Navn" not in page
    assert "Skjult Navn" in words(logged_in(house.readers["chair"]).get("/organisation/bestyrelsen/?aar=2018"))
    assert "Vises Gerne fra" not in words(client.get("/organisation/bestyrelsen/?aar=2020"))
    for bad in ("1066", "x", "%00", "9" * 400):
        assert "Vælg et af årene på listen." in words(client.get(f"/organisation/bestyrelsen/?aar={bad}"))


@pytest.mark.alike
def test_pages_ask_no_more_however_much_there_is(house: Any) -> None:
    hold(house.held)
    client = logged_in(house.readers["chair"])

    first, second = range(20, 22), range(30, 34)

    def more(days: range) -> None:
        for days_ago in days:
            meeting = factories.meeting(house.board, date=TODAY() - (20 + days_ago) * DAY, state=Meeting.State.HELD)
            for of in (meeting, house.held):
                item = factories.agenda_item(of)
                factories.attachment(item)
                factories.decision(item, seat=house.seat, due_on=TODAY() - DAY)
            member = factories.member(factories.seat(house.board))
            house.held.participants.create(member=member, was_there=True)

    urls = [url_of(house.held), url_of(house.held, "dagsorden.pdf"), MEETINGS, DECISIONS, "/mine-grupper/"]
    urls += ["/bestyrelse/", "/organisation/", "/sitemap.xml", "/soeg/?q=punkt"]
    # One row of each first: none may ask less than one.
    more(first)
    before = {url: queries(client, url) for url in urls}
    more(second)
    assert {url: queries(client, url) for url in urls} == before


def test_what_is_carried_from_a_closed_item_is_marked_and_not_to_be_passed_on(house: Any) -> None:
    hold(house.held)
    coming = factories.meeting(house.board, date=TODAY() + DAY)
    factories.agenda_item(coming, title="Kun åbent")
    chair = logged_in(house.readers["chair"])
    page = words(chair.get(url_of(coming)))
    assert page.count("Lukket") == 1
    assert "Uden lukkede punkter (PDF)" in page
    assert "Må ikke sendes videre." in printed(chair.get(url_of(coming, "dagsorden.pdf")).content)
    assert "opgave" not in printed(chair.get(url_of(coming, "dagsorden.pdf?aaben=1")).content)


def test_a_meeting_leads_whoever_keeps_it_to_where_it_is_edited(house: Any) -> None:
    edit = f"/admin/meetings/meeting/{house.held.pk}/change/"
    led = {
        who
        for who in house.readers
        if who != "visitor" and edit in logged_in(house.readers[who]).get(url_of(house.held)).content.decode()
    }
    assert led == {"head", "keeper"}
