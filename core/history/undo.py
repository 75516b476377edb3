"""How earlier versions come back: a row as it was after some act, or all that an act deleted.

Everything is checked like a form, and either all of it comes back or nothing. What had to be
left out although the rest came back is told in words.
"""

import datetime
import uuid
from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.history import Versions, versions_of
from core.history.acts import Kind, chosen_in
from core.history.words import own_name

# Rows that others point to, by model and key; None for one that is gone.
Known = dict[tuple[Any, Any], Any]


class CannotComeBack(Exception):
    """Says in Danish what stands in the way."""


def go_back(row: Any, kinds: list[Kind], moment: datetime.datetime) -> list[str]:
    """The row and the rows of its form as they were at the moment, as far as `kinds` may be changed.

    Returns what could not come back. Raises CannotComeBack, and then nothing has changed.
    """
    notes: list[str] = []
    known: Known = {_which(row): row}
    with transaction.atomic(), _refusals():
        for kind in kinds:
            if not kind.is_inline:
                then = _then(kind, row.pk, moment).get(row.pk)
                if then is None or then.history_type == "-":
                    raise CannotComeBack(_("Der er ingen version fra dengang."))
                notes += _set(row, then, kind.fields, known)
            elif kind.may_change:
                notes += _set_rows(row, kind, moment, known)
    return notes


def _then(kind: Kind, key: Any, moment: datetime.datetime) -> dict[Any, Any]:
    """The version at the moment of each row that ever stood here, wherever it stood then."""
    ever = kind.versions(key).order_by().values(kind.pk)
    versions = versions_of(kind.model).filter(**{f"{kind.pk}__in": ever}, history_date__lte=moment)
    return {getattr(version, kind.pk): version for version in versions}


def _set_rows(parent: Any, kind: Kind, moment: datetime.datetime, known: Known) -> list[str]:
    notes: list[str] = []
    then = _then(kind, parent.pk, moment)
    there = {
        key: version
        for key, version in then.items()
        if version.history_type != "-" and getattr(version, kind.column) == parent.pk
    }
    rows = {row.pk: row for row in kind.model._base_manager.filter(**{kind.column: parent.pk})}
    for key, row in rows.items():
        # One that has moved here since is left where it is.
        if key not in there and (key not in then or then[key].history_type == "-"):
            row.delete()
    gone = [version for key, version in there.items() if key not in rows]
    notes += _bring_back_rows(kind, gone)
    for key, version in there.items():
        now = rows.get(key) or kind.model._base_manager.filter(pk=key, **{kind.column: parent.pk}).first()
        if now is None:
            notes.append(_("»%(row)s« hører til et andet sted nu, og bliver der.") % {"row": own_name(version)})
        else:
            setattr(now, kind.link, parent)
            notes += _set(now, version, kind.fields, known)
    return notes


def _bring_back_rows(kind: Kind, gone: list[Any]) -> list[str]:
    """Rows that were deleted, each with what went along with it."""
    keys = {getattr(version, kind.pk) for version in gone}
    deletions = [version for version in deleted(kind.model) if getattr(version, kind.pk) in keys]
    wanted: list[Any] = []
    for act in {version.act for version in deletions}:
        tops = [version for version in deletions if version.act == act]
        wanted += _below(tops, deleted_in(act))
    return bring_back(wanted)


def _below(tops: list[Any], versions: list[Any]) -> list[Any]:
    """Of what an act deleted: these, and what hung on them."""
    found = {_row(version): version for version in tops}
    size = 0
    while size < len(found):
        size = len(found)
        found |= {_row(version): version for version in versions if found.keys() & set(_points_to(version))}
    return list(found.values())


# What was deleted. -----------------------------------------------------------------------


def deleted(model: Any) -> QuerySet:
    """The deletions of rows that are still gone, each row's last."""
    key = model._meta.pk.attname
    rows = model._base_manager.filter(pk=OuterRef(key))
    later = versions_of(model).order_by().filter(**{key: OuterRef(key)}, history_id__gt=OuterRef("history_id"))
    return versions_of(model).filter(~Exists(rows), ~Exists(later), history_type="-")


def deleted_in(act: uuid.UUID) -> list[Any]:
    return [version for model in Versions.of for version in deleted(model).filter(act=act)]


