"""What the board is told in writing: put together, checked for holes, sent once, and read by whom it is for."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from board.half_years import HalfYear
from board.models import BoardPack, Status
from board.packs import collect, holes, members, read, send
from board.status_steps import publish, sign
from core.frozen import checksum
from initiatives.models import Milestone
from mail.models import OutgoingMail
from meetings.models import AgendaItem, Meeting
from organisation.models import Body
from tests import factories
from tests.board.conftest import guest, sits
from tests.board.reading_files import of_every_page
from tests.pages import grows, logged_in
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
HALF = HalfYear.latest(TODAY).as_of
SECRET = "Hemmelighed"


def status(initiative: Any, happened: str) -> Status:
    row = Status.objects.create(
        initiative=initiative, as_of=HALF, light="planlagt", happened=happened, next_step="Vi går videre."
    )
    sign(row, None)
    publish(row)
    return row


@pytest.fixture
def told(outbox: None) -> Any:
    """A plan with two initiatives, one status; a late milestone; a board that decided something and meets again."""
    factories.partnership()
    plan = factories.plan()
    area = factories.focus_area(plan, name="Fritid")
    long_ago = timezone.now() - 400 * DAY
    club = factories.initiative(area, name="Klubben", publish_from=long_ago, stage="i-gang")
    cafe = factories.initiative(area, name="Caféen", publish_from=long_ago, stage="i-gang")
    factories.status(cafe)
    status(club, "Mange kom.")
    late = Milestone.objects.create(initiative=club, title="Nyt lokale", due_on=TODAY - DAY)
    body = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD)
    chair = sits(body).user
    held = factories.meeting(body, date=HALF - DAY, state=Meeting.State.HELD, is_open=False)
    factories.decision(factories.agenda_item(held), what="Find et lokale")
    factories.decision(factories.agenda_item(held, is_closed=True), what=f"{SECRET} opgave")
    coming = factories.meeting(body, date=TODAY + 20 * DAY, is_open=False)
    factories.agenda_item(coming, title="Regnskab")
    factories.agenda_item(coming, title=f"{SECRET} titel", is_closed=True, hides_title=True, case=f"<p>{SECRET}</p>")
    pack = BoardPack.objects.create(plan=plan, as_of=HALF, name="Orientering", letter="<p>Det går.</p>", meeting=coming)
    head = factories.user(role=Role.HEAD)
    return SimpleNamespace(pack=pack, head=head, chair=chair, club=club, late=late, coming=coming, body=body)


def test_what_the_board_would_miss_is_named(told: Any) -> None:
    found = holes(told.pack, collect(told.pack, told.head))
    assert found == [
        "1 initiativ mangler status: Caféen.",
        "1 forsinket milepæl mangler en forklaring: Nyt lokale.",
        "Der er ikke valgt en udgave af økonomien.",
    ]
    Meeting.objects.filter(pk=told.coming.pk).update(called_at=None)
    BoardPack.objects.update(letter="")
    pack = BoardPack.objects.get()
    assert holes(pack, collect(pack, told.head))[0] == "Der står ikke noget under »Kort fortalt«."
    assert holes(pack, collect(pack, told.head))[-1] == "Næste møde er ikke indkaldt, så dagsordenen er ikke med."


def test_a_draft_of_anything_is_left_out_and_what_the_half_year_reached_is_told(told: Any) -> None:
    """Whoever puts it together sees drafts; the board does not."""
    draft = factories.initiative(told.club.focus_area, name=f"{SECRET} initiativ", publish_from=None)
    factories.milestone(draft, title=f"{SECRET} milepæl")
    factories.status(draft)
    first = HalfYear(HALF).first
    days = {"Nået": {"done_on": first, "due_on": first}, "Før": {"done_on": first - DAY}, "Uden dag": {}}
    days["Langt ude"] = {"due_on": datetime.date(HALF.year + 1, 1, 1)}
    days["Flyttet"] = {"due_on": HALF.replace(month=12, day=31), "why_late": SECRET}
    for title, fields in days.items():
        factories.milestone(told.club, title=title, **{"due_on": None, **fields})
    document = collect(told.pack, told.head)
    assert SECRET not in repr(document)
    assert {row.title for row in document.milestones} == {"Nyt lokale", "Nået", "Uden dag", "Flyttet"}
    assert document.missing == ("Caféen",)
    told.pack.plan.publish_from = None
    told.pack.plan.save()
    with pytest.raises(ValidationError, match="vises ikke endnu"):
        send(told.pack, told.head)


def test_holes_are_named_also_where_no_status_was_begun_and_where_the_meeting_is_over(told: Any) -> None:
    after = HalfYear(HALF).after
    told.pack.as_of, told.pack.meeting.date = after.as_of, TODAY - DAY
    found = holes(told.pack, collect(told.pack, told.head))
    assert f"Der er ingen statusser for {after}." in found
    assert found[-1] == "Det valgte møde er aflyst eller har været."


def test_a_sent_pack_never_changes(told: Any) -> None:
    client = logged_in(told.chair)
    send(told.pack, told.head)
    sent = BoardPack.objects.get()
    before = words(client.get(sent.get_absolute_url()))
    assert all(said in before for said in ("Mange kom.", "Nyt lokale", "Find et lokale", "Regnskab", "Det går."))
    Milestone.objects.update(title="Et andet lokale")
    told.club.name = "Noget andet"
    told.club.save()
    AgendaItem.objects.filter(title="Regnskab").update(title="Noget tredje")
    assert words(client.get(sent.get_absolute_url())) == before
    assert checksum(BoardPack.objects.get().document) == sent.checksum
    with pytest.raises(ValidationError, match="allerede sendt"):
        send(told.pack, told.head)


def test_members_are_told_that_it_is_there_and_not_what_it_says(told: Any) -> None:
    sits(told.body, ends_on=TODAY - DAY)
    sits(told.body, user=None)
    # Two chairs, one mail.
    sits(told.body, user=told.chair)
    assert [member.user for member in send(told.pack, told.head)] == [told.chair]
    mail = OutgoingMail.objects.get()
    assert mail.recipient == told.chair.email
    body = bytes(mail.body).decode()
    assert f"/bestyrelse/orienteringer/{told.pack.pk}/" in body
    assert "Mange kom" not in body
    assert list(members())


def test_a_draft_is_the_secretariats_and_what_is_sent_the_boards(told: Any) -> None:
    url = told.pack.get_absolute_url()
    addresses = [url, f"{url}orientering.pdf"]
    group = sits(factories.body(name="En gruppe")).user
    readers = {"chair": told.chair, "auditor": guest(Role.AUDITOR), "finance": factories.user(role=Role.FINANCE)}
    readers |= {"group": group, "worker": factories.user(role=Role.WORKER)}

    def answers() -> dict[str, set[int]]:
        return {who: {logged_in(user).get(one).status_code for one in addresses} for who, user in readers.items()}

    assert answers() == {"chair": {404}, "auditor": {404}, "finance": {200}, "group": {403}, "worker": {403}}
    assert Client().get(url).status_code == 302
    send(told.pack, told.head)
    assert answers() == {"chair": {200}, "auditor": {200}, "finance": {200}, "group": {403}, "worker": {403}}


def test_what_a_meeting_says_in_it_is_for_who_reads_the_meeting_and_what_is_closed_for_nobody(told: Any) -> None:
    send(told.pack, told.head)
    pack = BoardPack.objects.get()
    assert SECRET not in repr(pack.document)
    auditor = guest(Role.AUDITOR)
    assert read(pack, auditor).agenda is None
    assert read(pack, auditor).decisions == ()
    assert "Regnskab" not in words(logged_in(auditor).get(pack.get_absolute_url()))
    agenda = read(pack, told.chair).agenda
    assert agenda
    assert [entry.title for entry in agenda.record.entries] == ["Regnskab", ""]
    # In an open meeting what was decided is known outside the body when the minutes are approved.
    Meeting.objects.update(is_open=True)
    assert [len(read(pack, who).decisions) for who in (told.chair, auditor)] == [1, 0]
    AgendaItem.objects.filter(title="Regnskab").update(is_closed=True)
    agenda = read(pack, told.chair).agenda
    assert agenda
    assert [entry.is_stub for entry in agenda.record.entries] == [True, True]


def test_the_head_sends_it_in_the_admin_after_reading_what_is_missing(told: Any) -> None:
    client = logged_in(told.head)
    url = f"/admin/board/boardpack/{told.pack.pk}/"
    page = words(client.get(f"{url}send/"))
    assert "1 initiativ mangler status: Caféen." in page
    assert told.chair.email in page
    assert words(client.post(f"{url}send/", follow=True)).count("Sendt. 1 medlem får en mail.") == 1
    assert "allerede sendt" in words(client.post(f"{url}send/", follow=True))
    assert OutgoingMail.objects.count() == 1
    assert client.post(f"{url}change/", {"name": "Nyt"}).status_code == 403
    assert client.post(f"{url}delete/", {"post": "yes"}).status_code == 403


def test_a_pack_is_named_by_its_day(told: Any) -> None:
    (pack := BoardPack(plan=told.pack.plan, as_of=HALF + DAY, letter="x")).full_clean()
    assert pack.name.startswith("Orientering til bestyrelsen, 2.")


def test_the_file_says_what_the_page_says(told: Any) -> None:
    send(told.pack, told.head)
    said = of_every_page(logged_in(told.chair).get(f"{told.pack.get_absolute_url()}orientering.pdf").content)
    for part in ("Orientering", "Mange kom.", "Nyt lokale", "Find et lokale", "1. (O) Regnskab", "2. Lukket punkt"):
        assert part in said
    assert SECRET not in said


def test_the_start_page_says_when_statuses_wait_for_a_pack(told: Any) -> None:
    client, waits = logged_in(told.head), "1 status er klar til en orientering"
    assert waits not in words(client.get("/admin/"))
    Status.objects.filter(published_at=None).delete()
    assert waits in words(client.get("/admin/"))
    assert waits not in words(logged_in(factories.user(role=Role.WORKER)).get("/admin/"))
    send(told.pack, told.head)
    assert waits not in words(client.get("/admin/"))


def test_no_text_keeps_the_file_from_being_made_or_is_read_as_its_language(told: Any) -> None:
    long = "a" * 9000
    letter = f"""<p>#let x = 1 *ikke fed* <a>uden adresse</a> <a href="/x">kort</a> <a href="https://a.dk/{long}">lang</a></p>"""
    BoardPack.objects.update(letter=letter)
    said = of_every_page(logged_in(told.head).get(f"{told.pack.get_absolute_url()}orientering.pdf").content)
    assert "#let x = 1 *ikke fed* uden adresse kort lang" in said.replace("\n", " ")


@pytest.mark.alike
def test_the_page_asks_no_more_however_much_there_is(told: Any) -> None:
    url, client = told.pack.get_absolute_url(), logged_in(told.head)

    def more() -> None:
        status(
            factories.initiative(told.club.focus_area, publish_from=timezone.now() - 400 * DAY, stage="i-gang"), "Ja"
        )
        Milestone.objects.create(initiative=told.club, title="En til", due_on=TODAY)
        factories.agenda_item(told.coming)

    before, after = grows(client, url, more)
    assert before == after
