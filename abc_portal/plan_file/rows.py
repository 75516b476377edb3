"""From a document to rows: every table and key known, every value of its kind, every error noted."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from abc_portal.plan_file.problems import Problems, Unreadable, nearest
from abc_portal.plan_file.spec import Key, Row, Rows, Table
from abc_portal.plan_file.tables import TABLES
from abc_portal.plan_file.values import shortened, shown


def read_rows(document: dict[str, Any], problems: Problems) -> Rows:
    """All rows of the file by table, faulty ones too."""
    rows: Rows = {table.name: [] for table in TABLES}
    _check_names(document, problems)
    for table in TABLES:
        if not (table.under or table.beside or table.derived):
            for number, raw in enumerate(_list_of(table, document, None, problems)):
                _read_row(table, raw, number, None, rows, problems)
    for table in TABLES:
        _tell_apart(rows[table.name])
        _mark_doubles(table, rows[table.name], problems)
    return rows


def _check_names(document: dict[str, Any], problems: Problems) -> None:
    tables = [table.name for table in TABLES if not (table.under or table.beside or table.derived)]
    for name in document:
        if name not in tables:
            problems.add(None, "", _("Ukendt tabel «{name}». {hint}"), name=shortened(name), hint=nearest(name, tables))
    for table in TABLES:
        if table.single and table.name not in document:
            problems.add(None, "", _("Tabellen [{name}] mangler."), name=table.name)


def _list_of(table: Table, where: dict[str, Any], parent: Row | None, problems: Problems) -> list[dict[str, Any]]:
    """The raw rows of a table, whatever stands there."""
    raw = where.get(table.last_name, [])
    if table.single and isinstance(raw, dict):
        return [raw]
    if not table.single and isinstance(raw, list) and all(isinstance(part, dict) for part in raw):
        return raw
    if table.last_name in where:
        header = f"[{table.name}]" if table.single else f"[[{table.name}]]"
        problems.add(
            parent,
            table.last_name if parent else "",
            _("Tabellen skrives {header}, men der står {raw}."),
            header=header,
            raw=shown(raw),
        )
    return []


def _read_row(
    table: Table, raw: dict[str, Any], number: int, parent: Row | None, rows: Rows, problems: Problems
) -> None:
    row = Row(table, _label(table, raw, number), raw, position=number)
    if parent:
        row.values[table.parent] = parent
        row.aside = f" ({parent.label})" if "key" not in table.match else ""
    if table.of_plan and rows["plan"]:
        row.values["plan"] = rows["plan"][0]
    elif table.of_plan:
        row.faulty.add("plan")
    rows[table.name].append(row)
    inner = [other for other in TABLES if other.under == table.name]
    beside = [other for other in TABLES if other.beside == table.name and not other.derived]
    known = [key.name for part in (table, *beside) for key in part.keys] + [other.last_name for other in inner]
    for name in raw:
        if name not in known:
            problems.add(row, "", _("Ukendt nøgle «{name}». {hint}"), name=shortened(name), hint=nearest(name, known))
    for key in table.keys:
        _read_key(key, row, problems)
    for other in inner:
        for index, part in enumerate(_list_of(other, raw, row, problems)):
            _read_row(other, part, index, row, rows, problems)
    for other in beside:
        if any(key.name in raw for key in other.keys):
            _read_beside(other, row, rows, problems)


def _read_beside(table: Table, parent: Row, rows: Rows, problems: Problems) -> None:
    row = Row(table, parent.label, parent.raw, {table.parent: parent})
    rows[table.name].append(row)
    for key in table.keys:
        _read_key(key, row, problems)


def _read_key(key: Key, row: Row, problems: Problems) -> None:
    if key.name not in row.raw:
        if key.required:
            row.faulty.update(key.fields)
            problems.add(row, "", _("Nøglen «{name}» mangler."), name=key.name)
        return
    try:
        value = key.read(row.raw[key.name])
        if len(key.fields) == 1:
            _check_length(row.table, key.fields[0], value)
    except Unreadable as error:
        row.faulty.update(key.fields or {key.name})
        problems.add(row, key.name, str(error))
        return
    if not key.fields:
        row.kept[key.name] = value
    elif len(key.fields) == 1:
        row.values[key.fields[0]] = value
    else:
        row.values.update(zip(key.fields, value, strict=True))


def _check_length(table: Table, field: str, value: Any) -> None:
    """A model's `full_clean` checks this for short texts only, not for a TextField."""
    most = getattr(table.model._meta.get_field(field), "max_length", None)
    if isinstance(value, str) and most and len(value) > most:
        raise Unreadable(
            _("Teksten «{text}» er på {length} tegn. Der er plads til {most}."),
            text=shortened(value, 30),
            length=len(value),
            most=most,
        )


def _label(table: Table, raw: dict[str, Any], number: int) -> str:
    for name in (table.named_by, "noegle"):
        if isinstance(raw.get(name), str) and raw[name].strip():
            return shortened(raw[name])
    return _("nummer {number}").format(number=number + 1)


def _tell_apart(rows: list[Row]) -> None:
    """Rows of the same name are called by their keys too."""
    names = Counter(row.label for row in rows)
    for row in rows:
        key = row.raw.get("noegle")
        if names[row.label] > 1 and isinstance(key, str):
            row.aside = f" ({shortened(key)})"


def _mark_doubles(table: Table, rows: list[Row], problems: Problems) -> None:
    seen: dict[Any, Row] = {}
    for row in rows:
        for name, identity in _identity(table, row):
            if (first := seen.setdefault(identity, row)) is not row:
                row.faulty.add("")
                problems.add(
                    row,
                    name,
                    _("{value} står også ved {first}."),
                    value=shown(row.raw.get(name)),
                    first=f"«{first.label}»",
                )


def _identity(table: Table, row: Row) -> Iterator[tuple[str, Any]]:
    """What no other row of the table may have, and the key that says it."""
    if table.beside or table.derived:
        return
    if "key" in row.values:
        yield table.said("key"), row.values["key"]
    elif all(field in row.values for field in table.match):
        said = next((name for field in table.match if (name := table.said(field))), "")
        yield said, tuple(row.values[field] for field in table.match)


def key_rows(rows: Rows, table: str) -> dict[str, Row]:
    """The rows of a table by their keys."""
    found: dict[str, Row] = {}
    for row in rows[table]:
        if isinstance(row.values.get("key"), str):
            found.setdefault(row.values["key"], row)
    return found
