"""The board's overview as files: of now, and of what the board was shown."""

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from board.doors import for_the_board
from board.page import page_of
from budget.editions import board_of
from budget.exports import csv, json, pdf, xlsx
from budget.exports.heading import Heading, heading
from budget.models import BudgetVersion, Edition
from budget.reports import Board, figures
from organisation.models import Plan
from organisation.plans import plan_for


class Asked(NamedTuple):
    request: HttpRequest
    board: Board
    edition: Edition | None = None

    @property
    def heading(self) -> Heading:
        return heading(self.board, self.text("board/_title.html"), self.edition)

    @property
    def schema(self) -> str:
        return self.request.build_absolute_uri(reverse("board_schema"))

    def text(self, template: str) -> str:
        """What the page says, as plain words."""
        words = strip_tags(render_to_string(template, page_of(self.board), self.request))
        # A figure stays with its unit: only what may break a line is put together.
        return re.sub(r"[ \t\n\r]+", " ", html.unescape(words)).strip()


@for_the_board
def overview(request: HttpRequest, kind: str, plan_slug: str | None = None) -> HttpResponse:
    """The figures of now, against the version in the address."""
    plan = plan_for(request, plan_slug)
    return _file(kind, Asked(request, Board(figures(plan, version_in(request, plan)))))


@for_the_board
def edition(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What was frozen, as it was."""
    found = get_object_or_404(Edition.objects.visible_to(request.user).select_related("plan", "frozen_by"), pk=pk)
    return _file(kind, Asked(request, board_of(found), found))


@for_the_board
def schema(request: HttpRequest) -> HttpResponse:
    """What every field of the JSON file means."""
    return HttpResponse(json.schema(), content_type="application/schema+json")


def version_in(request: HttpRequest, plan: Plan) -> BudgetVersion | None:
    """The version that `?version=` names; Http404 for one that the plan does not have, or not for this reader."""
    if not (asked := request.GET.get("version", "")):
        return None
    versions = BudgetVersion.objects.of_plan(plan).visible_to(request.user)
    return get_object_or_404(versions, pk=int(asked) if asked.isdecimal() else 0)


def _file(kind: str, asked: Asked) -> HttpResponse:
    content_type, write = FORMATS[kind]
    name = f"{asked.heading.file_name}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "json":
        headers["Link"] = f'<{asked.schema}>; rel="describedby"'
    return HttpResponse(write(asked), content_type=content_type, headers=headers)


def _pdf(asked: Asked) -> bytes:
    at = asked.edition.frozen_at if asked.edition else None
    return pdf.pdf(asked.board, asked.heading, asked.text("board/_verdict.html"), at)


FORMATS: dict[str, tuple[str, Callable[[Asked], str | bytes]]] = {
    "pdf": ("application/pdf", _pdf),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda asked: xlsx.workbook(asked.board, asked.heading),
    ),
    "csv": ("text/csv; charset=utf-8", lambda asked: csv.table(asked.board)),
    "json": ("application/json", lambda asked: json.document(asked.board, asked.schema, asked.edition)),
}
