"""From rows to the database: each is built, validated by its model, and compared or created."""

import re
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from abc_portal.plan_file.portal import LoadedKeys, unknown, with_key
from abc_portal.plan_file.problems import Problems
from abc_portal.plan_file.report import Report, difference
from abc_portal.plan_file.rows import key_rows
from abc_portal.plan_file.spec import Row, Rows
from abc_portal.plan_file.tables import BY_NAME, TABLES
from abc_portal.plan_file.values import Ref, shown
from core.rich_text import RichTextField


class Gone(Enum):
    """Why a row of the file is not in the database."""

    FAULTY = auto()  # it has an error, or belongs to something that has
    DELETED = auto()  # an editor deleted it, or what it belongs to


class Loader:
    def __init__(self, rows: Rows, loaded: LoadedKeys, report: Report, problems: Problems) -> None:
        self.rows = rows
        self.loaded = loaded
        self.report = report
        self.problems = problems
        self.by_key = {table.name: key_rows(rows, table.name) for table in TABLES}
        self.stored: dict[Row, models.Model | Gone] = {}

    def load(self) -> None:
        for table in TABLES:
            for row in self.rows[table.name]:
                self.stored[row] = self.store(row)
        self.loaded.save()

    def store(self, row: Row) -> models.Model | Gone:
        values = {field: self.resolve(value, row, field) for field, value in row.values.items()}
        faulty = row.faulty | {field for field, value in values.items() if _is(Gone.FAULTY, value)}
        gone = {field for field, value in values.items() if _is(Gone.DELETED, value)}
        if gone & {*row.table.match, row.table.parent}:
            return Gone.DELETED
        if faulty:
            self.check_fields(row, {field: values[field] for field in values.keys() - faulty - gone})
            return Gone.FAULTY
        existing = self.find(row, values)
        if existing is None and (row in self.loaded or any(row.table.is_essential(field) for field in gone)):
            self.report.deleted.append(row.place)
            return Gone.DELETED
        self.loaded.add(row)
        if existing is None:
            return self.create(row, values)
        return self.compare(row, existing, {field: values[field] for field in values.keys() - gone}, whole=not gone)

    # What a row points at

    def resolve(self, value: Any, row: Row, field: str) -> Any:
        """The value with rows of the database in place of rows of the file."""
        if isinstance(value, list):
            return [self.resolve(part, row, field) for part in value]
        if isinstance(value, Row):
            return self.stored[value]
        return self.look_up(value, row, field) if isinstance(value, Ref) else value

    def look_up(self, ref: Ref, row: Row, field: str) -> models.Model | Gone:
        if named := self.by_key[ref.table].get(ref.key):
            return self.stored[named]
        plan_row = self.rows["plan"][0] if self.rows["plan"] else None
        plan = self.stored.get(plan_row) if plan_row else None
        plan = plan if isinstance(plan, models.Model) else None
        if found := with_key(BY_NAME[ref.table], ref.key, plan):
            return found
        if self.loaded.has(ref, str(plan_row.values.get("key", "")) if plan_row else ""):
            return Gone.DELETED
        self.problems.add(row, row.table.said(field), unknown(ref, self.rows, plan))
        return Gone.FAULTY

    def find(self, row: Row, values: dict[str, Any]) -> models.Model | None:
        found = self.matching(row, values).first()
        return found if found and getattr(found, row.table.empty_without or "pk") else None

    def matching(self, row: Row, values: dict[str, Any]) -> models.QuerySet:
        return row.table.model._default_manager.filter(**{field: values[field] for field in row.table.match})

    # What becomes of a row

    def create(self, row: Row, values: dict[str, Any]) -> models.Model | Gone:
        instance = (row.table.empty_without and self.matching(row, values).first()) or row.table.model()
        plain, many = _split(instance, values)
        for field, value in plain.items():
            setattr(instance, field, value)
        if hasattr(instance, "position"):
            instance.position = row.position
        if not self.is_valid(row, instance.full_clean):
            return Gone.FAULTY
        instance.save()
        for field, others in many.items():
            getattr(instance, field).set(others)
        self.report.created += 1
        return instance

    def compare(self, row: Row, existing: models.Model, values: dict[str, Any], whole: bool) -> models.Model | Gone:
        """Leave a row that is there as it is, unless the report is to overwrite; note what differs."""
        if not row.table.match and not self.is_same_partnership(row, existing):
            return Gone.FAULTY
        in_file = self.check_fields(row, values, whole)
        if in_file is None:
            return Gone.FAULTY
        plain, many = _split(existing, values)
        fields = [field for field in plain if field != "key" and not _same(field, in_file, existing)]
        sets = {field: new for field, new in many.items() if {*new} != {*getattr(existing, field).all()}}
        if not fields and not sets:
            self.report.unchanged += 1
            return existing
        self.report.differing += 1
        for field in [*fields, *sets]:
            new = sets[field] if field in sets else getattr(in_file, field)
            old = getattr(existing, field).all() if field in sets else getattr(existing, field)
            self.report.differences.append(f"{row.place}, {_said(row, field)}: {difference(new, old)}")
        if self.report.overwrite:
            return self.overwrite(row, existing, {field: getattr(in_file, field) for field in fields}, sets)
        return existing

    def overwrite(
        self, row: Row, existing: models.Model, fields: dict[str, Any], sets: dict[str, list[models.Model]]
    ) -> models.Model | Gone:
        for field, value in fields.items():
            setattr(existing, field, value)
        if not self.is_valid(row, existing.full_clean):
            return Gone.FAULTY
        existing.save()
        for field, others in sets.items():
            getattr(existing, field).set(others)
        return existing

    def is_same_partnership(self, row: Row, existing: Any) -> bool:
        """One that an editor made has no key: it becomes the file's."""
        if existing.key in ("", row.values["key"]):
            existing.key = row.values["key"]
            type(existing).objects.update(key=existing.key)
            return True
        self.problems.add(
            row,
            "noegle",
            _("«{key}» er et andet partnerskab end portalens, «{other}». En portal har ét partnerskab."),
            key=row.values["key"],
            other=existing.key,
        )
        return False

    # What the models say

    def check_fields(self, row: Row, values: dict[str, Any], whole: bool = False) -> models.Model | None:
        """A row of what the file says and nothing else, its fields cleaned; None if it is not valid.

        What the portal holds in other fields and rows is the editors' business, and no error of the file.
        """
        instance = row.table.model()
        plain, _many = _split(instance, values)
        for field, value in plain.items():
            setattr(instance, field, value)
        unsaid = {field.name for field in instance._meta.fields} - plain.keys()

        def validate() -> None:
            instance.clean_fields(exclude=unsaid)
            for constraint in instance._meta.constraints if whole else ():
                if isinstance(constraint, models.CheckConstraint):
                    constraint.validate(row.table.model, instance)

        return instance if self.is_valid(row, validate) else None

    def is_valid(self, row: Row, validate: Callable[[], None]) -> bool:
        try:
            validate()
        except ValidationError as error:
            found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            for field, messages in found.items():
                said = "" if field == NON_FIELD_ERRORS else _said(row, field)
                value = _(" Der står {value}.").format(value=shown(row.raw[said])) if said in row.raw else ""
                for message in messages:
                    self.problems.add(row, said, f"{message}{value}")
            return False
        return True


