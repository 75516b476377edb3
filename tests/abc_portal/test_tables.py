"""Tables out to spreadsheets and in again, for the four lists that can."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from accounts.roles import Role
from budget.models import Contribution, FundingSource
from initiatives.models import Initiative
from organisation.models import Member, Plan
from staff.models import StaffMember
from tests import factories
from tests.pages import grows, text

pytestmark = pytest.mark.django_db

STAFF = "/admin/staff/staffmember/"
INITIATIVES = "/admin/initiatives/initiative/"
CHAIRS = "/admin/organisation/seat/"
SOURCES = "/admin/budget/fundingsource/"
LISTS = [STAFF, INITIATIVES, CHAIRS, SOURCES]
FORMULAS = ["=1+1", "+45 12 34 56 78", "-5", "@SUM(A1)", "'=1+1", "''-x", "'almindelig"]

MORE = {"stage": "slut", "when": "Lørdage", "place": "Gården", "is_free": False, "price": "5 kr.", "sign_up": "Kom"}


@pytest.fixture
def plan() -> Plan:
    """Every list has rows with something in every column."""
    areas = [factories.area(name="Nordby"), factories.area(name="Sydby")]
    plan = factories.plan(areas=areas, starts_on=date(2031, 1, 1), ends_on=date(2032, 12, 31))
    anna = factories.staff_member(name="Anna Berg", phone="+45 12 34 56 78", starts_on=date(2030, 3, 1))
    factories.staff_member(name="Anna Berg", title="=HYPERLINK(1)", in_secretariat=True, ends_on=date(2032, 5, 6))
    focus_area = factories.focus_area(plan, name="Fritid")
    audiences = [factories.audience(name="Børn"), factories.audience(name="Ældre")]
    html = '<p>Kom og <strong>cykl</strong>; vi "hygger".</p>'
    languages = [factories.language()]
    factories.initiative(focus_area, areas, audiences, languages, name="Cykelklub", text=html, contact=anna, **MORE)
    factories.initiative(focus_area, name="-Løbeklub", publish_from=None)
    board = factories.body(name="Bestyrelsen")
    chair = factories.seat(board, post="Formand", partner=factories.partner(name="Byen"))
    factories.member(chair, name="@Bo", ends_on=date(2031, 1, 31), show_name=True)
    factories.member(chair, name="Liv", starts_on=date(2031, 2, 1))
    factories.seat(board, post="Menigt medlem")
    line = factories.frame_line(plan, name="Lokalt")
    factories.funding_source(plan, {2031: "1000.05", 2032: "234.45"}, total=Decimal("1234.50"), frame_line=line)
    factories.funding_source(plan, total=None, name="=Fond", kind=FundingSource.Kind.MUNICIPALITY)
    return plan


def client_of(role: Role, **fields: Any) -> Client:
    client = Client()
    client.force_login(factories.user(role=role, **fields))
    return client


def rows_of(response: Any) -> list[list[Any]]:
    """A file's rows, the heads first."""
    assert response.status_code == 200
    if response["Content-Type"].startswith("text/csv"):
        assert response.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    return [[*row] for row in load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True)]


