"""Where in a sheet the table is: under which row of titles, and above which total."""

import datetime
import re
from collections.abc import Sequence

from budget.imports.cells import is_empty, plain_number
from budget.imports.figures import Amounts, Hours, figure_in
from core.sheets import Cell

# So far down a sheet the titles are looked for.
LOOKED_THROUGH = 60
_TOTAL = re.compile(
    r"(?:i\s?alt|(?:sub|del|hoved|samlet )?(?:sum|total)(?: i ?alt)?)(?: (?:19|20|21)\d\d)?(?:,? \(?kr\.?\)?)? ?[:.]?",
    re.IGNORECASE,
)
_UNIT = "|".join((Amounts.unit, Hours.unit))
_YEAR = re.compile(r"(?:19|20|21)\d\d")


def header_at(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Which row of a sheet's first ones holds the titles of its columns.

    It is a row of two titles or more and no values. Lines above a table can look so too; so the first
    with three titles and values right below it is chosen, or else the one with most titles, and rather
    one with values below.
    """
    candidates = [(at, _titles(row)) for at, row in enumerate(rows) if _titles(row) > 1]
    supported = [(at, titles) for at, titles in candidates if _values_below(rows, at)]
    for at, titles in supported:
        if titles > 2:
            return at
    # The first of equals.
    return max(supported or candidates, key=lambda one: one[1], default=(None, 0))[0]


def _titles(row: Sequence[Cell]) -> int:
    """How many titles a row has; 0 if something in it is none. A year will do beside words."""
    filled = [cell for cell in row if not is_empty(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and not is_value(cell)]
    years = [cell for cell in filled if _YEAR.fullmatch(str(cell).strip())]
    return len(filled) if words and len(words) + len(years) == len(filled) else 0


def _values_below(rows: Sequence[Sequence[Cell]], at: int) -> bool:
    below = next((row for row in rows[at + 1 :] if not all(map(is_empty, row))), ())
    return any(is_value(cell) for title, cell in zip(rows[at], below, strict=False) if not is_empty(title))


def is_value(cell: Cell) -> bool:
    """A figure or a day, and not a word."""
    if not isinstance(cell, str):
        return cell is not None and not isinstance(cell, bool)
    text = re.sub(r"kr|dkk", "", cell.lower())
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)


def is_figure(cell: Cell) -> bool:
    return plain_number(cell) or isinstance(cell, datetime.timedelta) or figure_in(cell, _UNIT) is not None


def is_named_total(row: Sequence[Cell]) -> bool:
    """»I alt« or the like, and beside it nothing but figures."""
    names = [cell for cell in row if isinstance(cell, str) and _TOTAL.fullmatch(cell.strip())]
    return bool(names) and all(is_empty(cell) or cell == names[0] or is_figure(cell) for cell in row)


def is_bare_total(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Figures only, and fewer of them than the row above has cells."""
    filled = [cell for cell in row if not is_empty(cell)]
    return all(map(is_figure, filled)) and len(filled) < sum(not is_empty(cell) for cell in above)
