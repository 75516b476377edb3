"""`make bench` measures pages that show what it says. How long they take is no matter for a test."""

import pytest
from django.test import Client

from activities.models import Activity
from initiatives.models import Initiative
from scripts.bench import search as bench
from tests.pages import text


@pytest.mark.django_db
def test_the_pages_it_measures_hold_results(client: Client) -> None:
    bench.fill(initiatives=12, activities=160)
    assert (Initiative.objects.count(), Activity.objects.count()) == (12, 160)
    assert "<mark>" in text(client.get("/soeg/?q=e"))
    for url in (bench.PLAIN, *bench.PAGES.values()):
        assert client.get(url).status_code == 200
    assert "Vi fandt ikke noget" in text(client.get(bench.PAGES["nothing"]))
    assert "Vi kender ikke" not in text(client.get(bench.PAGES["the list, filtered"]))
