"""Text folded for search, so that `AELDRE`, `ældre` and `Ældre` are one word on every database."""

import unicodedata

from core.rich_text import plain_text

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss"})


def fold(text: str) -> str:
    """Lower case without accents, Danish letters spelled out, white space collapsed."""
    return " ".join(fold_letters(unicodedata.normalize("NFC", text)).split())


def fold_html(html: str) -> str:
    """`fold` of what a reader sees of some HTML."""
    return fold(plain_text(html))


def fold_letters(text: str) -> str:
    """`fold` of composed (NFC) text, letter by letter: white space stays as it is."""
    spelled = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH))
    return "".join(letter for letter in spelled if not unicodedata.combining(letter))
