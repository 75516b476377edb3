"""What a table of the plan file is: its keys, its model, and how its rows find themselves again."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from abc_portal.plan_file.values import Reader, line


@dataclass(frozen=True)
class Key:
    """One key of a table. Without `fields` its value is kept for `deriving.py` to use."""

    name: str
    fields: tuple[str, ...]
    read: Reader
    required: bool = False
    # The row makes no sense without the row named here: when an editor deleted that, this is not made.
    essential: bool = False


@dataclass(frozen=True)
class Table:
    """One table of the file, or rows that follow from one (their `keys` say what to call their fields)."""

    name: str
    model: type[models.Model]
    keys: tuple[Key, ...] = ()
    single: bool = False  # [plan], not [[plan]]
    under: str = ""  # the table it stands in, as [[organ.post]] in [[organ]] …
    parent: str = ""  # … and the model's field for that row
    beside: str = ""  # its keys stand among the keys of this table
    of_plan: bool = False
    match: tuple[str, ...] = ("key",)
    named_by: str = "navn"
    derived: bool = False
    # A row whose field of this name is empty counts as missing.
    empty_without: str = ""

    @property
    def last_name(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def title(self) -> str:
        """What errors call it."""
        return self.beside or self.name

    def said(self, model_field: str) -> str:
        """The file's key for a field of the model."""
        return next((key.name for key in self.keys if model_field in key.fields), "")

    def is_essential(self, model_field: str) -> bool:
        return any(model_field in key.fields and (key.essential or key.required) for key in self.keys)


# Equal only to itself: two rows of a file may well say the same.
@dataclass(eq=False)
class Row:
    """One row, as the file has it: values by the model's field names."""

    table: Table
    label: str
    raw: dict[str, Any] = field(default_factory=dict, repr=False)
    values: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)  # by the file's names
    faulty: set[str] = field(default_factory=set)  # fields that already gave an error; "" for the row as a whole
    position: int = 0
    aside: str = ""  # what tells it from others with the same label

    @property
    def place(self) -> str:
        return f"{self.table.title} «{self.label}»{self.aside}"


Rows = dict[str, list[Row]]


def key(name: str, fields: str, read: Reader = line, required: bool = False, essential: bool = False) -> Key:
    return Key(name, tuple(fields.split()), read, required, essential)
