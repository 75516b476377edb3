import datetime

import pytest
from django.test import Client

from organisation.models import Body, Partner
from tests import factories
from tests.pages import queries
from tests.reading import main, words

pytestmark = pytest.mark.django_db


def test_the_house_has_a_roof_floors_and_a_foundation(client: Client) -> None:
    area = factories.area(name="Engen")
    plan = factories.plan([area])
    factories.body(name="Temagruppen")
    factories.body(name="Engens styregruppe", kind=Body.Kind.LOCAL, area=area)
    group = factories.body(name="Ressourcegruppe for unge", kind=Body.Kind.RESOURCE)
    factories.focus_area(plan, name="Unge", resource_group=group)
    factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD)
    factories.staff_member(in_secretariat=True)
    house = main(client.get("/organisation/")).partition("<table")[0]
    rooms = ["/organisation/bestyrelsen/", "/ressourcegruppe-for-unge/", "/engens-styregruppe/", "/temagruppen/"]
    places = [house.index(room) for room in [*rooms, "1 medarbejder."]]
    assert places == sorted(places)
    assert ">Unge</a>" in house
    assert ">Engen</a>" in house


def test_the_table_says_the_same_in_words(client: Client) -> None:
    board = factories.body(name="Bestyrelsen", kind=Body.Kind.BOARD, meetings_per_year=2)
    factories.seat(board, post="Formand", company=factories.company(name="Solbo"))
    factories.seat(board, post="Repræsentanter", number_unknown=True)
    row = (
        "Bestyrelsen Formand, Solbo Repræsentanter (flere, antal ikke oplyst) "
        "Leder det hele og tager sig af pengene. 2 gange om året"
    )
    assert row in words(client.get("/organisation/"))


def test_chairs_and_meetings_that_groups_share_are_told_once(client: Client) -> None:
    for meetings in (4, 4, 6):
        group = factories.body(kind=Body.Kind.LOCAL, area=factories.area(), meetings_per_year=meetings)
        factories.seat(group, post="Beboer")
        factories.member(factories.seat(group, post="Kommunen"), name="Hemmelig Person")
    table = main(client.get("/organisation/")).partition("<table")[2]
    assert table.count("Beboer") == table.count("Kommunen") == 1
    assert table.count("4 gange om året") == table.count("6 gange om året") == 1
    assert "Hemmelig Person" not in table


def test_a_group_for_two_focus_areas_keeps_its_own_name_in_the_house(client: Client) -> None:
    plan = factories.plan()
    group = factories.body(name="Fælles gruppe", kind=Body.Kind.RESOURCE)
    for name in ("Unge", "Ældre"):
        factories.focus_area(plan, name=name, resource_group=group)
    assert ">Fælles gruppe</a>" in main(client.get("/organisation/")).partition("<table")[0]


def test_without_bodies_there_is_no_empty_house(client: Client) -> None:
    page = client.get("/organisation/")
    assert "Vi har ikke skrevet ind, hvem der leder arbejdet." in words(page)
    assert 'class="hus"' not in main(page)


def test_a_draft_body_is_not_in_the_house(client: Client) -> None:
    factories.body(name="Synlig")
    factories.body(name="Skjult", publish_from=None)
    page = words(client.get("/organisation/"))
    assert "Synlig" in page
    assert "Skjult" not in page


def test_somebody_who_has_not_begun_is_not_counted(client: Client) -> None:
    factories.plan()
    factories.body()
    factories.staff_member(in_secretariat=True)
    factories.staff_member(in_secretariat=True, starts_on=datetime.date.today() + datetime.timedelta(days=9))
    page = words(client.get("/organisation/"))
    assert "1 medarbejder." in page
    assert "Medarbejdere 1" in page


