import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from organisation.models import Body, Member, Seat
from tests import factories

day = datetime.date


@pytest.fixture
def seat(db: None) -> Seat:
    return factories.seat(factories.body(), post="Formand")


def holders(seat: Seat, at: day) -> list[str]:
    return [member.name for member in Seat.objects.with_holders(AnonymousUser(), at).get(pk=seat.pk).holders]


def test_a_chair_has_its_holder_from_the_first_to_the_last_day(seat: Seat) -> None:
    factories.member(seat, name="Ane", starts_on=day(2018, 1, 1), ends_on=day(2018, 12, 31))
    factories.member(seat, name="Bo", starts_on=day(2019, 1, 1))
    assert holders(seat, day(2017, 12, 31)) == []
    assert holders(seat, day(2018, 1, 1)) == ["Ane"]
    assert holders(seat, day(2018, 12, 31)) == ["Ane"]
    assert holders(seat, day(2030, 1, 1)) == ["Bo"]


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (day(2018, 12, 31), None),
        (None, day(2018, 1, 1)),
        (None, None),
        (day(2018, 3, 1), day(2018, 3, 1)),
        (day(2017, 1, 1), day(2020, 1, 1)),
    ],
)
def test_two_people_do_not_hold_one_chair_in_the_same_days(seat: Seat, starts_on: day, ends_on: day) -> None:
    factories.member(seat, name="Ane", starts_on=day(2018, 1, 1), ends_on=day(2018, 12, 31))
    other = Member(seat=seat, name="Bo", starts_on=starts_on, ends_on=ends_on)
    with pytest.raises(ValidationError, match="Ane sidder på posten »Formand« i samme periode"):
        other.save()
    assert seat.members.count() == 1


def test_one_may_begin_the_day_after_the_other_ends(seat: Seat) -> None:
    factories.member(seat, starts_on=day(2018, 1, 1), ends_on=day(2018, 12, 31))
    factories.member(seat, starts_on=day(2019, 1, 1))
    factories.member(seat, ends_on=day(2017, 12, 31))
    assert seat.members.count() == 3


def test_a_row_for_several_representatives_holds_several(db: None) -> None:
    seat = factories.seat(factories.body(), number_unknown=True)
    factories.member(seat)
    factories.member(seat)
    assert seat.members.count() == 2


def test_vacant_is_what_is_known_to_be_empty(seat: Seat) -> None:
    never_filled = factories.seat(seat.body)
    said_to_be_vacant = factories.seat(seat.body, is_vacant=True)
    factories.member(seat, starts_on=day(2018, 1, 1), ends_on=day(2018, 12, 31))
    rows = {row.pk: row.stands_vacant for row in Seat.objects.with_holders(AnonymousUser())}
    assert rows == {seat.pk: True, never_filled.pk: False, said_to_be_vacant.pk: True}


def test_only_a_local_steering_group_has_an_area(db: None) -> None:
    area = factories.area()
    factories.body(kind=Body.Kind.LOCAL, area=area)
    with pytest.raises(ValidationError, match="lokal styregruppe"):
        factories.body(kind=Body.Kind.LOCAL)
    with pytest.raises(IntegrityError):
        Body.objects.create(kind=Body.Kind.BOARD, name="x", slug="x", area=area)


def test_a_chair_stands_for_one_organisation_at_most(db: None) -> None:
    with pytest.raises(ValidationError, match="højst til én organisation"):
        factories.seat(factories.body(), partner=factories.partner(), company=factories.company())


def test_names_that_may_not_be_shown_are_not_shown_unless_asked(seat: Seat) -> None:
    assert factories.member(seat).show_name is False
