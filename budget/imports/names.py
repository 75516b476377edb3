"""What a spreadsheet calls by name: focus areas, sources, kinds and initiatives of a plan, and its budget lines."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from budget.imports.cells import Text, refuse
from budget.models import BudgetLine, BudgetVersion, CostKind, FundingSource
from core.folding import fold
from core.sheets import Cell
from initiatives.models import FocusArea, Initiative
from organisation.models import Plan


class Names:
    """A column that names rows of the portal. Raises ValidationError for a name that is none, or that several have.

    `called` gives each row with its names: the first is its own, the rest are other spellings, which give way.
    """

    def __init__(self, called: Iterable[tuple[Any, list[str]]], nothing: str = "") -> None:
        self.nothing = fold(nothing)
        self.rows: dict[Any, Any] = {}
        self._own: dict[str, list[Any]] = defaultdict(list)
        self._others: dict[str, list[Any]] = defaultdict(list)
        for row, (own, *others) in called:
            self.rows[row.pk] = row
            self._own[fold(own)].append(row)
            for other in {fold(other) for other in others if other.strip()}:
                self._others[other].append(row)
        self.labels = {row.pk: self._label(own, row) for own, rows in self._own.items() for row in rows}

    def _label(self, own: str, row: Any) -> str:
        """Its own name, or with its number where several share it."""
        return str(row) if len(self._own[own]) == 1 else f"{row} ({_('nr.')} {row.pk})"

    def look(self, value: Cell) -> None:
        pass

    def read(self, value: Cell) -> Any:
        name = fold(Text().read(value) or "")
        if not name or name == self.nothing:
            return None
        found = self._own.get(name) or self._others.get(name) or self._numbered.get(name, [])
        if len(found) == 1:
            return found[0]
        known = ", ".join(self.labels[row.pk] for row in (found or self.rows.values()))
        if found:
            raise refuse(_("»%(value)s« kan være flere. Skriv en af disse: %(known)s."), value, known=known)
        if not known:
            raise refuse(_("»%(value)s« findes ikke; der er ingen i planen endnu."), value)
        raise refuse(_("»%(value)s« findes ikke. Skriv en af disse: %(known)s."), value, known=known[:400])

    @cached_property
    def _numbered(self) -> dict[str, list[Any]]:
        return {fold(label): [self.rows[pk]] for pk, label in self.labels.items()}


class Books:
    """All that the rows of a plan may name, each kind fetched once for a file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _sources(self) -> list[FundingSource]:
        rows = FundingSource.objects.filter(plan=self.plan)
        return list(rows.select_related("plan", "department", "company", "partner").order_by("pk"))

    @cached_property
    def sources(self) -> Names:
        return Names((row, spellings(row)) for row in self._sources)

    @cached_property
    def cash(self) -> Names:
        return Names((row, spellings(row)) for row in self._sources if not row.gives_hours)

    @cached_property
    def givers_of_hours(self) -> Names:
        return Names((row, spellings(row)) for row in self._sources if row.gives_hours)

    @cached_property
    def focus_areas(self) -> Names:
        rows = FocusArea.objects.filter(plan=self.plan).select_related("plan").order_by("pk")
        return Names(((row, [row.name, row.fund_name]) for row in rows), nothing=_("fælles"))

    @cached_property
    def kinds(self) -> Names:
        return Names((row, [row.name]) for row in CostKind.objects.order_by("pk"))

    @cached_property
    def initiatives(self) -> Names:
        rows = Initiative.objects.filter(focus_area__plan=self.plan).select_related("focus_area").order_by("pk")
        return Names(((row, [row.name]) for row in rows), nothing=_("fælles"))

    # Budget lines, as postings name them ------------------------------------------------

    @cached_property
    def versions(self) -> list[BudgetVersion]:
        """Those that have come into force or will, in that order."""
        rows = BudgetVersion.objects.filter(plan=self.plan, in_force_from__isnull=False)
        return list(rows.order_by("in_force_from"))

    @cached_property
    def lines_by_pk(self) -> dict[int, BudgetLine]:
        return BudgetLine.objects.filter(version__plan=self.plan).order_by("pk").in_bulk()

    @cached_property
    def lines(self) -> dict[tuple[int, str, int], BudgetLine]:
        return {(row.version_id, fold(row.code), row.year): row for row in self.lines_by_pk.values()}

    def line(self, code: str, day: datetime.date, year: int) -> BudgetLine:
        """That of the version in force on the day. Raises ValidationError."""
        begun = (one for one in reversed(self.versions) if one.in_force_from and one.in_force_from <= day)
        version = next(begun, None)
        if version is None:
            raise ValidationError(_("Der var intet budget, som gjaldt den %(day)s.") % {"day": f"{day:%d-%m-%Y}"})
        found = self.lines.get((version.pk, fold(code), year))
        if found is None:
            raise ValidationError(
                _("Linjen »%(code)s« findes ikke for %(year)d i budgettet »%(version)s«, som gjaldt den dag.")
                % {"code": code[:40], "year": year, "version": version.name}
            )
        return found

    @cached_property
    def digest(self) -> str:
        """In short, all that decides how a row is understood: a change of it makes a preview stale."""
        kinds = (self.sources, self.focus_areas, self.kinds, self.initiatives)
        names = [sorted((name, [row.pk for row in rows]) for name, rows in kind._own.items()) for kind in kinds]
        names += [sorted((name, [row.pk for row in rows]) for name, rows in kind._others.items()) for kind in kinds]
        versions = [(version.pk, version.in_force_from) for version in self.versions]
        lines = sorted((key, line.pk) for key, line in self.lines.items())
        days = (self.plan.starts_on, self.plan.ends_on)
        return hashlib.sha256(repr((names, versions, lines, days)).encode()).hexdigest()


def spellings(source: FundingSource) -> list[str]:
    """Its own name first; then that of whoever pays, as it may stand in accounts."""
    found = [str(source), source.name]
    if source.department:
        found += [source.department.name, *source.department.also_written.split(",")]
    return found + [owner.name for owner in (source.company, source.partner) if owner]