def _is(reason: Gone, value: Any) -> bool:
    return value is reason or (isinstance(value, list) and reason in value)


def _split(instance: models.Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[models.Model]]]:
    """The values of plain fields, and of fields that hold many rows; what was deleted is left out."""
    many = {field.name for field in instance._meta.many_to_many}
    plain = {field: value for field, value in values.items() if field not in many and value is not Gone.DELETED}
    return plain, {
        field: [other for other in value if other is not Gone.DELETED]
        for field, value in values.items()
        if field in many
    }


def _same(field: str, in_file: models.Model, in_portal: models.Model) -> bool:
    model_field: Any = in_file._meta.get_field(field)
    first, second = model_field.value_from_object(in_file), model_field.value_from_object(in_portal)
    if isinstance(model_field, RichTextField):
        return _as_saved(first) == _as_saved(second)
    return first == second


def _as_saved(html: str) -> str:
    """HTML as the editor writes it: saving a form without a change is not a difference."""
    html = re.sub(r">\s+<", "><", html)
    return re.sub(r"<li><p>(.*?)</p></li>", r"<li>\1</li>", html).replace("<br />", "<br>")


def _said(row: Row, field: str) -> str:
    """What the file calls a field, or else what the admin does."""
    return row.table.said(field) or str(getattr(row.table.model._meta.get_field(field), "verbose_name", field))
