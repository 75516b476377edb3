"""A page as its readers have it."""

import re
from html import unescape
from typing import Any


def words(response: Any) -> str:
    """What a reader sees of a page, with plain spaces."""
    html = re.sub(r"<(head|svg|script)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def main(response: Any) -> str:
    """The HTML of the page itself, without header and footer."""
    found = re.search(r"<main.*?</main>", response.content.decode(), flags=re.DOTALL)
    assert found, "the page has no <main>"
    return found[0]
