"""The history of every model: told, gone back in, and brought back from the bin; and who may."""

import datetime
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from board.models import BoardPack, Status
from budget.models import (
    BudgetLine,
    BudgetVersion,
    Contribution,
    DeliveredHours,
    Edition,
    FundingSource,
    ImportRun,
    Posting,
    Receipt,
)
from core.history import Versions, begin, delete_past_the_bin, one_act, versions_of
from initiatives.models import Audience, FocusArea, Initiative, Responsibility
from news.models import Letter
from organisation.models import (
    Body,
    DocumentVersion,
    HousingArea,
    Member,
    Partnership,
    Plan,
    PlanDocument,
    Seat,
    SiteText,
)
from staff.models import StaffMember
from tests import admin_world, factories
from tests.admin_world import first
from tests.html_forms import sent_by
from tests.kept_rows import kept
from tests.pictures import png

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model in Versions.of]
# One field of each that anybody may change, and another value.
CHANGES: dict[str, tuple[str, str]] = {"Page": ("title", "Helt andet"), "SiteText": ("text", "Helt andet")}
CHANGES |= {"Seat": ("post", "Helt andet"), "Idea": ("title", "Helt andet")}
CHANGES |= {"Post": ("title", "Helt andet"), "Banner": ("text", "Helt andet")}
CHANGES |= {"Receipt": ("reference", "Helt andet"), "DeliveredHours": ("function", "Helt andet")}
CHANGES |= {"AdjustmentBalance": ("explanation", "Helt andet"), "VarianceComment": ("text", "Helt andet")}
CHANGES |= dict.fromkeys(("AgendaItem", "StandingItem"), ("title", "Helt andet"))
CHANGES |= {"Decision": ("what", "Helt andet"), "Letter": ("subject", "Helt andet")}
CHANGES |= {"Status": ("happened", "Helt andet")}
CHANGES |= dict.fromkeys(("Milestone", "PlanDocument", "Duty"), ("title", "Helt andet"))
NOT_DELETED = (Partnership, SiteText, Letter)


def name(model: Any) -> str:
    return model._meta.model_name


def base(row: Any) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}"


@pytest.fixture(scope="module")
def _rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with kept(django_db_blocker, one_act()(admin_world.begin)):
        yield


@pytest.fixture
def client(_rows: None, editor_client: Client) -> Client:
    return editor_client


def save(client: Client, row: Any, **data: Any) -> None:
    """Change a row as an editor does."""
    page = client.get(f"{base(row)}/change/")
    response = client.post(f"{base(row)}/change/", sent_by(page, f"{name(row)}_form") | data)
    assert response.status_code == 302, response.context["errors"]
    forget_messages(client)


def forget_messages(client: Client) -> None:
    """What was said of the saving, which the next page would tell."""
    del client.cookies["messages"]


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    body = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert body
    return " ".join(re.sub(r"<(?!/?(ins|del))[^>]*>", " ", body[0]).replace("\xa0", " ").split())


def history(client: Client, row: Any) -> str:
    return read(client, f"{base(row)}/history/")


def acts(row: Any) -> list[uuid.UUID]:
    """The acts of a row, the first first."""
    return list(
        dict.fromkeys(versions_of(type(row)).filter(**{row._meta.pk.attname: row.pk}).values_list("act", flat=True))
    )


def go_back(client: Client, row: Any, act: uuid.UUID) -> str:
    response = client.post(f"{base(row)}/historik/{act}/tilbage/", follow=True)
    return " ".join(map(str, response.context["messages"]))


def bring_back(client: Client, act: uuid.UUID) -> str:
    response = client.post(f"/admin/papirkurv/{act}/", follow=True)
    return " ".join(map(str, response.context["messages"]))


def delete(client: Client, row: Any) -> uuid.UUID:
    key = row.pk
    assert client.post(f"{base(row)}/delete/", {"post": "yes"}).status_code == 302
    forget_messages(client)
    return versions_of(type(row)).filter(**{row._meta.pk.attname: key}).last().act


