"""What the board's page and its files cost with many postings, beside what they cost with few."""

import datetime
import random
from decimal import Decimal
from typing import Any

from scripts.bench.measuring import cost, peak, tidied

FEW, MANY = 1_000, 100_000
# The page sums from an index: a hundred times the postings may double its time, no more.
MOST_TIMES_THE_TIME = 2
# What is sent as it is read holds no more memory with a hundred times the rows.
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
STREAMED = "/bestyrelse/tal/forbrug/raekker.csv"
MEMORY = "memory of the rows' CSV"


def run() -> int:
    """Fill and measure; 1 when the page grows with its rows, or a stream holds them."""
    plan = fill()
    post(plan, FEW)
    few = measured()
    post(plan, MANY - FEW)
    many = measured()
    print(f"  {FEW:>38,} {MANY:>11,} postings".replace(",", "."))
    most = dict.fromkeys(HELD, MOST_TIMES_THE_TIME) | {MEMORY: MOST_TIMES_THE_MEMORY}
    fails = False
    for name in many:
        ratio, unit = many[name] / few[name], "MB" if name == MEMORY else "ms"
        too_much = ratio > most.get(name, ratio)
        fails |= too_much
        note = " TOO MUCH" if too_much else ""
        print(f"  {name:26}{few[name]:9.1f} {unit}{many[name]:9.1f} {unit} {ratio:6.1f}x{note}")
    return int(fails)


def measured() -> dict[str, float]:
    from django.test import Client

    from tests import factories

    tidied()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(factories.user(role="bestyrelse", access_until=datetime.date(2100, 1, 1)))

    def stream() -> None:
        for _part in iter(client.get(STREAMED)):
            pass

    return {name: cost(url, client, times=7) for name, url in PAGES.items()} | {MEMORY: peak(stream)}


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
