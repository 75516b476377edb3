"""Search in one folded column, `search_text`, of which the first line is the row's name.

On PostgreSQL a column that no model knows, `search_vector`, holds the stems of the same text (see
core/search_index.py): short words have their forms there only, and slips of a letter are found.
"""

import re
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Left, StrIndex
from django.db.models.lookups import Contains, GreaterThanOrEqual, Lookup

from core.folding import fold

# Longer questions are no search; each word is one more to look for in every row.
MOST_WORDS = 10
# How alike a word and a part of a name are for a slip of a letter, from 0 to 1.
ALIKE = 0.5

SHORTEST_STEM = 4

ENDING = r"(?:erne|ene|er|en|et|e)?s?"
_ENDING = re.compile(rf"(?<=[a-z]{{3}}){ENDING}$")


def words_of(query: str) -> list[str]:
    """The folded words of a query, each once."""
    return list(dict.fromkeys(fold(query).split()))[:MOST_WORDS]


def stems(word: str) -> list[str]:
    """What the forms of a folded word roughly begin with, also where an e comes and goes: cykler → cykl, cykel."""
    stem = re.sub(r"([b-z])\1$", r"\1", _ENDING.sub("", word, count=1))
    if stem != word and re.search(r"[^aeiouyr\W][lr]$", stem):
        return [stem, f"{stem[:-1]}e{stem[-1]}"]
    if re.search(r"[^aeiouyr\W]e[lr]$", word):
        return [stem, f"{word[:-2]}{word[-1]}"]
    return [stem]


def letters(word: str) -> list[str]:
    """What to look for inside longer words: what its forms begin with, if that is long enough to mean something."""
    return [stem for stem in stems(word) if len(stem) >= SHORTEST_STEM] or [word]


@models.TextField.register_lookup
class Holds(Lookup):
    """`search_text__holds=word`: some word of the text holds these letters, or is a form of the word."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        # Danish puts words together, so letters count on every database: "skabe" finds "Skabeværkstedet".
        parts = [Contains(self.lhs, part).as_sql(compiler, connection) for part in letters(self.rhs)]
        return f"({' OR '.join(sql for sql, _none in parts)})", tuple(
            param for _none, params in parts for param in params
        )

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        inside, params = self.as_sql(compiler, connection)
        vector = compiler.compile(self.lhs)[0].replace("search_text", "search_vector")
        forms = [self.rhs, *stems(self.rhs)]
        question = " || ".join(["plainto_tsquery('danish', %s)"] * len(forms))
        return f"({inside} OR {vector} @@ ({question}))", (*params, *forms)


class Names(Lookup):
    """Whether the name holds all the words or forms of them, as far as letters tell. To sort by."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column = compiler.compile(self.lhs)[0]
        place = "strpos" if connection.vendor == "postgresql" else "instr"
        holds = f"{place}(substr({column}, 1, {place}({column}, %s)), %s) > 0"
        words = [part for word in self.rhs for part in ("\n", stems(word)[0])]
        return f"({' AND '.join([holds] * len(self.rhs))})", tuple(words)


NAME = Left("search_text", StrIndex("search_text", models.Value("\n")))


def likeness_to(word: str) -> TrigramWordSimilarity:
    """How like a word the likest part of the name is, from 0 to 1. PostgreSQL only."""
    return TrigramWordSimilarity(word, NAME)


def is_like(word: str) -> GreaterThanOrEqual:
    return GreaterThanOrEqual(likeness_to(word), ALIKE)
