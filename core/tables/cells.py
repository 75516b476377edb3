"""What can stand in a cell of a table: each kind reads a cell, and writes what it would read alike.

`clean` takes a text, or a number or day as Excel keeps them, and raises ValueError with a message in Danish.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.widgets import Widget
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.folding import fold
from core.formats import amount
from core.money import as_shown, to_kroner
from core.tables.files import LONGEST_TEXT

SEPARATOR = "; "
DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")


def shown(value: Any) -> str:
    """A cell as it stands in a preview, or in an error."""
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, Decimal):
        return amount(value, 2)
    return "" if value is None else str(value)


def number_of(value: Any) -> int | None:
    """A row's number; None for what is none."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else None


class Text(Widget):
    """Plain text, in one line unless `lines`."""

    def __init__(self, lines: bool = False) -> None:
        self.lines = lines

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if isinstance(value, bool | datetime.date | datetime.time):
            raise ValueError(_("Her skal stå en tekst. Giv cellen formatet »Tekst«."))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = "" if value is None else str(value)
        if len(text) >= LONGEST_TEXT:
            raise ValueError(_("Teksten er for lang til et regneark. Ret den på siden i stedet."))
        if ILLEGAL_CHARACTERS_RE.search(text):
            raise ValueError(_("Teksten har et usynligt tegn. Slet det."))
        return self._tidy(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self._tidy(ILLEGAL_CHARACTERS_RE.sub("", value or ""))

    def _tidy(self, text: str) -> str:
        return re.sub(r"\r\n?", "\n", text).strip() if self.lines else " ".join(text.split())


class YesNo(Widget):
    def __init__(self, default: bool | None) -> None:
        self.default = default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        text = fold(str("" if value is None else value))
        if not text:
            return self.default
        if text not in ("ja", "nej", "true", "false", "sand", "falsk", "sandt", "1", "0"):
            raise ValueError(_("Skriv ja eller nej."))
        return text in ("ja", "true", "sand", "sandt", "1")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return {True: "ja", False: "nej"}.get(value, "")


class Choice(Widget):
    """One of a field's choices, by what the admin calls it."""

    def __init__(self, choices: Iterable[tuple[Any, Any]], default: Any) -> None:
        self.labels = {value: str(label) for value, label in choices}
        self.default = default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = fold(str("" if value is None else value))
        if not text:
            return self.default
        for key, label in self.labels.items():
            if text == fold(label):
                return key
        raise ValueError(_("Skriv en af disse: %s.") % ", ".join(self.labels.values()))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.labels.get(value, "")


class Whole(Widget):
    def __init__(self, default: int | None) -> None:
        self.default = default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if value in (None, ""):
            return self.default
        number = None if isinstance(value, bool) else number_of(value)
        if number is None or number > 32_767:
            raise ValueError(_("Skriv et helt tal mellem 0 og 32.767."))
        return number

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class Kroner(Widget):
    """Kroner as a Dane types them, or as Excel keeps a number: exact to the øre, never a float."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime.date | datetime.time | bool):
            raise ValueError(_("Her skal stå et beløb."))
        try:
            return to_kroner(as_shown(value) if isinstance(value, float) else value)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Decimal | None:
        return value


class Day(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        if value in (None, ""):
            return None
        found = _moment(value, DAYS)
        if found is None:
            raise ValueError(_("Skriv datoen som 2031-12-31 eller 31-12-2031."))
        return found.date()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> datetime.date | None:
        return value


class Moment(Widget):
    """A day and a time of day, in Danish time; a day alone is its first minute."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.datetime | None:
        if value in (None, ""):
            return None
        found = _moment(value, [*DAYS, *(f"{day} {time}" for day in (*DAYS, "%Y-%m-%dT") for time in TIMES)])
        if found is None:
            raise ValueError(_("Skriv tidspunktet som 2031-12-31 14:30 eller 31-12-2031 14:30."))
        return timezone.make_aware(found)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""


def _moment(value: Any, patterns: Iterable[str]) -> datetime.datetime | None:
    """Years that a partnership can mean; far ones cannot be moved between time zones."""
    found = None
    if isinstance(value, datetime.datetime):
        found = value.replace(tzinfo=None)
    elif isinstance(value, datetime.date):
        found = datetime.datetime.combine(value, datetime.time())
    elif isinstance(value, str):
        for pattern in patterns:
            try:
                found = datetime.datetime.strptime(value.strip(), pattern)
                break
            except ValueError:
                continue
    return found if found and 1900 <= found.year <= 2199 else None


class Named(Widget):
    """Another row, by its name. Where several share a name, their number stands behind it.

    `label` says more than the name where names are often shared; the name alone will do if it is the only one.
    """

    def __init__(self, rows: Any, label: Callable[[Any], str] = str) -> None:
        self.rows = rows
        self.label = label
        self._index: dict[str, list[Any]] | None = None

    @property
    def index(self) -> dict[str, list[Any]]:
        """Fetched once for a whole table."""
        if self._index is None:
            self._index = defaultdict(list)
            for row in self.rows.all():
                label = self.label(row)
                for name in {fold(label), fold(str(row)), fold(_numbered(label, row))}:
                    self._index[name].append(row)
        return self._index

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = " ".join(str("" if value is None else value).split())
        if not text:
            return None
        found = self.index.get(fold(text), [])
        if len(found) > 1:
            which = ", ".join(_numbered(self.label(one), one) for one in found[:5])
            raise ValueError(
                _("»%(text)s« er der flere af. Skriv en af disse: %(which)s.") % {"text": text[:80], "which": which}
            )
        if not found:
            raise ValueError(_("»%s« findes ikke her. Skriv navnet, som det står på listen.") % text[:80])
        return found[0]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if value is None:
            return ""
        label = self.label(value)
        return label if len(self.index.get(fold(label), [])) < 2 else _numbered(label, value)


def _numbered(label: str, row: models.Model) -> str:
    return f"{label} ({_('nr.')} {row.pk})"


class NamedList(Named):
    """Other rows, by their names, with a semicolon between them; in the order of the list."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        parts = [part for part in str("" if value is None else value).split(";") if part.strip()]
        return list(dict.fromkeys(super(NamedList, self).clean(part) for part in parts))

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return SEPARATOR.join(sorted(super(NamedList, self).render(row) for row in value or ()))
