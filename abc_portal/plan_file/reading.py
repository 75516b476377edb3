"""From a path to the tables that stand in the file, or an error that says what the file is instead."""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from abc_portal.plan_file.problems import PlanFileError
from abc_portal.plan_file.values import PointNumber, shortened

LARGEST_FILE = 2_000_000  # bytes; a plan fills some 30,000
# How tomllib begins its reasons, and what a writer of plans should know.
REASONS = {
    "Invalid value": gettext_lazy("værdien kan ikke læses; en tekst skal stå i anførselstegn"),
    "Expected '='": gettext_lazy("efter en nøgle skal der stå =, og nøgler har kun a–z, 0–9, _ og -"),
    "Invalid statement": gettext_lazy("her skal stå en [tabel] eller en nøgle, og nøgler har kun a–z, 0–9, _ og -"),
    "Invalid initial character": gettext_lazy("nøgler har kun a–z, 0–9, _ og -"),
    "Cannot overwrite": gettext_lazy("nøglen står to gange"),
    "Cannot declare": gettext_lazy("tabellen står to gange"),
    "Expected newline": gettext_lazy("der står noget efter værdien"),
    "Illegal character '\\n'": gettext_lazy("et anførselstegn mangler"),
    "Unclosed": gettext_lazy("en parentes mangler"),
    "Unescaped": gettext_lazy("skriv \\\\ for \\ i en tekst"),
}


def read_document(path: Path) -> dict[str, Any]:
    """The file's tables. Raises PlanFileError."""
    text = _text(_content(path))
    if not text.strip():
        raise PlanFileError([_("Filen er tom.")])
    try:
        return tomllib.loads(text, parse_float=PointNumber)
    except RecursionError:
        raise PlanFileError([_("Filen har lister inde i lister i alt for mange lag.")]) from None
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        raise PlanFileError([_bad_toml(str(error), text)]) from None


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PlanFileError([_("Det er en mappe, ikke en fil.")])
        if path.exists() and not path.is_file():
            raise PlanFileError([_("Det er ikke en almindelig fil.")])
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise PlanFileError([_("Filen findes ikke.")]) from None
    except (OSError, ValueError) as error:
        raise PlanFileError([_("Filen kan ikke åbnes: {error}").format(error=error)]) from None
    if len(content) > LARGEST_FILE:
        raise PlanFileError([_("Filen fylder mere end 2 MB. Det kan ikke være en plan.")])
    return content


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise PlanFileError([_("Filen er ikke en tekstfil i UTF-8. Er det den rigtige fil?")])
    return text


def _bad_toml(message: str, text: str) -> str:
    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if place:
        line, column = int(place[1]), int(place[2])
        lines = text.split("\n")
        return _("linje {line}, tegn {column}: «{text}» kan ikke læses som TOML ({reason}).").format(
            line=line,
            column=column,
            text=shortened(lines[line - 1].strip()) if line <= len(lines) else "",
            reason=_reason(message[: place.start()]),
        )
    if message.endswith("(at end of document)"):
        return _("Filen slutter midt i noget: en værdi, en parentes eller et anførselstegn mangler.")
    return _("Filen kan ikke læses som TOML ({reason}).").format(reason=shortened(message))


def _reason(english: str) -> str:
    return next((str(danish) for start, danish in REASONS.items() if english.startswith(start)), english)
