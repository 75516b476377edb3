"""The admin of the partnership: its singletons, its texts, and two people who want one chair."""

import datetime
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client

from organisation.models import Member, Page, Partnership, Seat, SiteText
from organisation.texts import TEXTS
from tests import factories
from tests.html_forms import sent_by


def day(year: int, month: int = 1) -> datetime.date:
    return datetime.date(year, month, 1)


# Rows there is one of. -------------------------------------------------------------------


@pytest.mark.django_db
def test_the_list_of_partnerships_is_the_form_of_the_one(editor_client: Client) -> None:
    path = "/admin/organisation/partnership/"
    assert editor_client.get(path)["Location"] == f"{path}add/"
    factories.partnership()
    assert editor_client.get(path)["Location"] == f"{path}1/change/"
    assert editor_client.get(f"{path}add/").status_code == 403
    assert editor_client.post(f"{path}1/delete/", {"post": "yes"}).status_code == 403
    assert Partnership.objects.count() == 1


@pytest.mark.django_db
def test_pages_about_the_site_can_be_added_until_there_is_one_of_each_kind(editor_client: Client) -> None:
    path = "/admin/organisation/page/"
    for kind in Page.Kind:
        assert editor_client.get(f"{path}add/").status_code == 200
        factories.page(kind=kind)
    assert editor_client.get(f"{path}add/").status_code == 403


# Texts. ----------------------------------------------------------------------------------


def texts(client: Client, query: str) -> list[str]:
    return [row.key for row in client.get(f"/admin/organisation/sitetext/?{query}").context["cl"].result_list]


@pytest.mark.django_db
def test_every_text_of_the_site_is_listed_with_its_standard(editor_client: Client) -> None:
    assert texts(editor_client, "") == list(TEXTS)
    page = editor_client.get("/admin/organisation/sitetext/").content.decode()
    assert "Forside: overskrift" in page
    assert "For sekretariatet, bestyrelsen og grupperne. Beboere behøver ikke logge ind." in page


@pytest.mark.django_db
def test_a_text_is_found_by_its_place_its_standard_or_what_the_editors_wrote(editor_client: Client) -> None:
    SiteText.objects.filter(key="home.lead").update(text="Kom og VÆR MED")
    assert texts(editor_client, "q=log+ind+OVERSKRIFT") == ["login.title", "login.lead"]
    assert texts(editor_client, "q=kom+vaer+med") == ["home.lead"]
    assert texts(editor_client, "egen=ja") == ["home.lead"]
    assert texts(editor_client, "hvor=login") == ["login.title", "login.lead"]


@pytest.mark.django_db
def test_an_editors_text_is_printed_as_text_and_an_empty_one_brings_the_standard_back(editor_client: Client) -> None:
    path = f"/admin/organisation/sitetext/{SiteText.objects.get(key='login.title').pk}/change/"
    assert str(TEXTS["login.title"].standard) in editor_client.get(path).content.decode()
    for text, shown in (("<b>Kom ind</b>", "&lt;b&gt;Kom ind&lt;/b&gt;"), ("", "Log ind")):
        assert editor_client.post(path, {"text": text}).status_code == 302
        assert f"<h1>{shown}</h1>" in Client().get("/konto/log-ind/").content.decode()


@pytest.mark.django_db
def test_texts_are_neither_added_nor_deleted(editor_client: Client) -> None:
    assert editor_client.get("/admin/organisation/sitetext/add/").status_code == 403
    pk = SiteText.objects.all()[0].pk
    assert editor_client.post(f"/admin/organisation/sitetext/{pk}/delete/", {"post": "yes"}).status_code == 403


# Who sits where. -------------------------------------------------------------------------


@pytest.fixture
def seat(db: None) -> Seat:
    return factories.seat(factories.body(), post="Formand")


def path_of(seat: Seat) -> str:
    return f"/admin/organisation/seat/{seat.pk}/change/"


def save(client: Client, seat: Seat, *new: dict[str, Any], **changed: Any) -> Any:
    """Post the chair's form with new members, and with other values for what is there."""
    data = sent_by(client.get(path_of(seat)), "seat_form")
    first = int(data["members-TOTAL_FORMS"])
    for number, fields in enumerate(new, first):
        data |= {f"members-{number}-{name}": value for name, value in fields.items()}
    data["members-TOTAL_FORMS"] = first + len(new)
    return client.post(path_of(seat), data | {name.replace("__", "-"): value for name, value in changed.items()})


