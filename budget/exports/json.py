"""The figures for programs: the document they are made of, and what is worked out from it.

`schema` says in JSON Schema what every field means.
"""

import datetime
import json
from typing import Annotated, Any

from pydantic import AwareDatetime, Field
from pydantic.json_schema import GenerateJsonSchema

from budget.models import Edition
from budget.reports import Board, Comparison, Figures, Share
from budget.reports.figures import Fact, Hours, Kroner

Part = Annotated[str | None, Field(description="A part of one, with six decimals; null is not known.")]
Known = Annotated[Kroner | None, Field(description="Kroner, with two decimals; null is not known.")]


class EditionFact(Fact):
    """What the board was shown, if this is not of now."""

    key: int
    name: str
    presented_on: datetime.date
    frozen_at: AwareDatetime
    note: str
    checksum: str = Field(description="SHA-256 of the frozen figures.")


class Compared(Fact):
    name: str
    where: dict[str, str] = Field(description="As the addresses below /bestyrelse/tal/ say it.")
    whole: Known = Field(description="The budget of the whole plan, or all that is pledged.")
    planned: Known = Field(description="The part of it that is planned by the day of the figures.")
    actual: Kroner = Field(description="What is spent, received or worked.")
    variance: Known = Field(description="actual − planned")
    deviation: Part = Field(description="variance / planned")
    deviates: bool = Field(description="By more than the plan's variance_percent.")


class FunderFact(Fact):
    source: int
    given: Compared
    spent: Kroner
    decided_years: tuple[int, ...]


class WorkFact(Fact):
    source: int
    hours: Hours
    without_rate: Hours
    given: Compared


class ShareFact(Fact):
    """(cash + hours) / (fund + cash + hours)"""

    fund: Kroner
    cash: Kroner = Field(description="Local cash.")
    hours: Kroner = Field(description="The value of local hours.")
    share: Part
    headroom: Known = Field(description="Whole kroner of local money that can go; below zero: that are missing.")


class DeviationFact(Fact):
    sort: str
    of: Compared
    comment: str


class Totals(Fact):
    """Cash, but where it says hours or in kind."""

    total: Compared
    by_year: tuple[Compared, ...]
    by_focus_area: tuple[Compared, ...]
    by_kind: tuple[Compared, ...]
    by_source: tuple[Compared, ...]
    funders: tuple[FunderFact, ...]
    work: tuple[WorkFact, ...]
    pledged: Known
    planned: Known
    received: Kroner
    pledged_in_kind: Known
    worked: Kroner = Field(description="The value of the hours whose rate is known.")
    hours: Hours
    hours_without_rate: Hours
    forecast: Known = Field(description="spent + (budget − planned) × spent / planned")
    remaining: Known = Field(description="budget − spent")
    share_pledged: ShareFact | None
    share_now: ShareFact | None
    share_on_track: ShareFact | None
    deviations: tuple[DeviationFact, ...]


class Overview(Fact):
    """The board's overview of a plan's money."""

    schema_address: str = Field(alias="$schema")
    edition: EditionFact | None
    figures: Figures
    totals: Totals


def document(board: Board, schema_address: str, edition: Edition | None = None) -> str:
    overview = Overview(
        **{"$schema": schema_address},
        edition=_edition(edition) if edition else None,
        figures=board.figures,
        totals=_totals(board),
    )
    return overview.model_dump_json(indent=1, by_alias=True)


def schema() -> str:
    described = Overview.model_json_schema(mode="serialization", by_alias=True)
    described = {"$schema": GenerateJsonSchema.schema_dialect, **described}
    return json.dumps(described, ensure_ascii=False, indent=1)


def _edition(edition: Edition) -> EditionFact:
    names = ("name", "presented_on", "frozen_at", "note", "checksum")
    return EditionFact(key=edition.pk, **{name: getattr(edition, name) for name in names})


def _compared(row: Comparison) -> Compared:
    names = ("name", "where", "whole", "planned", "actual", "variance", "deviates")
    return Compared(**{name: getattr(row, name) for name in names}, deviation=_part(row.deviation))


def _part(value: Any) -> str | None:
    return None if value is None else f"{value:.6f}"


def _share(share: Share | None) -> ShareFact | None:
    if share is None:
        return None
    names = ("fund", "cash", "hours", "headroom")
    return ShareFact(**{name: getattr(share, name) for name in names}, share=_part(share.share))


def _totals(board: Board) -> Totals:
    splits = ("by_year", "by_focus_area", "by_kind", "by_source")
    return Totals(
        total=_compared(board.total),
        **{name: tuple(map(_compared, getattr(board, name))) for name in splits},
        funders=tuple(
            FunderFact(
                source=row.source.key,
                given=_compared(row.given),
                spent=row.spent,
                decided_years=tuple(sorted(row.decided_years)),
            )
            for row in board.funders
        ),
        work=tuple(
            WorkFact(source=row.source.key, hours=row.hours, without_rate=row.without_rate, given=_compared(row.given))
            for row in board.work
        ),
        pledged=board.pledged_total,
        planned=board.planned_total,
        received=board.received_total,
        pledged_in_kind=board.pledged_in_kind,
        worked=board.worked_total,
        hours=board.hours_total,
        hours_without_rate=board.hours_without_rate,
        forecast=board.forecast,
        remaining=board.remaining,
        share_pledged=_share(board.share_pledged),
        share_now=_share(board.share_now),
        share_on_track=_share(board.share_on_track),
        deviations=tuple(
            DeviationFact(sort=row.sort, of=_compared(row.of), comment=row.comment) for row in board.deviations
        ),
    )
