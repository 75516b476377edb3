import datetime

import pytest
from django.test import Client

from organisation.models import Plan
from tests import factories


@pytest.fixture
def moved(db: None) -> Plan:
    factories.plan(name="Nu")
    plan = factories.plan(name="Før", starts_on=datetime.date(2010, 1, 1), ends_on=datetime.date(2013, 12, 31))
    factories.initiative(factories.focus_area(plan), name="Gammelt")
    plan.slug = "den-gamle"
    plan.save()
    return plan


@pytest.mark.parametrize("page", ["", "initiativer/", "initiativer/gammelt/", "oekonomi/?a=1"])
def test_every_page_below_a_former_address_shows_the_way(client: Client, moved: Plan, page: str) -> None:
    answer = client.get(f"/helhedsplaner/2010-2013/{page}")
    assert (answer.status_code, answer["Location"]) == (301, f"/helhedsplaner/den-gamle/{page}")
    assert client.get(f"/helhedsplaner/den-gamle/{page}").status_code == 200


def test_an_address_named_like_the_section_moves_too(client: Client, moved: Plan) -> None:
    for slug in ("helhedsplaner", "igen"):
        moved.slug = slug
        moved.save()
    assert client.get("/helhedsplaner/helhedsplaner/oekonomi/")["Location"] == "/helhedsplaner/igen/oekonomi/"


def test_a_draft_is_not_given_away_by_its_former_address(client: Client, moved: Plan) -> None:
    moved.publish_from = None
    moved.save()
    assert client.get("/helhedsplaner/2010-2013/").status_code == 404


@pytest.mark.parametrize("path", ["/helhedsplaner/findes-ikke/", "/helhedsplaner/den-gamle/initiativer/findes-ikke/"])
def test_what_never_was_is_not_found(client: Client, moved: Plan, path: str) -> None:
    assert client.get(path).status_code == 404
