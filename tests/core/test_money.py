from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.db.models import Sum

from budget.models import Contribution
from core.money import MoneyFormField, parse_kroner, to_kroner
from tests import factories


@pytest.mark.parametrize(
    ("text", "kroner"),
    [
        ("1.234.567,50", "1234567.50"),
        ("1234567,5", "1234567.50"),
        ("93.450", "93450.00"),
        ("93450", "93450.00"),
        ("0,05", "0.05"),
        (" 93.450,00 kr. ", "93450.00"),
        ("93.450\u00a0kr", "93450.00"),
        ("−1.234,50", "-1234.50"),
        ("-5", "-5.00"),
    ],
)
def test_kroner_are_read_as_danes_write_them(text: str, kroner: str) -> None:
    assert parse_kroner(text) == Decimal(kroner)


@pytest.mark.parametrize(
    "text", ["93.45", "1.2345", "12.34.567", "1,234.50", "93,455", "ti", "", "1e5", "٣", "1.234.56", ",5", "--5"]
)
def test_what_can_be_read_two_ways_or_none_is_refused_with_its_value(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_kroner(text)
    assert f"»{text}«" in refused.value.messages[0]


@pytest.mark.parametrize("value", [93.45, True, Decimal("0.001"), "99999999999999", 10**40])
def test_floats_and_fractions_of_oere_and_the_unreasonably_large_are_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        to_kroner(value)


def test_a_form_shows_back_what_a_dane_would_write() -> None:
    field = MoneyFormField()
    assert field.prepare_value(Decimal("1234567.5")) == "1.234.567,50"
    assert field.clean("1.234.567,50") == Decimal("1234567.50")
    assert not field.has_changed(Decimal("93450.00"), "93.450")


def test_a_sum_of_many_oere_is_exact_in_the_database(db: None) -> None:
    plan = factories.plan()
    source = factories.funding_source(plan, total=None)
    years = plan.year_range
    for year, amount in zip(years, ("0.10", "0.20", "70000000.07"), strict=False):
        Contribution.objects.create(source=source, year=year, amount=Decimal(amount))
    total = Contribution.objects.aggregate(total=Sum("amount"))["total"]
    assert str(total) == "70000000.37"


def test_the_database_itself_holds_whole_oere_and_no_negative_contribution(db: None) -> None:
    plan = factories.plan()
    source = factories.funding_source(plan, total=Decimal("93.45"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT total FROM budget_fundingsource WHERE id = %s", [source.pk])
        assert cursor.fetchone() == (9345,)
    with pytest.raises(IntegrityError):
        Contribution.objects.create(source=source, year=plan.starts_on.year, amount=Decimal("-0.01"))


def test_money_can_be_compared_in_a_query(db: None) -> None:
    plan = factories.plan()
    factories.funding_source(plan, total=Decimal("93.45"))
    assert plan.funding_sources.filter(total__gte=Decimal("93.45")).count() == 1
    assert plan.funding_sources.filter(total__gt=Decimal("93.45")).count() == 0
