"""What the plan has come to: the year's milestones and each focus area's chain, as page and as workbook."""

import datetime
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.roles import Role
from activities.models import Attendance
from initiatives.models import Initiative
from organisation.models import Plan
from tests import factories
from tests.board import books
from tests.pages import BAD_QUERIES, grows, logged_in
from tests.reading import main, words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()
YEAR = TODAY.year


def sheets(client: Client, path: str) -> list[list[list[Any]]]:
    book = load_workbook(io.BytesIO(client.get(path).content))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]


def counted(initiative: Initiative, *counts: tuple[int, int, int] | None) -> None:
    """A date of each visits, new faces and volunteers; None: nobody counted."""
    for ago, numbers in enumerate(counts, 2):
        date = factories.activity(initiative, -ago)
        if numbers:
            Attendance.objects.create(
                activity=date, **dict(zip(("visits", "new_faces", "volunteers"), numbers, strict=True))
            )


def in_order(page: str, *parts: str) -> None:
    for part in parts:
        assert part in page, f"{part} is missing, or stands too early"
        page = page.partition(part)[2]


def test_late_ones_come_first_and_the_rest_by_focus_area_alike_in_the_workbook(reader: Client, running: Plan) -> None:
    first, second = (
        factories.focus_area(running, name="Fritid"),
        factories.focus_area(running, name="Familie", position=1),
    )
    club = factories.initiative(second, name="Madklub")
    hidden = factories.staff_member(name="Skjult Medarbejder", publish_from=None)
    owner = factories.staff_member(name="Vist Medarbejder")
    late = TODAY - 3 * DAY
    factories.milestone(club, title="=Sen", due_on=late, why_late="Regnvejr", owner=owner, situation="Halvvejs")
    factories.milestone(first, title="Tavs", due_on=late - DAY, owner=hidden)
    factories.milestone(second, title="Nået i går", due_on=late, done_on=TODAY - DAY)
    factories.milestone(second, title="Engang", due_on=None)
    factories.milestone(first, title="Snart", due_on=TODAY, why_late="Forældet")
    shown = words(reader.get("/bestyrelse/milepaele/"))
    in_order(
        shown,
        f"Milepæle {YEAR}",
        "Forsinket 2 På vej 1 Uden frist 1 Nået for sent 1",
        "Tavs Fritid",
        "Der er ikke skrevet en forklaring endnu.",
        "=Sen Familie: Madklub",
        "Vist Medarbejder Halvvejs Hvorfor forsinket: Regnvejr",
        "Fritid",
        "Snart",
        "Engang",
        "Nået i går",
    )
    assert "Skjult" not in shown
    [[heads, *rows]] = sheets(reader, "/bestyrelse/milepaele.xlsx")
    assert heads[:5] == ["Indsatsområde", "Initiativ", "Milepæl", "Frist", "Tilstand"]
    assert [row[2] for row in rows] == ["Tavs", "'=Sen", "Snart", "Engang", "Nået i går"]
    days = datetime.datetime.combine(late, datetime.time())
    assert rows[1] == [
        "Familie",
        "Madklub",
        "'=Sen",
        days,
        "Forsinket",
        None,
        "Vist Medarbejder",
        "Halvvejs",
        "Regnvejr",
    ]
    assert "Forældet" not in f"{shown} {rows}"
    board = words(reader.get("/bestyrelse/"))
    in_order(
        board, "Milepæle", "Tavs", "Der er ikke skrevet en forklaring endnu.", "=Sen", "Regnvejr", "Se alle milepæle"
    )
    assert "Engang" not in board


def test_what_is_a_draft_is_not_the_boards_and_a_worker_gets_no_page(
    reader: Client, editor_client: Client, running: Plan
) -> None:
    area = factories.focus_area(running, name="Fritid")
    drafts = [{"publish_from": None}, {"publish_from": timezone.now() + 9 * DAY}]
    for state in drafts:
        draft = factories.initiative(area, name="Hemmelig klub", **state)
        factories.milestone(draft, title="Hemmelig milepæl", due_on=TODAY - DAY)
        factories.indicator(draft, {TODAY: 12}, name="Hemmelig måling")
    past = factories.initiative(area, publish_from=timezone.now() - 9 * DAY, publish_until=timezone.now() - DAY)
    factories.milestone(past, title="Taget af siden", due_on=TODAY - DAY)
    for path in ("", "milepaele/", "milepaele.xlsx", "resultater/", "resultater.xlsx"):
        is_book = path.endswith("x")
        own, others = (
            str(sheets(client, f"/bestyrelse/{path}")) if is_book else words(client.get(f"/bestyrelse/{path}"))
            for client in (editor_client, reader)
        )
        assert "Hemmelig" not in others, path
        assert "Hemmelig" in own, path
        assert "Taget af siden" in others or path.startswith("resultater.x"), path
        for role in (Role.WORKER, Role.GROUP):
            user = factories.user(role=role if role == Role.WORKER else "")
            factories.staff_member(user=user)
            assert logged_in(user).get(f"/bestyrelse/{path}").status_code in (302, 403)


