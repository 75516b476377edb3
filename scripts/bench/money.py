"""What the board's page and its files cost with many postings, beside what they cost with few."""

import datetime
import random
from decimal import Decimal
from typing import Any

from scripts.bench.measuring import cost, peak, tidied

FEW, SOME, MANY = 1_000, 10_000, 100_000
# The page sums from an index: a hundred times the postings may double its time, no more.
MOST_TIMES_THE_TIME = 2
# What is sent as it is read holds no more memory with ten times the rows; few are less than it reads at once.
MOST_TIMES_THE_MEMORY = 1.5

PAGES = {
    "the board's page": "/bestyrelse/",
    "rows of spending": "/bestyrelse/tal/forbrug/",
    "rows of a year": f"/bestyrelse/tal/forbrug/?aar={datetime.date.today().year}",
    "PDF": "/bestyrelse/overblik.pdf",
    "XLSX": "/bestyrelse/overblik.xlsx",
    "CSV": "/bestyrelse/overblik.csv",
    "JSON": "/bestyrelse/overblik.json",
}
HELD = ("the board's page",)
STREAMED = "/bestyrelse/tal/forbrug.csv"


def run() -> int:
    """Fill and measure; 1 when the page grows with its rows, or a stream holds them."""
    plan = fill()
    post(plan, FEW)
    few = measured()
    post(plan, SOME - FEW)
    memory = streamed()
    post(plan, MANY - SOME)
    many = measured()
    print(f"  {FEW:>38,} {MANY:>11,} postings".replace(",", "."))
    fails = [told(name, "ms", few[name], many[name], MOST_TIMES_THE_TIME if name in HELD else None) for name in PAGES]
    print(f"  {SOME:>38,} {MANY:>11,} postings".replace(",", "."))
    fails.append(told("memory of the rows' CSV", "MB", memory, streamed(), MOST_TIMES_THE_MEMORY))
    return int(any(fails))


def told(name: str, unit: str, few: float, many: float, most: float | None) -> bool:
    """Print a line; whether it is too much."""
    too_much = most is not None and many / few > most
    note = " TOO MUCH" if too_much else ""
    print(f"  {name:26}{few:9.1f} {unit}{many:9.1f} {unit} {many / few:6.1f}x{note}", flush=True)
    return too_much


def measured() -> dict[str, float]:
    """Milliseconds of each page."""
    tidied()
    client = reader()
    return {name: cost(url, client, times=7) for name, url in PAGES.items()}


def streamed() -> float:
    """MB held while all the rows are sent."""
    tidied()
    client = reader()

    def read() -> None:
        for _part in iter(client.get(STREAMED)):
            pass

    return peak(read)


def reader() -> Any:
    """Somebody of the board."""
    from django.test import Client

    from tests import factories

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(factories.user(role="bestyrelse", access_until=datetime.date(2100, 1, 1)))
    return client


def fill() -> Any:
    """A plan with a budget of three focus areas, five kinds and four years, and who pays it."""
    from tests import factories

    factories.partnership()
    plan = factories.plan()
    areas = [factories.focus_area(plan, name=f"Indsats {letter}") for letter in "abc"]
    kinds = [factories.cost_kind() for _ in range(5)]
    sources = [
        factories.funding_source(plan, dict.fromkeys(plan.year_range, 100), department=factories.department())
        for _ in range(10)
    ]
    version = factories.budget_version(plan)
    for number, (area, kind) in enumerate((area, kind) for area in areas for kind in kinds):
        for year in plan.year_range:
            source = sources[number % len(sources)]
            factories.budget_line(
                version, 400_000, code=str(number), year=year, focus_area=area, kind=kind, source=source
            )
    return plan


def post(plan: Any, number: int) -> None:
    """So many postings more, the same every time."""
    from budget.models import BudgetLine, Posting
    from tests import factories

    some = random.Random(number)  # noqa: S311  the same rows every time, not secrets
    lines = list(BudgetLine.objects.filter(version__plan=plan))
    run = factories.import_run(plan)
    rows = []
    for place in range(number):
        line = some.choice(lines)
        day = datetime.date(line.year, 1, 1) + datetime.timedelta(days=some.randrange(365))
        amount = Decimal(some.randrange(-20_000, 500_000)) / 100
        rows.append(
            Posting(
                plan=plan,
                line=line,
                date=day,
                amount=amount,
                text="Kaffe og kage",
                voucher=f"B{place}",
                run=run,
                identity=f"nr:{run.pk}-{place}",
            )
        )
    Posting.objects.bulk_create(rows, batch_size=2_000)
