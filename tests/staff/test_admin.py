"""The admin of staff: pictures that are pictures, with consent, and gone when it is taken back."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from organisation.models import Partnership
from staff.models import StaffMember
from tests import factories
from tests.html_forms import sent_by
from tests.pictures import NOT_PICTURES, png, several_in_one, upload

pytestmark = [pytest.mark.django_db, pytest.mark.alike]
# Files go when their transaction is through. Emptying every table afterwards takes time, so only where one may go.
committed = pytest.mark.django_db(transaction=True)

CONSENT = {"picture_alt": "Anna ved sit bord", "picture_consent": "on"}


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def anna(folder: Path) -> StaffMember:
    return factories.staff_member(name="Anna Berg")


def path_of(person: StaffMember) -> str:
    return f"/admin/staff/staffmember/{person.pk}/change/"


def save(client: Client, person: StaffMember, **changed: Any) -> Any:
    response = client.post(path_of(person), sent_by(client.get(path_of(person)), "staffmember_form") | changed)
    person.refresh_from_db()
    return response


def files(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_picture_is_kept_under_a_name_of_our_own(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    assert save(editor_client, anna, picture=upload("anna berg.png"), **CONSENT).status_code == 302
    assert re.fullmatch(r"medarbejdere/[0-9a-f]{16}\.png", anna.picture.name)
    assert files(folder) == [anna.picture.name]
    response = Client().get(anna.picture.url)
    assert response["Content-Type"] == "image/png"


@pytest.mark.parametrize("name", ["../../x.png", "..\\..\\x.png", "/etc/x.png", "x.png\0.html", "a" * 300 + ".png"])
def test_a_file_name_decides_nothing(editor_client: Client, anna: StaffMember, folder: Path, name: str) -> None:
    response = save(editor_client, anna, picture=upload(name), **CONSENT)
    assert response.status_code in (200, 302)
    assert all(re.fullmatch(r"medarbejdere/[0-9a-f]{16}\.png", file) for file in files(folder))
    assert sorted(folder.parent.rglob("x.png*")) == []


@pytest.mark.parametrize("name", NOT_PICTURES)
def test_what_is_no_picture_is_refused(editor_client: Client, anna: StaffMember, folder: Path, name: str) -> None:
    response = save(editor_client, anna, picture=upload(name, NOT_PICTURES[name]), **CONSENT)
    assert response.status_code == 200
    assert "picture" in response.context["adminform"].form.errors
    assert files(folder) == []
    assert not anna.picture


def test_html_behind_a_picture_is_left_behind(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    hidden = b"<script>alert(1)</script>"
    assert save(editor_client, anna, picture=upload(content=png() + hidden), **CONSENT).status_code == 302
    assert hidden not in (folder / anna.picture.name).read_bytes()


def test_a_phones_picture_with_several_in_one_file_is_a_jpeg(
    editor_client: Client, anna: StaffMember, folder: Path
) -> None:
    assert save(editor_client, anna, picture=upload("IMG_1.JPG", several_in_one()), **CONSENT).status_code == 302
    assert anna.picture.name.endswith(".jpg")
    with Image.open(folder / anna.picture.name) as picture:
        assert picture.format == "JPEG"


def test_what_is_written_inside_a_picture_is_left_behind(
    editor_client: Client, anna: StaffMember, folder: Path
) -> None:
    hidden = several_in_one(comment="taget hjemme hos Anna")
    assert b"hjemme hos Anna" in hidden
    assert save(editor_client, anna, picture=upload("a.jpg", hidden), **CONSENT).status_code == 302
    assert b"hjemme hos Anna" not in (folder / anna.picture.name).read_bytes()


def test_a_picture_with_too_many_points_is_refused(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    response = save(editor_client, anna, picture=upload(content=png(9_000, 6_000)), **CONSENT)
    assert "Billedet har for mange punkter." in response.content.decode()
    response = save(editor_client, anna, picture=upload(content=png() + b"\0" * 5_000_001), **CONSENT)
    assert "Billedet fylder mere end 5 MB." in response.content.decode()
    assert files(folder) == []


def test_a_large_picture_is_made_smaller(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    assert save(editor_client, anna, picture=upload(content=png(3_000, 600)), **CONSENT).status_code == 302
    with Image.open(folder / anna.picture.name) as picture:
        assert picture.size == (1200, 240)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("picture_alt", "Skriv, hvad billedet viser."),
        ("picture_consent", "Billedet kræver samtykke fra dem, man kan kende."),
    ],
)
def test_a_picture_needs_words_and_consent(
    editor_client: Client, anna: StaffMember, folder: Path, missing: str, words: str
) -> None:
    given = {field: value for field, value in CONSENT.items() if field != missing}
    response = save(editor_client, anna, picture=upload(), **given)
    assert words in response.content.decode()
    assert files(folder) == []


@committed
def test_a_replaced_picture_goes(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    first = anna.picture.name
    save(editor_client, anna, picture=upload(content=png(20, 20)))
    assert anna.picture.name != first
    assert files(folder) == [anna.picture.name]


@committed
def test_a_picture_that_is_ticked_off_goes(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    assert save(editor_client, anna, **{"picture-clear": "on"}).status_code == 302
    assert files(folder) == []


@committed
def test_a_picture_goes_with_its_person(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    data = {"action": "delete_selected", "_selected_action": anna.pk, "post": "yes"}
    editor_client.post("/admin/staff/staffmember/", data)
    assert not StaffMember.objects.exists()
    assert files(folder) == []


@committed
def test_consent_taken_back_takes_the_picture_with_one_click(
    editor_client: Client, anna: StaffMember, folder: Path
) -> None:
    button = f'formaction="/admin/staff/staffmember/{anna.pk}/traek-samtykke/"'
    assert button not in editor_client.get(path_of(anna)).content.decode()
    until = datetime.date.today() + datetime.timedelta(days=9)
    save(editor_client, anna, picture=upload(), picture_consent_until=until, **CONSENT)
    address = anna.picture.url
    assert button in editor_client.get(path_of(anna)).content.decode()
    response = editor_client.post(f"/admin/staff/staffmember/{anna.pk}/traek-samtykke/", follow=True)
    assert "Samtykket er trukket tilbage, og billedet er slettet." in response.content.decode()
    anna.refresh_from_db()
    assert (bool(anna.picture), anna.picture_consent, anna.picture_consent_until) == (False, False, None)
    assert files(folder) == []
    assert Client().get(address).status_code == 404
    assert "Samtykke til billedet" in editor_client.get(f"/admin/staff/staffmember/{anna.pk}/history/").content.decode()


@committed
def test_consent_is_taken_back_from_the_list_too(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    editor_client.post("/admin/staff/staffmember/", {"action": "withdraw_consent", "_selected_action": anna.pk})
    assert files(folder) == []


@committed
def test_consent_is_not_taken_back_by_looking_nor_by_strangers(
    editor_client: Client, anna: StaffMember, folder: Path
) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    path = f"/admin/staff/staffmember/{anna.pk}/traek-samtykke/"
    assert editor_client.get(path).status_code == 405
    assert Client().post(path)["Location"].startswith("/konto/log-ind/")
    assert files(folder) == [anna.picture.name]
    assert editor_client.post("/admin/staff/staffmember/999/traek-samtykke/").status_code == 404


@committed
def test_a_saved_form_leaves_the_picture_alone(editor_client: Client, anna: StaffMember, folder: Path) -> None:
    save(editor_client, anna, picture=upload(), **CONSENT)
    kept = anna.picture.name
    assert save(editor_client, anna, title="Leder").status_code == 302
    assert (anna.picture.name, files(folder)) == (kept, [kept])


def test_the_logo_is_a_picture_too(editor_client: Client, folder: Path) -> None:
    factories.partnership()
    path = "/admin/organisation/partnership/1/change/"
    data = sent_by(editor_client.get(path), "partnership_form")
    for name, content in NOT_PICTURES.items():
        assert editor_client.post(path, data | {"logo": upload(name, content)}).status_code == 200
    assert editor_client.post(path, data | {"logo": upload()}).status_code == 302
    assert files(folder) == [Partnership.objects.get().logo.name]