def bring_back(versions: list[Any]) -> list[str]:
    """Deleted rows under their old keys, what others hang on first; and the links that their deletion cut.

    Returns what could not come back. Raises CannotComeBack, and then nothing has changed.
    """
    notes: list[str] = []
    with transaction.atomic(), _refusals():
        known: Known = {}
        for version in _in_order(versions):
            notes += _bring_back_row(version, known)
        for version in versions:
            notes += _link_again(version)
    return notes


def _in_order(versions: list[Any]) -> list[Any]:
    kinds = {version.instance_type for version in versions}
    above = {
        model: {link.related_model for link in model._meta.concrete_fields if link.related_model in kinds - {model}}
        for model in kinds
    }
    order = list(TopologicalSorter(above).static_order())
    return sorted(versions, key=lambda version: order.index(version.instance_type))


def _bring_back_row(version: Any, known: Known) -> list[str]:
    model = version.instance_type
    row = model(pk=getattr(version, model._meta.pk.attname))
    kept = {column.name for column in version._meta.concrete_fields}
    fields = [column for column in model._meta.concrete_fields if column.name in kept and not column.primary_key]
    # A deletion comes after its links are gone: the version before still knows them.
    before = versions_of(model).filter(**{model._meta.pk.attname: row.pk}, history_id__lt=version.history_id).last()
    notes = _fill(row, version, fields, known)
    _check(row, version)
    row.save(force_insert=True)
    known[_which(row)] = row
    if before is not None:
        notes += _choose(row, before, model._meta.many_to_many)
    return notes


def _link_again(version: Any) -> list[str]:
    """Rows that pointed here until the deletion, and point nowhere now: nobody could choose it in between."""
    notes: list[str] = []
    model, key = version.instance_type, getattr(version, version.instance_type._meta.pk.attname)
    for relation in model._meta.related_objects:
        other = relation.related_model
        if other not in Versions.of:
            continue
        if relation.many_to_many:
            _choose_again(relation.field, key, version.history_date)
        elif relation.on_delete is models.SET_NULL:
            pointing = (
                _newest(other, version.history_date)
                .filter(**{relation.field.attname: key})
                .values(other._meta.pk.attname)
            )
            for row in other._base_manager.filter(pk__in=pointing, **{f"{relation.field.name}__isnull": True}):
                notes += _point_again(row, relation.field, key)
    return notes


def _newest(model: Any, until: datetime.datetime) -> QuerySet:
    """Each row's last version until the moment."""
    key = model._meta.pk.attname
    versions = versions_of(model).filter(history_date__lte=until)
    newest = versions.filter(**{key: OuterRef(key)}).order_by("-history_id").values("history_id")[:1]
    return versions.order_by().filter(history_id=Subquery(newest)).exclude(history_type="-")


def _point_again(row: Any, field: Any, key: Any) -> list[str]:
    setattr(row, field.attname, key)
    try:
        row.full_clean()
    except ValidationError:
        words = {"row": row, "field": field.verbose_name}
        return [_("»%(row)s« har fået noget andet i »%(field)s« og er ikke ændret.") % words]
    row.save()
    return []


def _choose_again(link: Any, key: Any, until: datetime.datetime) -> None:
    versions = list(_newest(link.model, until))
    chosen = chosen_in(link, versions)
    owners = {getattr(v, v.instance_type._meta.pk.attname) for v in versions if key in chosen[v.history_id]}
    for row in link.model._base_manager.filter(pk__in=owners).exclude(**{link.name: key}):
        getattr(row, link.name).add(key)


# One row. ----------------------------------------------------------------------------------


def _set(row: Any, version: Any, fields: list[Any], known: Known) -> list[str]:
    links = [field for field in fields if field.many_to_many]
    before = {field.attname: getattr(row, field.attname) for field in fields if not field.many_to_many}
    notes = _fill(row, version, [field for field in fields if not field.many_to_many], known)
    if any(getattr(row, name) != value for name, value in before.items()):
        _check(row, version)
        row.save()
    return notes + _choose(row, version, links)


def _fill(row: Any, version: Any, fields: list[Any], known: Known) -> list[str]:
    """Set the row's columns as they were, but for what is gone by now."""
    notes: list[str] = []
    kept = _with_their_picture(row, version, fields, notes)
    for field in fields:
        if field.name in kept:
            continue
        value = getattr(version, field.attname)
        if field.remote_field and value is not None:
            value = _found(field.related_model, value, known)
            if value is None:
                notes.append(_gone(row, version, field))
        setattr(row, field.name, value)
    for picture in fields:
        consent = f"{picture.name}_consent"
        if isinstance(picture, models.FileField) and not getattr(row, picture.name) and hasattr(row, consent):
            # Without a picture there is nothing to consent to, least of all again.
            setattr(row, consent, False)
    return notes


