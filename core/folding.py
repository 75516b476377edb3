"""Text folded for search, so that `AELDRE`, `ældre` and `Ældre` are one word on every database."""

import re
import unicodedata
from html import unescape

from django.utils.html import strip_tags

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss"})


def fold(text: str) -> str:
    """Lower case without accents, Danish letters spelled out, white space collapsed."""
    spelled = unicodedata.normalize("NFC", text).casefold().translate(_DANISH)
    return " ".join(_without_accents(spelled).split())


def fold_html(html: str) -> str:
    """`fold` of what a reader sees of some HTML."""
    return fold(unescape(strip_tags(re.sub(r"<(?=[a-zA-Z/])", " <", html))))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
