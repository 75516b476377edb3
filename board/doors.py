"""Who comes in to the board's pages: readers alone, logged in, with the right to see what the board sees."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.views.decorators.http import require_safe

from accounts.roles import SEE_BOARD

View = Callable[..., Any]


def for_the_board(view: View) -> View:
    """A visitor is asked to log in; whoever may not is refused."""
    return require_safe(login_required(permission_required(SEE_BOARD, raise_exception=True)(view)))
