"""The rows of what is pledged: a source and a year, and who has decided it."""

from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board.rows import Column, Rows, Total, named_sums
from budget.models import FundingSource, PledgeDecision
from core import formats


class Pledge(NamedTuple):
    """What a source gives in a year; without a year what it gives in all, because its years are not known."""

    source: FundingSource
    year: int | None
    amount: Decimal | None
    decision: PledgeDecision | None


class Pledged(Rows):
    title = gettext_lazy("Lovet")
    facets = ("aar", "kilde", "form")
    columns = (
        Column(gettext_lazy("År")),
        Column(gettext_lazy("Bidragyder")),
        Column(gettext_lazy("Form")),
        Column(gettext_lazy("Besluttet")),
        Column(gettext_lazy("Beløb, kr."), "kroner"),
        Column(gettext_lazy("Planlagt til nu, kr."), "kroner"),
    )

    @cached_property
    def _pledges(self) -> list[Pledge]:
        sources = FundingSource.objects.filter(plan=self.plan).visible_to(self.user)
        sources = sources.filter(self.chosen.of("kilde", "pk"), self.chosen.of("form", "form"))
        pledges = [row for source in sources.prefetch_related("contributions", "decisions") for row in _of(source)]
        years = self.chosen.slugs("aar")
        chosen = [pledge for pledge in pledges if not years or str(pledge.year) in years]
        return sorted(chosen, key=lambda pledge: -(pledge.year or 0))

    def rows(self) -> list[Pledge]:
        return self._pledges

    @property
    def count(self) -> int:
        return len(self._pledges)

    @property
    def totals(self) -> list[Total]:
        sums = named_sums((row.source.form, row.amount) for row in self._pledges if row.amount is not None)
        known = [(row.amount, row.year) for row in self._pledges if row.amount is not None and row.year]
        return [*sums, *self.planned(known)] if len(known) == len(self._pledges) else sums

    def cells(self, row: Pledge) -> tuple[Any, ...]:
        by = row.decision
        decided = f"{by.decided_by}, {formats.long_date(by.decided_on)}" if by else _("Ikke endnu")
        planned = self.period.to_date(row.amount, row.year) if row.amount is not None and row.year else None
        year = str(row.year) if row.year else _("ikke fordelt på år")
        return (year, row.source.name, row.source.get_form_display(), decided, row.amount, planned)


def _of(source: FundingSource) -> list[Pledge]:
    decisions = list(source.decisions.all())

    def decided(year: int) -> PledgeDecision | None:
        return next((row for row in decisions if year in row.years), None)

    years = [Pledge(source, row.year, row.amount, decided(row.year)) for row in source.contributions.all()]
    return years or [Pledge(source, None, source.total, decisions[0] if decisions else None)]
