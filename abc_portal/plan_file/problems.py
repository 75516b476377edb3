"""What is wrong with a plan file, gathered so that it can be said all at once."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import Any, Protocol

from django.utils.translation import gettext as _

FEW = 12  # so many names can be listed in an error


class PlanFileError(Exception):
    """The file cannot be loaded. Its text is Danish, for the one who wrote the file."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))


class Unreadable(ValueError):
    """One value that is not what its key asks for."""

    def __init__(self, message: str, /, **values: Any) -> None:
        super().__init__(message.format(**values) if values else message)


class Placed(Protocol):
    @property
    def place(self) -> str: ...


class Problems:
    """All that is wrong, and in which row."""

    def __init__(self) -> None:
        self._found: list[tuple[Placed | None, str, str]] = []

    def add(self, row: Placed | None, key: str, message: str, /, **values: Any) -> None:
        """Note a problem with one of a row's keys; with "" for the whole row, or None for the whole file."""
        self._found.append((row, key, message.format(**values) if values else message))

    def sentences(self) -> list[str]:
        """`boligafdeling «Solparken», boligomraade: …`, asked for last, when rows know their places."""
        return [
            ": ".join(filter(None, [", ".join(filter(None, [row.place if row else "", key])), message]))
            for row, key, message in self._found
        ]


def choose_from(names: Iterable[str]) -> str:
    return _("Vælg mellem: {names}.").format(names=", ".join(names))


def nearest(name: str, known: Collection[str]) -> str:
    """A sentence that helps somebody who wrote a name nobody knows."""
    if not known:
        return _("Der er ingen at vælge imellem.")
    if close := get_close_matches(name, known, n=1, cutoff=0.6):
        return _("Mener du «{name}»?").format(name=close[0])
    if len(known) <= 2 * FEW:
        return choose_from(known)
    return _("Den ligner ingen af de {count}, der findes.").format(count=len(known))
