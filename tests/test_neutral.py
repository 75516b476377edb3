"""The code knows nothing of one partnership: names, years and amounts stand in its plan file only."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.test_architecture import ROOT, STANDS_ON

PLAN = ROOT / "plans" / "albertslund-2017-2020.toml"
FOLDERS = [*STANDS_ON, "scripts", "templates", "static"]
ENDINGS = {".py", ".sh", ".html", ".txt", ".css", ".svg"}


def names(value: Any) -> Iterator[str]:
    """Every name in a part of a plan file."""
    if isinstance(value, list):
        for row in value:
            yield from names(row)
    elif isinstance(value, dict):
        yield from (text for key, text in value.items() if key in {"navn", "fulde_navn", "medlem"} and text)
        yield from names(list(value.values()))


def own_words() -> re.Pattern[str]:
    plan = tomllib.loads(PLAN.read_text())
    # The national fund is in the law, and others call the lines of their frame the same.
    tables = plan.keys() - {"ramme", "partner", "medfinansiering"}
    own = {name for table in tables for name in names(plan[table])}
    assert len(own) > 20
    return re.compile(rf"(?i:albertslund)|\b({'|'.join(map(re.escape, sorted(own)))})\b")


def own_numbers() -> set[int]:
    """The plan's years, and every amount that is not a round one."""
    text = PLAN.read_text()
    plan = tomllib.loads(text)["plan"]
    amounts = {int(digits) for digits in re.findall(r"\b\d[\d_]*_\d{3}\b", text)}
    return {*range(plan["fra"].year, plan["til"].year + 1), *(amount for amount in amounts if amount % 1000)}


def numbers_in(line: str) -> set[int]:
    """Numbers of four to seven digits, with the points of thousands taken out; no U+2019 or 0-2019."""
    return {int(digits) for digits in re.findall(r"(?<![-+\d])\d{4,7}\b", re.sub(r"(?<=\d)[_.](?=\d)", "", line))}


def test_no_name_year_or_amount_of_the_real_plan_stands_in_the_code() -> None:
    words, numbers = own_words(), own_numbers()
    files = (file for folder in FOLDERS for file in Path(ROOT / folder).rglob("*") if file.suffix in ENDINGS)
    wrong = [
        f"{file.relative_to(ROOT)}:{count}: {line.strip()[:100]}"
        for file in files
        for count, line in enumerate(file.read_text().splitlines(), 1)
        if words.search(line) or numbers & numbers_in(line)
    ]
    assert not wrong, "\n".join(wrong)
