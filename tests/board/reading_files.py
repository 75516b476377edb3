"""What the board's files say, each read as a stranger would: sums by their names in tests/board/books.py."""

import csv
import io
import json
import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from core import formats
from tests.board.books import SUMS
from tests.budget.test_money_page import words

Sums = dict[str, Decimal]
FIGURE = r"−?\d{1,3}(?:\.\d{3})*(?:,\d{1,2})?"


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))


def of_page(content: bytes) -> Sums:
    """No two of the sums are alike, so where one stands, it is that one."""
    page = words(content.decode()).split("Ændret siden")[0]
    return {name: amount for name, amount in SUMS.items() if f" {formats.amount(amount, 2)} " in page}


def of_csv(content: bytes) -> Sums:
    sums: Sums = defaultdict(Decimal)
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        amount, in_kind = number(row["Beløb, kr."] or "0"), row["Form"] == "Arbejdstimer"
        sort = {"Brugt": "brugt", "Budget": "budget", "Lovet": "lovet", "Modtaget": "modtaget"}.get(row["Slags"])
        if sort is None:
            sums["timer"] += number(row["Timer"])
            sums["timernes værdi"] += amount
        elif in_kind:
            sums[f"{sort} i timer"] += amount
        else:
            for name in (sort, f"{sort} {row['År']}", f"{sort} {row['Indsatsområde']}", f"{sort} {row['Kilde']}"):
                sums[name] += amount
    return sums


def of_json(content: bytes) -> Sums:
    document = json.loads(content)
    totals, sums = document["totals"], {}
    for row in (totals["total"], *totals["by_year"], *totals["by_focus_area"]):
        name = "" if row["name"] == "I alt" else f" {row['name']}"
        sums[f"budget{name}"], sums[f"brugt{name}"] = Decimal(row["whole"]), Decimal(row["actual"])
    for row in totals["funders"]:
        sums[f"lovet {row['given']['name']}"] = Decimal(row["given"]["whole"])
    names = {"lovet": "pledged", "lovet i timer": "pledged_in_kind", "modtaget": "received", "timer": "hours"}
    sums |= {name: Decimal(totals[key]) for name, key in names.items()}
    assert sum(Decimal(cell["amount"]) for cell in document["figures"]["spent"]) == sums["brugt"]
    return sums | {"timernes værdi": Decimal(totals["worked"])}


def of_tables(tables: dict[str, list[list[Any]]]) -> Sums:
    """Of what the workbook and the paper both hold."""
    sums: Sums = {}
    for table in ("År", "Indsatsområder"):
        for name, budget, _planned, spent, *_rest in tables[table]:
            ending = "" if name == "I alt" else f" {name}"
            sums[f"budget{ending}"], sums[f"brugt{ending}"] = budget, spent
    for row in tables["Bidragydere"]:
        sums["lovet" if row[0] == "I alt" else f"lovet {row[0]}"] = row[1]
    total = tables["Bidragydere"][-1]
    sums["modtaget"] = total[4]
    _name, sums["lovet i timer"], _planned, sums["timer"], sums["timernes værdi"], _without = tables["Timer"][-1]
    return sums


def of_xlsx(content: bytes) -> Sums:
    book = load_workbook(io.BytesIO(content))
    tables = {}
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.value = worked_out(sheet, cell.value)
        tables[sheet.title] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sums = of_tables(tables)
    # The rows behind come to the same.
    assert tables["Brugt, række for række"][-1][7] == sums["brugt"]
    cash, in_kind, both = (row[7] for row in tables["Budget, række for række"][-3:])
    assert (cash, both) == (sums["budget"], cash + in_kind)
    return sums


def worked_out(sheet: Any, value: Any) -> Any:
    """A number as it is written, a sum as a spreadsheet works it out, or what else stands there."""
    if isinstance(value, int | float):
        return Decimal(str(value))
    found = re.fullmatch(r"=SUM(?:IF)?\((?:(\w+:\w+),\"(\w+)\",)?(\w+:\w+)\)", str(value))
    if not found:
        return value
    tests = [cell.value for (cell,) in sheet[found[1]]] if found[1] else None
    amounts = [Decimal(str(cell.value or 0)) for (cell,) in sheet[found[3]]]
    return sum(x for number, x in enumerate(amounts) if tests is None or tests[number] == found[2])


def of_every_page(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def of_pdf(content: bytes) -> Sums:
    text = of_every_page(content)
    heads = {"År": "Budget og forbrug, år", "Indsatsområder": "Indsatsområderne", "Bidragydere": "Hvem giver"}
    tables = {}
    for name, head in {**heads, "Timer": "\nArbejdstimer\n"}.items():
        lines = text[text.index(head) :].split("\nI alt", 1)
        last = "I alt" + lines[1].split("\n")[0]
        rows = [row for line in [*lines[0].split("\n"), last] if (row := row_of(line))]
        tables[name] = rows
    return of_tables(tables)


def row_of(line: str) -> list[Any] | None:
    """A name and at least three figures; what is written in words between them keeps its place."""
    found = re.fullmatch(rf"(.+?)((?: (?:alle år|ikke endnu|ikke kendt|{FIGURE}(?:\s%)?)){{3,}})", line)
    if not found or line.count(",") < 2:
        return None
    cells = re.findall(rf"alle år|ikke endnu|ikke kendt|{FIGURE}", found[2])
    values = [number(cell) if re.fullmatch(FIGURE, cell) else cell for cell in cells]
    # The total has nothing to say of what is decided.
    if found[1] == "I alt" and len(values) == 4:
        values.insert(1, "")
    return [found[1], *values]