def state(row: Any) -> dict[str, Any]:
    """All that is stored of a row and of what hangs on it, save what a clock or an address writes."""
    fresh = type(row)._base_manager.get(pk=row.pk)
    columns = {field.attname: getattr(fresh, field.attname) for field in fresh._meta.concrete_fields}
    links = {
        link.name: sorted(getattr(fresh, link.name).values_list("pk", flat=True)) for link in fresh._meta.many_to_many
    }
    below = {
        relation.name: [
            model_to_dict(one)
            for one in relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).order_by("pk")
        ]
        for relation in fresh._meta.related_objects
        if relation.related_model in Versions.of and relation.one_to_many
    }
    for clock in ("updated_at", "changed_at", "sequence", "former_slugs"):
        columns.pop(clock, None)
    return columns | links | below


# Every model. ------------------------------------------------------------------------------


@pytest.mark.alike
@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_change_is_told_and_gone_back_in(client: Client, model: Any) -> None:
    row = first(model)
    before = state(row)
    field, value = CHANGES.get(model.__name__, ("name", "Helt andet"))
    save(client, row)  # the form cuts seconds from a moment
    before = state(row) | {"publish_from": before.get("publish_from")} if "publish_from" in before else state(row)
    save(client, row, **{field: value})
    told = history(client, row)
    assert "</span>Helt andet" in told or "Helt andet" in told
    assert "af sekretariat@example.invalid" in told
    assert "Det er, som det var dengang" in go_back(client, row, acts(row)[-2])
    assert {**state(row), "publish_from": before.get("publish_from")} == {
        **before,
        "publish_from": before.get("publish_from"),
    }
    go_back(client, row, acts(row)[-2])
    assert getattr(model._base_manager.get(pk=row.pk), field) == "Helt andet"


@pytest.mark.parametrize("model", [model for model in MODELS if model not in NOT_DELETED], ids=name)
def test_what_was_deleted_is_brought_back_as_it_was(client: Client, model: Any) -> None:
    row = deletable(model)
    before = state(row)
    key = row.pk
    act = delete(client, row)
    assert not model._base_manager.filter(pk=key).exists()
    row.pk = key
    assert "Hent tilbage" in read(client, "/admin/papirkurv/")
    assert bring_back(client, act) == "Det er hentet tilbage."
    assert state(row) == before
    assert "Hent tilbage" not in read(client, "/admin/papirkurv/")
    assert "Hentet tilbage fra papirkurven" in history(client, row)


def deletable(model: Any) -> Any:
    """A row that nothing protected hangs on."""
    made = {
        "Body": factories.body,
        "HousingArea": factories.area,
        "HousingCompany": factories.company,
        "Administrator": factories.administrator,
        "Department": factories.department,
        "Partner": factories.partner,
        "Place": factories.place,
        "CostKind": factories.cost_kind,
        "BudgetVersion": lambda: factories.budget_version(first(Plan), in_force_from=None),
        "BudgetLine": lambda: factories.budget_line(first(BudgetVersion)),
        "FundingSource": lambda: factories.funding_source(first(Plan), {first(Plan).starts_on.year: 400}),
    }
    if model in (Plan, FocusArea, Initiative):
        close_the_books()
    return made[model.__name__]() if model.__name__ in made else first(model)


def close_the_books() -> None:
    """Nothing of a plan can be deleted that has documents, or whose money or story the board was told."""
    told = (DocumentVersion, PlanDocument, Status, BoardPack)
    for model in (*told, Posting, Edition, BudgetLine, Receipt, DeliveredHours, ImportRun, BudgetVersion):
        delete_past_the_bin(model.objects.order_by())


