"""The secretariat's side: whoever keeps some meetings edits those, and learns nothing closed of the others."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.approval import approve
from meetings.models import AgendaItem, Attachment, Decision, Meeting
from tests import factories
from tests.html_forms import sent_by
from tests.meetings.conftest import DAY, SECRET, TODAY
from tests.pages import logged_in
from tests.papers import sent

State = Meeting.State


@pytest.fixture
def head(house: Any) -> Client:
    return logged_in(house.readers["head"])


def steps(meeting: Meeting, name: str) -> str:
    return f"/admin/meetings/meeting/{meeting.pk}/{name}/"


def hold(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state=State.HELD)


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


# What is closed. --------------------------------------------------------------------------


def test_who_keeps_other_meetings_learns_nothing_of_these(house: Any) -> None:
    own = factories.meeting(house.other, secretary=house.readers["worker"])
    factories.agenda_item(own, title="Egen sag")
    paper = factories.attachment(house.closed, SECRET)
    client, keeper = logged_in(house.readers["worker"]), logged_in(house.readers["keeper"])
    # What a colleague does stands on the start page, and what is deleted in the bin.
    url = f"/admin/meetings/agendaitem/{house.closed.pk}/change/"
    data = sent_by(keeper.get(url), "agendaitem_form")
    assert keeper.post(url, data | {"title": f"{SECRET} rettet"}).status_code == 302
    gone = factories.agenda_item(house.held, title=f"{SECRET} slettet", is_closed=True)
    assert keeper.post(f"/admin/meetings/agendaitem/{gone.pk}/delete/", {"post": "yes"}).status_code == 302
    assert f"{SECRET} slettet" in page(keeper, "/admin/papirkurv/")
    assert "Bestyrelsen" in page(client, "/admin/")
    for url in (
        "/admin/",
        "/admin/papirkurv/",
        *(f"/admin/meetings/{model}/" for model in ("meeting", "agendaitem", "decision", "minutes")),
        *(f"/admin/meetings/{model}/?q={SECRET[1:]}" for model in ("agendaitem", "decision")),
        "/admin/meetings/decision/?gjort=alle",
        f"/admin/meetings/meeting/{own.pk}/change/",
        f"/admin/meetings/meeting/{own.pk}/history/",
        steps(own, "referat"),
    ):
        assert SECRET not in page(client, url), url
    assert "Egen sag" in page(client, "/admin/meetings/agendaitem/")
    closed = (house.closed, house.closed.decisions.get(), house.held)
    for row in closed:
        for end in ("change", "history", "delete"):
            response = client.get(f"/admin/meetings/{row._meta.model_name}/{row.pk}/{end}/")
            assert response.status_code == 403 if row is house.held and end == "delete" else 404
    assert client.get(paper.document.url).status_code == 404
    assert keeper.get(paper.document.url).status_code == 200


def test_a_meeting_is_not_moved_to_a_day_that_has_one(house: Any, head: Client) -> None:
    other = factories.meeting(house.board, date=TODAY() + 5 * DAY)
    url = f"/admin/meetings/meeting/{other.pk}/change/"
    shown = head.post(url, sent_by(head.get(url), "meeting_form") | {"date": house.held.date}).content.decode()
    assert "Gruppen har allerede et møde den dag." in shown


def test_a_keeper_stays_with_the_meeting_and_the_body(house: Any) -> None:
    client = logged_in(house.readers["keeper"])
    url = f"/admin/meetings/meeting/{house.held.pk}/change/"
    data = sent_by(client.get(url), "meeting_form")
    other = {"body": house.other.pk, "secretary": house.readers["worker"].pk, "place": "Biblioteket"}
    assert client.post(url, data | other).status_code == 302
    meeting = Meeting.objects.get(pk=house.held.pk)
    assert (meeting.body, meeting.secretary, meeting.place) == (house.board, house.readers["keeper"], "Biblioteket")
    assert client.get("/admin/meetings/meeting/add/").status_code == 403


# Step by step. ----------------------------------------------------------------------------


def test_the_next_meeting_begins_as_the_last_one(house: Any, head: Client) -> None:
    Meeting.objects.filter(pk=house.held.pk).update(place="Fælleshuset", is_open=True)
    factories.standing_item(house.board, title="Eventuelt")
    url = f"/admin/meetings/meeting/add/?organ={house.board.pk}"
    assert url in page(head, f"/admin/organisation/body/{house.board.pk}/change/")
    data = sent_by(head.get(url), "meeting_form")
    assert (data["place"], data["secretary"]) == ("Fælleshuset", str(house.readers["keeper"].pk))
    assert head.post(url, data | {"date": TODAY() + 30 * DAY}).status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert (meeting.body, meeting.is_open, meeting.items.get().title) == (house.board, True, "Eventuelt")


def test_a_meeting_goes_from_the_call_to_the_approved_minutes(house: Any, head: Client, mailoutbox: Any) -> None:
    fields = {"date": TODAY() + 7 * DAY, "state": State.PLANNED, "called_at": None}
    meeting = factories.meeting(house.board, **fields)
    factories.agenda_item(meeting, title=f"{SECRET} sag", is_closed=True)
    factories.member(factories.seat(house.board, post="Uden login"), name="Ringes Op")
    shown = page(head, steps(meeting, "indkald"))
    assert "2 medlemmer får mail" in shown
    assert "Ringes Op" in shown
    assert SECRET not in shown
    assert head.post(steps(meeting, "indkald")).status_code == 302
    assert len(mailoutbox) == 2
    change = f"/admin/meetings/meeting/{meeting.pk}/change/"
    assert "Ringes Op" in page(head, change)
    assert "er allerede indkaldt" in head.post(steps(meeting, "indkald")).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(place="Biblioteket", date=TODAY())
    assert "Sted: Biblioteket" in page(head, change)
    assert head.post(steps(meeting, "aendringer")).status_code == 302
    assert head.post(steps(meeting, "holdt")).status_code == 302
    assert "Skriv, hvilken dag" in head.post(steps(meeting, "godkend"), {"on": ""}).content.decode()
    assert head.post(steps(meeting, "godkend"), {"on": TODAY()}).status_code == 302
    assert meeting.minutes.get().made_by == house.readers["head"]
    assert "Skriv, hvorfor" in head.post(steps(meeting, "ret"), {"reason": " "}).content.decode()
    assert head.post(steps(meeting, "aflys"), {"reason": "a\0b"}).status_code == 200


def test_approved_minutes_are_locked_and_a_decision_can_still_be_done(house: Any, head: Client) -> None:
    hold(house.held)
    house.held.refresh_from_db()
    approve(house.held, TODAY(), None)
    decision = house.opened.decisions.get()
    for row in (house.held, house.opened):
        url = f"/admin/meetings/{row._meta.model_name}/{row.pk}/"
        assert "ligger fast" in page(head, f"{url}change/")
        assert head.post(f"{url}change/", {}).status_code == 403
        assert head.post(f"{url}delete/", {"post": "yes"}).status_code == 403
        act = row.history.latest().act
        assert head.post(f"{url}historik/{act}/tilbage/").status_code == 403
    url = f"/admin/meetings/decision/{decision.pk}/change/"
    data = sent_by(head.get(url), "decision_form") | {"what": "Noget andet", "done_on": TODAY(), "done_note": "Klaret"}
    assert head.post(url, data).status_code == 302
    decision.refresh_from_db()
    assert (decision.what, decision.done_note) == ("Åben opgave", "Klaret")
    assert head.get(steps(house.held, "referat")).status_code == 302
    head.post(steps(house.held, "ret"), {"reason": "Et beløb var forkert"})
    assert "Et beløb var forkert" in page(head, f"/admin/meetings/meeting/{house.held.pk}/change/")
    assert "ligger fast" not in page(head, f"/admin/meetings/agendaitem/{house.opened.pk}/change/")


def test_a_new_file_is_a_new_version(house: Any, head: Client) -> None:
    url = f"/admin/meetings/agendaitem/{house.opened.pk}/change/"
    data = sent_by(head.get(url), "agendaitem_form")
    first = {"attachments-0-document": sent("Budget 2031.pdf")}
    assert head.post(url, data | first).status_code == 302
    paper = Attachment.objects.get()
    assert (paper.title, paper.versions.get().number) == ("Budget 2031", 1)
    data = sent_by(head.get(url), "agendaitem_form")
    again = {"attachments-0-document": sent("Rettet.pdf"), "attachments-0-note": "Rettet sum"}
    assert head.post(url, data | again).status_code == 302
    assert [(row.number, row.note) for row in paper.versions.all()] == [(2, "Rettet sum"), (1, "")]
    assert paper.versions.first().added_by == house.readers["head"]
    wrong = head.post(url, data | {"attachments-0-document": sent("virus.pdf", b"MZ")}).content.decode()
    assert "virus.pdf" in wrong
    assert paper.versions.count() == 2


# During the meeting. ----------------------------------------------------------------------


def noted(client: Client, meeting: Meeting) -> dict[str, Any]:
    return sent_by(client.get(steps(meeting, "referat")), "minutes_form")


def test_everything_is_noted_with_one_press(house: Any, head: Client) -> None:
    there, away = (factories.participant(house.held, member) for member in house.held.members())
    data = noted(head, house.held) | {
        f"kom-{there.pk}-was_there": "on",
        f"kom-{away.pk}-substitute": "En anden",
        f"punkt-{house.opened.pk}-outcome": "Vi siger ja.\r\n\r\nMen <ikke> nu.",
        f"ny-{house.opened.pk}-0-what": "Ring til kommunen",
        f"ny-{house.opened.pk}-0-seat": house.seat.pk,
        f"ny-{house.opened.pk}-0-due_on": TODAY() + DAY,
    }
    for _press in range(2):
        assert head.post(steps(house.held, "referat"), data).status_code == 302
    there.refresh_from_db()
    away.refresh_from_db()
    assert (there.was_there, away.was_there, away.substitute) == (True, False, "En anden")
    outcome = AgendaItem.objects.get(pk=house.opened.pk).outcome
    assert outcome.replace("\n", "") == "<p>Vi siger ja.</p><p>Men &lt;ikke&gt; nu.</p>"
    new = Decision.objects.get(what="Ring til kommunen")
    assert (new.item, new.seat, new.due_on) == (house.opened, house.seat, TODAY() + DAY)
    again = noted(head, house.held)
    assert again[f"punkt-{house.opened.pk}-outcome"] == "Vi siger ja.\n\nMen <ikke> nu."
    assert head.post(steps(house.held, "referat"), again | {"_hold": "1"}).status_code == 302
    assert Meeting.objects.get(pk=house.held.pk).is_held


def test_nothing_typed_is_lost_by_a_mistake(house: Any, head: Client) -> None:
    foreign = factories.seat(house.other)
    wrong = {"due_on": "99999-01-01", "seat": str(foreign.pk), "what": "Opgave " + "x" * 400}
    for name, value in wrong.items():
        data = noted(head, house.held) | {
            f"punkt-{house.opened.pk}-outcome": "Nye ord",
            f"ny-{house.opened.pk}-0-what": "Ny opgave",
            f"ny-{house.opened.pk}-0-{name}": value,
        }
        response = head.post(steps(house.held, "referat"), data)
        assert response.status_code == 200
        shown = response.content.decode()
        assert "Intet er gemt endnu" in shown
        assert "Nye ord" in shown
        assert "Opgave x" in shown or "Ny opgave" in shown
        assert "Åbent udfald" in AgendaItem.objects.get(pk=house.opened.pk).outcome
        assert Decision.objects.count() == 2
    assert head.post(steps(house.held, "referat"), {f"punkt-{house.opened.pk}-outcome": "a\0b"}).status_code == 200


def test_two_who_write_do_not_overwrite_each_other(house: Any, head: Client) -> None:
    mine, theirs = noted(head, house.held), noted(head, house.held)
    field, other = f"punkt-{house.opened.pk}-outcome", f"punkt-{house.closed.pk}-outcome"
    assert head.post(steps(house.held, "referat"), theirs | {field: "Deres ord"}).status_code == 302
    # In another field: both stay.
    assert head.post(steps(house.held, "referat"), mine | {other: "Mine ord"}).status_code == 302
    assert "Deres ord" in AgendaItem.objects.get(pk=house.opened.pk).outcome
    assert "Mine ord" in AgendaItem.objects.get(pk=house.closed.pk).outcome
    # In the same field: told, and saved when it was read.
    response = head.post(steps(house.held, "referat"), mine | {field: "Mine egne ord"})
    shown = response.content.decode()
    assert "En anden har skrevet her imens: »Deres ord«" in shown
    assert "Mine egne ord" in shown
    both = sent_by(response, "minutes_form") | {field: "Deres ord og mine egne"}
    assert head.post(steps(house.held, "referat"), both).status_code == 302
    assert "Deres ord og mine egne" in AgendaItem.objects.get(pk=house.opened.pk).outcome


def test_what_was_typed_while_the_minutes_were_approved_is_not_saved_and_not_lost(house: Any, head: Client) -> None:
    data = noted(head, house.held) | {f"punkt-{house.opened.pk}-outcome": "For sent"}
    hold(house.held)
    approve(house.held, TODAY(), None)
    shown = head.post(steps(house.held, "referat"), data).content.decode()
    assert "referatet er godkendt" in shown
    assert "For sent" in shown
    assert "Åbent udfald" in AgendaItem.objects.get(pk=house.opened.pk).outcome


def test_a_text_with_more_form_than_paragraphs_keeps_it(house: Any, head: Client) -> None:
    AgendaItem.objects.filter(pk=house.opened.pk).update(outcome="<ul><li><p>Et</p></li></ul>")
    data = noted(head, house.held)
    assert data[f"punkt-{house.opened.pk}-outcome"] == "<ul><li><p>Et</p></li></ul>"
    assert head.post(steps(house.held, "referat"), data).status_code == 302
    assert AgendaItem.objects.get(pk=house.opened.pk).outcome == "<ul><li><p>Et</p></li></ul>"


def test_noting_asks_as_often_for_many_items_as_for_few(house: Any, head: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(head, steps(house.held, "referat"))
        return len(captured)

    few = asked()
    for _ in range(6):
        factories.decision(factories.agenda_item(house.held), seat=house.seat)
        factories.participant(house.held, factories.member(factories.seat(house.board)))
    assert asked() == few
