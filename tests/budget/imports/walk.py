"""A finance worker's way through the wizard, for tests."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook

from budget.models import ImportRun
from tests.html_forms import sent_by
from tests.reading import words

HOME = "/admin/budget/importrun/"


def book_of(rows: list[list[Any]], name: str = "Posteringer") -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def text_of(rows: list[list[Any]], encoding: str = "cp1252") -> bytes:
    content = io.StringIO()
    csv.writer(content, delimiter=";").writerows(rows)
    return content.getvalue().encode(encoding)


def newest() -> ImportRun:
    return ImportRun.objects.order_by("-pk")[0]


def upload(client: Client, table: str, content: bytes, name: str = "fil.xlsx", some: str = "", **fields: Any) -> Any:
    """The first page filled in; the answer is the page that it leads to."""
    data = {**fields, "file": SimpleUploadedFile(name, content)}
    return client.post(f"{HOME}indlaes/?tabel={table}{some}", data, follow=True)


def send(client: Client, table: str, content: bytes, name: str = "fil.xlsx", **fields: Any) -> HttpResponse:
    """A file, its columns as they were guessed; the answer is its preview."""
    page = upload(client, table, content, name, **fields)
    if "columns_form" not in page.content.decode():
        return page
    return client.post(f"{HOME}{newest().pk}/kolonner/", sent_by(page, "columns_form"), follow=True)


def press(client: Client, button: str, run: ImportRun | None = None) -> str:
    """What is read after a button of the newest run, or of that one."""
    return words(client.post(f"{HOME}{(run or newest()).pk}/{button}/", follow=True))


def look(client: Client, outcome: str = "", run: ImportRun | None = None) -> str:
    return words(client.get(f"{HOME}{(run or newest()).pk}/eftersyn/?udfald={outcome}"))
