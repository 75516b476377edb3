"""The rows of what is pledged: a source and a year, and who has decided it."""

from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from board.rows import Column, Rows, Total, named_sums
from budget.models import Contribution, FundingSource, PledgeDecision
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
        pledges = [row for source in sources.prefetch_related("contributions", "decisions") for row in self._of(source)]
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
        planned = [(row.source.form, self._planned_of(row)) for row in self._pledges]
        known = [(form, amount) for form, amount in planned if amount is not None]
        return [*sums, *self.planned_sums(known)] if len(known) == len(planned) else sums

    def cells(self, row: Pledge) -> tuple[Any, ...]:
        by = row.decision
        decided = f"{by.decided_by}, {formats.long_date(by.decided_on)}" if by else _("Ikke endnu")
        year = str(row.year) if row.year else _("ikke fordelt på år")
        return (year, row.source.name, row.source.get_form_display(), decided, row.amount, self._planned_of(row))

    @cached_property
    def _planned(self) -> dict[tuple[int, int], Decimal]:
        """Of all the pledges, whichever are chosen: a year's øre are split over them together."""
        pledges = Contribution.objects.filter(source__plan=self.plan).select_related("source")
        rows = pledges.order_by("source_id", "year")
        return self.period.planned(((x.source_id, x.year), x.year, x.source.gives_hours, x.amount) for x in rows)

    def _planned_of(self, row: Pledge) -> Decimal | None:
        return None if row.year is None else self._planned.get((row.source.pk, row.year))

    def _of(self, source: FundingSource) -> list[Pledge]:
        decisions = list(source.decisions.all())

        def decided(year: int) -> PledgeDecision | None:
            return next((row for row in decisions if year in row.years), None)

        if years := source.contributions.all():
            return [Pledge(source, row.year, row.amount, decided(row.year)) for row in years]
        of_all = [decided(year) for year in self.plan.year_range]
        return [Pledge(source, None, source.total, of_all[0] if all(of_all) else None)]
