"""The packs, for the board: each one page, and the same on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from board.doors import for_the_board
from board.models import BoardPack
from board.pack_pdf import file_name, pdf
from board.packs import holes, read
from core.private_files import as_shown


@for_the_board
def pack_list(request: HttpRequest) -> HttpResponse:
    packs = BoardPack.objects.visible_to(request.user).select_related("plan").defer("document")
    return render(request, "board/pack_list.html", {"packs": packs, **_frame(request, _("Orienteringer"))})


@for_the_board
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """As it was sent; a draft as it would be sent today, with what it lacks."""
    found = _found(request, pk)
    document = read(found, request.user)
    context = {
        **_frame(request, found.name),
        "pack": found,
        "document": document,
        "holes": [] if found.is_sent else holes(found, document),
        "pdf_url": reverse("board_pack_pdf", args=[pk]),
    }
    context["crumbs"] = [*context["crumbs"], (_("Orienteringer"), reverse("board_packs"))]
    return render(request, "board/pack_detail.html", context)


@for_the_board
def pack_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return as_shown(pdf(found, read(found, request.user)), file_name(found), "application/pdf", public=False)


def _found(request: HttpRequest, pk: int) -> BoardPack:
    rows = BoardPack.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("plan", "edition", "meeting__body"), pk=pk)


def _frame(request: HttpRequest, here: str) -> dict[str, Any]:
    return {"section": "board", "here": here, "crumbs": [(_("Bestyrelsen"), reverse("board"))], "edit_texts": "packs"}
