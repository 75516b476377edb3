"""Which column of a file is which: guessed by the titles, or as it was the last time such a file was saved."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from budget.imports.files import Book, Sheet
from budget.imports.table import ID, Table
from budget.models import ImportRun
from core.folding import fold
from organisation.models import Plan

# Of a table of budget lines, every column that is headed by a year of the plan.
YEAR_COLUMNS = "*"


def bare(title: str) -> str:
    """A title without its unit and what stands in brackets: »Beløb (kr.)« is »beloeb«."""
    text = re.sub(r"\([^)]*\)", "", fold(title)).strip(" .:;-")
    return re.sub(r"[\s,]+(?:i )?(?:kr|dkk|kroner)$", "", text).strip(" .:;-")


def guess(table: Table, titles: Sequence[str]) -> dict[str, str]:
    """The title for each field, as far as it can be told: remembered, or by what such columns are called."""
    return remembered(table, titles) or by_name(table, titles)


def by_name(table: Table, titles: Sequence[str]) -> dict[str, str]:
    """The field's own name goes before its other ones, and those in the order they are given in."""
    free = {bare(title): title for title in reversed(titles)}
    found: dict[str, str] = {}
    fields = (ID, *table.fields)
    for names in ([[str(field.label)] for field in fields], [field.called.split(",") for field in fields]):
        for field, called in zip(fields, names, strict=True):
            name = next((bare(one) for one in called if one.strip() and bare(one) in free), None)
            if field.name not in found and name:
                found[field.name] = free.pop(name)
    if "amount" in found:
        found = {name: title for name, title in found.items() if name not in ("debit", "credit")}
    elif years_in(table, titles):
        found["amount"] = YEAR_COLUMNS
    return found


def remembered(table: Table, titles: Sequence[str]) -> dict[str, str]:
    """As for the last file with the same titles that was saved."""
    wanted = sorted(map(fold, titles))
    runs = ImportRun.objects.filter(table=table.kind, applied_at__isnull=False).order_by("-applied_at")
    for columns in runs.values_list("columns", flat=True)[:20]:
        if sorted(map(fold, columns.get("titles", []))) == wanted:
            now = {fold(title): title for title in titles}
            return {name: now.get(fold(title), title) for name, title in columns["fields"].items()}
    return {}


def years_in(table: Table, titles: Iterable[str]) -> list[str]:
    """Titles that are a year of the plan, where a budget has a column for each."""
    years = set(map(str, table.plan.year_range)) if table.can_have_years else set()
    return [title for title in titles if title.strip() in years]


def have_no_year(table: Table, titles: Iterable[str], matched: Mapping[str, str]) -> bool:
    """Whether a column was to be there for each year of the plan, and none is: its years are others by now."""
    return matched.get("amount") == YEAR_COLUMNS and not years_in(table, titles)


def no_year(plan: Plan) -> str:
    return _("Ingen af filens kolonner er et år i planen %(years)s. Vælg, hvor beløbet står.") % {"years": plan.years}


def chosen(book: Book, name: str) -> Sheet:
    """The sheet of that name, else the one with most titles."""
    named = [sheet for sheet in book.sheets if sheet.name == name]
    return named[0] if named else max(book.sheets, key=lambda sheet: len(sheet.columns))
