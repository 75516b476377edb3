"""Versions in plain words: what a value is to a reader, what a row is called, which words changed."""

import datetime
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import unescape
from pathlib import PurePath
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from core.formats import kroner, long_date
from core.history import Versions, versions_of
from core.money import MoneyField
from core.rich_text import RichTextField

# A row is called by the first of these that it has.
NAMES = ("name", "title", "post", "year", "key")
# Words kept on either side of a change in a long text.
NEAR = 8
# Word pairs beyond which two texts are shown whole: comparing them would take seconds.
LARGEST = 4_000_000

# A piece of a text: "del", "ins", or "" for what stayed.
Part = tuple[str, str]


def in_words(field: Any, value: Any, names: "Names") -> str:
    """A stored value as a reader sees it; nothing for an empty one."""
    if value is None or value == "":
        return ""
    if field.remote_field:
        return names.of(field.related_model, value)
    if hasattr(field, "in_words"):
        return str(field.in_words(value))
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(field, MoneyField):
        return kroner(value)
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return f"{long_date(local)} {_('kl.')}\u00a0{local:%H.%M}"
    if isinstance(value, datetime.date):
        return long_date(value)
    if isinstance(value, datetime.time):
        return f"{_('kl.')}\u00a0{value:%H.%M}"
    return plain(value) if isinstance(field, RichTextField) else str(value)


def plain(html: str) -> str:
    """Rich text without its tags, a line per paragraph."""
    lines = re.sub(r"</(?:p|h\d|li)>|<br\s*/?>", "\n", html)
    return unescape(strip_tags(lines)).strip()


def compared(field: Any, before: Any, after: Any, names: "Names") -> list[Part]:
    """What a change did to a value: what went, what came; in texts word by word."""
    if isinstance(field, models.FileField):
        told = picture_change if isinstance(field, models.ImageField) else document_change
        return [("", told(before, after))]
    old, new = in_words(field, before, names), in_words(field, after, names)
    is_text = isinstance(field, models.CharField | models.TextField) and not field.flatchoices
    if old == new:
        # Else what no reader sees, such as the seconds of a moment.
        return [("", _("formateringen er rettet"))] if isinstance(field, RichTextField) else []
    if is_text and old and new:
        return changed_words(old, new)
    return [part for part in (("del", old), ("ins", new)) if part[1]]


def picture_change(before: str, after: str) -> str:
    if before and after:
        return _("billedet er skiftet")
    return _("billedet er fjernet") if before else _("billedet er kommet til")


def document_change(before: str, after: str) -> str:
    """With the names: the document itself may be gone."""
    names = {"before": PurePath(before).name, "after": PurePath(after).name}
    if before and after:
        return _("»%(before)s« er skiftet ud med »%(after)s«") % names
    return _("»%(before)s« er fjernet") % names if before else _("»%(after)s« er kommet til") % names


def changed_words(before: str, after: str) -> list[Part]:
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    if len(old) * len(new) > LARGEST:
        return [("del", before), ("ins", after)]
    parts: list[Part] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, start, end, new_start, new_end) in enumerate(steps):
        if kind == "equal":
            parts.append(("", near(old[start:end], number == 0, number == len(steps) - 1)))
            continue
        parts += [("del", "".join(old[start:end])), ("ins", "".join(new[new_start:new_end]))]
    return [part for part in parts if part[1]]


def near(words: list[str], is_first: bool, is_last: bool) -> str:
    """What stayed, but of a long passage only what stands next to a change."""
    if len(words) <= 2 * NEAR + 2:
        return "".join(words)
    start = "" if is_first else "".join(words[:NEAR])
    end = "" if is_last else "".join(words[-NEAR:])
    return f"{start}… {end}"


class Names:
    """What rows are called, also those that are gone: wanted first, then fetched once per model.

    A row that its reader has no right to view is called by its kind alone.
    """

    def __init__(self, user: Any) -> None:
        self.user = user
        self.wanted: dict[Any, set[Any]] = {}
        self.found: dict[tuple[Any, Any], str] = {}

    def want(self, model: Any, keys: Iterable[Any]) -> None:
        self.wanted.setdefault(model, set()).update(key for key in keys if key is not None)

    def want_of(self, version: Any, field: Any) -> None:
        if field.remote_field and not field.many_to_many:
            self.want(field.related_model, [getattr(version, field.attname)])

    def fetch(self) -> None:
        for model, keys in self.wanted.items():
            if keys and may_view(self.user, model):
                self.found |= {(model, key): name for key, name in names_of(model, keys).items()}
        self.wanted = {}

    def of(self, model: Any, key: Any) -> str:
        meta = model._meta
        return self.found.get((model, key)) or _("(%(kind)s, der ikke kan vises)") % {"kind": meta.verbose_name}


def may_view(user: Any, model: Any) -> bool:
    meta = model._meta
    return user.has_perm(f"{meta.app_label}.view_{meta.model_name}")


def names_of(model: Any, keys: set[Any]) -> dict[Any, str]:
    names = {key: str(row) for key, row in model._base_manager.in_bulk(keys).items()}
    gone = keys - set(names)
    if not gone:
        return names
    deleted = dict.fromkeys(gone, "")
    if model in Versions.of:
        # The last one wins.
        for version in versions_of(model).filter(**{f"{model._meta.pk.attname}__in": gone}):
            deleted[getattr(version, model._meta.pk.attname)] = own_name(version)
    gone_names = {key: f"{name or model._meta.verbose_name} ({_('slettet')})" for key, name in deleted.items()}
    return names | gone_names


def own_name(version: Any) -> str:
    """What a version calls its row, without asking for other rows; nothing when it has no name of its own."""
    model = version.instance_type
    for name in NAMES:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if name == "key":  # a text of the site is called by the place where it stands
            return str(model(key=version.key)) if not model._meta.get_field("key").blank else ""
        return str(getattr(version, name))
    return ""
