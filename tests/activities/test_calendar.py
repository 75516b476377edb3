"""The calendar by week, and the page of one date."""

import pytest
from django.test import Client

from initiatives.models import Initiative
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_calendar_and_the_date_answer(client: Client, initiative: Initiative) -> None:
    date = factories.activity(initiative, in_days=0)
    assert "Strikkecafé" in client.get("/kalender/").text
    assert "Bare mød op" in client.get(date.get_absolute_url()).text
    assert b"SUMMARY:Strikkecaf" in client.get(f"{date.get_absolute_url()}kalender.ics").content
