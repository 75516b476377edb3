"""What was done to a row and to the rows of its form, an entry per act, the newest first."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.models import HistoricalRecords

from core.history import AUTHORS, Versions, versions_of
from core.history.words import Names, Part, compared

ACTS_PER_PAGE = 25


@dataclass(frozen=True)
class Kind:
    """The row itself, or the rows of one of its inlines: which fields an editor knows of them."""

    model: Any
    # The column that holds the row's key: its own, or the one that points to it.
    column: str
    fields: list[Any]
    may_change: bool

    @property
    def pk(self) -> str:
        return self.model._meta.pk.attname

    @property
    def link(self) -> str:
        """The field that points to the row of whose form these are."""
        return next(field.name for field in self.model._meta.concrete_fields if field.attname == self.column)

    @property
    def is_inline(self) -> bool:
        return self.column != self.pk

    def versions(self, key: Any) -> QuerySet:
        return versions_of(self.model).filter(**{self.column: key})


@dataclass
class RowChange:
    """What an act did to one row."""

    title: str
    verb: str
    # Label and parts of each field.
    fields: list[tuple[str, list[Part]]]


@dataclass
class Entry:
    act: uuid.UUID
    when: datetime.datetime
    who: str = ""
    rows: list[RowChange] = field(default_factory=list)
    can_return: bool = True


def kinds_of(model_admin: Any, request: Any, row: Any) -> list[Kind]:
    """The row and its inlines, as far as this user sees them; fields that no form shows stay out."""
    shown = fields_of(model_admin.model, flatten_fieldsets(model_admin.get_fieldsets(request, row)))
    may = model_admin.has_change_permission(request, row)
    kinds = [Kind(model_admin.model, model_admin.opts.pk.attname, shown, may)]
    for inline in model_admin.get_inline_instances(request, row):
        if inline.model not in Versions.of:
            continue
        parent = next(link for link in inline.opts.fields if link.remote_field and link.related_model is row.__class__)
        allowed = all(
            may(request, row)
            for may in (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission)
        )
        kinds.append(Kind(inline.model, parent.attname, fields_of(inline.model, inline.fields), allowed))
    return kinds


def fields_of(model: Any, names: Iterable[str]) -> list[Any]:
    """Those of the names that are columns or many-to-many fields, and not columns of an admin alone."""
    found = []
    for name in names:
        try:
            found.append(model._meta.get_field(name))
        except FieldDoesNotExist:
            continue
    return found


def acts_of(kinds: list[Kind], key: Any) -> list[tuple[uuid.UUID, datetime.datetime]]:
    """Every act that touched the row or its rows, with the moment it was done, the newest first."""
    moments: dict[uuid.UUID, datetime.datetime] = {}
    for kind in kinds:
        for act, moment in kind.versions(key).order_by().values_list("act").annotate(Max("history_date")):
            moments[act] = max(moment, moments.get(act, moment))
    return sorted(moments.items(), key=lambda item: item[1], reverse=True)


def entries(kinds: list[Kind], key: Any, acts: list[tuple[uuid.UUID, datetime.datetime]], user: Any) -> list[Entry]:
    """The acts told. The number of queries depends on the kinds, not on the acts."""
    found = {act: Entry(act, moment) for act, moment in acts}
    told = [_Told(kind, kind.versions(key).filter(act__in=found)) for kind in kinds]
    names = Names(user)
    for part in told:
        part.want(names)
    names.fetch()
    for part in told:
        part.add_to(found, names)
    return list(found.values())


def who(version: Any) -> str:
    if version.history_user:
        return version.history_user.name or version.history_user.email
    return str(AUTHORS.get(version.history_change_reason) or _("et tidligere login"))


class _Told:
    """The versions of one kind in some acts, each with the one before."""

    def __init__(self, kind: Kind, versions: QuerySet) -> None:
        self.kind = kind
        same_row = versions_of(kind.model).filter(**{kind.pk: OuterRef(kind.pk)}, history_id__lt=OuterRef("history_id"))
        before = Subquery(same_row.order_by("-history_id").values("history_id")[:1])
        fetched = versions.select_related("history_user").annotate(before=before)
        # Of each row in each act the first version, which knows the one before, and the last.
        self.first: dict[Any, Any] = {}
        self.last: dict[Any, Any] = {}
        for version in fetched:
            which = (version.act, getattr(version, kind.pk))
            self.first.setdefault(which, version)
            self.last[which] = version
        wanted = {version.before for version in self.first.values()}
        self.before = versions_of(kind.model).in_bulk(wanted - {None}, field_name="history_id")
        shown = [*self.last.values(), *self.before.values()]
        self.chosen = {link.name: chosen_in(link, shown) for link in kind.fields if link.many_to_many}

    def want(self, names: Names) -> None:
        for version in (*self.last.values(), *self.before.values()):
            for shown in self.kind.fields:
                names.want_of(version, shown)
        for link in self.kind.fields:
            if link.many_to_many:
                names.want(link.related_model, set().union(*self.chosen[link.name].values()))

    def add_to(self, found: dict[Any, Entry], names: Names) -> None:
        for which, version in self.last.items():
            entry = found[version.act]
            entry.who = who(version)
            before = self.before.get(self.first[which].before)
            verb = _verb(before, self.first[which], version)
            if verb == "-" and not self.kind.is_inline:
                entry.can_return = False
            changes = self._changes(before, version, names) if verb == "~" else []
            if changes or verb != "~":
                entry.rows.append(RowChange(self._title(version, names), verb, changes))

    def _title(self, version: Any, names: Names) -> str:
        """A row of a form is called by the form's first field."""
        if not self.kind.is_inline:
            return ""
        first, meta = self.kind.fields[0], self.kind.model._meta
        value = getattr(version, first.attname)
        name = names.of(first.related_model, value) if first.remote_field else value
        return f"{capfirst(meta.verbose_name)} »{name}«"

    def _changes(self, before: Any, after: Any, names: Names) -> list[tuple[str, list[Part]]]:
        changes = []
        for shown in self.kind.fields:
            if shown.many_to_many:
                parts = self._chosen_changes(shown, before, after, names)
            else:
                old, new = getattr(before, shown.attname), getattr(after, shown.attname)
                parts = [] if old == new else compared(shown, old, new, names)
            if parts:
                changes.append((capfirst(str(shown.verbose_name)), parts))
        return changes

    def _chosen_changes(self, link: Any, before: Any, after: Any, names: Names) -> list[Part]:
        chosen = self.chosen[link.name]
        old, new = chosen.get(before.history_id, set()), chosen.get(after.history_id, set())
        gone = sorted(names.of(link.related_model, key) for key in old - new)
        come = sorted(names.of(link.related_model, key) for key in new - old)
        return [("del", name) for name in gone] + [("ins", name) for name in come]


def _verb(before: Any, first: Any, last: Any) -> str:
    """As simple-history says; "back" for a deleted row that came back, "oldest" when older versions are not kept."""
    if last.history_type == "-":
        return "-"
    if before is None:
        return "+" if first.history_type == "+" else "oldest"
    return "back" if before.history_type == "-" else "~"


def chosen_in(link: Any, versions: Iterable[Any]) -> dict[Any, set[Any]]:
    """What each version pointed to in a many-to-many field."""
    records = HistoricalRecords.m2m_models[link]
    chosen: dict[Any, set[Any]] = {version.history_id: set() for version in versions}
    key = F(f"{link.m2m_reverse_field_name()}_id")
    for version, target in records._base_manager.filter(history_id__in=chosen).values_list("history_id", key):
        chosen[version].add(target)
    return chosen
