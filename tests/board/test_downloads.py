"""The files of the board's overview: the same figures, whoever reads them."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from budget.exports import pdf
from budget.exports.heading import heading
from budget.exports.tables import tables
from budget.reports import Board, Figures, figures
from organisation.models import Plan
from tests import factories
from tests.board import reading_files
from tests.board.books import DAY, SUMS, YEAR, fill

READ = {
    "page": reading_files.of_page,
    "pdf": reading_files.of_pdf,
    "xlsx": reading_files.of_xlsx,
    "csv": reading_files.of_csv,
    "json": reading_files.of_json,
}


@pytest.fixture
def plan(db: None) -> Plan:
    factories.partnership()
    row = factories.plan(name="<i>Vores</i> & plan", starts_on=DAY(YEAR, 1, 1), ends_on=DAY(YEAR + 1, 12, 31))
    row.books = fill(row)
    return row


@pytest.mark.parametrize("kind", READ)
def test_the_page_and_every_file_say_the_same_to_the_øre(plan: Plan, member_client: Client, kind: str) -> None:
    answer = member_client.get("/bestyrelse/" if kind == "page" else f"/bestyrelse/overblik.{kind}")
    said = READ[kind](answer.content)
    assert {name: said.get(name) for name in SUMS} == SUMS
    assert answer["Cache-Control"] == "private, no-store"
    if kind != "page":
        assert answer["Content-Disposition"] == f'attachment; filename="overblik-{plan.slug}.{kind}"'


def test_another_version_is_compared_with_when_the_address_names_it(plan: Plan, member_client: Client) -> None:
    former = factories.budget_version(plan, name="Det første", in_force_from=DAY(YEAR - 1, 12, 1))
    factories.budget_line(former, "7.77", year=YEAR)
    said = reading_files.of_csv(member_client.get(f"/bestyrelse/{plan.slug}/overblik.csv?version={former.pk}").content)
    assert (said["budget"], said["brugt"]) == (reading_files.number("7,77"), SUMS["brugt"])
    foreign = factories.budget_version(factories.plan(slug="anden"))
    draft = factories.budget_version(plan, name="Udkast", in_force_from=None)
    for wrong in (str(foreign.pk), str(draft.pk), "x", "0", "9" * 30, "²", "%00"):
        assert member_client.get(f"/bestyrelse/overblik.csv?version={wrong}").status_code == 404


def test_the_pdf_is_made_for_screen_readers_and_says_what_it_is(plan: Plan, member_client: Client) -> None:
    content = member_client.get("/bestyrelse/overblik.pdf").content
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Overblik for bestyrelsen"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("da-DK", True)
    assert b"<pdfuaid:part>1<" in content
    kinds = [node["/S"] for node in nodes(root["/StructTreeRoot"])]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == kinds.count("/Table") >= 6
    assert {"/THead", "/TH", "/TR", "/TD"} <= set(kinds)
    (figure,) = [node for node in nodes(root["/StructTreeRoot"]) if node["/S"] == "/Figure"]
    assert f"{YEAR}: budget 140.000,60, brugt 129.000,21" in figure["/Alt"]
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert "Vi har brugt 96 % af det, vi havde planlagt til og med december" in words
    # The names are as they were written, and what cannot be drawn stops nothing.
    assert "<i>Vores</i> & plan" in words
    assert "=HYPERLINK(1) \ufffd \ufffd festen" in words


def nodes(node: object) -> list[dict[str, str]]:
    """The tree that screen readers read, flat."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        return [below for part in found for below in nodes(part)]
    if not isinstance(found, dict):
        return []
    below = nodes(found["/K"]) if "/K" in found else []
    return [found, *below] if "/S" in found else below


