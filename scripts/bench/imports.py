"""What it costs to bring a long file of postings into the books, and to take it back: seconds of work, and memory."""

import datetime
import random
import resource
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from scripts.bench.measuring import worked

FEW, MANY = 10_000, 100_000
KINDS = ("csv", "xlsx")
# Rows go through in batches; a workbook's table of texts grows with them.
MOST_TIMES_THE_MEMORY = 1.5
HEADS = ["Løbenr.", "Bogføringsdato", "Konto", "Posteringstekst", "Bilagsnr.", "Beløb"]
CODES = [str(1000 + number) for number in range(40)]
YEARS = range(2031, 2035)


def rows(number: int) -> Iterator[list[Any]]:
    """As an accounts department writes them; the same ones each time."""
    sequence = random.Random(5)  # noqa: S311
    first, days = datetime.date(YEARS[0], 1, 1), 365 * len(YEARS)
    for at in range(number):
        day = first + datetime.timedelta(days=sequence.randrange(days))
        øre = sequence.randrange(-50_000, 5_000_000)
        text = f"{sequence.choice(['Kaffe', 'Leje af sal', 'Bus', 'Løn', 'Materialer'])} {at}"
        yield [at + 1, day, sequence.choice(CODES), text, f"B{at // 3}", Decimal(øre) / 100]


def write(path: Path, number: int) -> None:
    """An XLSX or CSV file of so many postings, by what the path ends with."""
    if path.suffix == ".csv":
        lines = (";".join([*map(str, row[:5]), f"{row[5]:.2f}".replace(".", ",")]) for row in rows(number))
        path.write_text("\n".join([";".join(HEADS), *lines]), encoding="cp1252")
        return
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Posteringer")
    for row in ([*HEADS], *rows(number)):
        sheet.append(row)
    book.save(path)


def budget() -> Any:
    """A plan with lines for all of them."""
    from budget.models import BudgetLine, BudgetVersion, CostKind
    from organisation.models import Plan

    first, last = datetime.date(YEARS[0], 1, 1), datetime.date(YEARS[-1], 12, 31)
    plan = Plan.objects.create(name="Lang plan", starts_on=first, ends_on=last)
    version = BudgetVersion.objects.create(plan=plan, name="Oprindeligt", in_force_from=first)
    kind = CostKind.objects.create(name="Alt")
    made = [
        BudgetLine(version=version, code=code, year=year, kind=kind, amount=Decimal(1_000_000))
        for code in CODES
        for year in YEARS
    ]
    BudgetLine.objects.bulk_create(made)
    return plan


def send(plan: Any, path: Path) -> Any:
    """The file as it was sent and its columns matched, for the worker to read."""
    from django.core.files import File

    from budget.imports.files import open_book
    from budget.imports.matching import guess
    from budget.imports.tables import table_of
    from budget.models import ImportRun

    run = ImportRun(plan=plan, table="posteringer", booked_to=plan.ends_on, file_name=path.name, state="laeses")
    with path.open("rb") as file:
        run.file = File(file, path.name)
        sheet = open_book(file, path.name).sheets[0]
        run.columns = {"sheet": sheet.name, "titles": [*sheet.titles], "fields": guess(table_of(run), sheet.titles)}
        run.save()
    return run


def run() -> int:
    """Few, then many, as both kinds of file; 1 when many rows hold more memory than few."""
    plan = budget()
    few = max(brought_in(plan, FEW, kind) for kind in KINDS)
    many = max(brought_in(plan, MANY, kind) for kind in KINDS)
    too_much = many / few > MOST_TIMES_THE_MEMORY
    print(f"  memory {few:.0f} MB, {many:.0f} MB {many / few:6.1f}x{' TOO MUCH' if too_much else ''}")
    return int(too_much)


def brought_in(plan: Any, number: int, kind: str) -> float:
    """The most memory in MB that this process has held when so many rows were read, saved and taken back."""
    from django.utils import timezone

    from budget.imports import runs
    from budget.imports.applying import undo
    from budget.models import ImportRun

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{number}.{kind}"
        write(path, number)
        run = send(plan, path)
    costs = []
    for state in ("laest", "gemt"):
        begun = worked()
        runs.work(timezone.now())
        costs.append(worked() - begun)
        run.refresh_from_db()
        assert run.state == state, (run.state, run.failure, run.counts)  # noqa: S101
        ImportRun.objects.filter(pk=run.pk, state="laest").update(state="gemmes", leased_until=None)
    begun = worked()
    undo(run, None, timezone.now())
    costs.append(worked() - begun)
    run.file.delete(save=False)
    read, saved, undone = (spent / 1000 for spent in costs)
    print(
        f"  {number} rows of {kind}: read in {read:.1f} s, saved in {saved:.1f} s, undone in {undone:.1f} s", flush=True
    )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
