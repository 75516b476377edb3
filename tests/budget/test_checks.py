"""What the books contradict, and what they do not know: each finding with its figures and its row."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budget.models import BudgetVersion, Contribution, Edition, FundingSource, Posting, Receipt
from budget.reports import checks
from organisation.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db
REAL = Path(__file__).resolve().parents[2] / "plans" / "albertslund-2017-2020.toml"
FIRST, SECOND = 2025, 2026


class Books:
    """Two years in which everything stands: a fund, a department, and hours; each divided, decided, and budgeted."""

    def __init__(self) -> None:
        self.plan = factories.plan(starts_on=datetime.date(FIRST, 1, 1), ends_on=datetime.date(SECOND, 12, 31))
        self.frame = factories.frame_line(self.plan, name="Penge", amount=Decimal(4_000_000), decimals=1)
        years = {FIRST: 1_500_000, SECOND: 1_500_000}
        self.fund = factories.funding_source(
            self.plan, years, name="Fonden", kind="landsfond", total=3_000_000, frame_line=self.frame
        )
        years = {FIRST: 500_038, SECOND: 500_038}
        self.home = factories.funding_source(self.plan, years, name="Solparken", total=1_000_076, frame_line=self.frame)
        self.hours = factories.hours_source(self.plan, {FIRST: 30_000, SECOND: 30_000}, name="Kommunen", total=60_000)
        factories.hourly_rate(self.hours)
        self.version = factories.budget_version(
            self.plan, name="Oprindeligt", decided_on=self.plan.starts_on, fund_approval="nej"
        )
        for source in (self.fund, self.home, self.hours):
            factories.pledge_decision(source)
            for row in source.contributions.all():
                code = f"{source.pk}0"
                factories.budget_line(self.version, row.amount, code=code, year=row.year, source=source)
        self.run = factories.import_run(self.plan, booked_to=datetime.date(FIRST, 6, 30))
        factories.posting(self.line(self.fund), 1234, date=datetime.date(FIRST, 3, 1), run=self.run)
        factories.delivered_hours(self.hours)
        factories.receipt(self.home)

    def line(self, source: FundingSource, year: int = FIRST) -> Any:
        return self.version.lines.get(source=source, year=year)

    def found(self) -> tuple[set[str], set[str]]:
        found = checks.findings(self.plan, datetime.date(FIRST, 7, 1))
        return told(found.errors), told(found.gaps)


def told(found: Iterable[checks.Finding]) -> set[str]:
    return {f"{one.code}: {one.text}".replace("\u00a0", " ") for one in found}


@pytest.fixture
def books() -> Books:
    return Books()


def test_books_in_order_have_nothing_to_tell(books: Books) -> None:
    assert books.found() == (set(), set())
    out = StringIO()
    call_command("check_budget", strict=True, stdout=out)
    assert "Alt stemmer." in out.getvalue()


# Contradictions, one at a time: what is done to the books, and what is said of it.
def _years(books: Books) -> None:
    Contribution.objects.filter(source=books.home, year=FIRST).update(amount=Decimal("500038.50"))


def _too_much(books: Books) -> None:
    books.version.lines.filter(source=books.home, year=FIRST).update(amount=Decimal(500_039))


def _too_little(books: Books) -> None:
    books.line(books.fund, SECOND).delete()


def _undivided(books: Books) -> None:
    books.version.lines.filter(year=SECOND).exclude(source=books.hours).update(source=None, amount=Decimal(10))


def _frame(books: Books) -> None:
    books.plan.frame_lines.update(amount=Decimal(4_100_000))


def _posting_outside(books: Books) -> None:
    factories.posting(books.line(books.fund), 5, date=datetime.date(FIRST - 1, 12, 31), run=books.run)
    Posting.objects.update(date=datetime.date(FIRST - 1, 12, 31))
    BudgetVersion.objects.update(in_force_from=datetime.date(FIRST - 1, 1, 1))


def _not_in_force(books: Books) -> None:
    later = factories.budget_version(books.plan, name="Revideret 1", in_force_from=datetime.date(FIRST, 2, 1))
    BudgetVersion.objects.filter(pk=later.pk).update(decided_on=books.plan.starts_on)
    for line in books.version.lines.all():
        factories.budget_line(later, line.amount, code=line.code, year=line.year, source=line.source)


def _paid_with_hours(books: Books) -> None:
    Posting.objects.update(line=books.line(books.hours))


def _moved_plan(books: Books) -> None:
    Plan.objects.filter(pk=books.plan.pk).update(starts_on=datetime.date(SECOND, 1, 1))
    books.plan.refresh_from_db()
    Posting.objects.all().delete()


def _touched(books: Books) -> None:
    edition = Edition.objects.create(
        plan=books.plan, name="Som forelagt", presented_on=books.plan.starts_on, figures={"a": 1}
    )
    Edition.objects.filter(pk=edition.pk).update(figures={"a": 2})


CONTRADICTIONS: list[tuple[Any, list[str]]] = [
    (
        _years,
        [
            "aar: Solparken: årene giver tilsammen 1.000.076,50 kr., men i alt står der 1.000.076 kr.",
            "linjer: Solparken: budgettet bruger 500.038 kr. for 2025, men der er lovet 500.038,50 kr.",
        ],
    ),
    (_too_much, ["linjer: Solparken: budgettet bruger 500.039 kr. for 2025, men der er lovet 500.038 kr."]),
    (_too_little, ["linjer: Fonden: budgettet bruger 0 kr. for 2026, men der er lovet 1.500.000 kr."]),
    (_undivided, ["budgetaar: Budgettet for 2026 er 20 kr. i penge, men kilderne har lovet 2.000.038 kr."]),
    (_frame, ["ramme: Rammen »Penge« er 4.100.000 kr., men dens kilder giver 4.000.076 kr.: en forskel på 99.924"]),
    (_posting_outside, ["postering-uden-for: 2 posteringer på linje {fund}0 (2025, »Oprindeligt«), i alt 1.239 kr."]),
    (_not_in_force, ["postering-version: 1 postering på linje {fund}0 (2025, »Oprindeligt«), i alt 1.234 kr."]),
    (_paid_with_hours, ["postering-timer: 1 postering på linje {hours}0 (2025, »Oprindeligt«), i alt 1.234 kr."]),
    (
        _moved_plan,
        [
            "bidrag-uden-for: Solparken er for 2025, som ligger uden for planen 2026.",
            "indbetaling-uden-for: Solparken er for 2025",
            "linje-uden-for: »Oprindeligt« linje {fund}0 er for 2025",
            "timer-uden-for: Børn og unge",
            "beslutning-uden-for: Solparken er for 2025–2026, som ligger uden for planen 2026.",
        ],
    ),
    (_touched, ["udgave: Udgaven »Som forelagt« er ikke, som den blev frosset"]),
]


@pytest.mark.parametrize(("spoil", "told"), CONTRADICTIONS, ids=lambda part: getattr(part, "__name__", ""))
def test_each_contradiction_is_told_with_its_figures_and_leads_to_its_row(
    editor_client: Client, books: Books, spoil: Any, told: list[str]
) -> None:
    spoil(books)
    errors, _gaps = books.found()
    for start in told:
        start = start.format(fund=books.fund.pk, hours=books.hours.pk)
        assert [text for text in errors if text.startswith(start)], start
    assert len(errors) == len(told) or spoil is _moved_plan
    assert not [text for text in errors if ".." in text]
    page = editor_client.get("/admin/afstemning/")
    for told_there in page.context["errors"]:
        assert editor_client.get(told_there.url).status_code == 200
    with pytest.raises(SystemExit) as stopped:
        call_command("check_budget", stdout=StringIO())
    assert stopped.value.code == 1


def test_a_frame_within_its_own_rounding_is_right(books: Books) -> None:
    books.plan.frame_lines.update(amount=Decimal(3_950_076))
    assert books.found()[0] == set()
    books.plan.frame_lines.update(amount=Decimal(3_950_075))
    assert len(books.found()[0]) == 1


def test_a_source_that_is_known_rounded_may_differ_by_its_rounding(books: Books) -> None:
    FundingSource.objects.filter(pk=books.fund.pk).update(total_is_rounded=True)
    lines = books.version.lines.filter(year=SECOND).exclude(source=books.hours)
    lines.filter(source=books.fund).update(amount=Decimal(1_450_000))
    assert books.found()[0] == set()
    lines.update(source=None)
    assert books.found()[0] == set()
    lines.filter(amount=Decimal(1_450_000)).update(amount=Decimal(1_449_999))
    assert [told[:9] for told in books.found()[0]] == ["budgetaar"]


def test_what_is_not_known_yet_is_no_mistake(books: Books) -> None:
    factories.frame_line(books.plan, name="Renter")
    books.fund.contributions.all().delete()
    books.home.decisions.update(first_year=SECOND)
    books.hours.rates.update(valid_from=datetime.date(FIRST, 2, 1))
    books.version.lines.filter(source=books.hours).delete()
    BudgetVersion.objects.update(decided_on=None, fund_approval="kraeves")
    books.run.booked_to = None
    books.run.save()
    factories.hours_source(books.plan, name="Skolen", total=None)
    errors, gaps = books.found()
    assert errors == set()
    assert gaps == {
        "ramme-kilder: Rammen »Renter«: ingen kilde hører til den linje.",
        "fordeling: Fonden: 3.000.000 kr. er ikke fordelt på år.",
        "beslutning: Solparken: der er ikke skrevet nogen beslutning for 2025.",
        "timesats: Kommunen, erlagte timer: 10 timer er erlagt før den første timesats og har ingen værdi i kroner.",
        "timelinjer: Kommunen, erlagte timer: timerne står ikke i budgettet.",
        "beloeb: Skolen, erlagte timer: det er ikke oplyst, hvad kilden giver i alt.",
        "beslutning: Skolen, erlagte timer: der er ikke skrevet nogen beslutning for 2025–2026.",
        "timesats: Skolen, erlagte timer: der er ingen timesats, så timerne har ingen værdi i kroner.",
        "timelinjer: Skolen, erlagte timer: timerne står ikke i budgettet.",
        "bestyrelse: Budgettet »Oprindeligt« gælder uden at være besluttet af bestyrelsen.",
        "godkendelse: Budgettet »Oprindeligt« kræver hovedfinansieringens godkendelse, og den er ikke givet.",
        "bogfoert-til: »regnskab.xlsx« siger ikke, hvilken dag regnskabet er ført til.",
    }
    call_command("check_budget", stdout=StringIO())
    with pytest.raises(SystemExit):
        call_command("check_budget", strict=True, stdout=StringIO())


def test_the_real_plan_has_gaps_and_no_mistakes() -> None:
    call_command("load_plan", str(REAL), verbosity=0)
    out = StringIO()
    call_command("check_budget", stdout=out)
    assert "0 fejl, 14 mangler." in out.getvalue()
    assert "Mangler [version]: Der gælder ikke noget budget." in out.getvalue()
    assert "/admin/budget/fundingsource/" in out.getvalue()
    with pytest.raises(SystemExit):
        call_command("check_budget", strict=True, stdout=StringIO())


def test_the_command_checks_one_plan_if_asked_and_knows_no_other(books: Books) -> None:
    other = factories.plan(name="En anden", slug="en-anden")
    factories.funding_source(other, {other.starts_on.year: 1}, total=2)
    call_command("check_budget", plan=books.plan.slug, stdout=StringIO())
    with pytest.raises(SystemExit):
        call_command("check_budget", stdout=StringIO())
    with pytest.raises(Exception, match="Der er ingen plan med adressen »findes-ikke«"):
        call_command("check_budget", plan="findes-ikke", stdout=StringIO())


def test_it_costs_the_same_however_many_rows(books: Books) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            checks.findings(books.plan)
        return len(captured)

    few = asked()
    for number in range(5):
        source = factories.funding_source(books.plan, {FIRST: 1}, total=9)
        line = factories.budget_line(books.version, source=source)
        Receipt.objects.create(source=source, year=SECOND + 1, received_on=books.plan.ends_on, amount=number)
        factories.posting(line, date=datetime.date(FIRST - 1, 1, 1), run=books.run)
    assert asked() == few
    assert few < 35


def test_the_start_page_tells_how_many_and_the_page_says_so_kindly_when_there_are_none(
    editor_client: Client, books: Books
) -> None:
    assert "Alt stemmer, og intet mangler." in editor_client.get("/admin/afstemning/").content.decode()
    assert "Ingen tal modsiger hinanden." in editor_client.get("/admin/").content.decode()
    _too_much(books)
    assert editor_client.get("/admin/").context["desk"].books.errors == 1
    assert editor_client.get("/admin/afstemning/?plan=findes-ikke").status_code == 404
    other = factories.plan(name="En anden", slug="en-anden")
    page = editor_client.get(f"/admin/afstemning/?plan={other.slug}").content.decode()
    assert "Der gælder ikke noget budget." in page
