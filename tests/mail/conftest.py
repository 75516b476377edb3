from collections.abc import Iterator
from typing import Any

import pytest

from tests.mail.server import Server, serving


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    """The mail server that the portal sends to."""
    with serving() as server:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.url.removeprefix("smtp://").split(":")
        settings.EMAIL_TIMEOUT = 0.3
        yield server