def test_visits_people_and_volunteers_are_three_numbers_and_small_groups_are_none(
    reader: Client, editor_client: Client, running: Plan
) -> None:
    area = factories.focus_area(running, name="Fritid", purpose="<p>Alle har noget at stå op til.</p>")
    small = factories.focus_area(running, name="Familie", position=1)
    factories.focus_area(running, name="Tom", position=2)
    counted(factories.initiative(area), (30, 7, 2), (12, 1, 3), None)
    counted(factories.initiative(area, publish_from=None), (4, 0, 0))
    counted(factories.initiative(small), (4, 3, 0))
    factories.activity(factories.initiative(area), -1, state="aflyst")
    shown = words(reader.get("/bestyrelse/resultater/"))
    in_order(
        shown,
        "Fritid Det vil vi Alle har noget at stå op til. Det er der sket 4 aktiviteter er afholdt.",
        "Så mange kom Besøg 46 Forskellige mennesker 8 Frivillige 5",
        "Talt ved 3 af 4 aktiviteter.",
        "Familie Det vil vi Formålet er ikke skrevet ind endnu. Det er der sket 1 aktivitet er afholdt.",
        "Så mange kom Besøg under 5 Forskellige mennesker under 5 Frivillige under 5",
        "Tom",
        "Ingen aktiviteter er afholdt endnu",
    )
    # Not even together: 46 + 8 + 5, 46 + 8, 46 + 5, 8 + 5.
    assert not {"59", "54", "51", "13"} & set(shown.split())
    [[heads, *rows], _measured] = sheets(reader, "/bestyrelse/resultater.xlsx")
    places = [heads.index(head) for head in ("Besøg", "Forskellige mennesker", "Frivillige")]
    assert [[row[place] for place in places] for row in rows[:3]] == [[46, 8, 5], ["under 5"] * 3, [None] * 3]
    # The head of the secretariat sees everybody's lists, and their sums.
    assert "Besøg 4 Forskellige mennesker 3 Frivillige 0" in words(editor_client.get("/bestyrelse/resultater/"))


def test_what_it_cost_is_the_figure_of_the_boards_page_and_leads_to_the_same_rows(
    reader: Client, running: Plan
) -> None:
    made = books.fill(running)
    path = f"/bestyrelse/tal/forbrug/?indsatsomraade={made['area'].pk}"
    for url in ("/bestyrelse/", "/bestyrelse/resultater/"):
        assert f'href="{path}">114.000,24</a>' in main(reader.get(url)), url
    assert "114.000,24" in words(reader.get(path))
    assert "Fælles udgifter, som ikke hører til et indsatsområde: 19.999,99 kr." in words(
        reader.get("/bestyrelse/resultater/")
    )
    [[heads, *rows], _measured] = sheets(reader, "/bestyrelse/resultater.xlsx")
    spent = {row[0]: row[heads.index("Brugt, kr.")] for row in rows}
    assert spent == {"Familier": 114000.24, "Fælles": 19999.99}


def test_an_indicator_stands_beside_its_target_with_the_newest_value_and_its_source(
    reader: Client, running: Plan
) -> None:
    area = factories.focus_area(running, name="Fritid")
    values = {TODAY - 2 * DAY: 81, TODAY - DAY: "79.50"}
    factories.indicator(area, values, name="Trygge", baseline=Decimal("52.5"), target_on=datetime.date(YEAR, 12, 31))
    factories.indicator(area, {TODAY: 4}, name="Ventende", unit="familier", target=Decimal(5), aim="hoejst")
    factories.indicator(area, name="Umålt", target=None)
    shown = words(reader.get("/bestyrelse/resultater/"))
    in_order(
        shown,
        f"Trygge 52,5 % mindst 80 % senest 31. december {YEAR} 79,5 %",
        "Ikke nået Kilde: Måling",
        "Ventende ikke oplyst højst 5 familier 4 familier",
        "Nået",
        "Umålt ikke oplyst ikke oplyst ingen Ikke målt endnu",
    )
    assert "81" not in shown.split()
    [_areas, [heads, *rows]] = sheets(reader, "/bestyrelse/resultater.xlsx")
    kept = [heads.index(head) for head in ("Indikator", "Udgangspunkt", "Måltal", "Seneste måling", "Stand")]
    assert [[row[place] for place in kept] for row in rows] == [
        ["Trygge", 52.5, 80, 79.5, "Ikke nået"],
        ["Ventende", None, 5, 4, "Nået"],
        ["Umålt", None, None, None, "Ikke målt endnu"],
    ]


def test_a_plan_without_any_of_it_says_so_kindly_and_bad_years_are_told(reader: Client, running: Plan) -> None:
    assert "Der er ikke skrevet milepæle ind endnu." in words(reader.get("/bestyrelse/"))
    assert "Planen har ingen indsatsområder endnu." in words(reader.get("/bestyrelse/resultater/"))
    for year in ("1999", "x", "%00", "9" * 400, "-1"):
        shown = words(reader.get(f"/bestyrelse/milepaele/?aar={year}"))
        assert "Det år hører ikke til planen." in shown
        assert f"Der er ingen milepæle for {YEAR} endnu." in shown
    for query in BAD_QUERIES:
        for path in ("milepaele/", "milepaele.xlsx", "resultater/"):
            assert reader.get(f"/bestyrelse/{path}?{query}").status_code == 200
    ended = factories.plan(starts_on=datetime.date(2017, 1, 1), ends_on=datetime.date(2020, 12, 31))
    assert "Milepæle 2020" in words(reader.get(f"/bestyrelse/{ended.slug}/milepaele/"))


@pytest.mark.alike
@pytest.mark.parametrize(
    "path", ["/bestyrelse/", "/bestyrelse/milepaele/", "/bestyrelse/resultater/", "/bestyrelse/resultater.xlsx"]
)
def test_more_rows_ask_no_more_questions(reader: Client, running: Plan, path: str) -> None:
    def more(rows: int = 5) -> None:
        for _ in range(rows):
            area = factories.focus_area(running)
            initiative = factories.initiative(area)
            for of in (area, initiative):
                factories.milestone(of, due_on=TODAY - DAY, owner=factories.staff_member())
                factories.indicator(of, {TODAY: 1, TODAY - DAY: 2})
            counted(initiative, (6, 5, 5))

    more(1)
    before, after = grows(reader, path, more)
    assert before == after