def test_no_text_is_a_formula_in_a_spreadsheet(plan: Plan, member_client: Client) -> None:
    factories.funding_source(plan, name="=1+1")
    factories.budget_line(plan.books["version"], 1, code="@SUM(1)", name="+45", year=YEAR)
    edition = factories.edition(plan, name="=HYPERLINK(2)\x0b")
    content = member_client.get("/bestyrelse/overblik.csv").content.decode()
    assert ";'=1+1;" in content
    assert ";'@SUM(1);'+45;" in content
    for path in ("", f"udgaver/{edition.pk}/"):
        book = load_workbook(io.BytesIO(member_client.get(f"/bestyrelse/{path}overblik.xlsx").content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.value.split("(")[0] for cell in cells if cell.data_type == "f"} == {"=SUM", "=SUMIF"}
        assert "'=HYPERLINK(1) \U0001f600  festen blev aflyst" in [cell.value for cell in cells]
    assert book.properties.title == book.worksheets[0]["A1"].value == "'=HYPERLINK(2)"


def test_what_an_hours_source_paid_stands_by_itself_in_the_files_as_on_the_page(plan: Plan) -> None:
    factories.posting(plan.books["line"], "7.01", source=plan.books["hours"], run=plan.books["run"])
    (funders,) = [table for table in tables(Board(figures(plan))) if table.key == "bidragydere"]
    assert [(row[0], row[-1]) for row in funders.rows] == [
        ("Fonden", Decimal("114000.24")),
        ("Ikke fordelt", Decimal("19999.99")),
        ("Kommunens timer", Decimal("7.01")),
    ]
    assert funders.total[-1] == sum(row[-1] for row in funders.rows)


def test_the_json_file_leads_to_its_description_and_reads_back(plan: Plan, member_client: Client) -> None:
    answer = member_client.get("/bestyrelse/overblik.json")
    document = answer.json()
    assert document["$schema"] == "http://testserver/bestyrelse/overblik.schema.json"
    assert answer["Link"] == f'<{document["$schema"]}>; rel="describedby"'
    assert Figures.model_validate(document["figures"]).plan.slug == plan.slug
    described = json.loads(member_client.get("/bestyrelse/overblik.schema.json").content)
    parts = described["$defs"]
    for part, schema in (
        (document, described),
        (document["figures"], parts["Figures"]),
        (document["totals"], parts["Totals"]),
    ):
        assert set(part) == set(schema["properties"]) == set(schema["required"])
    assert described["$defs"]["Totals"]["properties"]["forecast"]["description"].startswith("spent +")


def test_many_pdfs_at_once_are_each_their_own(plan: Plan) -> None:
    boards = [Board(figures(plan)).in_year(year) for year in (YEAR, YEAR + 1)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda board: pdf.pdf(board, heading(board, f"Tal {board.year}")), boards * 4))
    titles = [PdfReader(io.BytesIO(content)).metadata.title for content in made]
    assert titles == [f"Tal {YEAR}", f"Tal {YEAR + 1}"] * 4


def test_without_books_every_file_says_so(db: None, member_client: Client) -> None:
    factories.plan()
    for kind in ("pdf", "xlsx", "csv", "json"):
        assert member_client.get(f"/bestyrelse/overblik.{kind}").status_code == 200


def test_of_what_nothing_has_come_into_no_file_says_nought(db: None, member_client: Client) -> None:
    plan = factories.plan()
    fund = {"kind": "landsfond", "name": "Fonden", "partner": factories.partner()}
    factories.funding_source(plan, **fund, total=Decimal(15_200_000), total_is_rounded=True)
    factories.hours_source(plan, total=Decimal(800))
    content = member_client.get("/bestyrelse/overblik.pdf").content
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    assert "Fonden (oplyst afrundet) 15.200.000,00" in text
    assert "Brugt, kontant Ikke kendt" in text
    given = text.partition("Hvem giver pengene?")[2].partition("Den lokale andel")[0]
    assert "I alt 15.200.000,00 ikke kendt ikke kendt ikke kendt" in given
    assert "I alt 800,00 ikke kendt ikke kendt ikke kendt ikke kendt" in given
    assert " 0,00" not in given
    book = load_workbook(io.BytesIO(member_client.get("/bestyrelse/overblik.xlsx").content))
    front = {row[0]: row[1] for row in book.worksheets[0].iter_rows(values_only=True) if len(row) > 1}
    said = [front[name] for name in ("Brugt, kontant", "Modtaget, kontant", "Arbejdstimer")]
    assert said == ["ikke kendt", "ikke kendt", "ikke kendt"]
