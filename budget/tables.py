"""Who pays, as a table: a row for each source, with a column for each year of its plan."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field

from budget.models import Contribution, FrameLine, FundingSource, refuse_years
from core.tables import Table, column
from core.tables.cells import Kroner, Named

COLUMNS = [
    *("plan", "name", "frame_line", "kind", "partner", "department", "company", "form"),
    *("total", "total_is_rounded", "source_note", "position"),
]


class Year(Field):
    """What a source gives in one year."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year), str(year), Kroner())
        self.year = year

    def get_value(self, instance: Any) -> Decimal | None:
        return by_year(instance).get(self.year)

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        by_year(instance)[self.year] = self.clean(row)


def by_year(source: FundingSource) -> dict[int, Decimal | None]:
    """A source's amounts as they are, or as a file says; None for a year without."""
    if "_by_year" not in source.__dict__:
        rows = source.contributions.all() if source.pk else []
        source.__dict__["_by_year"] = {row.year: row.amount for row in rows}
    years: dict[int, Decimal | None] = source.__dict__["_by_year"]
    return years


class SourceTable(Table):
    model = FundingSource
    export_needs = ("budget.view_fundingsource", "budget.view_contribution")
    import_needs = tuple(f"budget.{right}" for right in ("add_fundingsource", "change_fundingsource")) + tuple(
        f"budget.{verb}_contribution" for verb in ("add", "change", "delete")
    )

    def columns(self, heads: Iterable[str]) -> list[Any]:
        widgets = {"frame_line": Named(FrameLine.objects.select_related("plan"), FrameLine.name_and_years)}
        years = {int(head) for head in heads if re.fullmatch(r"(19|20)[0-9]{2}|2100", head)} or self._years()
        return [*(column(FundingSource, name, widgets.get(name)) for name in COLUMNS), *map(Year, sorted(years))]

    def _years(self) -> set[int]:
        plans = {source.plan for source in self.rows}
        return {year for plan in plans for year in plan.year_range}

    def with_related(self, rows: Any) -> Any:
        owners = ("partner", "department", "company")
        return rows.select_related("plan", "frame_line__plan", *owners).prefetch_related("contributions")

    def check(self, instance: FundingSource) -> None:
        given = {year: amount for year, amount in by_year(instance).items() if amount is not None}
        errors = {}
        for year, amount in given.items():
            contribution = Contribution(source=instance, year=year, amount=amount)
            try:
                contribution.full_clean(exclude=["source"], validate_unique=False)
            except ValidationError as error:
                errors[str(year)] = error.messages
        if errors:
            raise ValidationError(errors)
        refuse_years(list(given.values()), instance.total)

    def save_related(self, source: FundingSource) -> None:
        rows = {row.year: row for row in source.contributions.all()}
        for year, amount in by_year(source).items():
            row = rows.get(year)
            if amount is None and row:
                row.delete()
            elif amount is not None and (row is None or row.amount != amount):
                row = row or Contribution(source=source, year=year)
                row.amount = amount
                row.save()
