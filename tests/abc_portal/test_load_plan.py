"""What `load_plan` makes of a plan file, the first time and later."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from budget.models import FrameLine, FundingSource
from core.history import Versions, versions_of
from initiatives.models import Initiative, Responsibility
from organisation.models import (
    Administrator,
    Body,
    Department,
    Member,
    Page,
    Partnership,
    Plan,
    Seat,
    SiteText,
)
from staff.models import StaffMember
from tests.abc_portal.plan_files import Loading, row_counts
from tests.pages import text

pytestmark = pytest.mark.django_db


def test_every_table_of_a_file_becomes_rows(load: Loading) -> None:
    assert load().startswith("38 oprettet, 0 uændret, 0 afviger")
    plan = Plan.objects.get()
    assert (plan.starts_on, plan.households, plan.slug) == (datetime.date(2030, 1, 1), 900, "2030-2033")
    assert plan.vision == "<p>Godt at bo her.</p>"
    assert [area.name for area in plan.areas.all()] == ["Engen", "Bakken"]
    assert Partnership.objects.get().phone == "00 00 00 00"
    department = Department.objects.get()
    assert (str(department.company), str(department.area)) == ("Boligselskabet", "Engen")
    assert department.also_written == "Solpark, Sol-Parken"
    assert str(department.company.administrator) == "Boligadministrationen"
    assert [(focus.name, focus.mark) for focus in plan.focus_areas.all()] == [("Naboer", "leaf")]
    assert SiteText.objects.get(key="home.title").text == "Kom og vær med"
    assert Page.objects.get().text == "<p>Vi gemmer næsten ingenting.</p>"


def test_the_frame_keeps_the_precision_it_was_published_with(load: Loading) -> None:
    load()
    lines = list(FrameLine.objects.values_list("name", "amount", "decimals"))
    assert lines == [("Fonden", Decimal("1250000.00"), 2), ("Boligerne", Decimal("1000000.00"), 0)]
    assert [str(source.frame_line) for source in FundingSource.objects.all()] == ["Fonden", "Boligerne", "Boligerne"]


def test_money_is_exact_a_year_and_in_all(load: Loading) -> None:
    load()
    fund, department, company = FundingSource.objects.all()
    assert (fund.total, fund.total_is_rounded, fund.contributions.count()) == (Decimal(1_250_000), True, 0)
    assert [row.amount for row in department.contributions.all()] == [Decimal(100_000)] * 4
    assert [(row.year, row.amount) for row in company.contributions.all()] == [
        (2030, Decimal(400)),
        (2031, Decimal("600.50")),
    ]
    assert company.total == Decimal("1000.50")


def test_chairs_are_held_by_people_and_staff_point_to_theirs(load: Loading) -> None:
    load()
    rosa, luna = Member.objects.order_by("seat__position")
    assert (rosa.name, rosa.show_name, rosa.starts_on) == ("Rosa Regnbue", True, datetime.date(2030, 2, 1))
    assert (luna.name, luna.seat.post, luna.staff_member.languages) == ("Luna Lys", "Leder", "dansk, tysk")
    responsibility = Responsibility.objects.get()
    assert (str(responsibility.focus_area), responsibility.what) == ("Naboer", "kaffe")


def test_an_initiative_has_areas_of_its_own_or_all_of_them(load: Loading) -> None:
    load()
    coffee, party = Initiative.objects.all()
    assert (coffee.area_scope, [str(area) for area in coffee.areas.all()]) == ("chosen", ["Engen"])
    assert [str(audience) for audience in coffee.audiences.all()] == ["Ældre", "Voksne"]
    assert (party.area_scope, party.is_provisional, party.areas.count()) == ("all", True, 0)
    assert str(coffee.contact) == "Luna Lys"


def test_an_initiative_says_when_where_at_what_price_and_how(load: Loading) -> None:
    load()
    coffee, party = Initiative.objects.all()
    assert (coffee.stage, coffee.when, coffee.place) == (Initiative.Stage.PAUSED, "Tirsdage kl. 10", "Trappen")
    assert (coffee.is_free, coffee.price, coffee.sign_up) == (False, "5 kr.", "Bare mød op")
    assert [str(language) for language in coffee.languages.all()] == ["Dansk", "Tysk"]
    assert (party.stage, party.is_free, party.languages.count()) == ("", None, 0)


def test_what_is_loaded_is_published(load: Loading) -> None:
    load()
    for model in (Plan, Body, StaffMember, Initiative):
        rows = model.objects.all()
        assert rows.filter(publish_from__lte=timezone.now()).count() == rows.count() > 0


def test_a_seat_says_what_the_file_does_not_know(load: Loading) -> None:
    load()
    seat = Seat.objects.get(key="formand")
    assert (seat.votes, seat.number_unknown, seat.is_vacant) == (None, False, False)


def test_a_dry_run_reports_and_saves_nothing(load: Loading) -> None:
    before = row_counts()
    said = load(dry_run=True)
    assert "38 oprettet" in said
    assert "Prøvekørsel: intet er gemt." in said
    assert row_counts() == before
    load()
    Administrator.objects.update(name="Ændret")
    said = load(dry_run=True, overwrite=True)
    assert "1 afviger" in said
    assert Administrator.objects.get().name == "Ændret"


def test_the_history_tells_of_one_act_by_the_file(load: Loading, editor_client: Client) -> None:
    load()
    assert set(versions_of(Plan).values_list("history_change_reason", flat=True)) == {"planfilen"}
    acts = {act for model in Versions.of for act in versions_of(model).values_list("act", flat=True)}
    assert len(acts) == 1
    assert "af planfilen" in text(editor_client.get(f"/admin/organisation/plan/{Plan.objects.get().pk}/history/"))
