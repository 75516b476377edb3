"""Text folded for search, so that `AELDRE`, `ældre` and `Ældre` are one word on every database."""

import unicodedata

from core.rich_text import plain_text

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss"})


class _Letters(dict[int, str]):
    """What each letter becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).casefold().translate(_DANISH))
        self[code] = "".join(part for part in parts if not unicodedata.combining(part))
        return self[code]


LETTERS = _Letters()


def fold(text: str) -> str:
    """Lower case without accents, Danish letters spelled out, white space collapsed."""
    return " ".join(fold_letters(unicodedata.normalize("NFC", text)).split())


def fold_html(html: str) -> str:
    """`fold` of what a reader sees of some HTML."""
    return fold(plain_text(html))


def fold_letters(text: str) -> str:
    """`fold` of composed (NFC) text, letter by letter: white space stays as it is."""
    return text.translate(LETTERS)
