"""What is asked of everybody who is logged in, at every request."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def sessions_end_with_the_right(get_response: Handler) -> Handler:
    """A term or an employment that ended yesterday leaves nobody logged in today."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not request.user.roles:
            logout(request)
        return get_response(request)

    return middleware