def xlsx(rows: list[list[Any]]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def as_csv(rows: list[list[Any]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    return content.getvalue().encode(encoding)


def send(client: Client, url: str, content: bytes, name: str = "tabel.xlsx") -> Any:
    return client.post(f"{url}laes-ind/", {"file": SimpleUploadedFile(name, content)})


def confirm(client: Client, url: str, response: Any) -> Any:
    return client.post(f"{url}laes-ind/gem/", {"token": response.context["token"]}, follow=True)


def complaints(response: Any) -> list[tuple[int, str, str]]:
    """Row, column and value of what is wrong."""
    return [(line.number, one.head, one.value) for line in response.context["groups"]["wrong"] for one in line.wrong]


def messages(response: Any) -> str:
    return " ".join(one.message for line in response.context["groups"]["wrong"] for one in line.wrong)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("url", LISTS)
def test_what_goes_out_and_in_again_changes_nothing(editor_client: Client, plan: Plan, url: str, kind: str) -> None:
    content = editor_client.get(f"{url}regneark/{kind}/").content
    response = send(editor_client, url, content, f"tabel.{kind}")
    assert response.status_code == 200, text(response)
    rows = len(rows_of(editor_client.get(f"{url}regneark/{kind}/"))) - 1
    assert rows >= 2
    assert response.context["count"] == {"same": rows}, response.context["groups"]
    assert "Der er intet at gemme" in text(response)
    assert response.context["token"] == ""


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("value", FORMULAS)
def test_no_text_is_a_formula_in_a_spreadsheet_and_it_comes_back_as_it_was(
    editor_client: Client, value: str, kind: str
) -> None:
    person = factories.staff_member(name="Anna", title=value)
    heads, row = rows_of(editor_client.get(f"{STAFF}regneark/{kind}/"))
    cell = row[heads.index("Titel")]
    assert cell[0] not in "=+-@"
    content = editor_client.get(f"{STAFF}regneark/{kind}/").content
    assert send(editor_client, STAFF, content).context["count"] == {"same": 1}
    row[heads.index("Navn")] = "Anna Berg"
    confirm(editor_client, STAFF, send(editor_client, STAFF, xlsx([heads, row])))
    person.refresh_from_db()
    assert (person.name, person.title) == ("Anna Berg", value)


def test_money_is_numbers_in_excel_and_danish_in_csv(editor_client: Client, plan: Plan) -> None:
    heads, row, _other = rows_of(editor_client.get(f"{SOURCES}regneark/xlsx/"))
    assert [row[heads.index(head)] for head in ("I alt, kr.", "2031", "2032")] == [1234.5, 1000.05, 234.45]
    heads, row, _other = rows_of(editor_client.get(f"{SOURCES}regneark/csv/"))
    assert [row[heads.index(head)] for head in ("I alt, kr.", "2031", "2032")] == ["1234,50", "1000,05", "234,45"]


def test_only_what_the_list_shows_goes_out(editor_client: Client, plan: Plan) -> None:
    names = [row[2] for row in rows_of(editor_client.get(f"{INITIATIVES}regneark/csv/?q=cykel&p=0"))[1:]]
    assert names == ["Cykelklub"]
    page = text(editor_client.get(f"{INITIATIVES}regneark/?q=cykel"))
    assert "Du får den ene række" in page
    assert "/regneark/xlsx/?q=cykel" in page
    assert editor_client.get(f"{INITIATIVES}regneark/csv/?findesikke=1").status_code == 404
    assert editor_client.get(f"{INITIATIVES}regneark/pdf/").status_code == 404


def test_a_change_is_shown_before_it_is_saved_and_is_one_act(editor_client: Client, plan: Plan) -> None:
    heads, *rows = rows_of(editor_client.get(f"{INITIATIVES}regneark/xlsx/"))
    club = rows[0]
    club[heads.index("Boligområder")] = "Sydby"
    club[heads.index("Kort fortalt")] = "Vi cykler langt."
    new = [None] * len(heads)
    for head, value in {
        "Indsatsområde": "fritid",
        "Navn": "Kor",
        "Kort fortalt": "Syng.",
        "Hvor": "Alle planens områder",
    }.items():
        new[heads.index(head)] = value
    response = send(editor_client, INITIATIVES, xlsx([heads, *rows, new]))
    assert response.context["count"] == {"changed": 1, "same": 1, "new": 1}
    assert ("Boligområder", "Nordby; Sydby", "Sydby") in response.context["groups"]["changed"][0].changes
    assert "<ins>Vi cykler langt.</ins>" in text(response)
    assert Initiative.objects.count() == 2
    history = Initiative.history.count()
    assert "1 nye, 1 ændrede, 1 som før" in text(confirm(editor_client, INITIATIVES, response))
    saved = Initiative.objects.get(name="Cykelklub")
    assert [area.name for area in saved.areas.all()] == ["Sydby"]
    kor = Initiative.objects.get(name="Kor")
    assert (kor.plan, kor.slug, kor.publish_from) == (plan, "kor", None)
    versions = Initiative.history.order_by("history_id")[history:]
    assert len({version.act for version in versions}) == 1
    assert {version.history_user.email for version in versions} == {"sekretariat@example.invalid"}


def test_all_errors_are_named_at_once_by_row_and_column(editor_client: Client, plan: Plan) -> None:
    heads, *rows = rows_of(editor_client.get(f"{INITIATIVES}regneark/csv/"))
    rows[0][heads.index("Kontaktperson")] = "Anna Berg"
    rows[0][heads.index("Foreløbig tekst")] = "måske"
    rows[1][heads.index("Boligområder")] = "Vestby"
    rows.insert(1, [""] * len(heads))
    rows.append(["77", *rows[0][1:]])
    response = send(editor_client, INITIATIVES, as_csv([heads, *rows]))
    assert complaints(response) == [
        (2, "Foreløbig tekst", "måske"),
        (2, "Kontaktperson", "Anna Berg"),
        (4, "Boligområder", "Vestby"),
        (5, "Nr.", "77"),
    ]
    for words in ("Skriv ja eller nej", "er der flere af", "»Vestby« findes ikke her", "Nummeret findes ikke"):
        assert words in text(response)
    assert "Gem det hele" not in text(response)


def test_the_rules_of_the_form_hold_for_areas(editor_client: Client, plan: Plan) -> None:
    factories.area(name="Fremmedby")
    heads, *rows = rows_of(editor_client.get(f"{INITIATIVES}regneark/xlsx/"))
    rows[0][heads.index("Boligområder")] = "Nordby; Fremmedby"
    rows[1][heads.index("Hvor")] = "De valgte områder"
    response = send(editor_client, INITIATIVES, xlsx([heads, *rows]))
    assert [row for row, *_ in complaints(response)] == [2, 3]
    assert "Fremmedby er ikke med i" in messages(response)
    assert "Vælg mindst ét boligområde" in messages(response)


def test_nothing_is_saved_when_the_last_of_many_rows_is_wrong(editor_client: Client) -> None:
    heads = rows_of(editor_client.get(f"{STAFF}regneark/xlsx/"))[0]
    rows: list[list[Any]] = [[None, f"Person {number}", *[None] * (len(heads) - 2)] for number in range(500)]
    rows[-1][heads.index("E-mail")] = "ikke en adresse"
    response = send(editor_client, STAFF, xlsx([heads, *rows]))
    assert complaints(response) == [(501, "E-mail", "ikke en adresse")]
    assert StaffMember.objects.count() == 0
    assert response.context["token"] == ""


def test_the_years_of_a_source_add_up(editor_client: Client, plan: Plan) -> None:
    heads, row, other = rows_of(editor_client.get(f"{SOURCES}regneark/csv/"))
    row[heads.index("2031")] = "1.000,06"
    other[heads.index("2032")] = "5"
    response = send(editor_client, SOURCES, as_csv([heads, row, other]))
    assert "Årene giver tilsammen 1.234,51\xa0kr., men i alt står der 1.234,50\xa0kr." in messages(response)
    assert "skriv også beløbet i alt" in messages(response)
    row[heads.index("2031")], row[heads.index("2032")], other[heads.index("2032")] = 1234.5, None, None
    confirm(editor_client, SOURCES, send(editor_client, SOURCES, xlsx([heads, row, other])))
    assert [*Contribution.objects.values_list("year", "amount")] == [(2031, Decimal("1234.50"))]


@pytest.mark.parametrize("amount", [0.015, "93.45", 1e300, "=1+1", "10 kr. og lidt", "9" * 30])
def test_no_amount_is_guessed(editor_client: Client, plan: Plan, amount: Any) -> None:
    heads, row, _other = rows_of(editor_client.get(f"{SOURCES}regneark/xlsx/"))
    row[heads.index("I alt, kr.")] = amount
    content = as_csv([heads, row]) if amount == "=1+1" else xlsx([heads, row])
    response = send(editor_client, SOURCES, content)
    assert ("I alt, kr.") in [head for _row, head, _value in complaints(response)]


def test_one_holder_may_make_room_for_another_but_not_sit_at_once(editor_client: Client, plan: Plan) -> None:
    heads, bo, liv, vacant = rows_of(editor_client.get(f"{CHAIRS}regneark/xlsx/"))
    until, since = heads.index("Til"), heads.index("Fra")
    bo[until], liv[since] = date(2031, 3, 31), "01-04-2031"
    vacant[heads.index("Navn")] = "Ny"
    done = confirm(editor_client, CHAIRS, send(editor_client, CHAIRS, xlsx([heads, liv, bo, vacant])))
    assert "1 nye, 2 ændrede" in text(done)
    assert Member.objects.get(name="Ny").seat.post == "Menigt medlem"
    bo[until] = "2031-04-01"
    response = send(editor_client, CHAIRS, xlsx([heads, bo, liv]))
    assert [row for row, *_ in complaints(response)] == [3]
    assert "@Bo (række 2) sidder på posten i samme periode" in messages(response)


def test_a_chair_is_found_by_its_words_when_they_mean_one(editor_client: Client, plan: Plan) -> None:
    heads, bo, *_rest = rows_of(editor_client.get(f"{CHAIRS}regneark/xlsx/"))
    new = [None, None, "Bestyrelsen", "Menigt medlem", None, "Ny", "nej", None, None]
    assert send(editor_client, CHAIRS, xlsx([heads, new])).context["count"] == {"new": 1}
    assert "Posten »Kasserer, Bestyrelsen« findes ikke" in messages(
        send(editor_client, CHAIRS, xlsx([heads, [None, None, "Bestyrelsen", "Kasserer", *new[4:]]]))
    )
    bo[3] = "Kasserer"
    assert "rækken siger noget andet" in messages(send(editor_client, CHAIRS, xlsx([heads, bo])))


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 30_000_000)
    return content.getvalue()


BAD_FILES = {
    "tom": (b"", "Filen er tom"),
    "for-stor": (b"x" * 2_000_001, "højst fylde 2 MB"),
    "bombe": (bomb(), "når den pakkes ud"),
    "pakket": (b"PK\x03\x04" + b"\0" * 50, "kan ikke læses som et regneark"),
    "gammel": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "Gem det som .xlsx"),
    "billede": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ikke et regneark"),
    "html": (b"<html>\n<body>Hej</body>\n</html>", "kendes ikke"),
    "kun-overskrifter": (b"Nr.;Navn\r\n", "ingen rækker"),
    "skaev": (b"Nr.;Navn\r\n1;2;3\r\n", "Række 2 har flere celler"),
    "anfoersel": (b'Nr.;Navn\r\n"1;2\r\n', "kan ikke læses som CSV"),
    "dobbelt": (b"Nr.;Navn;navn;Farve\r\n1;2;3;4\r\n", "står der to gange"),
    "for-lang": (b"Nr.\r\n" + b"1\r\n" * 2_001, "for mange rækker"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_table_is_refused_in_words(editor_client: Client, name: str) -> None:
    content, words = BAD_FILES[name]
    response = send(editor_client, STAFF, content)
    assert response.status_code == 200
    assert words in text(response)


def test_no_file_at_all_is_asked_for(editor_client: Client) -> None:
    assert "Vælg en fil" in text(editor_client.post(f"{STAFF}laes-ind/", {"file": "x"}))


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig")]
)
def test_csv_is_read_however_it_was_saved(editor_client: Client, delimiter: str, encoding: str) -> None:
    heads = rows_of(editor_client.get(f"{STAFF}regneark/csv/"))[0]
    rows = [heads, ["", "Åse Ærø", *[""] * (len(heads) - 2)]]
    response = send(editor_client, STAFF, as_csv(rows, delimiter, encoding))
    assert response.context["groups"]["new"][0].name == "Åse Ærø"


def new_person(client: Client, name: str = "Ny") -> bytes:
    heads = rows_of(client.get(f"{STAFF}regneark/xlsx/"))[0]
    return xlsx([heads, [None, name, *[None] * (len(heads) - 2)]])


def test_a_confirmation_cannot_be_forged_or_borrowed(editor_client: Client) -> None:
    response = send(editor_client, STAFF, new_person(editor_client))
    other = client_of(Role.HEAD)
    for client, token in (
        (other, response.context["token"]),
        (editor_client, "x"),
        (editor_client, "\0æ"),
        (editor_client, ""),
    ):
        refused = client.post(f"{STAFF}laes-ind/gem/", {"token": token, "file": "/etc/passwd"}, follow=True)
        assert "venter ikke længere" in text(refused)
    assert client_of(Role.WORKER).post(f"{STAFF}laes-ind/gem/", {"token": response.context["token"]}).status_code == 403
    assert editor_client.get(f"{STAFF}laes-ind/gem/").status_code == 405
    assert StaffMember.objects.count() == 0
    confirm(editor_client, STAFF, response)
    assert "venter ikke længere" in text(confirm(editor_client, STAFF, response))
    assert StaffMember.objects.count() == 1


def test_what_changed_in_between_is_shown_again_and_not_saved(editor_client: Client) -> None:
    person = factories.staff_member(name="Anna", title="Leder")
    heads, row = rows_of(editor_client.get(f"{STAFF}regneark/xlsx/"))
    row[heads.index("Titel")] = "Konsulent"
    response = send(editor_client, STAFF, xlsx([heads, row]))
    StaffMember.objects.filter(pk=person.pk).update(title="Projektleder")
    again = confirm(editor_client, STAFF, response)
    assert "Intet er gemt" in text(again)
    person.refresh_from_db()
    assert person.title == "Projektleder"
    confirm(editor_client, STAFF, again)
    person.refresh_from_db()
    assert person.title == "Konsulent"


def test_a_file_does_not_wait_after_it_was_saved(editor_client: Client) -> None:
    user = factories.User.objects.get()
    response = send(editor_client, STAFF, new_person(editor_client))
    key = f"table-staff.staffmember-{user.pk}"
    assert cache.get(key) is not None
    confirm(editor_client, STAFF, response)
    assert cache.get(key) is None


# Which lists each role may take out, and read in.
RIGHTS = {
    Role.HEAD: (LISTS, LISTS),
    Role.WORKER: ([STAFF, INITIATIVES, CHAIRS], []),
    Role.FINANCE: (LISTS, [SOURCES]),
    Role.AUDITOR: ([SOURCES], []),
    Role.BOARD: ([], []),
}


@pytest.mark.parametrize("role", RIGHTS)
def test_each_role_takes_out_and_reads_in_what_it_may(role: Role, plan: Plan) -> None:
    client = client_of(role, access_until=date(2199, 1, 1))
    out, into = RIGHTS[role]
    for url in LISTS:
        assert client.get(f"{url}regneark/xlsx/").status_code == (200 if url in out else 403)
        assert client.get(f"{url}laes-ind/").status_code == (200 if url in into else 403)
        assert send(client, url, b"x").status_code == (200 if url in into else 403)
        if url in out:
            page = text(client.get(url))
            assert ("Hent som regneark" in page, "Læs ind fra regneark" in page) == (True, url in into)


def test_an_auditor_gets_no_draft(plan: Plan) -> None:
    hidden = factories.plan(name="Kladdeplan", publish_from=None, starts_on=date(2040, 1, 1), ends_on=date(2041, 1, 1))
    factories.funding_source(hidden, name="Hemmelig")
    client = client_of(Role.AUDITOR, access_until=date(2199, 1, 1))
    rows = rows_of(client.get(f"{SOURCES}regneark/csv/"))
    assert "Hemmelig" not in str(rows)
    assert "2040" not in rows[0]
    assert len(rows) == 3


@pytest.mark.parametrize("url", LISTS)
def test_visitors_are_sent_to_the_login(client: Client, url: str) -> None:
    for path in ("regneark/", "regneark/csv/", "laes-ind/", "laes-ind/gem/"):
        assert client.get(url + path)["Location"].startswith("/konto/log-ind/")


@pytest.mark.parametrize("url", ["/admin/contact/enquiry/", "/admin/accounts/user/"])
def test_enquiries_and_users_have_no_table(editor_client: Client, url: str) -> None:
    assert "regneark" not in text(editor_client.get(url))
    assert (
        editor_client.get(f"{url}regneark/csv/").status_code == 404
        or editor_client.get(f"{url}regneark/csv/").status_code == 302
    )


def test_more_rows_need_no_more_queries(editor_client: Client, plan: Plan) -> None:
    def more() -> None:
        area = plan.areas.first()
        focus_area = factories.focus_area(plan)
        for _number in range(3):
            chosen = {"audiences": [factories.audience()], "languages": [factories.language()]}
            factories.initiative(focus_area, [area], **chosen, contact=factories.staff_member())
            factories.member(factories.seat(factories.body()))
            factories.funding_source(plan, {2031: 400})

    for url in LISTS:
        before, after = grows(editor_client, f"{url}regneark/csv/", more)
        assert after <= before
