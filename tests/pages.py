"""What every public page is held to: bad input, methods, cookies and a constant number of queries; and who asks."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.form_guards import stamp

# Query strings that people, robots and attackers send.
BAD_QUERIES = [
    "side=-1",
    "side=0",
    "side=999999999999999999999999",
    "side=x",
    "side=%00",
    "omraade=%00",
    "omraade=findesikke",
    "omraade=bakken&omraade=bakken&omraade=x",
    "indsats=%ff%fe",
    "maalgruppe=" + "a" * 10_000,
    "q=" + "b" * 10_000,
    "q=%00",
    "q=%ff",
    "q=a&q=b",
    "q=%27%3B+DROP+TABLE+initiatives_initiative%3B--",
    "q=%3Cscript%3Ealert(1)%3C/script%3E",
    "q=%25_%5C",
    "til=%00&om=%ff",
    "&&&=&==",
    "q[]=1&omraade[$ne]=1",
]
WRONG_METHODS = ["post", "put", "patch", "delete"]


def queries(client: Client, url: str) -> int:
    """How many queries a page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def grows(client: Client, url: str, more: Callable[[], Any]) -> tuple[int, int]:
    """Queries before and after `more` has made rows."""
    before = queries(client, url)
    more()
    return before, queries(client, url)


def leaves_no_trace(client: Client, url: str) -> bool:
    """A visitor gets no cookie, the session is not asked, and the answer does not depend on a cookie."""
    response = client.get(url, headers={"cookie": "andet=1"})
    vary = response.headers.get("Vary", "")
    return not response.cookies and "Cookie" not in vary and not response.wsgi_request.session.accessed


def text(response: Any) -> str:
    return response.content.decode()


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(**data: Any) -> dict[str, Any]:
    """What a person sends who took a minute to fill in a public form."""
    return {"shown_at": stamp(timezone.now() - datetime.timedelta(minutes=1)), **data}
