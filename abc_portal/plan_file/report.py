"""What loading did, in words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from abc_portal.plan_file.values import exact, shortened
from organisation.models import Member


@dataclass
class Report:
    dry_run: bool = False
    overwrite: bool = False
    created: int = 0
    unchanged: int = 0
    differing: int = 0
    differences: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        if self.differences:
            heading = _("Afviger og er rettet efter filen") if self.overwrite else _("Afviger og er ikke ændret")
            yield _("{heading} (i filen → i portalen):").format(heading=heading)
            yield from (f"  {text}" for text in self.differences)
        if self.deleted:
            yield _("Slettet i portalen og ikke lagt ind igen:")
            yield from (f"  {text}" for text in self.deleted)
        yield _("{created} oprettet, {unchanged} uændret, {differing} afviger, {deleted} slettet i portalen.").format(
            created=self.created, unchanged=self.unchanged, differing=self.differing, deleted=len(self.deleted)
        )
        if self.dry_run:
            yield _("Prøvekørsel: intet er gemt.")
        elif self.differences and not self.overwrite:
            yield _("Brug --overwrite for at rette portalen efter filen.")


def difference(in_file: Any, in_portal: Any) -> str:
    """`i filen → i portalen`, from where two long texts part."""
    first, second = _plain(in_file), _plain(in_portal)
    if first == second:  # they differ in what is not seen: headings, links
        first, second = str(in_file), str(in_portal)
    start = _parting(first, second)
    return f"{_from(first, start)} → {_from(second, start)}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | models.QuerySet):
        return ", ".join(sorted(str(part) for part in value)) or _("(ingen)")
    if isinstance(value, Member):
        return f"{value} ({value.seat})"
    text = "" if value is None else " ".join(strip_tags(str(value)).split())
    return text or _("(tom)")


def _parting(first: str, second: str) -> int:
    """Where to begin quoting, so that the difference is among the first words."""
    if max(len(first), len(second)) <= 60:
        return 0
    alike = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    return max(first.rfind(" ", 0, max(alike - 15, 0)), 0)


def _from(text: str, start: int) -> str:
    return f"{'…' if start else ''}{shortened(text[start:].strip())}"
