"""Urgent words above the pages: as long as they say, and where they say."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from news.models import Banner
from organisation.models import HousingArea
from tests import factories
from tests.pages import grows, leaves_no_trace, text
from tests.reading import words

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def area() -> HousingArea:
    return factories.area(name="Nordby")


def test_it_is_shown_from_its_hour_to_its_last() -> None:
    now = timezone.now()
    row = factories.banner(starts_at=now, ends_at=now + HOUR)
    moments = (now - HOUR / 60, now, now + HOUR - HOUR / 60, now + HOUR)
    assert [Banner.objects.current(at).exists() for at in moments] == [False, True, True, False]
    assert row.when == "Vises nu"
    for wrong in ({"ends_at": now - HOUR}, {"page": "/findes/ikke/"}, {"ends_at": None}):
        with pytest.raises(ValidationError):
            Banner(**{"text": "Lukket", "starts_at": now, "ends_at": now + HOUR, **wrong}).full_clean()


def test_one_for_all_stands_on_every_page_and_one_of_an_area_where_the_area_is(
    client: Client, editor_client: Client, area: HousingArea
) -> None:
    other = factories.area(name="Sydby")
    plan = factories.plan(areas=[area, other])
    focus_area = factories.focus_area(plan)
    own, everywhere = factories.initiative(focus_area, [area], name="Egen"), {"area_scope": "all", "name": "Overalt"}
    factories.initiative(focus_area, **everywhere)
    factories.initiative(focus_area, [other], name="Anden")
    date = factories.activity(own, place=factories.place(area=area))
    factories.post([area], title="Herfra")
    factories.banner(text="Vandet er lukket", page="/kontakt/")
    factories.banner([area], text="Huset er lukket")
    factories.banner([other], text="Sydhuset er lukket")
    its = ["/boligomraader/nordby/", "/initiativer/egen/", "/initiativer/overalt/", "/nyheder/herfra/"]
    its += [date.get_absolute_url(), f"{date.get_absolute_url()}tilmeld/", "/kalender/?omraade=nordby"]
    its.append(factories.activity(own, place=None).get_absolute_url())
    rest = ["/", "/initiativer/anden/", "/kontakt/skriv/", "/findes-ikke/", "/konto/log-ind/", "/kalender/"]
    said = {url: words(client.get(url)) for url in its + rest}
    assert [url for url, page in said.items() if "Vandet er lukket Læs mere" not in page] == []
    assert [url for url, page in said.items() if "Huset er lukket" in page] == its
    assert "Sydhuset" not in said["/boligomraader/nordby/"]
    assert "Vandet er lukket" in words(editor_client.get("/"))


def test_it_costs_one_question_and_no_cookie(client: Client, area: HousingArea) -> None:
    factories.plan(areas=[area])
    client.get("/om/")
    before, after = grows(client, "/boligomraader/nordby/", lambda: [factories.banner([area]) for _ in range(5)])
    assert before == after
    assert leaves_no_trace(client, "/boligomraader/nordby/")
    assert text(client.get("/om/")).count('class="urgent"') == 0


def test_an_editor_writes_one_and_it_needs_an_end(editor_client: Client, client: Client, area: HousingArea) -> None:
    now = timezone.localtime()
    form: dict[str, Any] = {"text": "Lukket i dag", "page": "", "starts_at": f"{now - HOUR:%Y-%m-%dT%H:%M}"}
    assert "Dette felt er påkrævet." in words(editor_client.post("/admin/news/banner/add/", {**form, "ends_at": ""}))
    ends = {"ends_at": f"{now + HOUR:%Y-%m-%dT%H:%M}", "areas": [area.pk]}
    assert editor_client.post("/admin/news/banner/add/", {**form, **ends}).status_code == 302
    assert "Lukket i dag" not in words(client.get("/"))
    assert "Nordby" in words(editor_client.get("/admin/news/banner/"))
