"""Every text of the site that an editor can change, with the words it starts with.

A template prints one with `{% text "home.title" %}`. Words in braces are filled in: {navn} and
{fulde_navn} of the partnership, {plan} and {periode} of the plan the page is about,
{antal_omraader} its areas, and what the template gives: `{% text "money.per_krone" boliger=… %}`.
What one presses, a column, a field or a message is called in the templates and forms.
"""

import re
from typing import Any, NamedTuple

from organisation.texts import (
    board,
    books,
    calendar,
    documents,
    editions,
    frame,
    meetings,
    money,
    news,
    newsletter,
    packs,
    pages,
    results,
    sign_up,
    site,
    versions,
)


class Text(NamedTuple):
    where: Any
    standard: Any


PARTS = (
    frame,
    pages,
    documents,
    calendar,
    meetings,
    news,
    newsletter,
    sign_up,
    money,
    board,
    results,
    books,
    versions,
    editions,
    packs,
    site,
)
TEXTS = {key: Text(*text) for part in PARTS for key, text in part.TEXTS.items()}


def fill(text: str, words: dict[str, Any]) -> str:
    """The text with its placeholders filled; one that nobody knows stands as it is written."""
    filled = re.sub(r"\{(\w+)\}", lambda found: str(words.get(found[1], found[0])), text)
    # A sentence that ends with an amount has its full stop already.
    return filled.replace("kr..", "kr.")
