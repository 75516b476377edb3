"""Who may import whom, and whose foreign keys may point where."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent

# A room stands on these, and on all that they stand on. abc_portal is the entrance: it imports
# every room, and no room imports it.
STANDS_ON = {
    "core": [],
    "accounts": ["core"],
    "mail": ["accounts"],
    "organisation": ["mail"],
    "staff": ["organisation"],
    "initiatives": ["staff"],
    "activities": ["initiatives"],
    "contact": ["initiatives"],
    "news": ["activities"],
    "meetings": ["organisation"],
    "budget": ["initiatives", "meetings"],
    "board": ["budget", "meetings", "activities"],
}
STANDS_ON["abc_portal"] = list(STANDS_ON)


def may_use(room: str) -> set[str]:
    return {room}.union(*map(may_use, STANDS_ON[room]))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""


def test_imports_only_point_down() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {room} must not import {name}"
        for room in STANDS_ON
        for file in (ROOT / room).rglob("*.py")
        for line, name in imports(file)
        if (top := name.partition(".")[0]) in STANDS_ON and top not in may_use(room)
    ]
    assert not wrong, "\n".join(wrong)


def test_foreign_keys_only_point_down() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} must not point to {field.related_model._meta.label}"
        for model in apps.get_models()
        if (room := model._meta.app_label) in STANDS_ON
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation
        if (target := field.related_model._meta.app_label) in STANDS_ON and target not in may_use(room)
    ]
    assert not wrong, "\n".join(wrong)
