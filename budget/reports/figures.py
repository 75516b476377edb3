"""A plan's money as one typed document: what is pledged, decided, budgeted, received, spent and worked.

reports/collecting.py sums the rows in the database, once; all that pages, files and editions show
is arithmetic on the document (reports/board.py). Frozen as JSON it is an edition, and reads back
as it was. Kroner and hours are written as text with two decimals, so that no program rounds them.
"""

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, Field, PlainSerializer

from budget.models import FundingSource
from core.frozen import Fact

Hundredths = PlainSerializer(lambda value: f"{value:.2f}", return_type=str)
Kroner = Annotated[Decimal, Hundredths, Field(description="Kroner, with two decimals.")]
Hours = Annotated[Decimal, Hundredths, Field(description="Hours, with two decimals.")]
Year = Annotated[int, Field(description="The year it counts in.")]
SourceKey = Annotated[int | None, Field(description="Who pays: the key of a source; null is not said.")]
FocusKey = Annotated[int | None, Field(description="The key of a focus area; null is common to the plan.")]


class PlanFact(Fact):
    name: str
    slug: str
    starts_on: datetime.date
    ends_on: datetime.date
    households: int | None
    min_share_percent: int | None = Field(description="The local share that the main funder asks for.")
    variance_percent: int = Field(description="What deviates more than this is told by itself.")

    @property
    def year_range(self) -> range:
        return range(self.starts_on.year, self.ends_on.year + 1)


class VersionFact(Fact):
    """The version of the budget that is compared with."""

    key: int
    name: str
    in_force_from: datetime.date | None
    decided_on: datetime.date | None
    fund_approval: str
    fund_approved_on: datetime.date | None


class Named(Fact):
    key: int
    name: str

    def __str__(self) -> str:
        return self.name


class FrameFact(Fact):
    """A line of the frame as it was published, rounded as it was published."""

    key: int
    name: str
    amount: Kroner
    decimals: int = Field(description="How many decimals it was published with, in millions of kroner.")


class SourceFact(Fact):
    """One who pays, in cash (`kontant`) or in hours (`timer`). Named as the model names it."""

    key: int
    name: str
    owner: Named = Field(description="Whom the source belongs to; one of them may give in several ways.")
    kind: str
    form: str
    total: Kroner | None = Field(description="Pledged in all; null is not known.")
    total_is_rounded: bool
    source_note: str
    frame_line: int | None = Field(description="The line of the published frame it belongs to.")

    def __str__(self) -> str:
        return f"{self.name}, {self.get_form_display().lower()}" if self.gives_hours else self.name

    def get_form_display(self) -> str:
        return str(FundingSource.Form(self.form).label)

    @property
    def pk(self) -> int:
        """As the model calls it."""
        return self.key

    @property
    def gives_hours(self) -> bool:
        return self.form == FundingSource.Form.HOURS

    @property
    def is_fund(self) -> bool:
        return self.kind == FundingSource.Kind.FUND


class Pledged(Fact):
    source: int
    year: Year
    amount: Kroner


class Decided(Fact):
    source: int
    first_year: int
    last_year: int
    decided_by: str
    decided_on: datetime.date
    reference: str


class Budgeted(Fact):
    """A line of the version, in one year."""

    code: str
    name: str
    focus_area: FocusKey
    kind: int
    year: Year
    source: SourceKey
    amount: Kroner


class Spent(Fact):
    """The postings of one line and one who paid, together."""

    code: str
    focus_area: FocusKey
    kind: int
    year: Year
    source: SourceKey
    amount: Kroner
    rows: int


class Received(Fact):
    source: int
    year: Year
    amount: Kroner
    rows: int


class Worked(Fact):
    """Hours of one source in a year, for one focus area; `value` is null where no rate is known for them."""

    source: int
    year: Year
    focus_area: FocusKey
    hours: Hours
    value: Kroner | None
    rows: int


class Adjustment(Fact):
    """What stood last on the adjustment account: never a part of another sum."""

    balance_on: datetime.date
    amount: Kroner
    approved_amount: Kroner | None
    approved_by: str
    approved_on: datetime.date | None
    explanation: str


class Comment(Fact):
    """The secretariat's newest words about a focus area, a kind of cost, a source, or (none of them) what is common."""

    focus_area: FocusKey
    source: SourceKey
    kind: int | None = Field(default=None, description="The key of a kind of cost.")
    text: str
    written_on: datetime.date


class LastEntry(Fact):
    """Who brought the last rows into the portal."""

    table: str
    at: AwareDatetime
    by: str


class Figures(Fact):
    """Everything that the board's figures are made of. Editions keep it: a new field needs a default."""

    plan: PlanFact
    as_of: datetime.date = Field(description="The day that what is planned and what is spent are compared on.")
    version: VersionFact | None
    focus_areas: tuple[Named, ...]
    kinds: tuple[Named, ...]
    frame: tuple[FrameFact, ...]
    sources: tuple[SourceFact, ...]
    pledged: tuple[Pledged, ...]
    decided: tuple[Decided, ...]
    budget: tuple[Budgeted, ...]
    spent: tuple[Spent, ...]
    received: tuple[Received, ...]
    worked: tuple[Worked, ...]
    adjustment: Adjustment | None
    comments: tuple[Comment, ...]
    last_entry: LastEntry | None

    @property
    def years(self) -> range:
        return self.plan.year_range
