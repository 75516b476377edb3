import csv
import datetime
import io
import re
from decimal import Decimal

from django.test import Client

from budget import charts, reports
from core import formats
from organisation.models import Plan
from tests import factories
from tests.pages import grows


def words(html: str) -> str:
    """What a reader sees, with plain spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").replace("&nbsp;", " ").split())


def rows(client: Client, path: str = "/oekonomi/medfinansiering.csv") -> list[list[str]]:
    text = client.get(path).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_page_and_file_and_report_say_the_same(client: Client, plan: Plan) -> None:
    funding = reports.funding(plan)
    page = words(client.get("/oekonomi/").content.decode())
    table = {(row[0], row[2]): row[3:6] for row in rows(client)[1:]}
    for line in funding.co_financing.lines:
        source = line.source
        figures = [*line.years.values(), line.total]
        in_file = table[source.name, source.get_form_display()]
        assert in_file == [f"{figure:.2f}".replace(".", ",") for figure in figures]
        written = (formats.amount(figure) for figure in figures if figure is not None)
        on_page = " ".join([source.name, source.get_form_display(), *written])
        assert on_page in page
    for total in (
        funding.departments.total,
        funding.reserves.total,
        funding.housing.total,
        funding.municipality.total,
        funding.co_financing.cash,
        funding.co_financing.hours,
        funding.all.total,
    ):
        assert formats.amount(total) in page
    assert table["I alt", ""] == ["290038,00", "310038,00", "600076,00"]


def test_the_page_shows_frame_difference_and_share(client: Client, plan: Plan) -> None:
    page = words(client.get("/oekonomi/").content.decode())
    assert "1,6 mio. kr." in page
    assert "oplyst afrundet" in page
    assert "forskel 76 kr." in page
    assert "600.076 / 1.600.076 = 37,5 %" in page
    assert "kravet på 25 %" in page


def test_a_share_below_the_line_is_said_to_be_below(client: Client, plan: Plan) -> None:
    plan.min_share_percent = 40
    plan.save()
    assert "Det er under kravet på 40 %" in words(client.get("/oekonomi/").content.decode())


def test_a_plan_without_figures_says_so(client: Client, db: None) -> None:
    factories.plan()
    page = client.get("/oekonomi/")
    assert "Der er ikke skrevet nogen tal ind endnu" in page.content.decode()
    assert rows(client)[1][-2:] == ["0,00", ""]


def test_where_one_amount_has_øre_all_have_and_every_column_makes_its_sum(client: Client, db: None) -> None:
    first = datetime.date.today().year
    plan = factories.plan(starts_on=datetime.date(first, 1, 1), ends_on=datetime.date(first + 1, 12, 31))
    department = factories.department()
    for name in ("A", "B"):
        given = {first: "100.50", first + 1: 1}
        factories.funding_source(plan, given, name=name, department=department, total=Decimal("101.50"))
    page = words(client.get("/oekonomi/").content.decode())
    assert page.count("100,50 1,00 101,50") == 2
    assert "Medfinansiering i alt 201,00 2,00 203,00" in page
    assert "Boligafdelinger og dispositionsfonde 203,00 100 % I alt 203,00" in page


def test_unknown_amounts_are_written_as_unknown_not_as_nothing(client: Client, plan: Plan) -> None:
    factories.funding_source(plan, name="Ukendt", total=None, position=9)
    assert "ikke oplyst" in words(client.get("/oekonomi/").content.decode())
    assert next(row for row in rows(client) if row[0] == "Ukendt")[3:6] == ["", "", ""]


def test_a_note_names_the_sources_it_is_about_as_they_are_written(client: Client, plan: Plan) -> None:
    plan.funding_sources.filter(kind="boligafdeling").update(name="Solparken's <fond>", source_note="Det er udledt.")
    plan.funding_sources.filter(kind="dispositionsfond").update(source_note="Det er udledt.")
    page = client.get("/oekonomi/").content.decode()
    assert "Gælder: Solparken&#x27;s &lt;fond&gt;, Reserven." in page


def test_a_name_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(client: Client, plan: Plan) -> None:
    factories.funding_source(plan, name="=HYPERLINK(1)", total=1)
    assert "'=HYPERLINK(1)" in [row[0] for row in rows(client)]


def test_an_earlier_plan_has_its_own_money_page(client: Client, plan: Plan) -> None:
    import datetime

    factories.plan(name="Ny plan", starts_on=datetime.date(2026, 6, 1))
    assert "600.076" not in client.get("/oekonomi/").content.decode()
    assert "Fra 2025–2026 er der i alt" in client.get(f"/helhedsplaner/{plan.slug}/oekonomi/").content.decode()
    assert "600.076" in client.get(f"/helhedsplaner/{plan.slug}/oekonomi/").content.decode()
    assert len(rows(client, f"/helhedsplaner/{plan.slug}/oekonomi/medfinansiering.csv")) == 6


def test_a_draft_plan_shows_its_money_to_editors_only(client: Client, editor_client: Client, plan: Plan) -> None:
    plan.publish_from = None
    plan.save()
    path = f"/helhedsplaner/{plan.slug}/oekonomi/"
    assert client.get(path).status_code == 404
    assert client.get(f"{path}medfinansiering.csv").status_code == 404
    assert "600.076" in editor_client.get(path).content.decode()


def test_the_page_costs_the_same_however_many_sources(client: Client, plan: Plan) -> None:
    def more() -> None:
        for number in range(15):
            factories.funding_source(plan, {2025: 1, 2026: 2}, name=f"Kilde {number}", total=3)

    few, many = grows(client, "/oekonomi/", more)
    assert many == few


def test_what_is_below_zero_has_no_bar() -> None:
    assert [charts.width(Decimal(part), Decimal(100)) for part in (-50, 0, 50)] == ["0", "0", "50.0"]