def names(seat: Seat) -> list[str]:
    return [member.name for member in seat.members.order_by("name")]


def complaint(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_two_new_members_of_one_chair_at_the_same_time_are_refused(editor_client: Client, seat: Seat) -> None:
    two = {"name": "Anna", "starts_on": "2020-01-01"}, {"name": "Bo", "starts_on": "2021-01-01"}
    response = save(editor_client, seat, *two)
    assert "Anna og Bo kan ikke sidde på den samme post på samme tid. Ret datoerne." in complaint(response)
    assert names(seat) == []


def test_a_chair_is_not_vacant_while_somebody_sits_there(editor_client: Client, seat: Seat) -> None:
    member = factories.member(seat, name="Anna", starts_on=day(2020))
    assert "Anna sidder på posten i dag, så den er ikke ledig." in complaint(save(editor_client, seat, is_vacant="on"))
    assert not Seat.objects.get().is_vacant
    ended = {f"members__{field}": value for field, value in (("0-ends_on", "2021-01-01"), ("0-id", member.pk))}
    assert save(editor_client, seat, is_vacant="on", **ended).status_code == 302
    assert Seat.objects.get().is_vacant


def test_a_new_member_is_refused_while_another_sits_there(editor_client: Client, seat: Seat) -> None:
    factories.member(seat, name="Anna", starts_on=day(2020))
    assert "Anna og Bo" in complaint(save(editor_client, seat, {"name": "Bo", "starts_on": "2021-01-01"}))
    assert names(seat) == ["Anna"]


def test_one_leaves_and_another_comes_in_one_form(editor_client: Client, seat: Seat) -> None:
    factories.member(seat, name="Anna", starts_on=day(2020))
    bo = {"name": "Bo", "starts_on": "2021-01-01"}
    assert save(editor_client, seat, bo, **{"members-0-ends_on": "2020-12-31"}).status_code == 302
    assert names(seat) == ["Anna", "Bo"]


def test_a_deleted_member_makes_room_in_the_same_form(editor_client: Client, seat: Seat) -> None:
    factories.member(seat, name="Anna", starts_on=day(2020))
    factories.member(seat, name="Bo", ends_on=day(2019))
    # The rows stand in the order of their dates; which is which differs between databases.
    data = sent_by(editor_client.get(path_of(seat)), "seat_form")
    bo, anna = sorted((0, 1), key=lambda number: data[f"members-{number}-name"], reverse=True)
    changed = {f"members-{anna}-DELETE": "on", f"members-{bo}-ends_on": ""}
    assert save(editor_client, seat, **changed).status_code == 302
    assert names(seat) == ["Bo"]


def test_two_members_change_places_in_one_form(editor_client: Client, seat: Seat) -> None:
    factories.member(seat, name="Anna", starts_on=day(2019), ends_on=day(2019, 12))
    factories.member(seat, name="Bo", starts_on=day(2020), ends_on=day(2020, 12))
    changed = {"members-0-starts_on": "2020-01-01", "members-0-ends_on": "2020-12-01"}
    changed |= {"members-1-starts_on": "2019-01-01", "members-1-ends_on": "2019-12-01"}
    assert save(editor_client, seat, **changed).status_code == 302
    assert {(member.name, member.starts_on) for member in seat.members.all()} == {
        ("Anna", day(2020)),
        ("Bo", day(2019)),
    }


def test_a_member_who_came_after_the_form_was_opened_is_not_overlooked(editor_client: Client, seat: Seat) -> None:
    data = sent_by(editor_client.get(path_of(seat)), "seat_form")
    factories.member(seat, name="Anna", starts_on=day(2020))
    data |= {"members-TOTAL_FORMS": "1", "members-0-name": "Bo"}
    assert "Anna" in complaint(editor_client.post(path_of(seat), data))
    assert names(seat) == ["Anna"]


def test_representatives_whose_number_is_not_known_may_sit_there_together(editor_client: Client, seat: Seat) -> None:
    response = save(editor_client, seat, {"name": "Anna"}, {"name": "Bo"}, number_unknown="on")
    assert response.status_code == 302
    assert names(seat) == ["Anna", "Bo"]
    # And when their number is known after all, the form says what does not fit.
    data = sent_by(editor_client.get(path_of(seat)), "seat_form")
    del data["number_unknown"]
    assert "kan ikke sidde på den samme post" in complaint(editor_client.post(path_of(seat), data))


def test_a_period_that_ends_before_it_starts_is_refused(editor_client: Client, seat: Seat) -> None:
    anna = {"name": "Anna", "starts_on": "2020-01-01", "ends_on": "2019-01-01"}
    assert "Slutdatoen ligger før startdatoen." in complaint(save(editor_client, seat, anna))


def test_the_list_says_who_sits_there_or_that_nobody_does(editor_client: Client, seat: Seat) -> None:
    factories.member(seat, name="Anna")
    factories.seat(seat.body, post="Kasserer", is_vacant=True)
    factories.seat(seat.body, post="Beboere", number_unknown=True)
    page = editor_client.get("/admin/organisation/seat/").content.decode()
    for text in ("Anna", "ledig", "flere, antal ikke oplyst"):
        assert f'<td class="field-holder" data-head="Sidder her">{text}</td>' in page
    held = editor_client.get("/admin/organisation/seat/?besat=ja").context["cl"].result_list
    assert [row.post for row in held] == ["Formand"]


def test_a_body_that_is_not_local_has_no_area(editor_client: Client, seat: Seat) -> None:
    path = f"/admin/organisation/body/{seat.body_id}/change/"
    data = sent_by(editor_client.get(path), "body_form")
    response = editor_client.post(path, data | {"area": factories.area().pk})
    assert "En lokal styregruppe hører til et boligområde; andre grupper gør ikke." in complaint(response)


# Two at the same moment. -----------------------------------------------------------------


@pytest.fixture
def threads(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run something in several threads at once, each with a connection of its own.

    SQLite's database in memory belongs to one connection, so the threads get a copy in a file.
    """

    def run(*tasks: Any) -> list[Any]:
        if connection.vendor == "sqlite":
            file = str(tmp_path / "copy.sqlite3")
            with sqlite3.connect(file) as copy:
                connection.connection.backup(copy)
            monkeypatch.setitem(connections.settings["default"], "NAME", file)
        barrier = Barrier(len(tasks))

        def one(task: Any) -> Any:
            barrier.wait()
            try:
                return task()
            except ValidationError as error:
                return error
            finally:
                connections.close_all()

        try:
            with ThreadPoolExecutor() as pool:
                return list(pool.map(one, tasks))
        finally:
            monkeypatch.undo()

    return run


def test_of_two_who_take_a_chair_at_once_one_gets_it(threads: Any) -> None:
    seat = factories.seat(factories.body())

    def take(name: str) -> Any:
        def task() -> int:
            Member(seat_id=seat.pk, name=name).save()
            return Member.objects.filter(seat_id=seat.pk).count()

        return task

    results = threads(*map(take, ("Anna", "Bo", "Carl", "Dorte")))
    assert [result for result in results if not isinstance(result, ValidationError)] == [1]


def test_of_two_editors_who_fill_a_chair_at_once_one_is_told_kindly(threads: Any) -> None:
    seat, user = factories.seat(factories.body()), factories.editor()

    def fill(name: str) -> Any:
        client = Client()
        client.force_login(user)
        data = sent_by(client.get(path_of(seat)), "seat_form") | {"members-TOTAL_FORMS": "1", "members-0-name": name}

        def task() -> tuple[int, int]:
            response = client.post(path_of(seat), data)
            return response.status_code, Member.objects.filter(seat_id=seat.pk).count()

        return task

    results = threads(fill("Anna"), fill("Bo"), fill("Carl"))
    assert sorted(results) == [(200, 1), (200, 1), (302, 1)]


def test_of_two_confirmations_of_a_spreadsheet_one_is_read_in(threads: Any) -> None:
    seat, client = factories.seat(factories.body(name="Bestyrelsen"), number_unknown=True), Client()
    client.force_login(factories.editor())
    url = "/admin/organisation/seat/laes-ind/"
    content = f"Nr.;Post nr.;Organ;Post;På vegne af;Navn;Navnet må vises;Fra;Til\n;{seat.pk};;;;Anna;;;\n"
    preview = client.post(url, {"file": SimpleUploadedFile("poster.csv", content.encode())})

    def confirm() -> int:
        client.post(f"{url}gem/", {"token": preview.context["token"]})
        return Member.objects.filter(seat_id=seat.pk).count()

    assert max(threads(confirm, confirm, confirm)) == 1
