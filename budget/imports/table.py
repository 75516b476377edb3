"""What the tables that come as spreadsheets have in common: columns, and when a row is one that the portal has."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from budget.imports.cells import Reader, RowId
from budget.imports.names import Books
from budget.models import ImportRow, ImportRun

ROW_ID = "id"
Wrong = tuple[str, Any]


@dataclass(frozen=True)
class Field:
    """A column. `called` are other titles that it goes by, as accounts departments write them."""

    name: str
    label: Any
    reader: type | str
    """How its cells are read; a text is the name of those in Books that it may name."""
    called: str = ""
    is_required: bool = False
    is_summed: bool = False
    # Free text in which somebody might write a CPR number.
    is_free: bool = False


ID = Field(ROW_ID, gettext_lazy("Portalens id"), RowId, "portalens nr")


class Table:
    kind: ClassVar[ImportRun.Table]
    model: ClassVar[Any]
    fields: ClassVar[tuple[Field, ...]]
    # The way from a row to the whole that a file is a part of: the plan, or a version of its budget.
    of: ClassVar[str] = "source__plan"
    # The column by which a file has a first and a last day; without it, a file is the whole table.
    span: ClassVar[str] = ""
    related: ClassVar[tuple[str, ...]] = ()
    # The column that an error names, where two rows are one.
    told_apart_by: ClassVar[str] = ""
    # Whether its rows keep what `identity` says of them.
    has_identity: ClassVar[bool] = False
    # Whether an editor may also type such rows, so that one may have been changed since.
    is_typed: ClassVar[bool] = True
    # Whether each year of the plan may have a column of amounts, in place of a row.
    can_have_years: ClassVar[bool] = False

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.plan = run.plan
        self.books = Books(run.plan)
        self.by_name = {field.name: field for field in (ID, *self.fields)}

    def readers(self) -> dict[str, Reader]:
        return {
            field.name: getattr(self.books, field.reader) if isinstance(field.reader, str) else field.reader()
            for field in (ID, *self.fields)
        }

    def lacking(self, matched: Iterable[str]) -> list[Field]:
        """Required columns that are not among these."""
        return [field for field in self.fields if field.is_required and field.name not in matched]

    def longest(self, name: str) -> int | None:
        return getattr(self.model._meta.get_field(name), "max_length", None) if self.is_stored(name) else None

    @cached_property
    def stored_fields(self) -> set[str]:
        """Those of the columns that the model has as fields."""
        known = {field.name for field in self.model._meta.get_fields()}
        return {field.name for field in self.fields} & known

    def is_stored(self, name: str) -> bool:
        return name in self.stored_fields

    def names_in(self, values: Iterable[str]) -> list[str]:
        """Fields of the model that these columns say something of."""
        kept = [name for name in values if self.is_stored(name)]
        return [*kept, "identity"] if self.has_identity else kept

    # What each table says ---------------------------------------------------------------

    @property
    def rows(self) -> QuerySet:
        """All that are in the portal already."""
        raise NotImplementedError

    def given(self, values: dict[str, Any]) -> dict[str, Any]:
        """The columns with what follows from the others, where a cell is empty."""
        return values

    def problems(self, values: dict[str, Any]) -> Iterator[Wrong]:
        """What is wrong between columns; those that could not be read are not there."""
        yield from ()

    def row(self, values: dict[str, Any]) -> Any:
        """The row as it would be stored, out of columns that are all right."""
        kept = {name: value for name, value in values.items() if self.is_stored(name)}
        # An empty cell of a text is an empty text.
        empty = {name: "" for name, value in kept.items() if value is None and self.longest(name)}
        return self.model(**kept | empty)

    def base(self, row: Any) -> tuple[Any, ...]:
        """What tells a row from others."""
        raise NotImplementedError

    def is_counted(self, row: Any) -> bool:
        """Whether two rows with the same base are two, rather than a mistake."""
        return False

    def identity(self, row: Any, number: int = 1) -> str:
        base = json.dumps([str(part) for part in self.base(row)], ensure_ascii=False)
        return f"{base}#{number}"

    def blank(self) -> Any:
        """A new row, with what no column says."""
        return self.model()

    @property
    def digest(self) -> str:
        """In short, all that decides what a row is and which; but for postings, of which there may be very many."""
        known = sorted((identity, row.pk) for identity, row in self._known.items())
        return hashlib.sha256(repr((self.books.digest, known)).encode()).hexdigest()

    def are_known(self, rows: Iterable[Any]) -> bool:
        """Whether the portal has one of these new rows by now, as far as `digest` does not say it."""
        return False

    def known(self, identities: Iterable[str]) -> dict[str, Any]:
        """Rows of the portal by identity."""
        return {identity: self._known[identity] for identity in identities if identity in self._known}

    def identities(self, pks: Iterable[int]) -> dict[int, str]:
        """The identities of rows of the portal."""
        wanted = set(pks)
        return {row.pk: identity for identity, row in self._known.items() if row.pk in wanted}

    @cached_property
    def _known(self) -> dict[str, Any]:
        times: Counter[tuple[Any, ...]] = Counter()
        found = {}
        for row in self.rows.order_by("pk"):
            times[self.base(row)] += 1
            found[self.identity(row, times[self.base(row)])] = row
        return found

    def before(self, row: ImportRow, stands: Any) -> dict[str, Any]:
        """What a row of the portal was before a file changed it. Raises ValidationError if it cannot be so again."""
        return row.before

    def seen(self, row: Any) -> Any:
        """What has a value for each column: the row itself, mostly."""
        return row
