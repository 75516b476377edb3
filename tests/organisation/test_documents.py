"""The papers of a plan: which version is in force when, and who reads which."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from core.formats import long_date
from organisation.models import Body, DocumentVersion, Plan, PlanDocument
from tests import factories
from tests.html_forms import sent_by
from tests.pages import queries
from tests.papers import pdf, sent
from tests.reading import main, words
from tests.settings import without_zeal

pytestmark = pytest.mark.django_db


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def plan() -> Plan:
    factories.partnership()
    return factories.plan()


@pytest.fixture
def agreement(plan: Plan) -> PlanDocument:
    """Two versions with a gap after the first, and one to come."""
    row = factories.document(plan, title="Delaftale om bydelsmødre", kind="delaftale")
    factories.document_version(row, day("2018-03-01"), "foerste", valid_until=day("2018-12-31"))
    factories.document_version(row, day("2019-02-01"), "anden", changes="Flere timer.", approved="bestyrelsen")
    coming = timezone.localdate() + datetime.timedelta(days=30)
    factories.document_version(row, coming, "kommende")
    return row


@pytest.mark.parametrize(
    ("on", "numbers"),
    [
        ("2018-02-28", []),
        ("2018-03-01", [1]),
        ("2018-12-31", [1]),
        ("2019-01-31", []),
        ("2019-02-01", [2]),
        ("", [2]),
        ("2199-01-01", [3]),
    ],
)
def test_one_version_is_in_force_at_any_time(agreement: PlanDocument, on: str, numbers: list[int]) -> None:
    other = factories.document(agreement.plan)
    factories.document_version(other, day("2000-01-01"), number=9, valid_until=day("2000-01-02"))
    found = DocumentVersion.objects.in_force(day(on) if on else None)
    assert [version.number for version in found] == numbers


def test_two_versions_do_not_begin_the_same_day_nor_end_before_they_begin(agreement: PlanDocument) -> None:
    for wrong, said in (
        ({"valid_from": day("2019-02-01")}, "gælder fra samme dag"),
        ({"valid_from": day("2020-01-01"), "number": 1}, "allerede en version med det nummer"),
        ({"valid_from": day("2020-01-01"), "valid_until": day("2019-12-31")}, "ligger før"),
    ):
        with pytest.raises(ValidationError, match=said):
            factories.document_version(agreement, **wrong)


def test_the_page_tells_what_is_in_force_and_what_was(client: Client, agreement: PlanDocument) -> None:
    page = words(client.get("/dokumenter/"))
    until = long_date(timezone.localdate() + datetime.timedelta(days=29)).replace("\u00a0", " ")
    assert f"Delaftale om bydelsmødre Version 2 1. februar 2019 til og med {until} " in page
    assert "Godkendt: bestyrelsen Flere timer. Hent »anden" in page
    assert page.index("2 andre versioner") < page.index("Version 3 Gælder fra") < page.index("Version 1 1. marts 2018")
    then = words(client.get("/dokumenter/?dato=2018-05-12"))
    assert "Sådan var det 12. maj 2018." in then
    assert "Version 1" in then
    assert "Version 2" not in then
    assert "Ingen af dokumenterne gjaldt den dag." in words(client.get("/dokumenter/?dato=2019-01-12"))
    for wrong in ("i-gaar", "2019-02-30", "%00", "99999-01-01", "2018-05-12%00"):
        answer = client.get(f"/dokumenter/?dato={wrong}")
        assert answer.status_code == 200
        assert "Skriv dagen som år-måned-dag" in words(answer)
        assert "Version 2" in words(answer)


def test_an_earlier_plan_has_a_page_of_its_own_that_its_pages_lead_to(client: Client, agreement: PlanDocument) -> None:
    old = factories.plan(starts_on=day("2001-01-01"), ends_on=day("2004-12-31"))
    factories.document_version(factories.document(old, title="Den gamle plan"), old.starts_on)
    assert "Den gamle plan" in words(client.get("/helhedsplaner/2001-2004/dokumenter/"))
    assert "Den gamle plan" not in words(client.get("/dokumenter/"))
    assert 'href="/dokumenter/"' in main(client.get("/om/"))
    assert 'href="/helhedsplaner/2001-2004/dokumenter/"' in main(client.get("/helhedsplaner/2001-2004/"))
    assert "/dokumenter/</loc>" in client.get("/sitemap.xml").content.decode()


def test_the_page_asks_the_same_however_many_papers_there_are(client: Client, agreement: PlanDocument) -> None:
    few = queries(client, "/dokumenter/")
    for number in range(3):
        row = factories.document(agreement.plan)
        for year in (2017, 2018):
            factories.document_version(row, datetime.date(year, 1, 1 + number))
    assert queries(client, "/dokumenter/") == few


def readers() -> dict[str, User | None]:
    later = timezone.localdate() + datetime.timedelta(days=9)
    group = factories.user()
    factories.member(factories.seat(factories.body(kind=Body.Kind.LOCAL, area=factories.area())), user=group)
    found: dict[str, User | None] = {"": None, Role.GROUP: group}
    found |= {role: factories.user(role=role, access_until=later) for role in (Role.BOARD, Role.AUDITOR)}
    for role in (Role.HEAD, Role.WORKER, Role.FINANCE):
        found[role] = factories.user(role=role)
        factories.staff_member(user=found[role])
    return found


def test_what_is_not_public_is_the_boards_and_the_secretariats(client: Client, plan: Plan) -> None:
    """Its former versions, too, and also when somebody guesses their addresses."""
    draft = factories.plan(name="Kladdeplan", slug="kladde", publish_from=None)
    for_all, inside, of_draft = (
        [factories.document_version(row, day(start), word) for start in ("2017-01-01", "2018-01-01")]
        for row, word in (
            (factories.document(plan, title="Åben aftale"), "aaben"),
            (factories.document(plan, title="Lukket aftale", is_public=False), "lukket"),
            (factories.document(draft, title="Kladdens aftale"), "kladde"),
        )
    )
    drafts = {Role.HEAD, Role.WORKER, Role.FINANCE}
    insiders = drafts | {Role.BOARD, Role.AUDITOR}
    for role, user in readers().items():
        client.logout()
        if user:
            client.force_login(user)
        may = [*for_all, *(inside if role in insiders else ()), *(of_draft if role in drafts else ())]
        everything = [*for_all, *inside, *of_draft]
        assert [one for one in everything if client.get(f"/dokumenter/{one.pk}/").status_code == 200] == may, role
        page = words(client.get("/dokumenter/"))
        assert ("Helhedsplan Ikke offentlig Lukket aftale" in page) is (role in insiders), role
        assert ("Lukket" in page) is (role in insiders), role
        assert "Kladdens" not in page
        for path in ("/soeg/?q=lukket", "/sitemap.xml", "/om/"):
            assert "Lukket aftale" not in client.get(path).content.decode()
            assert f"dokumenter/{inside[0].pk}" not in client.get(path).content.decode()


def test_the_editors_add_a_version_and_a_wrong_file_is_named(
    editor_client: Client, agreement: PlanDocument, settings: Any
) -> None:
    # Django's own form set asks for each of its rows.
    settings.MIDDLEWARE = without_zeal()
    path = f"/admin/organisation/plandocument/{agreement.pk}/change/"

    def save(**new: Any) -> Any:
        rows = {f"versions-3-{field}": value for field, value in new.items()}
        data = sent_by(editor_client.get(path), "plandocument_form")
        return editor_client.post(path, data | rows | {"versions-TOTAL_FORMS": "4"})

    new = {"number": "4", "valid_from": "2020-01-01"}
    assert "»side.pdf« er ikke en PDF-fil" in words(save(**new, file=sent("side.pdf", b"<html>")))
    assert "Ret venligst" in words(save(**new | {"valid_from": "2019-02-01"}, file=sent()))
    assert DocumentVersion.objects.count() == 3
    assert save(**new, file=sent()).status_code == 302
    version = DocumentVersion.objects.get(number=4)
    fetched = editor_client.get(f"/dokumenter/{version.pk}/")
    assert b"".join(fetched) == pdf()  # type: ignore[arg-type]
    assert fetched["Cache-Control"] == "private, no-store"
    assert "version 4" in words(editor_client.get("/admin/organisation/plandocument/"))