def _with_their_picture(row: Any, version: Any, fields: list[Any], notes: list[str]) -> set[str]:
    """Pictures whose files are gone, and what is said of them: those stay as they are now."""
    kept: set[str] = set()
    for picture in fields:
        if not isinstance(picture, models.FileField):
            continue
        then = getattr(version, picture.attname)
        if then and not picture.storage.exists(then):
            words = {"row": own_name(version), "field": picture.verbose_name}
            notes.append(_("»%(row)s«: »%(field)s« fra dengang findes ikke mere.") % words)
            kept |= {field.name for field in fields if f"{field.name}_".startswith(f"{picture.name}_")}
    return kept


def _check(row: Any, version: Any) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise CannotComeBack(f"»{own_name(version) or row._meta.verbose_name}«: {said(error)}") from error


def _found(model: Any, key: Any, known: Known) -> Any:
    """The row that others point to, fetched once."""
    if (model, key) not in known:
        known[model, key] = model._base_manager.filter(pk=key).first()
    return known[model, key]


def _gone(row: Any, version: Any, field: Any) -> str:
    """What is missing, in words; raises CannotComeBack when the row cannot be without."""
    words = {"row": own_name(version) or row._meta.verbose_name, "field": field.verbose_name}
    if not field.null:
        raise CannotComeBack(
            _("»%(row)s« kan ikke komme tilbage: »%(field)s« er slettet. Hent først det tilbage.") % words
        )
    return _("»%(row)s«: »%(field)s« er slettet i mellemtiden og står tomt.") % words


def _choose(row: Any, version: Any, links: Iterable[Any]) -> list[str]:
    notes: list[str] = []
    for link in links:
        wanted = chosen_in(link, [version])[version.history_id]
        there = set(link.related_model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        manager = getattr(row, link.name)
        if wanted - there:
            words = {"row": row, "field": link.verbose_name}
            notes.append(_("»%(row)s«: noget i »%(field)s« er slettet i mellemtiden og er ikke med.") % words)
        if set(manager.values_list("pk", flat=True)) != there:
            manager.set(there)
    return notes


def _which(row: Any) -> tuple[Any, Any]:
    return type(row), row.pk


def _row(version: Any) -> tuple[Any, Any]:
    return version.instance_type, getattr(version, version.instance_type._meta.pk.attname)


def _points_to(version: Any) -> Iterable[tuple[Any, Any]]:
    """The rows without which this one cannot stand."""
    return _links_of(version, needed=True)


def _links_of(version: Any, needed: bool = False) -> Iterable[tuple[Any, Any]]:
    links = (link for link in version.instance_type._meta.concrete_fields if link.remote_field)
    return ((link.related_model, getattr(version, link.attname)) for link in links if not (needed and link.null))


class _refusals:
    """What the checks and the database refuse, in words."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if isinstance(error, ValidationError):
            raise CannotComeBack(said(error)) from error
        if isinstance(error, models.ProtectedError | models.RestrictedError):
            names = ", ".join(f"»{row}«" for row in sorted(map(str, error.args[1])))
            raise CannotComeBack(_("Det bruges stadig af %(names)s. Ret dem først.") % {"names": names}) from error
        if isinstance(error, IntegrityError):
            raise CannotComeBack(_("Det går ikke sammen med det, der er ændret siden.")) from error


def said(error: ValidationError) -> str:
    return " ".join(str(message) for message in error.messages)


def bin_title(versions: list[Any]) -> tuple[list[Any], list[tuple[str, int]]]:
    """Of what an act deleted: what hung on nothing else of it, and how many of each kind went along."""
    rows = {_row(version) for version in versions}
    tops = [version for version in versions if not rows & set(_links_of(version))]
    counts: dict[Any, int] = {}
    for version in versions:
        if version not in tops:
            counts[version.instance_type] = counts.get(version.instance_type, 0) + 1
    words = [
        (str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural), number)
        for model, number in counts.items()
    ]
    return [(capfirst(version.instance_type._meta.verbose_name), version) for version in tops], words
