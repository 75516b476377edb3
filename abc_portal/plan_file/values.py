"""The kinds of value a plan file can hold: how each is read, and how it is shown in an error.

A reader takes what TOML gave and returns what a model wants, or raises Unreadable.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from abc_portal.plan_file.problems import FEW, Unreadable, choose_from, nearest
from core.formats import amount
from core.money import LARGEST, to_kroner

Reader = Callable[[Any], Any]
_MILLIONS = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,6}))?", re.ASCII)


@dataclass(frozen=True)
class PointNumber:
    """A number written with a point (a TOML float), as it was written."""

    text: str


@dataclass(frozen=True)
class Ref:
    """A row named by its key, here or in the portal."""

    table: str
    key: str


# Texts


def prose(raw: Any) -> str:
    """A text that may have several lines."""
    if not isinstance(raw, str):
        raise _not_a(_("en tekst i anførselstegn"), raw)
    if not raw.strip():
        raise Unreadable(_("Teksten er tom. Udelad nøglen, når noget ikke vides."))
    for character in raw:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t":
            code = f"U+{ord(character):04X}"
            raise Unreadable(_("Teksten har et usynligt tegn, {code}. Slet det."), code=code)
    return raw.strip()


def line(raw: Any) -> str:
    return re.sub(r"\s*[\n\r]+\s*", " ", prose(raw))


def lines(raw: Any) -> list[str]:
    if not isinstance(raw, list):
        raise _not_a(_("en liste"), raw)
    if not raw:
        raise Unreadable(_("Listen er tom. Udelad nøglen, når noget ikke vides."))
    found = [line(part) for part in raw]
    if twice := [part for part, times in Counter(found).items() if times > 1]:
        raise Unreadable(_("«{part}» står to gange."), part=shortened(twice[0]))
    return found


def joined(raw: Any) -> str:
    """A list that the model keeps as one text."""
    return ", ".join(lines(raw))


def one_of(choices: Any) -> Reader:
    """A value of a TextChoices class, or of any collection of names."""
    names = list(getattr(choices, "values", choices))

    def read(raw: Any) -> str:
        if (text := line(raw)) not in names:
            hint = choose_from(names) if len(names) <= FEW else nearest(text, names)
            raise Unreadable(_("«{text}» kendes ikke. {hint}"), text=shortened(text), hint=hint)
        return text

    return read


def some_of(choices: Any) -> Reader:
    read_one = one_of(choices)
    return lambda raw: [read_one(part) for part in lines(raw)]


# Rows that stand elsewhere


def ref(table: str) -> Reader:
    return lambda raw: Ref(table, line(raw))


def refs(table: str) -> Reader:
    return lambda raw: [Ref(table, key) for key in lines(raw)]


def all_or_refs(table: str, scopes: Any) -> Reader:
    """`"alle"`, or a list of keys: which scope it is, and the rows."""

    def read(raw: Any) -> tuple[str, list[Ref]]:
        if raw == "alle":
            return scopes.ALL, []
        if not isinstance(raw, list):
            raise _not_a(_('"alle" eller en liste'), raw)
        return scopes.CHOSEN, refs(table)(raw)

    return read


# Numbers, days, yes and no


def flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _not_a("true/false", raw)
    return raw


def whole(least: int, most: int) -> Reader:
    def read(raw: Any) -> int:
        if type(raw) is not int:
            raise _not_a(_("et helt tal"), raw)
        if raw == 0 < least:
            raise Unreadable(_("Tallet er 0. Udelad nøglen, når tallet ikke vides."))
        if not least <= raw <= most:
            raise Unreadable(
                _("{raw} ligger ikke mellem {least} og {most}."), raw=shown(raw), least=amount(least), most=amount(most)
            )
        return raw

    return read


def day(raw: Any) -> datetime.date:
    if isinstance(raw, datetime.datetime) or not isinstance(raw, datetime.date):
        raise _not_a(_("en dato uden anførselstegn og klokkeslæt, som 2024-12-31"), raw)
    return raw


def end_of(raw: Any) -> datetime.datetime:
    """A day as the moment when it is over."""
    midnight = datetime.datetime.combine(day(raw) + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight)


# Money


def kroner(raw: Any) -> Decimal:
    """Whole kroner, or a Danish text with øre; a TOML float is refused, because it reads two ways."""
    if isinstance(raw, PointNumber):
        raise Unreadable(
            _(
                "{raw} er skrevet med punktum og kan læses på to måder. "
                'Skriv hele kroner, som 12_500, eller en tekst, som "12.500,00".'
            ),
            raw=shortened(raw.text),
        )
    if not isinstance(raw, str) and type(raw) is not int:
        raise _not_a(_("et beløb"), raw)
    if isinstance(raw, int) and abs(raw) > LARGEST:
        raise Unreadable(_("{raw} er for stort et beløb."), raw=shown(raw))
    try:
        found = to_kroner(raw)
    except ValidationError as error:
        raise Unreadable(" ".join(error.messages)) from None
    if found < 0:
        raise Unreadable(_("Beløbet er negativt: {found}"), found=exact(found))
    return found


def kroner_a_year(raw: Any) -> Decimal | dict[int, Decimal]:
    """The same amount every year, or a table of years."""
    if not isinstance(raw, dict):
        return kroner(raw)
    years, wrong = {}, []
    for year, value in raw.items():
        try:
            years[_year(year)] = kroner(value)
        except Unreadable as error:
            wrong.append(f"{shortened(year)}: {error}")
    if wrong or not years:
        raise Unreadable(" ".join(wrong) or _("Tabellen er tom. Udelad nøglen, når noget ikke vides."))
    return years


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise Unreadable(_("Det er ikke et årstal."))
    return int(text)


def millions(raw: Any) -> tuple[Decimal, int]:
    """`"15,2"`: the kroner, and with how many decimals they were published."""
    text = str(raw) if type(raw) is int and abs(raw) <= LARGEST else raw
    found = _MILLIONS.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found:
        raise _not_a(_('millioner kroner i anførselstegn og med komma, som "15,2"'), raw)
    if found[1]:
        raise Unreadable(_("Beløbet er negativt: {raw}."), raw=shown(raw))
    whole_part, decimals = found[2].replace(".", ""), found[3] or ""
    kroner = Decimal(f"{whole_part}.{decimals}") * 1_000_000
    if kroner > LARGEST:
        raise Unreadable(_("{raw} er for stort et beløb."), raw=shown(raw))
    return kroner.quantize(Decimal("0.01")), len(decimals)


# What stands in an error


def exact(kroner: Decimal) -> str:
    """`12.500,00 kr.`, with a plain space: a terminal's text is searched and copied."""
    return f"{amount(kroner, 2)} kr."


def shortened(text: str, most: int = 60) -> str:
    """A text that can stand in one line of a terminal."""
    one_line = " ".join(text[: most * 4].split())
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in one_line)
    return printable if len(printable) <= most and len(text) <= most * 4 else f"{printable[:most]}…"


def shown(raw: Any) -> str:
    """A value of the file, as its writer would know it."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return f"«{shortened(raw)}»"
    if isinstance(raw, int):  # printing an integer of thousands of digits is refused by Python
        return str(raw) if abs(raw) < 10**20 else _("et tal med over 20 cifre")
    if isinstance(raw, PointNumber):
        return shortened(raw.text)
    if isinstance(raw, dict):
        return _("en tabel")
    return _("en liste") if isinstance(raw, list) else str(raw)


def _not_a(wanted: str, raw: Any) -> Unreadable:
    return Unreadable(_("Her skal stå {wanted}, men der står {raw}."), wanted=wanted, raw=shown(raw))
