"""Whether an uploaded document is what its name ends in. Nothing of it is run, and no other program is asked."""

import re
import zipfile
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.packed_files import is_packed_too_hard
from core.pictures import opened

MAX_PARTS = 5_000
MAX_UNPACKED = 300_000_000
# Readers look for a PDF's end in its last part; printers and scanners write a little behind it.
_PDF_END = 2048

# What says in the file which kind it is: the type of its main part, or the file's own.
_OFFICE = "application/vnd.openxmlformats-officedocument.%s.main+xml"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MAIN_TYPES = {
    "docx": _OFFICE % "wordprocessingml.document",
    "xlsx": _OFFICE % "spreadsheetml.sheet",
    "odt": f"{_OPEN_DOCUMENT}text",
    "ods": f"{_OPEN_DOCUMENT}spreadsheet",
}
_PICTURES = {"jpg": ["JPEG", "MPO"], "jpeg": ["JPEG", "MPO"], "png": ["PNG"]}
_PROGRAM = re.compile(r"(^|/)(vbaProject\.bin|macrosheets/|activeX/)|^(Basic|Scripts)/", re.IGNORECASE)
# How Office keeps a file with a password, and kept files before 2007.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def check_contents(file: Any, ending: str, name: str) -> None:
    """Raise ValidationError, with the file's name, when its content is not of the kind that `ending` says."""
    try:
        file.seek(0)
        wrong = _wrong(file, ending)
    except ValidationError:
        raise
    except Exception:  # a forged file may make a library stumble in any way
        wrong = _("»%(name)s« kan ikke læses. Måske er filen gået i stykker: gem den igen, og prøv igen.")
    finally:
        file.seek(0)
    if wrong:
        raise ValidationError(wrong, params={"name": name, "ending": ending.upper()})


def _wrong(file: Any, ending: str) -> Any:
    """What is wrong, in words with a place for the name; None when nothing is."""
    if ending in _PICTURES:
        opened(file, _PICTURES[ending]).load()
        return None
    start = file.read(1024)
    if ending == "pdf":
        return _wrong_pdf(file, start)
    if start.startswith(_OLD_OFFICE):
        return _("»%(name)s« har en adgangskode eller er af en ældre slags. Gem den uden adgangskode eller som PDF.")
    return _wrong_office(file, ending) if start.startswith(b"PK") else _not_that()


def _wrong_pdf(file: Any, start: bytes) -> Any:
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return _not_that()
    file.seek(max(0, file.seek(0, 2) - _PDF_END))
    if b"%%EOF" not in file.read():
        return _("»%(name)s« mangler sin slutning. Måske blev den ikke hentet helt: hent eller gem den igen.")
    return None


def _wrong_office(file: Any, ending: str) -> Any:
    with zipfile.ZipFile(file) as packed:
        parts = packed.infolist()
        if len(parts) > MAX_PARTS or is_packed_too_hard(parts, MAX_UNPACKED):
            return _("»%(name)s« er for stor, når den pakkes ud. Gem den som PDF, og prøv igen.")
        if not _is_of(packed, _MAIN_TYPES[ending]):
            return _not_that()
        if any(_PROGRAM.search(part.filename) for part in parts):
            return _("»%(name)s« indeholder makroer (små programmer). Gem den uden makroer eller som PDF.")
        if packed.testzip():
            raise zipfile.BadZipFile
    return None


def _is_of(packed: zipfile.ZipFile, kind: str) -> bool:
    names = set(packed.namelist())
    if kind.startswith(_OPEN_DOCUMENT):
        return {"mimetype", "content.xml"} <= names and packed.read("mimetype").decode().strip() == kind
    types = "[Content_Types].xml"
    return types in names and f'"{kind}"'.encode() in packed.read(types).replace(b"'", b'"')


def _not_that() -> Any:
    return _("»%(name)s« er ikke en %(ending)s-fil, selv om navnet siger det. Gem den igen i det program, den er fra.")
