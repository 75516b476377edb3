"""Every sum about money that a page, a spreadsheet or a test shows: pure functions, exact kroner.

`funding` is who finances a plan; `pledges` is how that stands against the main funder's line;
`figures` is all of a plan's money as one document, and `Board` what the board asks of it.
"""

from budget.reports.board import Board
from budget.reports.collecting import figures
from budget.reports.comparing import Comparison, Deviation, Funder, Work
from budget.reports.figures import Figures
from budget.reports.funding import Funding, area_contributions, funding
from budget.reports.periods import Period
from budget.reports.pledges import Pledges, Verdict
from budget.reports.shares import SORTS, Share

__all__ = [
    "SORTS",
    "Board",
    "Comparison",
    "Deviation",
    "Figures",
    "Funder",
    "Funding",
    "Period",
    "Pledges",
    "Share",
    "Verdict",
    "Work",
    "area_contributions",
    "figures",
    "funding",
]