def test_more_bodies_cost_no_more_queries(client: Client) -> None:
    plan = factories.plan()

    def fill(times: int) -> None:
        for _ in range(times):
            factories.body(kind=Body.Kind.LOCAL, area=factories.area())
            group = factories.body(kind=Body.Kind.RESOURCE)
            factories.focus_area(plan, resource_group=group)
            factories.member(factories.seat(group, partner=factories.partner()))

    fill(1)
    few = queries(client, "/organisation/")
    fill(4)
    assert queries(client, "/organisation/") == few


def test_about_tells_what_the_plan_wants_and_how(client: Client) -> None:
    factories.partnership(name="Solbyen", full_name="Solbyens Boligsociale Center")
    factories.plan(vision="<p>Et godt sted.</p>", purpose="<p>Flere naboer.</p>", method="<p>Vi spørger.</p>")
    page = words(client.get("/om/"))
    for said in ("Om Solbyen", "Solbyens Boligsociale Center", "Et godt sted.", "Flere naboer.", "Vi spørger."):
        assert said in page


def test_about_tells_who_takes_part(client: Client) -> None:
    factories.partner(name="Solby Kommune")
    factories.partner(name="Boligfonden", short_name="BF", kind=Partner.Kind.FUND)
    administrator = factories.administrator(name="Nordbo")
    company = factories.company(name="Boligselskabet Eng", short_name="BE", administrator=administrator)
    factories.department(name="BE Engen", company=company)
    factories.company(name="Alene")
    page = words(client.get("/om/"))
    assert "Kommune Solby Kommune" in page
    assert "Landsdækkende fond Boligfonden (BF)" in page
    assert "Boligadministration Nordbo" in page
    assert "Boligselskabet Eng (BE) BE Engen Administreres af Nordbo" in page
    assert "Alene Står der ingen administration, er den ikke oplyst." in page


def test_about_shows_the_plan_in_figures(client: Client) -> None:
    plan = factories.plan(
        [factories.area(), factories.area()],
        households=2228,
        residents_about=5000,
        starts_on=datetime.date(2017, 1, 1),
        ends_on=datetime.date(2020, 12, 31),
        approved_by="Fonden",
    )
    factories.initiative(factories.focus_area(plan))
    factories.staff_member()
    page = words(client.get("/om/"))
    figures = "Boligområder 2 Husstande 2.228 Beboere, cirka 5.000 Initiativer 1 Medarbejdere 1"
    assert figures in page
    assert "Periode 1. januar 2017 til 31. december 2020 Godkendt af Fonden" in page


def test_a_figure_that_is_not_known_is_not_shown(client: Client) -> None:
    factories.plan()
    page = words(client.get("/om/"))
    for label in ("Husstande", "Beboere, cirka", "Godkendt af", "None"):
        assert label not in page


def test_about_another_plan_says_which_and_counts_no_staff_of_today(client: Client) -> None:
    factories.plan()
    old = factories.plan(
        name="Den gamle plan", starts_on=datetime.date(2001, 1, 1), ends_on=datetime.date(2004, 12, 31), vision="Før."
    )
    factories.staff_member()
    page = client.get("/helhedsplaner/2001-2004/om/")
    assert "Den gamle plan" in words(page)
    assert "Før." in words(page)
    assert "Medarbejdere 1" not in words(page)
    assert f'href="{old.url("money")}"' in main(page)
    assert f'href="http://testserver{old.url("about")}"' in page.content.decode()


def test_without_a_plan_about_still_tells_who_takes_part(client: Client) -> None:
    factories.partner(name="Solby Kommune")
    page = words(client.get("/om/"))
    assert "Der er ikke skrevet nogen helhedsplan ind endnu." in page
    assert "Solby Kommune" in page


def test_more_companies_cost_no_more_queries(client: Client) -> None:
    factories.plan()
    factories.department(company=factories.company(administrator=factories.administrator()))
    few = queries(client, "/om/")
    for _ in range(4):
        factories.department(company=factories.company(administrator=factories.administrator()))
        factories.partner()
    assert queries(client, "/om/") == few
