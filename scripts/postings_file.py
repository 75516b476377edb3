"""A long file of postings, and what it costs to bring it into the books: for `make bench`, and by itself.

    DATABASE_URL=postgres://… .venv/bin/python -m scripts.postings_file 100000 xlsx

into an empty, migrated database. Each number of rows wants a process of its own, or the memory says nothing.
"""

import datetime
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

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


def main(number: int, kind: str) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "abc_portal.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from budget.imports import runs
    from budget.models import ImportRun

    path = Path(str(settings.PRIVATE_ROOT)) / f"{number}.{kind}"
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, number)
    run = send(budget(), path)
    print(f"{number} rows, {path.stat().st_size / 1e6:.1f} MB {kind}; memory before {memory():.0f} MB", flush=True)
    for deed, state in (("read", "laest"), ("saved", "gemt")):
        begun, busy = time.monotonic(), time.process_time()
        runs.work(timezone.now())
        run.refresh_from_db()
        if run.state != state:
            raise SystemExit(f"{run.state}: {run.failure} {run.counts}")
        took = f"{time.monotonic() - begun:.1f} s, of which {time.process_time() - busy:.1f} s of this processor's"
        print(f"{deed} in {took}; highest memory {memory():.0f} MB", flush=True)
        ImportRun.objects.filter(pk=run.pk, state="laest").update(state="gemmes", leased_until=None)
    begun = time.monotonic()
    from budget.imports.applying import undo

    undo(run, None, timezone.now())
    print(f"undone in {time.monotonic() - begun:.1f} s; highest memory {memory():.0f} MB", flush=True)


def memory() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
