"""What was searched for, marked in the texts that hold it: compared folded, shown as written, always escaped."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from core.folding import LETTERS, fold, fold_letters
from core.rich_text import plain_text
from core.search import ENDING, letters, stems, words_of

# How many signs of a long text an excerpt shows, and how many words before the hit.
LENGTH = 160
WORDS_BEFORE = 6


def marked(text: str, query: str) -> SafeString:
    """The text, escaped, with `<mark>` around each form of a word, and around its letters in longer words."""
    pattern = _pattern(query)
    if not pattern:
        return escape(text)
    text = unicodedata.normalize("NFC", text)
    hits = list(pattern.finditer(fold_letters(text)))
    if not hits:
        return escape(text)
    # Which letter of the text each folded one comes from: æ has become two.
    origin = [place for place, letter in enumerate(text) for _ in LETTERS[ord(letter)]]
    parts, done = [], 0
    for hit in hits:
        start, end = origin[hit.start()], origin[hit.end() - 1] + 1
        if start >= done:
            parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
    return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308  every part is escaped


def excerpt(query: str, name: str, plain: str, html: str = "") -> SafeString:
    """The plain text, or some of the other if only that holds what was searched for, or if there is no plain one."""
    pattern = _pattern(query)
    if plain and (not pattern or pattern.search(fold(f"{name} {plain}"))):
        return marked(plain, query)
    text = plain_text(html)
    hit = pattern.search(fold(text)) if pattern else None
    return marked(plain if plain and not hit else _around(text, hit), query)


def alike(query: str, names: Iterable[str]) -> str:
    """The query with the words of the names that it perhaps meant."""
    known = {word for name in names for word in re.findall(r"\w+", fold(name))}
    return " ".join(close for word in words_of(query) for close in get_close_matches(word, known) or [word])


def _around(text: str, hit: re.Match[str] | None) -> str:
    """The words around the hit in the folded text; without one, or with an early one, how the text begins."""
    if hit and hit.end() > LENGTH - 20:
        skipped = hit.string[: hit.start()].count(" ") - WORDS_BEFORE
        text = f"… {' '.join(text.split(' ')[skipped:])}"
    return Truncator(text).chars(LENGTH)


@lru_cache(maxsize=100)
def _pattern(query: str) -> re.Pattern[str] | None:
    """Finds, in folded text, a whole word that is a form of one in the query, else the letters of one."""
    words = words_of(query)
    long_stems = [stem for word in words for stem in stems(word) if len(stem) > 2]
    # The last letter may be written twice: job, jobbet.
    forms = [rf"\b{re.escape(stem)}{re.escape(stem[-1])}?{ENDING}\b" for stem in long_stems]
    inside = [part for word in words for part in (word, *letters(word))]
    return re.compile("|".join([*forms, *map(re.escape, inside)])) if words else None
