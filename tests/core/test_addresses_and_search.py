import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from core.folding import fold, fold_html
from core.slugs import danish_slug, get_by_slug
from initiatives.models import FocusArea, Initiative
from organisation.models import HousingArea, Plan
from tests import factories


def test_danish_letters_are_spelled_out_in_addresses() -> None:
    assert danish_slug("Mødrenetværk på tværs – Ældre & Åben!") == "moedrenetvaerk-paa-tvaers-aeldre-aaben"
    assert danish_slug("!!!") == "side"
    assert len(danish_slug("æ" * 300)) <= 80


@pytest.mark.parametrize("query", ["AELDRE", "ældre", "Ældre", "A\u0308LDRE", "  ældre  "])
def test_the_same_word_folds_the_same_however_it_is_typed(query: str) -> None:
    assert fold(query) == "aeldre"


def test_html_is_folded_as_a_reader_sees_it() -> None:
    assert fold_html("<p>Kaffe<br>og</p><p>br&oslash;d</p>") == "kaffe og broed"


@pytest.fixture
def plan(db: None) -> Plan:
    return factories.plan()


@pytest.fixture
def focus_area(plan: Plan) -> FocusArea:
    return factories.focus_area(plan)


def test_two_of_a_name_get_two_addresses_in_one_plan_and_the_same_in_another(focus_area: FocusArea) -> None:
    first = factories.initiative(focus_area, name="Fællesspisning")
    second = factories.initiative(focus_area, name="Fællesspisning")
    other_plan = factories.plan(starts_on=datetime.date(2030, 1, 1), ends_on=datetime.date(2031, 12, 31))
    third = factories.initiative(factories.focus_area(other_plan), name="Fællesspisning")
    assert [row.slug for row in (first, second, third)] == ["faellesspisning", "faellesspisning-2", "faellesspisning"]


def test_the_database_refuses_the_same_address_twice(focus_area: FocusArea) -> None:
    factories.initiative(focus_area, slug="ens")
    with pytest.raises(IntegrityError):
        Initiative.objects.create(focus_area=focus_area, name="x", summary="x", slug="ens")


def test_a_new_name_keeps_the_address(focus_area: FocusArea) -> None:
    row = factories.initiative(focus_area, name="Fællesspisning")
    row.name = "Spisning"
    row.save()
    assert row.slug == "faellesspisning"


def test_every_earlier_address_still_finds_the_row(db: None) -> None:
    row = factories.area(name="Åbyen")
    for slug in ("ny", "nyere"):
        row = HousingArea.objects.get(pk=row.pk)
        row.slug = slug
        row.save()
    for slug in ("aabyen", "ny", "nyere"):
        assert get_by_slug(HousingArea.objects.all(), slug) == row
    with pytest.raises(Http404):
        get_by_slug(HousingArea.objects.all(), "nye")


def test_an_address_in_use_wins_over_a_former_one(db: None) -> None:
    moved = factories.area(name="A", slug="torvet")
    moved.slug = "pladsen"
    moved.save()
    taker = factories.area(name="B", slug="torvet")
    assert get_by_slug(HousingArea.objects.all(), "torvet") == taker


@pytest.mark.parametrize("slug", ["Æ", "a b", "a/b", "-a", "a--b", "a\n", "../x"])
def test_an_address_is_small_letters_figures_and_hyphens(db: None, slug: str) -> None:
    with pytest.raises(ValidationError):
        factories.area(name="Et sted", slug=slug)


@pytest.mark.parametrize("query", ["AELDRE", "ældre", "Ældre", "ældre kaffe", "KAFFE"])
def test_search_finds_danish_words_on_every_database(focus_area: FocusArea, query: str) -> None:
    found = factories.initiative(focus_area, name="Noget for ældre", text="<p>Der er kaffe.</p>")
    factories.initiative(focus_area, name="Noget for unge")
    assert list(Initiative.objects.matching(query)) == [found]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'; DROP TABLE", "<script>"])
def test_signs_with_a_meaning_to_the_database_mean_nothing_in_search(focus_area: FocusArea, query: str) -> None:
    factories.initiative(focus_area, name="Noget for ældre")
    assert list(Initiative.objects.matching(query)) == []
