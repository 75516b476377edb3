"""Tables that the secretariat takes out to a spreadsheet and in again; each room says which columns.

A column (import-export's Field) reads a cell by its widget, which raises ValueError in Danish, and writes it
by the same widget. What would be written alike is unchanged.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export import resources
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import Result, RowResult
from tablib import Dataset

from core.folding import fold
from core.money import MoneyField
from core.rich_text import RichTextField
from core.tables import cells
from core.tables.files import Sheet

NUMBER = "Nr."


def column(model: type[models.Model], name: str, widget: Any = None) -> Field:
    """A column headed as the admin names the field."""
    of = model._meta.get_field(name)
    kind = Many if of.many_to_many else Field
    return kind(name, capfirst(str(of.verbose_name)), widget or _widget(of))  # type: ignore[union-attr]


def _widget(of: Any) -> Any:
    default = of.get_default() if of.has_default() else None
    if of.many_to_many:
        return cells.NamedList(of.related_model.objects)
    if of.is_relation:
        return cells.Named(of.related_model.objects)
    if isinstance(of, models.BooleanField):
        return cells.YesNo(default)
    if of.choices:
        return cells.Choice(of.flatchoices, default or "")
    kinds = {
        MoneyField: cells.Kroner(),
        models.DateTimeField: cells.Moment(),
        models.DateField: cells.Day(),
        models.IntegerField: cells.Whole(default),
        RichTextField: cells.Text(lines=True),
        models.TextField: cells.Text(lines=True),
    }
    return next((widget for kind, widget in kinds.items() if isinstance(of, kind)), cells.Text())


class Many(Field):
    """A list of rows, kept in `chosen` until the row it belongs to is saved."""

    def get_value(self, instance: Any) -> list[Any]:
        if self.attribute not in chosen(instance):
            chosen(instance)[self.attribute] = list(getattr(instance, self.attribute).all()) if instance.pk else []
        return chosen(instance)[self.attribute]

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        chosen(instance)[self.attribute] = self.clean(row)


def chosen(instance: Any) -> dict[str, Any]:
    found: dict[str, Any] = instance.__dict__.setdefault("_chosen", {})
    return found


@dataclass(frozen=True)
class Wrong:
    head: str
    value: str
    message: str


@dataclass(frozen=True)
class Line:
    """What an import would do with a row of the file: its cells before and after, or what is wrong."""

    number: int
    state: str
    name: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


class Changes:
    """The cells of a row before and after (in place of import-export's Diff, which writes styles into HTML)."""

    def __init__(self, table: "Table", row: Any, new: bool) -> None:
        self.before = [None if new else column.export(row) for column in table.get_import_fields()]
        self.after = self.before
        self.heads = [column.column_name for column in table.get_import_fields()]

    def compare_with(self, table: "Table", row: Any) -> None:
        self.after = [column.export(row) for column in table.get_import_fields()]

    def as_html(self) -> list[tuple[str, str, str]]:
        cells_of = zip(self.heads, map(cells.shown, self.before), map(cells.shown, self.after), strict=True)
        return [(head, before, after) for head, before, after in cells_of if before != after]


class Table(resources.Resource):
    """A table's columns and rules. `columns()` names them; the first of the file says which row it is."""

    model: type[models.Model]
    # Rights to take the table out, and to read it in.
    export_needs: tuple[str, ...] = ()
    import_needs: tuple[str, ...] = ()

    class Meta:
        import_id_fields: tuple[str, ...] = ()
        instance_loader_class = BaseInstanceLoader
        use_transactions = True
        clean_model_instances = True
        report_skipped = True
        store_row_values = True

    def __init__(self, rows: models.QuerySet, heads: Iterable[str] = ()) -> None:
        """Over these rows; `heads` are a file's, where the columns depend on them."""
        super().__init__()
        self.rows = self.with_related(rows)
        self.fields = {str(column.attribute): column for column in self.columns(heads)}
        self.found: dict[int, Any] = {}
        self.seen: set[int] = set()
        self.numbers: list[int] = []

    # What a room says -------------------------------------------------------------------

    def columns(self, heads: Iterable[str]) -> list[Field]:
        raise NotImplementedError

    def with_related(self, rows: Any) -> Any:
        """The rows with all that their columns print."""
        return rows

    def check(self, instance: Any) -> None:
        """Rules that a form has beside the model's own. Raises ValidationError."""

    def save_related(self, instance: Any) -> None:
        """What is saved after the row itself."""

    def is_left_out(self, row: Any) -> bool:
        """Whether a row without a number is no new one."""
        return False

    def check_together(self, lines: list[Line]) -> list[Line]:
        """The lines of a file once more, when all are saved."""
        return lines

    # Out --------------------------------------------------------------------------------

    @property
    def heads(self) -> list[str]:
        return [NUMBER, *(column.column_name for column in self.get_import_fields())]

    def lines_out(self) -> Iterator[list[Any]]:
        for row in self.rows:
            yield [row.pk, *(column.export(row) for column in self.get_import_fields())]

    # In ---------------------------------------------------------------------------------

    def problems(self, sheet: Sheet) -> list[str]:
        """What is wrong with the heads of a file."""
        wanted = {fold(head): head for head in self.heads}
        given = [fold(head) for head in sheet.heads]
        unknown = [head for head in sheet.heads if fold(head) not in wanted]
        twice = sorted({head for head in sheet.heads if given.count(fold(head)) > 1})
        lists = [
            (_("Kolonnen »%s« mangler."), [head for key, head in wanted.items() if key not in given]),
            (_("Kolonnen »%s« kendes ikke."), [head for head in unknown if head]),
            (_("Kolonnen »%s« står der to gange."), [head for head in twice if head]),
        ]
        found = [message % head[:80] for message, heads in lists for head in heads]
        return [*found, _("En kolonne mangler sin overskrift.")] if "" in sheet.heads else found

    def read_in(self, sheet: Sheet, accepts: Callable[[list[Line]], bool]) -> list[Line]:
        """What the rows of a file would do. All of it is saved if none is wrong and `accepts` says so, else nothing."""
        names = {fold(head): head for head in self.heads}
        self.numbers = [number for number, _cells in sheet.rows]
        data = Dataset(*(cells for _number, cells in sheet.rows), headers=[names[fold(head)] for head in sheet.heads])
        with transaction.atomic():
            lines = self.check_together(list(self._lines(self.import_data(data))))
            if any(line.wrong for line in lines) or not accepts(lines):
                transaction.set_rollback(True)
        return lines

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Fetch and lock what the file names."""
        keys = {key for text in dataset[NUMBER] if (key := cells.number_of(text))}
        list(self.model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk"))
        # By the row itself, not by what the rows are ordered by or joined with.
        self.found = {row.pk: row for row in self.rows.filter(pk__in=keys)}

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        text = row[NUMBER]
        if text in (None, ""):
            return self.model(), True
        key = cells.number_of(text)
        if key is None or key not in self.found:
            raise ValidationError({NUMBER: _("Nummeret findes ikke. Lad feltet stå tomt, hvis rækken er ny.")})
        if key in self.seen:
            raise ValidationError({NUMBER: _("Nummeret står der to gange.")})
        self.seen.add(key)
        # Lists are read now: import-export copies the row, and a copy forgets what was fetched with it.
        for column in self.get_import_fields():
            column.get_value(self.found[key])
        self.found[key].__dict__["_listed"] = dict(chosen(self.found[key]))
        return self.found[key], False

    def import_field(self, field: Any, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        """A cell that says what stands there already changes nothing, not even seconds or spaces."""
        if instance.pk is None or field.widget.render(field.clean(row)) != field.export(instance):
            field.save(instance, row)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if import_validation_errors:
            return False
        if instance.pk is None:
            return self.is_left_out(instance)
        return all(column.export(instance) == column.export(original) for column in self.get_import_fields())

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: Any = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        self.check(instance)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        before = instance.__dict__.get("_listed", {})
        for name, rows in chosen(instance).items():
            was = before.get(name, [])
            getattr(instance, name).remove(*(one for one in was if one not in rows))
            getattr(instance, name).add(*(one for one in rows if one not in was))
        self.save_related(instance)

    def get_diff_class(self) -> Any:
        return Changes

    def _lines(self, result: Result) -> Iterator[Line]:
        for error in result.base_errors:
            raise error.error
        for number, done in zip(self.numbers, result.rows, strict=True):
            for error in done.errors:
                raise error.error
            if done.validation_error:
                yield Line(number, "wrong", wrong=list(self._wrong(done)))
            else:
                yield Line(number, STATES[done.import_type], str(done.object_repr), list(done.diff))

    def _wrong(self, done: Any) -> Iterator[Wrong]:
        error = done.validation_error
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            head = self.fields[name].column_name if name in self.fields else NUMBER if name == NUMBER else ""
            value = cells.shown(done.row_values.get(head, ""))
            yield from (Wrong(head, value, message) for one in errors for message in one.messages)


STATES = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "same",
}
