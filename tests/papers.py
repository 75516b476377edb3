"""Documents for tests, as small as their kinds can be."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"


def pdf(word: str = "") -> bytes:
    return f"%PDF-1.7\n% {word}\ntrailer << /Root 1 0 R >>\n%%EOF\n".encode()


def packed(parts: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def docx(more: dict[str, bytes | str] | None = None, kind: str = WORD) -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    return packed({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **(more or {})})


def odt(more: dict[str, bytes | str] | None = None, kind: str = OPEN_TEXT) -> bytes:
    return packed({"mimetype": kind, "content.xml": "<office:document-content/>", **(more or {})})


def xlsx() -> bytes:
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def sent(name: str = "Referat 2031.pdf", body: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if body is None else body)