@pytest.mark.alike
def test_a_history_asks_as_often_for_many_acts_as_for_few(client: Client) -> None:
    def asked() -> dict[str, int]:
        return {model.__name__: questions(f"{base(first(model))}/history/") for model in MODELS}

    def questions(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    def touch(times: int) -> None:
        for _ in range(times):
            for model in (*MODELS, Member, Contribution, Responsibility):
                with one_act():
                    row = first(model)
                    row.save()

    touch(2)
    asked()
    few = asked()
    touch(5)
    factories.responsibility(first(FocusArea), factories.staff_member())
    many = asked()
    assert {model: (few[model], many[model]) for model in few if few[model] != many[model]} == {}


def test_a_long_history_has_pages(client: Client) -> None:
    row = first(Audience)
    for number in range(30):
        with one_act():
            row.name = f"Nummer {number}"
            row.save()
    assert "fjernet: 28<" in history(client, row)
    assert "fjernet: 28<" not in read(client, f"{base(row)}/history/?side=2")
    assert "Oprettet." in read(client, f"{base(row)}/history/?side=2")
    assert client.get(f"{base(row)}/history/?side=abc").status_code == 200


# In plain words. ---------------------------------------------------------------------------


def test_values_are_told_as_a_reader_sees_them(client: Client) -> None:
    source = first(FundingSource)
    line = factories.frame_line(source.plan, name="Kommunens linje")
    with one_act():
        source.total, source.total_is_rounded, source.frame_line = None, True, line
        source.search_text = "x"
        source.save()
    told = history(client, source)
    assert "<del> fjernet: 400 kr.</del>" in told
    assert "Oplyst afrundet <del> fjernet: nej</del> <ins> tilføjet: ja</ins>" in told
    assert "Kommunens linje" in told
    assert "af systemet" in told


def test_of_a_text_only_the_changed_words_are_marked(client: Client) -> None:
    initiative = first(Initiative)
    many = " ".join(f"ord{number}" for number in range(60))
    for text in (f"<p>Vi mødes <strong>mandag</strong> {many}</p>", f"<p>Vi mødes <strong>tirsdag</strong> {many}</p>"):
        with one_act():
            initiative.text = text
            initiative.save()
    told = history(client, initiative)
    assert "Vi mødes <del> fjernet: mandag </del> <ins> tilføjet: tirsdag </ins>" in told
    assert "ord3 " in told
    newest = told.split("Sådan er det nu")[0]
    assert "ord30" not in newest
    assert "strong" not in newest


def test_chosen_rows_are_told_by_name_also_when_they_are_gone(client: Client) -> None:
    initiative = first(Initiative)
    other = factories.audience(name="Nattevagter")
    with one_act():
        initiative.audiences.add(other)
    other.delete()
    assert "<ins> tilføjet: Nattevagter (slettet)</ins>" in history(client, initiative)


def test_markup_in_a_value_is_text(client: Client) -> None:
    audience = first(Audience)
    save(client, audience, name="<script>alert(1)</script>")
    page = client.get(f"{base(audience)}/history/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_is_named_also_when_the_login_is_gone(client: Client, editor: Any) -> None:
    audience = first(Audience)
    other = factories.user("kollega@example.invalid", name="Kim Kollega", role=Role.HEAD)
    client.force_login(other)
    save(client, audience, name="Nyt navn")
    assert "af Kim Kollega" in history(client, audience)
    client.force_login(editor)
    other.delete()
    assert "af et tidligere login" in history(client, audience)
    assert "Kim" not in history(client, audience)


# The rows of a form. -----------------------------------------------------------------------


def test_members_come_and_go_with_their_chair(client: Client) -> None:
    seat = first(Seat)
    member = first(Member)
    save(client, seat, **{"members-0-DELETE": "on", "post": "Næstformand"})
    told = history(client, seat)
    assert f"Medlem »{member.name}« fjernet" in told
    assert not Member.objects.filter(pk=member.pk).exists()
    go_back(client, seat, acts(seat)[0])
    assert Member.objects.get(pk=member.pk).name == member.name
    assert StaffMember.objects.get(name=first(StaffMember).name).member_id == member.pk
    assert f"Medlem »{member.name}« hentet tilbage" in history(client, seat)
    go_back(client, seat, acts(seat)[-2])
    assert not Member.objects.filter(pk=member.pk).exists()


def test_a_chair_that_went_with_its_members_comes_back_with_them(client: Client) -> None:
    seat = first(Seat)
    member = first(Member)
    body = seat.body
    save(client, body)
    save(client, body, **{"seats-0-DELETE": "on"})
    assert (Seat.objects.filter(pk=seat.pk).count(), Member.objects.filter(pk=member.pk).count()) == (0, 0)
    go_back(client, body, acts(body)[-2])
    assert Member.objects.get(pk=member.pk).seat_id == seat.pk


def test_the_years_of_a_source_come_back_with_its_total(client: Client) -> None:
    source = first(FundingSource)
    years = dict(source.contributions.values_list("year", "amount"))
    amounts = {f"contributions-{number}-amount": "200" for number in range(len(years))}
    save(client, source, total="800", **amounts)
    go_back(client, source, acts(source)[0])
    assert dict(source.contributions.values_list("year", "amount")) == years
    assert FundingSource.objects.get(pk=source.pk).total == 400


# What cannot come back. --------------------------------------------------------------------


def test_a_clash_is_told_and_nothing_is_half_done(client: Client) -> None:
    audience = first(Audience)
    old = audience.name
    save(client, audience, name="Nyt navn")
    factories.audience(name=old)
    assert go_back(client, audience, acts(audience)[0]).startswith("Intet er ændret.")
    assert Audience.objects.get(pk=audience.pk).name == "Nyt navn"


def test_a_clash_in_the_bin_is_told(client: Client) -> None:
    audience = first(Audience)
    act = delete(client, Audience.objects.get(pk=audience.pk))
    factories.audience(name=audience.name)
    assert bring_back(client, act).startswith("Intet er hentet tilbage.")
    assert Audience.objects.filter(pk=audience.pk).count() == 0


def test_what_hung_on_something_that_is_gone_says_so(client: Client) -> None:
    initiative = first(Initiative)
    close_the_books()
    act = delete(client, Initiative.objects.get())
    delete(client, first(FocusArea))
    assert "»indsatsområde« er slettet. Hent først det tilbage." in bring_back(client, act)
    assert not Initiative.objects.exists()
    assert initiative.pk


def test_a_contact_who_is_gone_is_left_out_with_a_word(client: Client) -> None:
    initiative = first(Initiative)
    initiative.contact.delete()
    save(client, initiative, name="Nyt navn")
    said = go_back(client, initiative, acts(initiative)[0])
    assert "er slettet i mellemtiden og står tomt" in said
    assert Initiative.objects.get().contact is None


def test_an_old_address_leads_on_after_going_back(client: Client) -> None:
    area = first(HousingArea)
    old = area.slug
    save(client, area, slug="ny-adresse")
    go_back(client, area, acts(area)[0])
    assert HousingArea.objects.get().slug == old
    assert client.get("/boligomraader/ny-adresse/")["Location"] == f"/boligomraader/{old}/"


def test_a_picture_whose_consent_was_withdrawn_never_returns(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = first(StaffMember)
    upload = SimpleUploadedFile("jeg.png", png(), content_type="image/png")
    save(client, person, picture=upload, picture_alt="Mia", picture_consent="on")
    shown = acts(person)[-1]
    file = StaffMember.objects.get().picture.name
    assert "billedet er kommet til" in history(client, person)
    client.post(f"{base(person)}/traek-samtykke/")
    assert not versions_of(StaffMember).filter(picture=file).exists()
    go_back(client, person, shown)
    row = StaffMember.objects.get()
    assert (row.picture.name, row.picture_consent) == ("", False)


def test_a_picture_that_was_replaced_is_told_to_be_gone(
    client: Client, settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = first(StaffMember)
    with django_capture_on_commit_callbacks(execute=True):
        for alt in ("Første", "Andet"):
            upload = SimpleUploadedFile("jeg.png", png(), content_type="image/png")
            save(client, person, picture=upload, picture_alt=alt, picture_consent="on", phone=alt)
    now = StaffMember.objects.get().picture.name
    assert "billedet er skiftet" in history(client, person)
    assert "»billede« fra dengang findes ikke mere" in go_back(client, person, acts(person)[-2])
    row = StaffMember.objects.get()
    assert (row.picture.name, row.picture_alt, row.phone) == (now, "Andet", "Første")


# The bin. ----------------------------------------------------------------------------------


def test_the_bin_tells_what_went_along_by_whom_and_how_long_it_stays(client: Client) -> None:
    focus_area = first(FocusArea)
    close_the_books()
    delete(client, FocusArea.objects.get())
    told = read(client, "/admin/papirkurv/")
    assert f"Indsatsområde »{focus_area.name}«" in told
    assert "1 initiativ" in told
    assert "Slettet af sekretariat@example.invalid" in told
    assert "30 dage tilbage" in told


def test_links_that_a_deletion_cut_are_made_again(client: Client) -> None:
    initiative, boss, audience = first(Initiative), first(StaffMember), first(Audience)
    acts = [delete(client, StaffMember.objects.get(pk=boss.pk)), delete(client, Audience.objects.get(pk=audience.pk))]
    assert (Initiative.objects.get().contact, Initiative.objects.get().audiences.count()) == (None, 0)
    for act in acts:
        bring_back(client, act)
    assert Initiative.objects.get().contact_id == boss.pk
    assert list(Initiative.objects.get().audiences.all()) == [audience]
    assert initiative.pk


def test_after_thirty_days_nothing_can_be_brought_back(client: Client) -> None:
    audience = first(Audience)
    act = delete(client, Audience.objects.get())
    versions_of(Audience).filter(act=act).update(history_date=timezone.now() - datetime.timedelta(days=30))
    assert audience.name not in read(client, "/admin/papirkurv/")
    assert bring_back(client, act) == "Det ligger ikke længere i papirkurven."
    assert not Audience.objects.exists()


@pytest.mark.alike
def test_the_bin_asks_as_often_for_many_as_for_few(client: Client) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, "/admin/papirkurv/")
        return len(captured)

    def throw_away(times: int) -> None:
        for _ in range(times):
            with one_act():
                factories.audience().delete()
            with one_act():
                factories.responsibility(first(FocusArea), factories.staff_member()).delete()

    throw_away(2)
    questions()
    few = questions()
    throw_away(8)
    assert questions() == few


# Rights. -----------------------------------------------------------------------------------


def login(role: Role, **fields: Any) -> tuple[Client, Any]:
    user = factories.user(role=role, **fields)
    client = Client()
    client.force_login(user)
    return client, user


def test_a_worker_goes_back_only_in_own_rows_and_own_fields(client: Client) -> None:
    worker, user = login(Role.WORKER)
    own = first(StaffMember)
    StaffMember.objects.filter(pk=own.pk).update(user=user, picture_consent=False)
    save(client, own, phone="11 11 11 11", title="Leder")
    save(client, own, phone="22 22 22 22", title="Medarbejder")
    go_back(worker, own, acts(own)[-2])
    row = StaffMember.objects.get(pk=own.pk)
    assert (row.phone, row.title, row.user_id) == ("11 11 11 11", "Medarbejder", user.pk)
    other = factories.staff_member(name="En Anden")
    assert worker.get(f"{base(other)}/history/").status_code == 200
    assert "Gå tilbage" not in history(worker, other)
    assert worker.post(f"{base(other)}/historik/{acts(other)[0]}/tilbage/").status_code == 403


def test_a_worker_brings_back_only_what_he_or_she_deleted(client: Client) -> None:
    worker, user = login(Role.WORKER)
    focus_area = first(FocusArea)
    StaffMember.objects.filter(pk=first(StaffMember).pk).update(user=user)
    own, other = factories.initiative(focus_area, name="Mit eget"), factories.initiative(focus_area, name="En andens")
    act, foreign = (
        delete(worker, Initiative.objects.get(pk=own.pk)),
        delete(client, Initiative.objects.get(pk=other.pk)),
    )
    told = read(worker, "/admin/papirkurv/")
    assert "Mit eget" in told
    assert "En andens" not in told
    assert bring_back(worker, foreign) == "Det ligger ikke længere i papirkurven."
    assert bring_back(worker, act) == "Det er hentet tilbage."
    assert not Initiative.objects.filter(pk=other.pk).exists()


def test_what_a_worker_no_longer_may_change_does_not_come_back(client: Client) -> None:
    worker, user = login(Role.WORKER)
    StaffMember.objects.filter(pk=first(StaffMember).pk).update(user=user)
    own = factories.initiative(first(FocusArea), name="Mit eget")
    act = delete(worker, Initiative.objects.get(pk=own.pk))
    Responsibility.objects.all().delete()
    assert worker.post(f"/admin/papirkurv/{act}/").status_code == 403
    assert not Initiative.objects.filter(pk=own.pk).exists()


def test_finance_sees_no_deleted_people_and_the_auditor_no_earlier_versions(client: Client) -> None:
    finance, _user = login(Role.FINANCE)
    auditor, _user = login(Role.AUDITOR, access_until=timezone.localdate())
    Plan.objects.update(vision="<p>Hemmeligt udkast</p>")
    plan = first(Plan)
    with one_act():
        plan.vision = "<p>Hemmeligt udkast</p>"
        plan.save()
    assert auditor.get(f"{base(plan)}/history/").status_code == 403
    Responsibility.objects.all().delete()
    boss = first(StaffMember)
    delete(client, StaffMember.objects.get(pk=boss.pk))
    for reader in (finance, auditor):
        assert boss.name not in read(reader, "/admin/papirkurv/")


def test_forged_rows_and_acts_lead_nowhere(client: Client) -> None:
    audience = first(Audience)
    other = factories.audience()
    assert client.post(f"{base(audience)}/historik/{uuid.uuid4()}/tilbage/").status_code == 404
    assert client.post(f"{base(audience)}/historik/{acts(other)[0]}/tilbage/").status_code in (302, 404)
    assert client.get(f"{base(audience)}/historik/{acts(audience)[0]}/tilbage/").status_code == 405
    for key in ("abc", "9" * 30, "-1", "a_00b", "999999"):
        assert client.get(f"/admin/initiatives/audience/{key}/history/").status_code in (302, 400, 404)
        assert client.post(f"/admin/initiatives/audience/{key}/historik/{uuid.uuid4()}/tilbage/").status_code in (
            302,
            400,
            404,
        )
    assert bring_back(client, uuid.uuid4()) == "Det ligger ikke længere i papirkurven."
    assert client.get("/admin/papirkurv/?hvad=%00").status_code == 400
    assert client.get("/admin/papirkurv/?hvad=x.y&side=abc").status_code == 200


def test_logins_and_messages_have_no_history(client: Client, editor: Any) -> None:
    for row in (editor, factories.enquiry()):
        assert client.get(f"{base(row)}/history/", follow=True).status_code in (200, 404)
        assert "Historik" not in read(client, f"{base(row)}/change/")


def test_djangos_own_log_stays_empty(client: Client) -> None:
    save(client, first(StaffMember), name="Mia Medarbejder")
    close_the_books()
    delete(client, first(Initiative))
    client.post("/admin/staff/staffmember/", {"action": "withdraw_consent", "_selected_action": first(StaffMember).pk})
    assert LogEntry.objects.count() == 0


def test_lists_lead_to_the_bin(client: Client) -> None:
    assert (
        "/admin/papirkurv/?hvad=initiatives.initiative" in client.get("/admin/initiatives/initiative/").content.decode()
    )
    close_the_books()
    delete(client, first(Initiative))
    delete(client, first(Audience))
    assert "Målgruppe" not in read(client, "/admin/papirkurv/?hvad=initiatives.initiative")
    assert "Vis alt, der er slettet" in read(client, "/admin/papirkurv/?hvad=initiatives.initiative")


# Rows from before there was a history. -----------------------------------------------------


def test_a_row_without_versions_gets_its_first_with_all_it_points_to(client: Client) -> None:
    for model in Versions.of:
        versions_of(model).delete()
    begin()
    initiative = first(Initiative)
    save(client, initiative, name="Nyt navn")
    newest = history(client, initiative).split("Sådan er det nu")[0]
    assert "Nyt navn" in newest
    assert first(HousingArea).name not in newest
    count = versions_of(Plan).count()
    begin()
    assert versions_of(Plan).count() == count


def test_bodies_that_are_drafts_stay_out_of_reach_of_group_members(client: Client) -> None:
    body = first(Body)
    user = factories.user("gruppe@example.invalid")
    factories.member(factories.seat(body), user=user)
    guest = Client()
    guest.force_login(user)
    for url in (f"{base(body)}/history/", "/admin/papirkurv/"):
        assert guest.get(url).status_code == 403
