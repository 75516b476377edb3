"""Half-yearly statuses: drafted from the rows, signed by whoever works with it, frozen for the board."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from abc_portal import desk
from accounts.models import User
from accounts.roles import Role
from activities.models import Activity, Attendance
from board.half_years import HalfYear
from board.models import Status
from board.status_document import document_of
from board.status_steps import make_drafts, make_due_drafts, publish, sign
from initiatives.models import Initiative, Milestone
from organisation.models import Plan
from tests import factories
from tests.board import books
from tests.board.conftest import guest, sits
from tests.html_forms import sent_by
from tests.pages import grows, logged_in
from tests.reading import words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HALF = HalfYear.latest(timezone.localdate())
NOON = datetime.time(12, tzinfo=datetime.UTC)
WORDS = {"light": "kritisk", "happened": "Vi mangler et lokale.", "next_step": "Vi spørger biblioteket."}


def on(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, NOON)


@pytest.fixture
def anna() -> User:
    user = factories.user(role=Role.WORKER)
    factories.staff_member(name="Anna Arbejder", user=user)
    return user


def club(plan: Plan, anna: User | None = None, **fields: Any) -> Initiative:
    area = factories.focus_area(plan, name="Fritid")
    if anna:
        factories.responsibility(area, anna.staff_member)
    return factories.initiative(area, **{"name": "Cykelklub", **fields})


def test_a_half_year_is_called_by_the_day_after_it_and_belongs_to_the_plans_it_touches() -> None:
    first = HalfYear(datetime.date(2026, 7, 1))
    assert (first.first, first.last, str(first)) == (
        datetime.date(2026, 1, 1),
        datetime.date(2026, 6, 30),
        "første halvår 2026",
    )
    assert str(HalfYear.latest(datetime.date(2026, 6, 30))) == "andet halvår 2025"
    assert HalfYear.latest(datetime.date(2026, 7, 1)) == first
    plan = factories.plan(starts_on=datetime.date(2025, 9, 1), ends_on=datetime.date(2026, 8, 31))
    halves = [half.as_of.isoformat() for half in HalfYear.of_plan(plan, datetime.date(2027, 2, 1))]
    assert halves == ["2027-01-01", "2026-07-01", "2026-01-01"]
    assert HalfYear.of_plan(plan, datetime.date(2025, 12, 31)) == []


def test_drafts_are_made_once_for_all_that_run_by_the_worker_in_time_and_by_a_button_whenever(
    running: Plan, editor_client: Client
) -> None:
    area = factories.focus_area(running)
    names = {"planlagt": "Kommer", "i-gang": "Går", "": "Uden", "pause": "Hviler", "slut": "Slut"}
    for stage, name in names.items():
        factories.initiative(area, name=name, stage=stage)
    factories.initiative(area, name="Kladde", publish_from=None)
    Initiative.objects.exclude(publish_from=None).update(publish_from=on(HALF.first - DAY))
    running.publish_from = on(HALF.first - DAY)
    running.save()
    assert make_due_drafts(on(HALF.as_of + 32 * DAY)) == 0
    assert [make_due_drafts(on(HALF.as_of)) for _ in range(2)] == [3, 0]
    made = Status.objects.of_half_year(running, HALF.as_of)
    assert {status.initiative.name for status in made} == {"Går", "Uden", "Hviler"}
    # What somebody has deleted stays away, until somebody asks for it.
    made[0].delete()
    assert make_due_drafts(on(HALF.as_of + DAY)) == 0
    page = editor_client.post("/admin/board/status/kladder/", follow=True)
    assert f"1 kladde er lavet for {HALF}." in words(page)
    assert f"Der er ingen nye kladder at lave for {HALF}." in words(
        editor_client.post("/admin/board/status/kladder/", follow=True)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Status.objects.create(initiative=made[0].initiative, as_of=HALF.as_of)
    early = factories.plan(slug="ny", starts_on=timezone.localdate(), ends_on=timezone.localdate())
    factories.initiative(factories.focus_area(early))
    assert make_drafts(early, HALF) == (timezone.localdate() == HALF.last)


def test_a_worker_writes_and_signs_her_own_and_only_the_head_publishes(
    running: Plan, anna: User, editor_client: Client, reader: Client
) -> None:
    status = factories.status(club(running, anna))
    foreign = factories.status(factories.initiative(factories.focus_area(running), name="Andres"))
    client, path = logged_in(anna), f"/admin/board/status/{status.pk}/change/"
    assert [chore.text for chore in desk.chores(User.objects.get(pk=anna.pk)) or [] if "status" in chore.text] == [
        "status skal skrives"
    ]

    def sent(**changed: Any) -> Any:
        return client.post(path, sent_by(client.get(path), "status_form") | changed)

    refused = words(sent(_sign="1", light="kritisk"))
    assert refused.count("Skriv det, før du godkender.") >= 2
    assert sent(happened="Halvt", _save="1").status_code == 302
    status.refresh_from_db()
    assert (status.state, status.happened) == (Status.State.DRAFT, "Halvt")
    sent(**WORDS, _sign="1")
    status.refresh_from_db()
    assert (status.state, status.signed_by) == (Status.State.SIGNED, anna)
    # What is changed afterwards wants to be signed anew.
    sent(hard="Regn", _save="1")
    status.refresh_from_db()
    assert status.state == Status.State.DRAFT
    assert "Den kan ikke udgives, før den er godkendt." in words(
        editor_client.post(f"/admin/board/status/{status.pk}/udgiv/", follow=True)
    )
    sent(_sign="1")
    assert client.post(f"/admin/board/status/{status.pk}/udgiv/").status_code == 403
    assert client.post(f"/admin/board/status/{foreign.pk}/change/", WORDS).status_code == 403
    assert reader.get(status.get_absolute_url()).status_code == 404
    assert "Udgivet." in words(editor_client.post(f"/admin/board/status/{status.pk}/udgiv/", follow=True))
    shown = words(reader.get(status.get_absolute_url()))
    assert "Kritisk." in shown
    assert "Hvad er sket Vi mangler et lokale. Hvad er svært Regn Hvad nu Vi spørger biblioteket." in shown
    assert "Godkendt af Anna Arbejder" in shown
    # Nobody writes in what the board was given.
    for who in (client, editor_client):
        assert who.post(path, WORDS | {"happened": "Noget andet"}).status_code == 403
    for step in (publish, lambda row: sign(row, anna)):
        with pytest.raises(ValueError, match="Cykelklub"):
            step(Status.objects.get(pk=status.pk))


def test_words_that_come_back_from_the_history_want_to_be_signed_anew(running: Plan, editor_client: Client) -> None:
    status = factories.status(club(running), **WORDS)
    written = status.history.latest().act
    status.happened = "Lokalet er fundet."
    sign(status, None)
    editor_client.post(f"/admin/board/status/{status.pk}/historik/{written}/tilbage/")
    status.refresh_from_db()
    assert (status.state, status.happened) == (Status.State.DRAFT, WORDS["happened"])


def test_what_is_published_stays_though_every_row_changes(running: Plan, reader: Client) -> None:
    initiative = club(running)
    milestone = factories.milestone(initiative, title="Ny pumpe", due_on=HALF.last, why_late="Sen leverandør")
    factories.indicator(initiative, {HALF.last: "64.5", HALF.as_of: 99}, name="Trygge")
    date = Activity(initiative=initiative)
    date.set_times(HALF.first, datetime.time(17), datetime.time(19))
    date.save()
    Attendance.objects.create(activity=date, visits=12, new_faces=4, volunteers=6)
    made = books.fill(running)
    status = factories.published_status(initiative, **WORDS)
    before = document_of(status)
    assert [(row.title, row.state, row.why_late) for row in before.milestones] == [
        ("Ny pumpe", "Forsinket", "Sen leverandør")
    ]
    turnout = before.turnout
    assert (turnout.held, turnout.visits, turnout.people, turnout.volunteers) == (1, 12, "under 5", 6)
    assert [(row.value, row.verdict) for row in before.measured] == [(Decimal("64.50"), "Ikke nået")]
    assert before.money is not None
    assert (before.money.focus_area, before.money.spent, before.money.hours) == ("Fritid", Decimal(0), None)
    url = status.get_absolute_url()
    page = words(reader.get(url))
    assert "1 aktivitet er afholdt i halvåret. Besøg 12 Forskellige mennesker under 5 Frivillige 6" in page
    assert not {"22", "18", "16"} & set(page.split())
    Milestone.objects.update(title="Gammel pumpe", done_on=HALF.first)
    milestone.delete()
    Attendance.objects.update(visits=999)
    Initiative.objects.update(name="Nyt navn", publish_from=None)
    factories.posting(made["line"], 77)
    Status.objects.update(happened="Noget helt andet", signed_by=None)
    again = Status.objects.get()
    assert document_of(again) == before
    assert again.is_untouched
    changed = words(reader.get(url))
    assert page.partition("Cykelklub Status for")[2] == changed.partition("Cykelklub Status for")[2] != ""
    assert Status(document={**again.document, "happened": "x"}, checksum=again.checksum).is_untouched is False


def test_a_draft_is_the_secretariats_and_the_books_are_not_the_workers(
    running: Plan, anna: User, reader: Client, editor_client: Client
) -> None:
    initiative = club(running, anna)
    date = factories.activity(initiative)
    date.set_times(HALF.first, datetime.time(17), datetime.time(19))
    date.save()
    Attendance.objects.create(activity=date, visits=3, new_faces=2, volunteers=1)
    made = books.fill(running)
    Initiative.objects.filter(pk=initiative.pk).update(focus_area=made["area"])
    factories.responsibility(made["area"], anna.staff_member)
    status = factories.status(Initiative.objects.get(), happened="Hemmelig kladde", hard="Hemmelig")
    list_url, url = f"/bestyrelse/status/?pr={HALF.as_of}", status.get_absolute_url()
    group = logged_in(sits(factories.body()).user)
    for client in (reader, logged_in(guest(Role.AUDITOR)), group, logged_in(anna)):
        assert client.get(url).status_code in (403, 404)
        assert "Hemmelig" not in words(client.get(list_url))
    assert "1 initiativ mangler status: Cykelklub." in words(reader.get(list_url))
    for client in (editor_client, logged_in(factories.user(role=Role.FINANCE))):
        shown = words(client.get(url))
        assert "Hemmelig kladde" in shown
        assert "114.000,24 kr." in shown
        # As the board would get it, whoever looks.
        assert "Besøg under 5" in shown
    path = f"/admin/board/status/{status.pk}/change/"
    own = words(logged_in(anna).get(path))
    assert "Besøg 3 Forskellige mennesker 2 Frivillige 1" in own
    assert "114.000" not in own
    Status.objects.update(**WORDS)
    sign(Status.objects.get(), anna)
    publish(Status.objects.get())
    assert "114.000" not in words(logged_in(anna).get(path))
    assert "114.000,24 kr." in words(reader.get(url))


def test_the_list_names_the_missing_of_each_half_year(running: Plan, reader: Client) -> None:
    area = factories.focus_area(running, name="Fritid")
    first, second, third = (factories.initiative(area, name=name) for name in ("Madklub", "Cykelklub", "Bokseklub"))
    assert "3 initiativer mangler status: Madklub, Cykelklub, Bokseklub." in words(reader.get("/bestyrelse/status/"))
    factories.published_status(first, happened="Suppe hver torsdag.")
    factories.status(second)
    factories.published_status(third, as_of=HALF.before.as_of, happened="Ny sæk.")
    shown = words(reader.get("/bestyrelse/status/"))
    assert "1 initiativ mangler status: Cykelklub." in shown
    assert "Fritid Madklub Som planlagt Suppe hver torsdag." in shown
    assert "Ny sæk" not in shown
    earlier = words(reader.get(f"/bestyrelse/status/?pr={HALF.before.as_of}"))
    assert "Ny sæk." in earlier
    assert "mangler" not in earlier
    assert [row.name for row in Status.objects.missing(running, HALF.as_of)] == ["Cykelklub"]
    for pr in ("2026-07-02", "x", "%00", "9" * 300):
        assert "Det halvår hører ikke til planen." in words(reader.get(f"/bestyrelse/status/?pr={pr}"))
    later = factories.plan(starts_on=timezone.localdate(), ends_on=timezone.localdate() + 400 * DAY, slug="senere")
    if timezone.localdate() != HALF.as_of:
        assert "Planens første halvår er ikke gået endnu." in words(reader.get(f"/bestyrelse/{later.slug}/status/"))


@pytest.mark.alike
def test_more_statuses_ask_no_more_questions(running: Plan, reader: Client, editor_client: Client) -> None:
    def more(rows: int = 4) -> None:
        for _ in range(rows):
            area = factories.focus_area(running)
            factories.published_status(factories.initiative(area))
            factories.status(factories.initiative(area))

    more(1)
    for client in (reader, editor_client):
        before, after = grows(client, "/bestyrelse/status/", more)
        assert before == after
