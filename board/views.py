"""What the board sees, and nobody else."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.roles import SEE_BOARD


@require_safe
@login_required
@permission_required(SEE_BOARD, raise_exception=True)
def board(request: HttpRequest) -> HttpResponse:
    return render(request, "board/board.html", {"section": "board", "here": _("Bestyrelsen")})
